"""Where the bases lie in the lake, and how a number is looked up without being written anywhere."""

import hashlib
import hmac
from pathlib import Path

from django.conf import settings

from yiwang.hub import places
from yiwang.lake.tables import store as tables


def store() -> "tables.TableStore":
    """The tables of the lake."""
    return places.store()


def folder(base: str) -> Path:
    """Where the files lie in which portraits are looked up; made anew by every build."""
    path = places.root() / "bases" / base
    path.mkdir(parents=True, exist_ok=True)
    return path


def secret() -> str:
    """What the hashes of this installation are made with."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, b"hub.bases", hashlib.sha256).hexdigest()


def blind(kind: str, value: str) -> str:
    """The hash under which a value is found; `BLIND` is the same in SQL."""
    return hashlib.sha256(f"{secret()}|{kind}|{value}".encode()).hexdigest()


BLIND = "sha256($secret || '|' || {kind} || '|' || {value})"
