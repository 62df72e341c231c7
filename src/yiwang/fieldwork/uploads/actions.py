"""Keeps files that wait, says how far they are, and forgets their content when they are done."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from yiwang.fieldwork.uploads.models import Upload
from yiwang.kernel.refusals import NotFound, NotNow, Refusal
from yiwang.org.actors import Worker

State = Upload.State
LEASE = timedelta(minutes=2)
# A file that nobody confirmed is not kept longer.
KEPT = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class NewUpload:
    """A file as it was handed in, and what was chosen beside it."""

    kind: str
    name: str
    content: bytes
    options: dict[str, Any] = field(default_factory=dict)
    # What was found in it, where somebody is to look at that first.
    report: dict[str, Any] | None = None


def put(*, new: NewUpload, by: Worker) -> Upload:
    """Keep a file: with a report it waits for a person, without one for the clock."""
    return Upload.objects.create(
        kind=new.kind,
        name=new.name[:200],
        sha256=hashlib.sha256(new.content).hexdigest(),
        content=new.content,
        options=new.options,
        report=new.report,
        state=State.WAITING if new.report is None else State.CHECKED,
        person=by.person_id,
        post=by.post_id,
        by_name=by.person_name,
        at=timezone.now(),
    )


@transaction.atomic
def claim(*, now: datetime | None = None) -> Upload | None:
    """Take the first file that waits for the clock; one whose worker died is taken again."""
    now = now or timezone.now()
    lost = Q(state=State.RUNNING, leased_until__lt=now)
    due = Upload.objects.filter(Q(state=State.WAITING) | lost)
    if not due.exists():
        # Looking takes no lock; most of the time there is nothing to do.
        return None
    upload = due.select_for_update(skip_locked=True).order_by("id").first()
    if upload is None:
        return None
    upload.state, upload.leased_until = State.RUNNING, now + LEASE
    upload.save(update_fields=["state", "leased_until"])
    return upload


def progress(upload: Upload, *, done: int, total: int, report: dict[str, Any]) -> None:
    """How far it is, in the transaction of what was done, so that it can be gone on from there."""
    upload.rows_done, upload.rows_total, upload.report = done, total, report
    upload.leased_until = timezone.now() + LEASE
    upload.save(update_fields=["rows_done", "rows_total", "report", "leased_until"])


def done(upload: Upload, *, result: int | None, report: dict[str, Any]) -> None:
    """It was taken in."""
    _end(upload, State.DONE, report=report, result=result)


def refused(upload: Upload, refusal: Refusal) -> None:
    """It could not be used as a whole."""
    _end(upload, State.REFUSED, report={"file_refused": refusal.plain()})


@transaction.atomic
def drop(*, upload_id: int, by: Worker) -> Upload:
    """Whoever handed it in does not want it taken after all."""
    upload = own(upload_id=upload_id, by=by)
    _end(upload, State.DROPPED, report=upload.report)
    return upload


def own(*, upload_id: int, by: Worker) -> Upload:
    """A file that its person may still decide on, alone for this transaction.

    Raises `NotFound` for that of another, `NotNow` when it was decided on already.
    """
    mine = Upload.objects.select_for_update().filter(pk=upload_id, person=by.person_id)
    upload = mine.first()
    if upload is None:
        raise NotFound("没有这个上传的文件")
    if upload.state != State.CHECKED:
        raise NotNow("这个文件已经处理过")
    return upload


def _end(upload: Upload, state: str, **more: Any) -> None:
    changes = more | {"state": state, "content": b"", "leased_until": None}
    changes["ended_at"] = timezone.now()
    for name, value in changes.items():
        setattr(upload, name, value)
    upload.save(update_fields=list(changes))


def drop_old() -> int:
    """Forget what nobody confirmed within the stated time; how many files."""
    old = Upload.objects.filter(state=State.CHECKED, at__lt=timezone.now() - KEPT)
    return old.update(state=State.DROPPED, content=b"", ended_at=timezone.now())
