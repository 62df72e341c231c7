"""The hash chain of a case's log: any altered byte breaks it."""

import hashlib
from typing import Any

import orjson

from yiwang.engine.standing import Event

GENESIS = "0" * 64


def written(number: str, event: Event, recorded_at: int, source: str) -> bytes:
    """An event as the one text that is hashed; the same on every machine.

    JSON without spaces, in UTF-8, the keys of every object sorted: any other program can write
    it again from the stored row and check the hash.
    """
    content: list[Any] = [
        number,
        event.seq,
        event.kind,
        event.at,
        recorded_at,
        event.person,
        event.unit,
        event.duty,
        event.deputises,
        event.source,
        event.target,
        event.subject,
        event.given,
        event.resolved,
        event.version,
        source,
    ]
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS)


def link(previous: str, content: bytes) -> str:
    """The hash of an event that follows the one with hash `previous`."""
    return hashlib.sha256(previous.encode() + content).hexdigest()
