"""Everything that is read of the figures: a plan becomes a table; a figure opens on its rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

from yiwang.analytics import store
from yiwang.analytics.access import narrowed
from yiwang.analytics.kept import kept
from yiwang.analytics.rows import WALL
from yiwang.dials import weights as dials
from yiwang.measure import register
from yiwang.measure.compile import listing, statements
from yiwang.measure.dimensions import TIMES
from yiwang.measure.language import Indicator, Selection, Side, Still, Term, Weights
from yiwang.measure.period import around
from yiwang.measure.plan import Compare, Plan
from yiwang.measure.reading import Reading, Scale
from yiwang.org.actors import Worker

Keys = tuple[str, ...]
# A table of more rows is asked for seldom and would fill the memory.
MOST_ROWS_KEPT = 2000
_Numbers = dict[Keys, dict[Term, int | None]]


@dataclass(frozen=True)
class Row:
    """The figures of one place in the table; `keys` are those of the plan's dimensions in order."""

    keys: Keys
    readings: dict[str, Reading]
    compared: dict[Compare, dict[str, Reading]] = field(default_factory=dict)

    def change(self, key: str, compare: Compare) -> Fraction | None:
        """By how much a figure rose since the period it is compared with; None where unknown."""
        now, then = self.readings[key].value, self.compared[compare][key].value
        return None if now is None or then is None else now - then


@dataclass(frozen=True)
class Table:
    """What a plan answers: rows, all of them together, and up to when the facts go."""

    plan: Plan
    indicators: tuple[Indicator, ...]
    rows: tuple[Row, ...]
    total: Row
    as_of: datetime
    weights: Weights = field(default_factory=dict)

    def share(self, row: Row, key: str) -> Fraction | None:
        """Which share of all rows together a row has; only counts have one."""
        one, whole = row.readings[key], self.total.readings[key]
        if one.scale is not Scale.COUNT or not whole.value or one.value is None:
            return None
        return one.value / whole.value


def table(plan: Plan, worker: Worker, *, weights: Weights | None = None) -> Table:
    """The figures of a plan, as this worker may see them. Raises `NotAllowed`, `NoFacts`.

    Weights are those in force at the end of the period, also for what it is compared with.
    """
    plan = narrowed(plan, worker)
    weights = weights_for(plan) if weights is None else weights
    question = (plan, frozenset(weights.items()))
    return kept(
        question,
        lambda: table_of(plan, store.reading(), weights=weights),
        worth=lambda table: len(table.rows) <= MOST_ROWS_KEPT,
    )


def weights_for(plan: Plan) -> Weights:
    """The weights that figures of a plan are made with; nothing where none of them has weights."""
    composites = {one.key for one in dials.composites()} & set(plan.indicators)
    if not composites:
        return {}
    found = dials.on(plan.period.last)
    return {place: weight for place, weight in found.items() if place[0] in composites}


def table_of(plan: Plan, cursor: Any, *, weights: Weights | None = None) -> Table:
    """The figures of a plan from facts at hand, whoever asks; by birth weights unless given."""
    indicators = tuple(asked(key, plan) for key in plan.indicators)
    weights = weights or {}
    terms = [term for one in indicators for term in one.terms()]
    numbers = {c: _numbers(_of(plan, c), terms, cursor) for c in (None, *plan.compare)}
    rows = _rows(plan, indicators, numbers, weights) if plan.by else ()
    sums = {c: _whole(c, plan, some, terms, cursor) for c, some in numbers.items()}
    (total,) = _rows(plan.undivided(), indicators, sums, weights)
    return Table(plan, indicators, _ordered(rows, plan), total, as_of(cursor), weights)


def asked(key: str, plan: Plan) -> Indicator:
    """The indicator as it may be divided and narrowed. Raises `NotFound`, `Invalid`."""
    dimensions = frozenset((*plan.by, *(one.dimension for one in plan.where)))
    return register.indicator(key).asked_by(dimensions)


def check(plan: Plan) -> None:
    """Raises `NotFound` or `Invalid` for a plan that cannot be computed; asks for no figure."""
    terms = [term for key in plan.indicators for term in asked(key, plan).terms()]
    list(statements(terms, plan, datetime.now(UTC).replace(tzinfo=None)))


def as_of(cursor: Any) -> datetime:
    """When the facts were brought up to date."""
    (seconds,) = cursor.execute("SELECT refreshed_at FROM meta").fetchone()
    return datetime.fromtimestamp(seconds, UTC)


# The numbers of the plan's own period under None, and of each period that it is set against.
_ByPeriod = dict[Compare | None, _Numbers]


