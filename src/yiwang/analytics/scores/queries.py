"""Everything that is read of the assessment: cards, rankings, and how fair they are."""

from fractions import Fraction

from yiwang.analytics import queries as figures
from yiwang.analytics import store
from yiwang.analytics.frozen import queries as frozen
from yiwang.analytics.names import names
from yiwang.analytics.scores import fairness
from yiwang.analytics.scores.models import Assessment, CardEdition
from yiwang.analytics.scores.scoring import Card, Known, Score, ranking
from yiwang.analytics.scores.shapes import Shape, shape
from yiwang.analytics.scores.written import card_read
from yiwang.kernel.refusals import NotFound
from yiwang.measure import register
from yiwang.measure.dimensions import Dimension
from yiwang.measure.period import Period
from yiwang.measure.plan import Plan
from yiwang.measure.reading import Reading
from yiwang.org import queries as org

FAIR = "on_time_rate"


def shape_of(key: str) -> Shape:
    """The shape of this key. Raises `NotFound`."""
    found = shape(key)
    if found is None:
        raise NotFound("没有这张考核表")
    return found


def editions(key: str) -> list[CardEdition]:
    """What was published for a shape, the newest first."""
    return list(CardEdition.objects.filter(shape=key))


def card_of(key: str) -> tuple[Card, CardEdition | None]:
    """The card in force, and its edition; the values of birth have none."""
    newest = CardEdition.objects.filter(shape=key).first()
    return (card_read(newest.card), newest) if newest else (shape_of(key).born, None)


def assessments() -> list[Assessment]:
    """What was published, the newest first."""
    return list(Assessment.objects.order_by("-published_at", "-id"))


def assessment(key: str, period: str) -> Assessment | None:
    """What was published of a period, if it was."""
    return Assessment.objects.filter(shape=key, period=period).select_related("edition").first()


def live(shape: Shape, card: Card, period: Period) -> list[Score]:
    """The ranking by the facts refreshed last; nothing is kept. Raises `NoFacts`."""
    wanted = (shape.caseload, *card.indicators)
    plan = Plan(tuple(dict.fromkeys(wanted)), period, (Dimension.UNIT,))
    table = figures.table_of(plan, store.reading())
    found = {row.keys[0]: dict(row.readings) for row in table.rows}
    return ranking(card, _known(shape, found))


def of_freeze(shape: Shape, card: Card, period: str) -> list[Score]:
    """The ranking by the figures of a freeze as they stand corrected by now. Raises `NotFound`."""
    kept = frozen.freeze(period)
    wanted = (shape.caseload, *card.indicators)
    found: dict[str, dict[str, Reading]] = {}
    for (indicator, by, key), (part, whole, value) in frozen.values(kept, wanted).items():
        if by == Dimension.UNIT.value:
            scale = register.indicator(indicator).scale
            exact = Fraction(value) if value else None
            found.setdefault(key, {})[indicator] = Reading(scale, exact, part, whole)
    return ranking(card, _known(shape, found))


def _known(shape: Shape, found: dict[str, dict[str, Reading]]) -> list[Known]:
    """Every unit of the shape's kinds with what is known of it; what is not is nothing."""
    known = []
    for unit in org.units():
        if unit.kind not in shape.kinds or not unit.active:
            continue
        own = found.get(str(unit.pk), {})
        readings = {
            key: own.get(key, Reading(register.indicator(key).scale, None, None, None))
            for key in shape.born.indicators
        }
        cases = own[shape.caseload].whole if shape.caseload in own else 0
        known.append(Known(str(unit.pk), cases or 0, readings))
    return known


def unit_names(scores: list[Score]) -> dict[str, str]:
    """The names of the units of a ranking."""
    return names(Dimension.UNIT, [one.unit for one in scores])


def fair(scores: list[Score], period: Period, by: Dimension) -> list[fairness.Fair]:
    """How the ranking relates to the mix of categories or channels. Raises `NoFacts`."""
    table = figures.table_of(Plan((FAIR,), period, (Dimension.UNIT, by)), store.reading())
    mixes: dict[str, dict[str, tuple[int, int]]] = {}
    for row in table.rows:
        unit, group = row.keys
        reading = row.readings[FAIR]
        mixes.setdefault(unit, {})[group] = (reading.part or 0, reading.whole or 0)
    places = {one.unit: one.place for one in scores if one.place is not None}
    return fairness.compared(places, mixes)


def with_caseload(scores: list[Score]) -> float | None:
    """How the sum goes with the caseload, from -1 to 1."""
    pairs = [(float(s.cases), float(s.total)) for s in scores if s.total is not None and s.place]
    return fairness.correlation(pairs)
