"""Reads terminals with what they used in a month, by unit and by month, and what is paid for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Count, Q
from django.utils import timezone

from yiwang.fieldwork.terminals import figures
from yiwang.fieldwork.terminals.figures import Quota, Scoped, Used
from yiwang.fieldwork.terminals.models import Bill, Holding, QuotaNotice, Terminal, Usage
from yiwang.kernel.refusals import NotFound

MOST_MONTHS = 36


@dataclass(frozen=True)
class Line:
    """A number in a month; without a terminal when only the bill knows it."""

    number: str
    terminal: Terminal | None
    holding: Holding | None
    used: Used | None
    quota: Quota

    @property
    def over(self) -> list[str]:
        """Of what more was used than is paid for."""
        return self.quota.exceeded(self.used) if self.used else []

    @property
    def missed(self) -> bool:
        """Whether too few of its calls were connected."""
        return bool(self.used) and self.quota.missed(self.used or Used())

    @property
    def idle(self) -> bool:
        """Whether it was paid for and not used at all."""
        return bool(self.used and self.used.idle)


@dataclass(frozen=True)
class Group:
    """Several numbers together: those of a unit in a month, or of a month."""

    unit_id: int | None
    name: str
    month: date
    lines: tuple[Line, ...]

    @cached_property
    def used(self) -> Used:
        """All of them added up."""
        return figures.together(line.used for line in self.lines if line.used)

    @cached_property
    def quota(self) -> Quota:
        """What is paid for together, of those on record."""
        return figures.summed(line.quota for line in self.lines if line.terminal)

    @property
    def over(self) -> int:
        """How many used more than is paid for."""
        return sum(bool(line.over) for line in self.lines)

    @property
    def idle(self) -> int:
        """How many were not used at all."""
        return sum(line.idle for line in self.lines)

    @property
    def missed(self) -> bool:
        """Whether too few of their calls were connected."""
        return self.quota.missed(self.used)


def months() -> list[date]:
    """The months of which bills were taken in, the newest first."""
    rows = Usage.objects.filter(replaced_by=None).order_by("-month")
    return list(rows.values_list("month", flat=True).distinct()[:MOST_MONTHS])


def of_months(wanted: Iterable[date]) -> dict[date, list[Line]]:
    """Every terminal and every billed number of some months; four queries.

    Who is over quota comes first, then too few connected calls, then those not used.
    """
    asked = sorted(wanted)
    if not asked:
        return {}
    terminals, held, published = _terminals(), _held(asked[-1]), _published(asked[-1])
    used: dict[date, dict[str, Used]] = {month: {} for month in asked}
    for row in Usage.objects.filter(month__in=asked, replaced_by=None):
        used[row.month][row.number] = _used(row)
    found = {}
    for month in asked:
        known = [quota for begins, quota in published if begins <= month]
        found[month] = sorted(_lines(month, terminals, held, known, used[month]), key=_order)
    return found


def of_month(month: date | None, *, person_id: int | None = None) -> list[Line]:
    """The same of one month, of this one where none is named; a person's own if one is."""
    asked = month or timezone.localdate().replace(day=1)
    lines = of_months([asked])[asked]
    if person_id is None:
        return lines
    return [one for one in lines if one.holding and one.holding.person_id == person_id]


def _terminals() -> list[Terminal]:
    return list(Terminal.objects.order_by("number"))


def _lines(
    month: date,
    terminals: list[Terminal],
    held: dict[int, list[Holding]],
    known: list[Scoped],
    used: dict[str, Used],
) -> list[Line]:
    left = dict(used)
    lines = []
    for terminal in terminals:
        holding = _holder(held.get(terminal.pk, []), month)
        unit = holding.unit_id if holding else None
        quota = figures.in_force(known, terminal=terminal.pk, unit=unit)
        one = left.pop(terminal.number, None)
        lines.append(Line(terminal.number, terminal, holding, one, quota))
    return lines + [Line(n, None, None, one, Quota()) for n, one in sorted(left.items())]


def _held(last: date) -> dict[int, list[Holding]]:
    """By terminal who held it until the end of a month, in their order."""
    rows = Holding.objects.filter(since__lt=_next(last)).select_related("person", "unit")
    held: dict[int, list[Holding]] = {}
    for row in rows.order_by("since", "id"):
        held.setdefault(row.terminal_id, []).append(row)
    return held


def _holder(rows: list[Holding], month: date) -> Holding | None:
    """Who held it last in a month."""
    in_it = [r for r in rows if r.since < _next(month) and (r.until is None or r.until > month)]
    return in_it[-1] if in_it else None


def _next(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def _published(last: date) -> list[tuple[date, Scoped]]:
    """Every quota that begins until a month, with its first month, in the order of publication."""
    found = []
    for row in QuotaNotice.objects.order_by("id"):
        begins = timezone.localdate(row.valid_from)
        if begins <= last:
            quota = Quota(row.sms, row.minutes, row.data, row.connected)
            found.append((begins, Scoped(quota, row.terminal_id, row.unit_id, row.retired)))
    return found


def _order(line: Line) -> tuple[int, bool, str]:
    rank = 0 if line.over else 1 if line.missed else 2 if line.idle else 3
    return rank, line.terminal is None, line.number


def _used(row: Usage) -> Used:
    return Used(row.sms, row.minutes, row.data, row.calls, row.connected, row.cost)


def by_unit(month: date, lines: Iterable[Line]) -> list[Group]:
    """The numbers of a month by the units of their holders, units with some over quota first."""
    units: dict[tuple[int | None, str], list[Line]] = {}
    for line in lines:
        unit = line.holding.unit if line.holding else None
        units.setdefault((unit.pk, unit.name) if unit else (None, ""), []).append(line)
    found = [Group(pk, name, month, tuple(rows)) for (pk, name), rows in units.items()]
    return sorted(found, key=lambda one: (-one.over, not one.missed, one.unit_id is None, one.name))


def history(wanted: Iterable[date], *, unit_id: int | None = None) -> list[Group]:
    """Month after month, the newest first: of a unit, or of all numbers together."""
    found: list[Group] = []
    for month, lines in sorted(of_months(wanted).items(), reverse=True):
        if unit_id is None:
            found.append(Group(None, "", month, tuple(lines)))
        else:
            found += [one for one in by_unit(month, lines) if one.unit_id == unit_id]
    return found


def bills(*, limit: int = 50) -> list[Bill]:
    """The bills that were taken in, the newest first, with how many of their rows still count."""
    counting = Count("usages", filter=Q(usages__replaced_by=None))
    rows = Bill.objects.annotate(rows=Count("usages"), counting=counting)
    return list(rows.order_by("-id")[:limit])


def bill(number: int) -> Bill:
    """One bill. Raises `NotFound`."""
    found = Bill.objects.filter(pk=number).first()
    if found is None:
        raise NotFound("没有这份账单")
    return found


def counting(found: Bill) -> int:
    """How many of a bill's rows still count; the others have a later edition."""
    return found.usages.filter(replaced_by=None).count()


def terminals() -> list[Terminal]:
    """Every terminal by its number."""
    return _terminals()


def quotas() -> list[QuotaNotice]:
    """What was published, the newest first."""
    return list(QuotaNotice.objects.select_related("terminal", "unit").order_by("-id")[:200])


def whole(lines: Iterable[Line]) -> Used:
    """All lines added up."""
    return figures.together(line.used for line in lines if line.used)
