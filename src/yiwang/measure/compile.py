"""Writes the SQL of a plan: one statement for all numbers over the same rows; runs none.

Every statement answers with the keys of its dimensions first, then one number a term. Values from
outside are parameters; only declared names are written into the text.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from yiwang.kernel.refusals import Invalid
from yiwang.measure.dimensions import PLACES, TIMES, Dimension, column
from yiwang.measure.facts import PLACE, Kind, View
from yiwang.measure.grouped import Grouping, grouping
from yiwang.measure.language import At, Due, Selection, Still, Term
from yiwang.measure.period import Period
from yiwang.measure.plan import Filter, Plan


@dataclass(frozen=True)
class Statement:
    """A statement, what fills its marks in order, and the terms whose numbers it answers."""

    sql: str
    parameters: tuple[Any, ...]
    terms: tuple[Term, ...]


def statements(terms: Iterable[Term], plan: Plan, now: datetime) -> Iterator[Statement]:
    """What must be asked for the numbers of a plan; one statement for each sort of rows.

    `now` is the moment up to which the facts go, by the clock of the district.
    """
    for source, found in _by_source(terms).items():
        grouped = grouping(source[0], found)
        apart = set(grouped.terms) if grouped else set()
        if grouped:
            yield _aggregate(source, grouped, plan, now)
        if rest := [term for term in found if term not in apart]:
            yield _aggregate(source, rest, plan, now)


_Source = tuple[View, At | Still]


def _by_source(terms: Iterable[Term]) -> dict[_Source, list[Term]]:
    found: dict[_Source, list[Term]] = {}
    for term in dict.fromkeys(terms):
        found.setdefault((term.of.view, term.of.when), []).append(term)
    return found


def _aggregate(
    source: _Source, wanted: Grouping | Sequence[Term], plan: Plan, now: datetime
) -> Statement:
    view, when = source
    keys = [f"{_key(dimension, view, when)} AS k{at}" for at, dimension in enumerate(plan.by)]
    rows, parameters = _rows(view, when, plan, now)
    if isinstance(wanted, Grouping):
        rows, terms = _put_together(rows, keys, wanted), wanted.terms
        keys = [f"f.k{at}" for at in range(len(keys))]
        numbers = [wanted.number(term) for term in terms]
    else:
        terms, numbers = tuple(wanted), [_number(term) for term in wanted]
    return Statement(_by_keys(rows, keys, numbers, plan, when), tuple(parameters), terms)


def _put_together(rows: str, keys: list[str], found: Grouping) -> str:
    wanted = ", ".join((*keys, *found.keys(), *found.sums()))
    return f"(SELECT {wanted} FROM {rows} GROUP BY ALL) f"  # noqa: S608


def _by_keys(rows: str, keys: list[str], numbers: list[str], plan: Plan, when: At | Still) -> str:
    inner = f"SELECT {', '.join([*keys, *numbers])} FROM {rows}"  # noqa: S608
    if not keys:
        return inner
    # Keys are written as texts after grouping: a row of the answer stands for thousands of rows.
    texts = [_text(dimension, f"k{at}", when) for at, dimension in enumerate(plan.by)]
    listed = ", ".join(str(at + 1) for at in range(len(keys)))
    others = f"* EXCLUDE ({', '.join(f'k{at}' for at in range(len(keys)))})"
    return f"SELECT {', '.join(texts)}, {others} FROM ({inner} GROUP BY {listed})"  # noqa: S608


def listing(selection: Selection, plan: Plan, columns: Sequence[str], now: datetime) -> Statement:
    """The rows themselves that a figure of this plan is made of."""
    rows, parameters = _listed(selection, plan, now)
    return Statement(f"SELECT {_wanted(selection, columns)} FROM {rows}", parameters, ())  # noqa: S608


def counting(selection: Selection, plan: Plan, now: datetime) -> Statement:
    """How many rows there are."""
    rows, parameters = _listed(selection, plan, now)
    return Statement(f"SELECT count(*) FROM {rows}", parameters, ())  # noqa: S608


def cases_of(selection: Selection, plan: Plan, now: datetime, *, confidential: bool) -> Statement:
    """The case of each row, again for each of its rows; perhaps of confidential cases only."""
    rows, parameters = _listed(selection, plan, now)
    kept = " AND f.id IN (SELECT id FROM cases WHERE confidential)" if confidential else ""
    return Statement(f"SELECT f.id FROM {rows}{kept}", parameters, ())  # noqa: S608


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a list of rows: the case, and which of its rows."""

    id: int
    row: int


@dataclass(frozen=True, slots=True)
class Part:
    """So many rows behind a place; from the first one without it."""

    size: int
    after: Place | None = None


def paged(
    selection: Selection, plan: Plan, columns: Sequence[str], now: datetime, part: Part
) -> Statement:
    """A part of the rows, the newest cases first; the two numbers of its place end each row."""
    rows, parameters = _listed(selection, plan, now)
    first = "id" if selection.view.of_case else PLACE
    place = f"f.{first}, f.{PLACE}"
    if part.after is not None:
        rows, parameters = f"{rows} AND ({place}) < (?, ?)", (*parameters, *astuple(part.after))
    sql = (
        f"SELECT {_wanted(selection, columns)}, {place} FROM {rows}"  # noqa: S608
        f" ORDER BY f.{first} DESC, f.{PLACE} DESC LIMIT {int(part.size)}"
    )
    return Statement(sql, parameters, ())


