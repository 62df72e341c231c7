"""Signed messages between systems: HMAC over the time and the body, refused when old or altered."""

import hashlib
import hmac
import time

from yiwang.kernel.refusals import NotAllowed

HEADER = "X-Yiwang-Signature"
MOST_AGE_SECONDS = 300


def sign(secret: str, body: bytes, *, at: int | None = None) -> str:
    """What goes into the header: `t=…,v1=…`."""
    moment = int(time.time()) if at is None else at
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"


def check(secret: str, body: bytes, header: str, *, now: int | None = None) -> None:
    """Raises `NotAllowed` for a forged, altered or old message."""
    parts = dict(part.split("=", 1) for part in header.split(",") if "=" in part)
    moment = parts.get("t", "")
    if not secret or not moment.isdigit():
        raise NotAllowed("消息没有有效的签名")
    expected = sign(secret, body, at=int(moment)).rpartition("=")[2]
    if not hmac.compare_digest(expected, parts.get("v1", "")):
        raise NotAllowed("消息的签名不符")
    if abs((int(time.time()) if now is None else now) - int(moment)) > MOST_AGE_SECONDS:
        raise NotAllowed("消息已过期，不予接收")
