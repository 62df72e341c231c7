"""What came in under a key is done once; a repeat gets the first answer."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from yiwang.cases.models import OnceKey
from yiwang.kernel.refusals import Conflict, Invalid

LONGEST_KEY = 128


def once(*, source: str, key: str, content: bytes, do: Callable[[], Any]) -> tuple[Any, bool]:
    """The answer of `do`, and whether it was done now (else it is the kept answer).

    The work and the key are written in one transaction, so that a crash in between leaves
    neither. Raises `Conflict` when the key was used for other content.
    """
    if not 0 < len(key) <= LONGEST_KEY:
        raise Invalid("幂等键应为1至{most}个字符", most=LONGEST_KEY)
    digest = _digest(content)
    kept = _kept(source, key, digest)
    if kept is not None:
        return kept.answer, False
    try:
        with transaction.atomic():
            row = OnceKey.objects.create(source=source, key=key, digest=digest, at=timezone.now())
            row.answer = do()
            row.save(update_fields=["answer"])
            return row.answer, True
    except IntegrityError:
        # Somebody else was doing the same at the same time and has finished now.
        kept = _kept(source, key, digest)
        if kept is None:
            raise
        return kept.answer, False


def answered(*, source: str, key: str, content: bytes) -> Any:
    """The kept answer, before anything is prepared; None when it is not done yet.

    Raises `Conflict` when the key was used for other content.
    """
    kept = _kept(source, key, _digest(content))
    return kept.answer if kept is not None else None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _kept(source: str, key: str, digest: str) -> OnceKey | None:
    kept = OnceKey.objects.filter(source=source, key=key).first()
    if kept is not None and kept.digest != digest:
        raise Conflict("这个幂等键已用于另一份内容", key=key)
    return kept
