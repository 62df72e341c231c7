"""Every write of audits: a file is audited and kept, and forgotten after its days."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from yiwang.budget.audits import running
from yiwang.budget.audits.models import Audit
from yiwang.kernel.refusals import Missing, NotFound, TooLarge
from yiwang.kernel.uploads import bare_name
from yiwang.org.actors import Worker

MOST_BYTES = 50 * 1024 * 1024
KEPT = timedelta(days=180)


def audit(
    *,
    upload: tuple[str, bytes],
    previous: tuple[str, bytes] | None = None,
    off: Mapping[str, str] | None = None,
    by: Worker,
) -> Audit:
    """Audit a file and keep what was found; `upload` is its name and content.

    Raises `Missing` without a file, `TooLarge`, and `Invalid` where it cannot be read; then
    nothing stays.
    """
    key, off = uuid.uuid4(), dict(off or {})
    paths = [_stored(key, part, one) for part, one in enumerate((upload, previous)) if one]
    try:
        told = running.audited(paths[0], paths[1] if previous else None, off)
        with transaction.atomic():
            return _kept(key, upload, previous[0] if previous else "", told, off, by)
    except BaseException:
        _drop(key)
        raise


def remove(*, key: str, by: Worker) -> None:
    """Take the file and its lines away; that it was audited stays. Raises `NotFound`."""
    row = Audit.objects.filter(key=key, unit_id=by.unit_id, removed_at=None).first()
    if row is None:
        raise NotFound("没有这次审核，或文件已清除")
    _forget(row)


def forget_old() -> int:
    """Take away what is older than its days; how many. What the clock asks for."""
    rows = Audit.objects.filter(at__lt=timezone.now() - KEPT, removed_at=None)[:100]
    for row in rows:
        _forget(row)
    return len(rows)


def _forget(row: Audit) -> None:
    row.told, row.removed_at = None, timezone.now()
    row.save(update_fields=["told", "removed_at"])
    _drop(row.key)


def _kept(
    key: uuid.UUID,
    upload: tuple[str, bytes],
    previous_name: str,
    told: dict[str, Any],
    off: dict[str, str],
    by: Worker,
) -> Audit:
    name, content = upload
    many = Counter(one["severity"] for one in told["findings"])
    return Audit.objects.create(
        key=key,
        at=timezone.now(),
        unit_id=by.unit_id,
        person_id=by.person_id,
        person_name=by.person_name,
        name=_tidy(name),
        previous_name=_tidy(previous_name) if previous_name else "",
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        title=told["document"]["title"][:200],
        tables=len(told["document"]["tables"]),
        errors=many["error"],
        warnings=many["warning"],
        roundings=many["rounding"],
        off=off,
        told=told,
    )


def folder(key: uuid.UUID) -> Path:
    """Where the files of an audit lie."""
    return Path(settings.AUDITED_ROOT) / key.hex[:2] / key.hex


def _stored(key: uuid.UUID, part: int, upload: tuple[str, bytes]) -> Path:
    """Write under a folder of ours; the file keeps its name, since findings tell it."""
    name, content = upload
    if not content:
        raise Missing("请选择一个有内容的文件")
    if len(content) > MOST_BYTES:
        raise TooLarge("文件超过{most}MB，请拆分后再试", most=MOST_BYTES // 1024 // 1024)
    path = folder(key) / str(part) / _tidy(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def _tidy(name: str) -> str:
    clean = bare_name(name).strip(" .-")
    # 200 bytes are safe on every file system.
    while len(clean.encode()) > 200:
        clean = clean[1:]
    return clean or "文件"


def _drop(key: uuid.UUID) -> None:
    for path in sorted(folder(key).glob("**/*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)
    if folder(key).is_dir():
        folder(key).rmdir()
