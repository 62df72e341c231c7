"""The hub's own key, made once in the data folder, and the public keys of everybody."""

import base64
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from yiwang.hub.receipts.models import Key
from yiwang.lake.receipts import keys
from yiwang.lake.receipts.checking import Keys
from yiwang.lake.receipts.keys import PublicKey, SigningKey


def code() -> str:
    """What the hub is called in receipts."""
    return str(settings.HUB_CODE)


def own() -> SigningKey:
    """The hub's key; it signs for units that have none. Raises `Invalid` where it is unreadable."""
    folder = Path(settings.KEYS_ROOT)
    path = folder / "hub.pem"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        register(keys.made(path, code(), agent=True).public)
    return _loaded(path, path.stat().st_mtime_ns)


@cache
def _loaded(path: Path, _changed: int) -> SigningKey:
    found = keys.loaded(path, code(), agent=True)
    register(found.public)
    return found


def register(public: PublicKey, since: datetime | None = None) -> Key:
    """Keep a public key of a party; the same one twice is the same row."""
    told = {
        "owner": public.owner,
        "algorithm": public.algorithm,
        "public": base64.b64encode(public.raw).decode(),
        "agent": public.agent,
        "since": since or timezone.now(),
    }
    return Key.objects.get_or_create(key=public.id, defaults=told)[0]


def of_party(owner: str) -> list[Key]:
    """The keys of one party, those in force first."""
    return sorted(Key.objects.filter(owner=owner), key=lambda one: one.until is not None)


def known() -> Keys:
    """Every public key by its id, with the time it is in force."""
    return {row.key: _public(row) for row in Key.objects.all()}


def _public(row: Key) -> PublicKey:
    return PublicKey(
        row.owner,
        base64.b64decode(row.public),
        row.algorithm,
        row.agent,
        "",
        stamp(row.until) if row.until else "",
    )


def stamp(at: datetime) -> str:
    """A moment as receipts write it: in UTC, so that texts are in the order of moments."""
    return at.astimezone(UTC).isoformat(timespec="seconds")
