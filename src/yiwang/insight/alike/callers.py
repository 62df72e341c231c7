"""Who calls again: how often in the last months, of the same matter or not, and what came of it."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from yiwang.cases import texts
from yiwang.insight.alike.models import Caller
from yiwang.insight.alike.nearest import Wanted, nearest, wanted_of
from yiwang.kernel.identifiers import phone as plain_phone
from yiwang.kernel.refusals import Invalid
from yiwang.org.actors import Worker

DAYS = 90
LEAST = 3
MOST = 20
PAGE_SIZE = 30
SOLVED = "solved"


@dataclass(frozen=True)
class Earlier:
    """An earlier case of a caller; `sure` where it is the same matter."""

    case: Any
    sure: float = 0.0

    @property
    def solved(self) -> bool | None:
        """Whether it was solved, as the caller said; None where nobody asked yet."""
        return self.case.solved == SOLVED if self.case.solved else None


@dataclass(frozen=True)
class Again:
    """What is known of a caller."""

    cases: list[Earlier]
    many: int
    days: int = DAYS

    @property
    def same(self) -> list[Earlier]:
        """The earlier cases of the same matter."""
        return [one for one in self.cases if one.sure]


@dataclass(frozen=True)
class Line:
    """A caller of the list; the number is masked where it is shown."""

    caller: Caller
    name: str
    phone: str
    last: Any = None


def again(worker: Worker, number: str, wanted: Wanted | None) -> Again | None:
    """The earlier cases of who calls from this number, as far as the worker may see them."""
    try:
        known = plain_phone(number)
    except Invalid:
        return None
    rows = texts.seen_of_caller(worker, known, _since())
    cases = list(rows.exclude(pk=wanted.case if wanted else 0)[:MOST])
    if not cases:
        return None
    sure = _sure(wanted, [case.pk for case in cases])
    return Again([Earlier(case, sure.get(case.pk, 0.0)) for case in cases], len(cases))


def _sure(wanted: Wanted | None, cases: list[int]) -> dict[int, float]:
    if wanted is None:
        return {}
    return {one.case: one.sure for one in nearest(wanted, only=cases, limit=MOST)}


def _since() -> datetime:
    return timezone.now() - timedelta(days=DAYS)


def digest(number: str) -> str:
    """A number as nobody can read it."""
    return hmac.new(settings.SECRET_KEY.encode(), number.encode(), hashlib.sha256).hexdigest()


def count(cases: Iterable[int]) -> None:
    """Reckon the callers of these cases anew."""
    for number in texts.phones(cases):
        theirs = texts.of_caller(number, _since())
        told = texts.counted(theirs)
        if told["many"] < LEAST:
            Caller.objects.filter(digest=digest(number)).delete()
        else:
            _keep(number, told, list(theirs[:MOST]))


def _keep(number: str, told: dict[str, Any], cases: list[Any]) -> None:
    Caller.objects.update_or_create(
        digest=digest(number),
        defaults={
            "reporter": told["who"],
            "cases": told["many"],
            "same": _same(cases),
            "last_at": told["last"],
        },
    )


def _same(cases: list[Any]) -> int:
    """How many of the cases are the same matter as the last one, that one included."""
    last = cases[0]
    return 1 + len(nearest(wanted_of(last), only=[case.pk for case in cases[1:]], limit=MOST))


def page(worker: Worker, after: str, limit: int = PAGE_SIZE) -> tuple[list[Line], str]:
    """Who called again, the last one first, and where the next page begins."""
    rows = Caller.objects.filter(last_at__gte=_since()).order_by("-last_at", "-digest")
    moment, _, key = after.partition("_")
    if key:
        at = parse_datetime(moment)
        rows = rows.filter(Q(last_at__lt=at) | Q(last_at=at, digest__lt=key)) if at else rows
    found = list(rows[: limit + 1])
    following = ""
    if len(found) > limit:
        last = found[limit - 1]
        following = f"{last.last_at.isoformat()}_{last.digest}"
    people = texts.reporters(caller.reporter for caller in found)
    last = texts.last_of(
        worker,
        {one.phone for one in people.values()},
        {caller.last_at for caller in found},
    )
    return [_line(caller, people.get(caller.reporter), last) for caller in found[:limit]], following


def _line(caller: Caller, reporter: Any, last: dict[str, Any]) -> Line:
    if reporter is None:
        return Line(caller, "", "")
    return Line(caller, reporter.name, reporter.phone, last.get(reporter.phone))