def _listed(selection: Selection, plan: Plan, now: datetime) -> tuple[str, tuple[Any, ...]]:
    rows, parameters = _rows(selection.view, selection.when, plan, now)
    return f"{rows} AND ({selection.where.sql})", tuple(parameters)


def _wanted(selection: Selection, columns: Sequence[str]) -> str:
    return ", ".join(f"f.{selection.view.column_by_key[key].key}" for key in columns)


def _number(term: Term) -> str:
    amount = f"f.{term.of.view.column_by_key[term.amount].key}" if term.amount else ""
    if term.quantile is not None:
        what = f"quantile_disc({amount}, {float(term.quantile)})"
    else:
        what = f"sum({amount})" if amount else "count(*)"
    return f"{what} FILTER (WHERE {term.of.where.sql})"


def _key(dimension: Dimension, view: View, when: At | Still) -> str:
    if dimension in TIMES:
        if isinstance(when, Still):
            return "b.first"
        return _SPANS[dimension].format(f"f.{when.moment}")
    found = column(dimension, view)
    if found is None:
        raise Invalid("{what}不能按{dimension}统计", what=view.label, dimension=dimension.label)
    return found


# The number or day of a span, and the first day of the span out of it: truncating is many times
# slower, and there are millions of moments.
_SPANS = {
    Dimension.DAY: "CAST({} AS DATE)",
    Dimension.WEEK: "date_trunc('week', {})",
    Dimension.MONTH: "year({0}) * 12 + month({0}) - 1",
    Dimension.QUARTER: "year({0}) * 4 + quarter({0}) - 1",
    Dimension.YEAR: "year({})",
}
_FIRST_DAYS = {
    Dimension.MONTH: "make_date({0} // 12, {0} % 12 + 1, 1)",
    Dimension.QUARTER: "make_date({0} // 4, {0} % 4 * 3 + 1, 1)",
    Dimension.YEAR: "make_date({}, 1, 1)",
}


def _text(dimension: Dimension, key: str, when: At | Still) -> str:
    if dimension not in TIMES:
        return f"CAST({key} AS VARCHAR)"
    day = key if isinstance(when, Still) else _FIRST_DAYS.get(dimension, "{}").format(key)
    return f"strftime({day}, '%Y-%m-%d')"


def _rows(view: View, when: At | Still, plan: Plan, now: datetime) -> tuple[str, list[Any]]:
    """The rows that a plan is about, with their moment.

    `b` are the spans that a plan is divided into, each with the moment at which one looks: its end,
    or now.
    """
    places = {*plan.by, *(one.dimension for one in plan.where)} & PLACES
    source = f"{view.key} f" + (" LEFT JOIN areas a ON a.code = f.area" if places else "")
    parameters: list[Any] = []
    if isinstance(when, At):
        wanted = [f"f.{when.moment} >= ? AND f.{when.moment} < ?"]
        parameters += [plan.period.first, plan.period.until]
        if isinstance(when, Due):
            # A day is over at its end.
            of_days = view.column_by_key[when.moment].kind is Kind.DAY
            wanted.append(f"f.{when.moment} {'<' if of_days else '<='} ?")
            parameters.append(now.date() if of_days else now)
    else:
        spans = _spans(plan, now)
        # Lists, and not rows of values: then a row is not set beside every span first.
        parameters += [[first for first, _ in spans], [moment for _, moment in spans]]
        source += (
            " JOIN (SELECT unnest(CAST(? AS DATE[])) AS first,"
            " unnest(CAST(? AS TIMESTAMP[])) AS moment) b"
            f" ON f.{when.came} < b.moment AND coalesce(f.{when.went}, 'infinity') >= b.moment"
        )
        wanted = ["TRUE"]
    for one in plan.where:
        sql, more = _narrowed(one, view)
        wanted.append(sql)
        parameters += more
    return f"{source} WHERE {' AND '.join(wanted)}", parameters


def _spans(plan: Plan, now: datetime) -> list[tuple[date, datetime | None]]:
    grain = next((d.grain for d in plan.by if d.grain), None)
    spans: Iterable[Period] = plan.period.split(grain) if grain else (plan.period,)
    return [(span.first, _looking(span, now)) for span in spans]


def _looking(span: Period, now: datetime) -> datetime | None:
    """The end of a span, or the second after now, so that what came this second is there.

    Nobody knows what will stand in a span that has not begun.
    """
    if datetime.combine(span.first, time()) > now:
        return None
    return min(datetime.combine(span.until, time()), now + timedelta(seconds=1))


def _narrowed(one: Filter, view: View) -> tuple[str, list[str]]:
    found = column(one.dimension, view)
    if found is None:
        raise Invalid("{what}不能按{dimension}筛选", what=view.label, dimension=one.dimension.label)
    if not one.keys:
        return "FALSE", []
    known = [key for key in one.keys if key]
    text = f"coalesce(CAST({found} AS VARCHAR), '')"
    # The empty key is what is not known; it needs no mark.
    marks = [*("?" for _ in known), *(["''"] if len(known) < len(one.keys) else [])]
    return f"{text} IN ({', '.join(marks)})", known
