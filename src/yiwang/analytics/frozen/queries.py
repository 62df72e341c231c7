"""Everything that is read of frozen figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from yiwang.analytics.frozen.models import CorrectedReading, Freeze, FrozenReading, Objection
from yiwang.analytics.frozen.reckoning import Place
from yiwang.kernel.refusals import NotFound
from yiwang.measure import register
from yiwang.measure.language import Indicator, Weights
from yiwang.measure.reading import Reading
from yiwang.org import queries as org
from yiwang.org.actors import Worker


@dataclass(frozen=True)
class Published:
    """A figure as it was published and, where an objection was granted, as it is corrected."""

    indicator: Indicator
    key: str
    reading: Reading
    corrected: Reading | None


def freezes() -> list[Freeze]:
    """All that was frozen, the newest first."""
    return list(Freeze.objects.all())


def freeze(period: str) -> Freeze:
    """What was frozen of a period. Raises `NotFound`."""
    found = Freeze.objects.filter(period=period).first()
    if found is None:
        raise NotFound("这个期间还没有冻结")
    return found


def weights(freeze: Freeze) -> Weights:
    """The weights under which it was frozen."""
    return {(whole, part): Fraction(value) for whole, part, value in freeze.weights}


def published(freeze: Freeze, *, by: str = "", indicator: str = "") -> list[Published]:
    """The figures of a freeze in one division; two queries."""
    rows = FrozenReading.objects.filter(freeze=freeze, by=by)
    if indicator:
        rows = rows.filter(indicator=indicator)
    fixed = _corrected(freeze, by)
    known = {one.key: one for one in register.indicators()}
    order = {key: at for at, key in enumerate(known)}
    found = [
        Published(known[row.indicator], row.key, _reading(row, known), fixed.get(_place(row)))
        for row in rows
        # A formula that is declared no more has no words; its figures stay in the table.
        if row.indicator in known
    ]
    return sorted(found, key=lambda one: (order[one.indicator.key], one.key))


def _place(row: FrozenReading | CorrectedReading) -> Place:
    return row.indicator, row.by, row.key


def _reading(row: FrozenReading | CorrectedReading, known: dict[str, Indicator]) -> Reading:
    return Reading(known[row.indicator].scale, row.exact, row.part, row.whole)


def _corrected(freeze: Freeze, by: str) -> dict[Place, Reading]:
    """What the last objection that was granted made of each figure."""
    known = {one.key: one for one in register.indicators()}
    rows = CorrectedReading.objects.filter(objection__freeze=freeze, by=by)
    rows = rows.order_by("objection__decided_at", "objection_id")
    return {_place(row): _reading(row, known) for row in rows if row.indicator in known}


def values(
    freeze: Freeze, indicators: Iterable[str]
) -> dict[Place, tuple[int | None, int | None, str]]:
    """Part, whole and value of every figure of these indicators as it stands corrected by now."""
    wanted = list(indicators)
    rows = FrozenReading.objects.filter(freeze=freeze, indicator__in=wanted)
    found = {_place(row): (row.part, row.whole, row.value) for row in rows}
    fixed = CorrectedReading.objects.filter(objection__freeze=freeze, indicator__in=wanted)
    for row in fixed.order_by("objection__decided_at", "objection_id"):
        found[_place(row)] = (row.part, row.whole, row.value)
    return found


def objections(freeze: Freeze, worker: Worker) -> list[Objection]:
    """The objections of a freeze: at the centre all, in a unit those of its subtree."""
    rows = list(Objection.objects.filter(freeze=freeze).select_related("freeze"))
    if worker.at_centre:
        return rows
    below = {unit.pk for unit in org.units() if unit.path.startswith(worker.unit_path)}
    return [row for row in rows if row.asked_unit in below]


def objection(number: int) -> Objection:
    """One objection. Raises `NotFound`."""
    found = Objection.objects.select_related("freeze").filter(pk=number).first()
    if found is None:
        raise NotFound("没有这件申诉")
    return found


def granted(freeze: Freeze) -> list[Objection]:
    """The objections that were granted, in the order of their decisions."""
    rows = Objection.objects.filter(freeze=freeze, granted=True)
    return list(rows.order_by("decided_at", "pk"))


def waiting_count() -> int:
    """How many objections wait for a decision."""
    return Objection.objects.filter(granted=None).count()


def corrected_whole(objection: Objection) -> list[Published]:
    """What the figures of the whole district became after it was granted."""
    known = {one.key: one for one in register.indicators()}
    rows = CorrectedReading.objects.filter(objection=objection, by="")
    then = FrozenReading.objects.filter(freeze=objection.freeze, by="")
    before = {row.indicator: _reading(row, known) for row in then if row.indicator in known}
    return [
        Published(known[row.indicator], "", before[row.indicator], _reading(row, known))
        for row in rows
        if row.indicator in before
    ]


def differing(freeze: Freeze, found: list[tuple[Place, str]]) -> list[str]:
    """Figures that did not come out again as they were published, in words."""
    then = {_place(row): row.value for row in FrozenReading.objects.filter(freeze=freeze)}
    now = dict(found)
    return [
        f"{'/'.join(place)}: {then.get(place, '—')} → {now.get(place, '—')}"
        for place in sorted(then.keys() | now.keys())
        if then.get(place) != now.get(place)
    ]