def _of(plan: Plan, compare: Compare | None) -> Plan:
    return plan.of(compare.of(plan.period)) if compare else plan


def _whole(
    compare: Compare | None, plan: Plan, divided: _Numbers, terms: Sequence[Term], cursor: Any
) -> _Numbers:
    """All rows together: added up where that may be, otherwise asked for."""
    if not plan.by:
        return divided
    added = {term: _added(term, divided) for term in terms if _adds_up(term, plan)}
    rest = [term for term in terms if term not in added]
    asked_for = _numbers(_of(plan, compare).undivided(), rest, cursor)
    return {(): asked_for[()] | added}


def _adds_up(term: Term, plan: Plan) -> bool:
    """Every row is in one cell; but what still stood is looked at anew in every span of time."""
    again = isinstance(term.of.when, Still) and set(plan.by) & TIMES
    return term.quantile is None and not again


def _added(term: Term, divided: _Numbers) -> int | None:
    known = [n for cell in divided.values() if (n := cell.get(term)) is not None]
    return sum(known) if known else None


def _rows(
    plan: Plan, indicators: Sequence[Indicator], numbers: _ByPeriod, weights: Weights
) -> tuple[Row, ...]:
    now, others = numbers[None], {c: some for c, some in numbers.items() if c}
    # A time has no counterpart in another period: such rows stand by themselves.
    among = (now,) if set(plan.by) & TIMES else (now, *others.values())
    keys = {key for some in among for key in some}
    return tuple(
        Row(
            key,
            _readings(indicators, now.get(key, {}), weights),
            {c: _readings(indicators, some.get(key, {}), weights) for c, some in others.items()},
        )
        for key in sorted(keys)
    )


def _readings(
    indicators: Iterable[Indicator], numbers: dict[Term, int | None], weights: Weights
) -> dict[str, Reading]:
    return {one.key: one.reading(numbers.get, weights) for one in indicators}


def _numbers(plan: Plan, terms: Iterable[Term], cursor: Any) -> _Numbers:
    found: _Numbers = {} if plan.by else {(): {}}
    for statement in statements(terms, plan, looked_at(cursor)):
        for row in cursor.execute(statement.sql, list(statement.parameters)).fetchall():
            keys = tuple(_key(plan, at, value) for at, value in enumerate(row[: len(plan.by)]))
            numbers = [None if n is None else int(n) for n in row[len(plan.by) :]]
            found.setdefault(keys, {}).update(zip(statement.terms, numbers, strict=True))
    return {key: numbers for key, numbers in found.items() if any(numbers.values()) or not plan.by}


def looked_at(cursor: Any) -> datetime:
    """When the facts were brought up to date, by the clock of the district."""
    return as_of(cursor).astimezone(WALL).replace(tzinfo=None)


def _key(plan: Plan, at: int, value: str | None) -> str:
    """The key of a dimension; a time is written like the period that it is."""
    grain = plan.by[at].grain
    if value is None or grain is None:
        return value or ""
    return around(grain, date.fromisoformat(value)).key


def _ordered(rows: tuple[Row, ...], plan: Plan) -> tuple[Row, ...]:
    """Those within the bounds, by the figure that was asked for, what is unknown last."""
    rows = tuple(
        row for row in rows if all(bound.holds(row.readings[bound.of]) for bound in plan.having)
    )
    sorting = plan.sorting
    if sorting:

        def rank(row: Row) -> tuple[bool, Fraction]:
            value = row.readings[sorting.of].value
            if sorting.change:
                value = row.change(sorting.of, sorting.change)
            return value is None, Fraction(0) if value is None else value * (-1) ** sorting.down

        rows = tuple(sorted(rows, key=rank))
    return rows[: plan.top] if plan.top else rows


def rows_of(plan: Plan, side: Side, worker: Worker, *columns: str) -> list[tuple[Any, ...]]:
    """The rows that one figure is made of: those of a plan of one indicator that divides nothing.

    Each row is the columns that were asked for, of the view that the indicator counts.
    """
    plan = narrowed(plan, worker)
    (key,) = plan.indicators
    return rows_from(store.reading(), plan, asked(key, plan).sides()[side], *columns)


def rows_from(
    cursor: Any, plan: Plan, selection: Selection, *columns: str
) -> list[tuple[Any, ...]]:
    """The same rows from facts at hand, whoever asks."""
    statement = listing(selection, plan, columns, looked_at(cursor))
    return cursor.execute(statement.sql, list(statement.parameters)).fetchall()
