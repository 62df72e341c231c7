"""Which figures a question is about."""

from itertools import pairwise

from yiwang.measure.dimensions import Dimension
from yiwang.measure.language import Indicator, Still
from yiwang.measure.reading import Scale
from yiwang.measure.words.classes import LEVELS
from yiwang.measure.words.draft import Draft
from yiwang.measure.words.outcome import Asked, Option, Role
from yiwang.measure.words.senses import (
    About,
    End,
    Figure,
    HowManyOf,
    Limit,
    Most,
    Noun,
    Only,
    Share,
    Silent,
    Thing,
)
from yiwang.measure.words.ways import QUICKNESS, USUAL, WAYS
from yiwang.measure.words.why import Why

# Where no figure is said at all, the choice is kept under this word.
WHICH = "指标"
# 紧急件, 哪类诉求: what is counted stands within the word.
_THINGS = ("诉求", "问题", "案件", "工单", "件")
_NUMBERS = ("数", "数量", "总数")
_COUNTED = frozenset({Dimension.NATURE, *LEVELS.values()})


def figures(draft: Draft) -> tuple[Indicator, ...]:
    """The indicators in the order in which they are said; empty after it was asked which."""
    _how_many(draft)
    _clauses(draft)
    keys: list[str] = []
    for at, figure in draft.all(Figure):
        found = draft.vocabulary.indicator(figure.indicator)
        draft.read(at, Role.FIGURE, found.label if found else "")
        keys.append(figure.indicator)
    found_keys = list(dict.fromkeys(keys)) or _implied(draft)
    every = (draft.vocabulary.indicator(key) for key in found_keys)
    return tuple(one for one in every if one is not None)


def _clauses(draft: Draft) -> None:
    """受理的案件的办结率 is of those cases alone, which no formula counts."""
    said = draft.all(Figure)
    for (at, figure), (after, _) in pairwise(said):
        between = draft.senses[at + 1 : after]
        word = draft.tokens[at].text
        verb = word in WAYS.get(figure.indicator, ()) or word.endswith("件")
        apart = any(not isinstance(sense, Silent | Thing | Only) for sense in between)
        asks = any(token.text[0] in "多几" for token in draft.tokens[at + 1 : after])
        if verb and not apart and not asks and figure != draft.senses[after]:
            draft.refuse(at, Why.CLAUSE)


def _how_many(draft: Draft) -> None:
    """多少个 of cases counts them; of rows that are left by a bound it cannot be told."""
    for at, _ in draft.all(HowManyOf):
        if draft.all(Limit) or any(isinstance(draft.beside(at, s), Noun) for s in (-1, 1)):
            draft.refuse(at, Why.HOW_MANY_ROWS)
        else:
            draft.senses[at] = Thing()
    for at, _ in draft.all(Noun):
        # 社区数量: how many communities there are.
        if at + 1 < len(draft.tokens) and draft.tokens[at + 1].text in _NUMBERS:
            draft.refuse(at + 1, Why.HOW_MANY_ROWS)


def _implied(draft: Draft) -> list[str]:
    quick = any(end.most in (Most.QUICK, Most.SLOW) for _, end in draft.all(End))
    things: list[object] = [*draft.all(Thing), *draft.all(Share)]
    if not quick and (things or _counts_itself(draft)):
        _things_counted(draft)
        return ["received"]
    known = [draft.vocabulary.indicator(key) for key in (QUICKNESS if quick else USUAL)]
    options = tuple(Option(f"how:{one.key}", one.label, Role.FIGURE.label) for one in known if one)
    chosen = draft.ask(WHICH, Asked.WHICH_FIGURE, options).removeprefix("how:")
    return [chosen] if chosen else []


def _things_counted(draft: Draft) -> None:
    """诉求 by itself is the figure."""
    found = draft.vocabulary.indicator("received")
    for at, _ in draft.all(Thing):
        draft.read(at, Role.FIGURE, found.label if found else "")


def _counts_itself(draft: Draft) -> bool:
    """噪声扰民 or 投诉 by itself asks how many there were."""
    if any(isinstance(sense, About) for token in draft.tokens for sense in token.senses):
        return True
    if any(token.text.endswith(_THINGS) for token in draft.tokens):
        return True
    return any(
        isinstance(sense, Only) and sense.dimension in _COUNTED for sense in draft.senses if sense
    )


def is_still(indicator: Indicator) -> bool:
    """Whether it is of a moment and not of a span of time."""
    return all(isinstance(term.of.when, Still) for term in indicator.terms())


def of_scale(found: tuple[Indicator, ...], scale: Scale) -> list[Indicator]:
    """Those that are told so."""
    return [one for one in found if one.scale is scale]
