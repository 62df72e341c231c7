"""By what the figures are divided, and which rows are wanted: first, last, above, below."""

from yiwang.kernel.refusals import Invalid
from yiwang.measure.dimensions import TIMES, Dimension, column
from yiwang.measure.language import Indicator
from yiwang.measure.period import Period
from yiwang.measure.plan import Filter
from yiwang.measure.words.draft import Draft
from yiwang.measure.words.outcome import Asked, Option, Role, Way
from yiwang.measure.words.senses import (
    And,
    Divide,
    End,
    Limit,
    Noun,
    Only,
    Rank,
    Share,
    Spread,
    Top,
    Trend,
    Upward,
)
from yiwang.measure.words.why import Why

# A word of these makes 街道 by itself a way to divide.
_OF_ROWS = (Rank, Top, End, Limit, Share, Spread, Upward)
Placed = tuple[int, Dimension]


def divided(draft: Draft, beside: list[Placed]) -> tuple[list[Dimension], list[Filter]]:
    """The dimensions in the order in which they are said, and the sorts of units in them."""
    found = list(beside)
    kinds: dict[Dimension, str] = {}
    for at, sense in draft.all(Divide):
        found.append((at, sense.dimension))
        kinds[sense.dimension] = sense.kind
        draft.read(at, Role.DIVIDE, sense.dimension.label)
    of_rows = any(draft.all(kind) for kind in _OF_ROWS)
    for at, noun in draft.all(Noun):
        if of_rows or _joined_to_division(draft, at) or _wanted(draft, at):
            found.append((at, noun.dimension))
            kinds[noun.dimension] = noun.kind
            draft.read(at, Role.DIVIDE, noun.dimension.label)
        elif at not in draft.pieces:
            draft.read(at, Role.NOTHING)
    found = sorted(found, key=lambda placed: placed[0])
    return list(dict.fromkeys(dimension for _, dimension in found)), _of_kinds(draft, kinds)


def _joined_to_division(draft: Draft, at: int) -> bool:
    """各街道、社区."""
    joined = draft.near(at, -1)
    if joined is None or not isinstance(draft.senses[joined], And):
        return False
    return isinstance(draft.beside(joined, -1), Divide)


def _wanted(draft: Draft, at: int) -> bool:
    """街道 alone may mean all of them, one by one, or nothing; it is asked."""
    options = (Option("how:divide", Way.APART.label), Option("how:whole", Way.WHOLE.label))
    return draft.ask(draft.tokens[at].text, Asked.DIVIDED, options) == "how:divide"


def _of_kinds(draft: Draft, kinds: dict[Dimension, str]) -> list[Filter]:
    kind = kinds.get(Dimension.UNIT)
    named = any(isinstance(one, Only) and one.dimension is Dimension.UNIT for one in draft.senses)
    if not kind or named:
        return []
    units = (one for one in draft.vocabulary.names if one.dimension is Dimension.UNIT)
    return [Filter(Dimension.UNIT, tuple(one.key for one in units if one.kind == kind))]


def shared(
    draft: Draft, by: list[Dimension], filters: list[Filter]
) -> tuple[list[Dimension], list[Filter]]:
    """12345的占比: one among all of its kind, so that all of them are shown."""
    named = {sense.dimension for sense in draft.senses if isinstance(sense, Only)}
    if by or len(named) != 1 or not draft.all(Share):
        return by, filters
    (dimension,) = named
    return [dimension], [one for one in filters if one.dimension is not dimension]


def over_time(draft: Draft, by: list[Dimension], period: Period) -> list[Dimension]:
    """A trend is divided by the time that suits its length, where no other was said."""
    for at, _ in draft.all(Trend):
        draft.read(at, Role.DIVIDE)
        if not set(by) & TIMES:
            by = [*by, _suiting(period)]
    return by


def _suiting(period: Period) -> Dimension:
    length = (period.until - period.first).days
    if length <= 31:
        return Dimension.DAY
    if length <= 93:
        return Dimension.WEEK
    return Dimension.MONTH if length <= 3 * 366 else Dimension.YEAR


def wants_time(draft: Draft) -> bool:
    """Whether something is asked over time."""
    times = any(sense.dimension in TIMES for _, sense in draft.all(Divide))
    return times or bool(draft.all(Trend))


def check(figures: tuple[Indicator, ...], named: frozenset[Dimension]) -> None:
    """Raises `Invalid` where a figure cannot be divided or narrowed so."""
    for one in figures:
        known = one.asked_by(named)
        for term in known.terms():
            for dimension in named - TIMES:
                if column(dimension, term.of.view) is None:
                    raise Invalid(
                        "“{label}”不能按{dimension}统计", label=one.label, dimension=dimension.label
                    )


def people(draft: Draft, figures: tuple[Indicator, ...]) -> None:
    """Who registered is known of every case; who did something only where acts are counted."""
    said: list[tuple[int, Divide | Noun]] = [*draft.all(Divide), *draft.all(Noun)]
    for at, sense in said:
        if sense.dimension is not Dimension.PERSON:
            continue
        acting = {"person" in term.of.view.column_by_key for one in figures for term in one.terms()}
        role = draft.tokens[at].text[-3:]
        named = all(role in one.label for one in figures)
        if figures and not named and acting != {sense.kind == "person"}:
            draft.refuse(at, Why.PEOPLE)
