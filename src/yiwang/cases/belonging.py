"""Writes what belongs to a case beside its log: reporters, looks, drafts, views."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from yiwang.cases.models import (
    Attachment,
    Case,
    Draft,
    NoticesSeen,
    Reporter,
    Reveal,
    SavedView,
)
from yiwang.kernel.identifiers import phone
from yiwang.kernel.refusals import Invalid, NotFound
from yiwang.org.actors import Worker

REVEALED = ("name", "phone", "address")
DRAFTS_LAST = timedelta(days=30)
SEARCH = "search"
LONGEST_QUERY = 2000


@dataclass(frozen=True, kw_only=True)
class ReporterFacts:
    """Who appeals, as they said it."""

    name: str = ""
    phone: str = ""
    address: str = ""


def keep_reporter(facts: ReporterFacts) -> int | None:
    """The number under which a reporter is kept; None for an anonymous one."""
    if not (facts.name or facts.phone):
        return None
    number = _phone(facts.phone) if facts.phone else ""
    person, _ = Reporter.objects.get_or_create(
        name=facts.name.strip()[:40], phone=number, address=facts.address.strip()[:200]
    )
    return person.pk


def _phone(text: str) -> str:
    """The number in its plain form; a refusal names the field."""
    try:
        return phone(text)
    except Invalid as fault:
        details = fault.details | {"fields": {"phone": fault.message}}
        raise Invalid(fault.template, **details) from None


def attach(case: Case, given: Mapping[str, Any], worker: Worker) -> None:
    """Bind the uploaded files that were handed in. Raises `Invalid` for somebody else's."""
    wanted = given.get("files")
    if not wanted:
        return
    free = Attachment.objects.filter(pk__in=wanted, case=None, uploaded_by=worker.person_id)
    if free.update(case=case) != len(wanted):
        raise Invalid("附件不存在、已被使用或不是您上传的")


def reveal(*, case: Case, worker: Worker, purpose: str) -> Reporter:
    """The reporter unmasked; who looked, and why, is written down first."""
    if len(purpose.strip()) < 2:
        raise Invalid("请写明查看的用途", fields={"purpose": "请写明查看的用途"})
    if case.reporter is None or worker.person_id is None:
        raise NotFound("本案没有诉求人信息")
    Reveal.objects.create(
        case=case,
        person=worker.person_id,
        unit=worker.unit_id,
        duty=worker.duty.value,
        fields=",".join(REVEALED),
        purpose=purpose.strip()[:200],
        at=timezone.now(),
    )
    return case.reporter


def keep_draft(*, case: Case, worker: Worker, action: str, given: Mapping[str, Any]) -> Draft:
    """Keep what a person is writing; one draft a person and action."""
    draft, _ = Draft.objects.update_or_create(
        case=case,
        person=worker.person_id,
        action=action,
        defaults={"given": dict(given), "saved_at": timezone.now()},
    )
    return draft


def drop_draft(*, number: str, worker: Worker, action: str) -> None:
    """The draft was handed in or is no longer wanted."""
    mine = Draft.objects.filter(person=worker.person_id, action=action, case__number=number)
    # Most acts had none: then looking takes no lock.
    if mine.exists():
        mine.delete()


def drop_old_drafts() -> int:
    """Nobody came back to them within a month, and they may hold personal data; how many."""
    forgotten = Draft.objects.filter(saved_at__lt=timezone.now() - DRAFTS_LAST)
    return forgotten.delete()[0]


def keep_view(*, worker: Worker, name: str, query: str, page: str = SEARCH) -> SavedView:
    """Keep what is asked of a page under a name; the same name is replaced."""
    if not name.strip():
        raise Invalid("请给这组筛选起个名字")
    if len(query) > LONGEST_QUERY:
        raise Invalid("条件太多，不能保存：请减少所选的指标或筛选项")
    view, _ = SavedView.objects.update_or_create(
        person=worker.person_id, page=page, name=name.strip()[:40], defaults={"query": query}
    )
    return view


def drop_view(*, worker: Worker, view_id: int) -> None:
    """Forget one's own saved view."""
    SavedView.objects.filter(person=worker.person_id, pk=view_id).delete()


def see_notices(*, worker: Worker, until: datetime) -> None:
    """The person has seen what they were told up to then; never more than there is now."""
    NoticesSeen.objects.update_or_create(
        person=worker.person_id,
        unit=worker.unit_id,
        duty=worker.duty.value,
        defaults={"until": min(until, timezone.now())},
    )
