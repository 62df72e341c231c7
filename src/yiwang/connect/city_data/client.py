"""Speaks with the city's exchange platform; the protocol is in docs/how-to/receipts.md."""

import hashlib
import json
from typing import Any
from urllib.parse import quote

import httpx
from django.conf import settings

from yiwang.hub.pushes.receiving import Declined, Later, Prepared
from yiwang.kernel.signing import HEADER, sign

TIMEOUT = httpx.Timeout(60.0, connect=5.0)
# An answer holds one receipt; a longer one is something else.
MOST_BYTES = 1024**2
_MOST_WAIT = 3600.0
_BUSY = (408, 425, 429, 500, 502, 503, 504)


class CityData:
    """One connection for many parts. Close it after use."""

    def __init__(self, url: str, secret: str) -> None:
        self._url = url.rstrip("/")
        self._secret = secret
        self._http = httpx.Client(timeout=TIMEOUT, follow_redirects=False)

    def begin(self, run: str, resource: str, prepared: Prepared) -> frozenset[int]:
        """Announce a delivery; which parts are there already."""
        told = {
            "run": run,
            "resource": resource,
            "parts": prepared.parts,
            "shape": prepared.counted.shape,
        }
        answer = self._asked("POST", "/deliveries", json.dumps(told).encode())
        have = answer.get("have", [])
        return frozenset(one for one in have if isinstance(one, int))

    def part(self, run: str, number: int, content: bytes) -> None:
        """Hand over one part."""
        named = quote(run, safe="")
        answer = self._asked("PUT", f"/deliveries/{named}/parts/{number}", content)
        if answer.get("sha256") != hashlib.sha256(content).hexdigest():
            raise Later("对方收到的第 {number} 份与发出的不一致", number=number)

    def commit(self, run: str, receipt: bytes) -> dict[str, Any]:
        """Hand over the receipt; the answer that the city signed."""
        answer = self._asked("POST", f"/deliveries/{quote(run, safe='')}/commit", receipt)
        taken = answer.get("taken")
        if not isinstance(taken, dict):
            raise Later("对方没有给出回签")
        return taken

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def _asked(self, method: str, path: str, body: bytes) -> dict[str, Any]:
        headers = {HEADER: sign(self._secret, body), "Content-Type": "application/octet-stream"}
        request = self._http.build_request(method, self._url + path, content=body, headers=headers)
        try:
            answer = self._http.send(request, stream=True)
            try:
                return _read(answer)
            finally:
                answer.close()
        except httpx.HTTPError as fault:
            raise Later("连不上对方：{reason}", reason=type(fault).__name__) from fault


def _read(answer: httpx.Response) -> dict[str, Any]:
    if answer.status_code in _BUSY:
        raise Later("对方暂时不收：HTTP {status}", _wait(answer), status=answer.status_code)
    if not answer.is_success:
        raise Declined("对方拒绝：HTTP {status}", status=answer.status_code)
    content = b""
    for some in answer.iter_bytes():
        content += some
        if len(content) > MOST_BYTES:
            raise Later("对方的答复过长")
    try:
        told = json.loads(content)
    except ValueError as error:
        raise Later("对方的答复读不出来") from error
    return told if isinstance(told, dict) else {}


def _wait(answer: httpx.Response) -> float:
    told = answer.headers.get("Retry-After", "")
    return min(float(told), _MOST_WAIT) if told.isdigit() else 0.0


def configured() -> CityData | None:
    """The city's platform of this installation; None where there is none."""
    if not settings.CITY_DATA_URL:
        return None
    return CityData(settings.CITY_DATA_URL, settings.CITY_DATA_SECRET)
