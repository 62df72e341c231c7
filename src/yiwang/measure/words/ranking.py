"""In which order rows stand, which of them are wanted, and what share each has."""

from dataclasses import dataclass, field

from yiwang.measure.language import Indicator
from yiwang.measure.plan import Bound, Compare
from yiwang.measure.reading import Better, Scale
from yiwang.measure.words.draft import Draft
from yiwang.measure.words.outcome import Asked, Option, Role, Way
from yiwang.measure.words.senses import (
    Against,
    And,
    By,
    Change,
    End,
    Figure,
    Limit,
    Most,
    Noun,
    Only,
    Quantity,
    Rank,
    Share,
    Spread,
    Top,
    Unit,
    Upward,
)
from yiwang.measure.words.why import Why

_ALL = ("都", "均", "全都")
_SEVERAL = ("哪些", "哪几", "有哪些")
Compares = tuple[Compare, ...]
_SCALES = {Unit.PERCENT: Scale.PERCENT, Unit.CASES: Scale.COUNT, Unit.HOURS: Scale.HOURS}
_ENDS = (Option("how:down", Way.HIGH_FIRST.label), Option("how:up", Way.LOW_FIRST.label))


@dataclass
class Ranking:
    """What of the rows is asked for."""

    order: str = ""
    top: int = 0
    having: list[Bound] = field(default_factory=list)
    share: bool = False


def ranking(
    draft: Draft, figures: tuple[Indicator, ...], *, rows: bool, compares: Compares
) -> Ranking:
    """Reads every word about rows."""
    found = Ranking()
    if not rows:
        _refuse_without_rows(draft)
    main = _ordering(draft, figures)
    _bounds(draft, found, figures)
    _shares(draft, found, figures)
    _tops(draft, found, main, compares)
    _ends(draft, found, main, compares)
    _ranks(draft, found, main, compares)
    _changed(draft, found, main, compares)
    return found


def _refuse_without_rows(draft: Draft) -> None:
    for kind in (Limit, Top, End, Rank, Upward, Share, Spread):
        for at, _ in draft.all(kind):
            draft.refuse(at, Why.NO_ROWS)


def _ordering(draft: Draft, figures: tuple[Indicator, ...]) -> Indicator | None:
    """The figure that rows are ordered by: the one behind 按, or the only one."""
    for at, _ in draft.all(By):
        behind = draft.near(at, 1)
        figure = draft.senses[behind] if behind is not None else None
        if isinstance(figure, Figure):
            draft.read(at, Role.ORDER)
            return next((one for one in figures if one.key == figure.indicator), None)
    if len(figures) < 2:
        return figures[0] if figures else None
    words = [*draft.all(Rank), *draft.all(Top), *draft.all(End), *draft.all(Upward)]
    if not words:
        return None
    return _nearest(draft, min(at for at, _ in words), figures)


def _nearest(draft: Draft, at: int, figures: tuple[Indicator, ...]) -> Indicator | None:
    """办结率最高 among several: the one right before; else it is asked."""
    before = draft.beside(at, -1)
    if isinstance(before, Figure) and not isinstance(draft.senses[at], Rank):
        return next((one for one in figures if one.key == before.indicator), None)
    options = tuple(Option(f"how:{one.key}", one.label, Role.FIGURE.label) for one in figures)
    chosen = draft.ask(draft.tokens[at].text, Asked.WHICH_FIGURE, options)
    return next((one for one in figures if chosen == f"how:{one.key}"), None)


def _bounds(draft: Draft, found: Ranking, figures: tuple[Indicator, ...]) -> None:
    for at, limit in draft.all(Limit):
        some = _bounded(draft, at, limit, figures)
        if _of_a_change(draft, at):
            draft.refuse(at, Why.BOUND_OF_CHANGE)
            continue
        if not some:
            draft.refuse(at, Why.UNPLACED)
            continue
        found.having += [Bound(o.key, sign, value) for o in some for sign, value in limit.bounds]
        draft.read(at, Role.BOUND, "、".join(one.label for one in some))


def _of_a_change(draft: Draft, at: int) -> bool:
    """增加超过100件 bounds the change; so does what is told in points of a percentage."""
    if "百分点" in draft.tokens[at].text:
        return True
    changes = any(isinstance(sense, Change | Against) for sense in draft.senses)
    return changes and not isinstance(draft.beside(at, -1), Figure)


def _bounded(
    draft: Draft, at: int, limit: Limit, figures: tuple[Indicator, ...]
) -> list[Indicator]:
    """The figures that a bound is of: of its unit, and the last one said before it.

    满意率和解决率都低于90% bounds both; without 都 nobody knows, and it bounds none.
    """
    scale = _SCALES.get(limit.unit)
    fitting = [one for one in figures if scale in (None, one.scale)]
    if len(fitting) < 2:
        return fitting
    said = [place for place in range(at) if isinstance(draft.senses[place], Figure)]
    if not said:
        return []
    joined = _joined(draft, said)
    if len(joined) < 2 or _both(draft, said[-1], at):
        return [one for one in fitting if one.key in joined]
    return []


def _joined(draft: Draft, said: list[int]) -> set[str]:
    """The last figure that was said, with those that 和 joins to it."""
    place: int | None = said[-1]
    found: set[str] = set()
    while place is not None and isinstance(figure := draft.senses[place], Figure):
        found.add(figure.indicator)
        link = draft.near(place, -1)
        joins = link is not None and isinstance(draft.senses[link], And)
        place = draft.near(link, -1) if joins and link is not None else None
    return found


