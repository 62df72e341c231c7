"""What the form of figures offers: indicators by subject, divisions, and what to narrow to."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from yiwang.analytics.access import OF_PEOPLE
from yiwang.analytics.names import names
from yiwang.dials import queries as dials
from yiwang.engine import register as procedures
from yiwang.measure import register
from yiwang.measure.dimensions import TIMES, Dimension
from yiwang.measure.language import Indicator
from yiwang.measure.plan import Plan
from yiwang.measure.reading import Scale
from yiwang.org import queries as org
from yiwang.org.actors import Worker

SPANS, TOGETHER = gettext_noop("用时"), gettext_noop("综合")


def subjects() -> dict[str, list[Indicator]]:
    """The indicators under headings: of one procedure, how long, or what they count."""
    found: dict[str, list[Indicator]] = {}
    for one in register.indicators():
        found.setdefault(_subject(one), []).append(one)
    return found


def _subject(one: Indicator) -> str:
    if len(one.procedures) == 1:
        return procedures.procedure(one.procedures[0]).label
    sides = one.sides()
    if not sides:
        return TOGETHER
    return SPANS if one.scale is Scale.HOURS else next(iter(sides.values())).view.label


@dataclass(frozen=True)
class Choice:
    """One key that a plan may be narrowed to."""

    key: str
    name: str
    chosen: bool


@dataclass(frozen=True)
class Narrowing:
    """A dimension with the keys that are offered for it; `many` of them are chosen."""

    dimension: Dimension
    choices: tuple[Choice, ...]

    @property
    def many(self) -> int:
        """How many are chosen."""
        return sum(choice.chosen for choice in self.choices)


def narrowings(plan: Plan, worker: Worker) -> list[Narrowing]:
    """What the form offers to narrow to; what the plan names is there even if it is old."""
    chosen: dict[Dimension, set[str]] = {}
    for one in plan.where:
        chosen.setdefault(one.dimension, set()).update(one.keys)
    found = {dimension: _offered(dimension, worker) for dimension in _NARROWED}
    for dimension, keys in chosen.items():
        known = found.setdefault(dimension, {})
        known |= {k: n for k, n in names(dimension, keys).items() if k not in known}
    return [
        Narrowing(
            dimension,
            tuple(Choice(key, name, key in chosen.get(dimension, ())) for key, name in of.items()),
        )
        for dimension, of in found.items()
        if of
    ]


_NARROWED = (
    Dimension.PROCEDURE,
    Dimension.STREET,
    Dimension.COMMUNITY,
    Dimension.UNIT,
    Dimension.CHANNEL,
    Dimension.CATEGORY,
    Dimension.NATURE,
    Dimension.URGENCY,
)


def _offered(dimension: Dimension, worker: Worker) -> dict[str, str]:
    """The keys of a dimension with their words."""
    match dimension:
        case Dimension.PROCEDURE:
            return {one.key: gettext(one.label) for one in procedures.procedures()}
        case Dimension.STREET | Dimension.COMMUNITY:
            return dict(org.areas_below(level=dimension.value).values_list("code", "name"))
        case Dimension.UNIT:
            return {
                str(unit.pk): unit.name
                for unit in org.units()
                if worker.at_centre or unit.path.startswith(worker.unit_path)
            }
        case Dimension.CHANNEL:
            return dials.channel_labels_kept()
        case Dimension.CATEGORY:
            return {c: n for c, n in dials.category_names_kept().items() if len(c) == 2}
    return names(dimension, _declared(dimension.value))


def _declared(need: str) -> Iterable[str]:
    """The keys that any procedure declares for a need, as nature and urgency."""
    for one in procedures.procedures():
        yield from one.choices_of(need)


def divisions(worker: Worker) -> list[tuple[str, list[Dimension]]]:
    """By what this worker may divide, under headings."""
    people = [Dimension.PERSON] if worker.duty in OF_PEOPLE else []
    rest = [d for d in Dimension if d not in TIMES and d is not Dimension.PERSON]
    times = [d for d in Dimension if d in TIMES]
    return [(gettext("时间"), times), (gettext("对象"), [*rest, *people])]
