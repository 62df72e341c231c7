"""A stand-in for the city's exchange platform: takes, counts and signs, and misbehaves on request.

It counts what arrived by itself, from the bytes of the parts, and countersigns with a key of its
own; it does not believe what it is told.
"""

import hashlib
import json
import threading
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from yiwang.kernel.refusals import NotAllowed
from yiwang.kernel.signing import HEADER, check
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.receipts.keys import SigningKey
from yiwang.lake.receipts.receipt import countersign, parsed
from yiwang.lake.receipts.retelling import shaped
from yiwang.lake.receipts.tallies import Tally
from yiwang.lake.receipts.tallying import tally

AT = "2026-03-01T08:00:00+00:00"
# What it may do with the next call: answer so, break off before or after taking it, take it twice,
# lose a part when it counts, or answer with something long or strange.
MOODS = ("429", "500", "403", "cut", "forget", "twice", "lose", "long", "strange")


class CityDataStandIn:
    """Takes deliveries on a loopback port; `misbehave` says what to do with the next calls."""

    def __init__(self, secret: str, key: SigningKey, folder: Path) -> None:
        self.secret = secret
        self.key = key
        self.folder = folder
        self.deliveries: dict[str, dict[str, Any]] = {}
        self.calls: list[str] = []
        self.written = 0
        self.misbehave: deque[str] = deque()
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def stop(self) -> None:
        """It is down from now on."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def take(self, method: str, path: str, body: bytes, signature: str) -> tuple[int, bytes]:
        """What to answer to one call; status 0 breaks off without a word."""
        with self._lock:
            self.calls.append(f"{method} {unquote(path)}")
            try:
                check(self.secret, body, signature)
            except NotAllowed:
                return 403, b"{}"
            mood = self.misbehave.popleft() if self.misbehave else ""
            if mood in ("429", "500", "403", "cut"):
                return (0 if mood == "cut" else int(mood)), b"{}"
            told = [self._done(path, body, mood) for _time in range(1 + (mood == "twice"))][-1]
            if mood in ("long", "strange"):
                return 200, b"x" * (2 * 1024**2) if mood == "long" else b"<html>"
            return (0 if mood == "forget" else 200), json.dumps(told).encode()

    def _done(self, path: str, body: bytes, mood: str) -> dict[str, Any]:
        parts = [unquote(one) for one in path.strip("/").split("/")]
        if len(parts) == 1:
            return self._begun(json.loads(body))
        delivery = self.deliveries[parts[1]]
        if parts[2] == "parts":
            return self._part(delivery, int(parts[3]), body)
        return self._committed(delivery, body, mood)

    def _begun(self, told: dict[str, Any]) -> dict[str, Any]:
        fresh = {"told": told, "parts": {}, "taken": None}
        delivery = self.deliveries.setdefault(told["run"], fresh)
        return {"have": sorted(delivery["parts"])}

    def _part(self, delivery: dict[str, Any], number: int, body: bytes) -> dict[str, Any]:
        digest = hashlib.sha256(body).hexdigest()
        if digest == delivery["told"]["parts"][number - 1] and number not in delivery["parts"]:
            delivery["parts"][number] = body
            self.written += 1
        return {"sha256": digest}

    def _committed(self, delivery: dict[str, Any], body: bytes, mood: str) -> dict[str, Any]:
        if delivery["taken"] is None:
            counted = self._counted(delivery, lose=mood == "lose")
            delivery["taken"] = countersign(parsed(body), counted, self.key, AT).taken
        return {"taken": delivery["taken"]}

    def _counted(self, delivery: dict[str, Any], *, lose: bool) -> Tally:
        kept = sorted(delivery["parts"].items())[1 if lose else 0 :]
        paths = []
        for number, body in kept:
            path = self.folder / f"{hashlib.sha256(body).hexdigest()}-{number}.parquet"
            path.write_bytes(body)
            paths.append(str(path))
        engine = DuckEngine(memory="200MB")
        try:
            return tally(engine, engine.table(paths), shaped(delivery["told"]["shape"]))
        finally:
            engine.close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            """Hands every call to the stand-in."""

            def do_POST(self) -> None:
                """One call of ours."""
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                signature = self.headers.get(HEADER, "")
                status, told = stand_in.take(self.command, self.path, body, signature)
                if status == 0:
                    self.close_connection = True
                    return
                self.send_response(status)
                if status == 429:
                    self.send_header("Retry-After", "120")
                self.send_header("Content-Length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)

            do_PUT = do_POST

            def log_message(self, *args: Any) -> None:
                """Say nothing."""

        return Handler