def _both(draft: Draft, figure: int, at: int) -> bool:
    """Whether 都 stands between them."""
    return any(token.text in _ALL for token in draft.tokens[figure + 1 : at])


def _shares(draft: Draft, found: Ranking, figures: tuple[Indicator, ...]) -> None:
    for at, _ in draft.all(Share):
        if figures and not all(one.scale is Scale.COUNT for one in figures):
            draft.refuse(at, Why.NO_SHARE)
        else:
            found.share = True
            draft.read(at, Role.SHARE)
    for at, _ in draft.all(Spread):
        draft.read(at, Role.NOTHING)


def _tops(draft: Draft, found: Ranking, main: Indicator | None, compares: Compares) -> None:
    for at, top in draft.all(Top):
        if main is not None and any(isinstance(draft.beside(at, s), End) for s in (-1, 1)):
            # 最高的前三个: the other word says from which end.
            found.top = top.number
            draft.read(at, Role.ORDER, main.label)
            continue
        if found.top or main is None:
            # Without a figure it was already asked by which one.
            _refuse_second(draft, at, main)
            continue
        if _by_change(draft, found, at, main, compares, top.last):
            found.top = top.number
            continue
        down = _begins_high(draft, at, top, main)
        found.top, found.order = top.number, _order(main, down)
        draft.read(at, Role.ORDER, main.label)


def _refuse_second(draft: Draft, at: int, main: Indicator | None) -> None:
    if main is None:
        draft.read(at, Role.ORDER)
    else:
        draft.refuse(at, Why.UNPLACED)


def _begins_high(draft: Draft, at: int, top: Top, main: Indicator) -> bool:
    """The best come first, of numbers the most; where that is not sure, it is asked."""
    sure = main.better is Better.HIGHER or main.scale is Scale.COUNT and not top.last
    if sure or main.better is Better.NEITHER:
        return not top.last
    return draft.ask(draft.tokens[at].text, Asked.WHICH_END, _ENDS) == "how:down"


def _ends(draft: Draft, found: Ranking, main: Indicator | None, compares: Compares) -> None:
    for at, end in draft.all(End):
        if main is None:
            draft.read(at, Role.ORDER)
            continue
        down = _down(end.most, main)
        if down is None or found.order:
            draft.refuse(at, Why.UNPLACED)
            continue
        found.top = found.top or _quantity(draft) or (0 if _several(draft) else 1)
        if not _by_change(draft, found, at, main, compares, not down):
            found.order = _order(main, down)
            draft.read(at, Role.ORDER, main.label)


def _several(draft: Draft) -> bool:
    """哪些街道最低 wants to see several, and so does who names them."""
    named = [sense.dimension for sense in draft.senses if isinstance(sense, Only)]
    said = any(token.text.startswith(_SEVERAL) for token in draft.tokens)
    return said or len(named) > len(set(named))


def _down(most: Most, main: Indicator) -> bool | None:
    """Whether the highest come first; None where the word does not suit the figure."""
    if most in (Most.MOST, Most.LEAST):
        return most is Most.MOST
    if most in (Most.QUICK, Most.SLOW):
        return most is Most.SLOW if main.scale is Scale.HOURS else None
    if main.better is Better.NEITHER:
        return None
    return (most is Most.BEST) == (main.better is Better.HIGHER)


def _quantity(draft: Draft) -> int:
    for at, quantity in draft.all(Quantity):
        draft.read(at, Role.ORDER)
        return quantity.number
    return 0


def _by_change(
    draft: Draft, found: Ranking, at: int, main: Indicator, compares: Compares, last: bool
) -> bool:
    """同比增加最多: by how much it rose, not by how much there is. Whether that is meant."""
    before = draft.near(at, -1)
    change = draft.senses[before] if before is not None else None
    if before is None or not isinstance(change, Change | Against):
        return False
    up = change.up if isinstance(change, Change) else True
    relative = any(sign in draft.tokens[before].text for sign in "率幅速")
    if up is None or last or relative or len(compares) != 1:
        draft.refuse(at, Why.RELATIVE_CHANGE)
        return True
    found.order = f"{_order(main, up)}:{compares[0].value}"
    draft.read(at, Role.ORDER, main.label)
    return True


def _changed(draft: Draft, found: Ranking, main: Indicator | None, compares: Compares) -> None:
    """下降的街道: those that fell most come first."""
    for at, sense in enumerate(draft.senses):
        if not isinstance(sense, Change) or sense.up is None or found.order or main is None:
            continue
        if isinstance(draft.beside(at, 1), Noun) and len(compares) == 1:
            found.order = f"{_order(main, sense.up)}:{compares[0].value}"


def _ranks(draft: Draft, found: Ranking, main: Indicator | None, compares: Compares) -> None:
    ways = draft.all(Upward)
    for at, _ in [*draft.all(Rank), *ways]:
        if main and not found.order and _by_change(draft, found, at, main, compares, False):
            continue
        if main is not None and not found.order:
            up = ways[0][1].up if ways else not _first_is_high(main)
            found.order = _order(main, not up)
        draft.read(at, Role.ORDER, main.label if main else "")


def _first_is_high(main: Indicator) -> bool:
    return main.scale is Scale.COUNT or main.better is not Better.LOWER


def _order(main: Indicator, down: bool) -> str:
    return f"-{main.key}" if down else main.key
