"""Gives every word its one sense: by what stands around it, by a preference, or by asking."""

from yiwang.measure.dimensions import Dimension
from yiwang.measure.words import matters
from yiwang.measure.words.draft import Draft
from yiwang.measure.words.outcome import Asked, Doubt, Option, Way
from yiwang.measure.words.outcome import Role as _R
from yiwang.measure.words.senses import (
    About,
    Against,
    Cannot,
    Change,
    Divide,
    End,
    Figure,
    Noun,
    Now,
    Only,
    Sense,
    Thing,
    Token,
    Until,
    Versus,
    When,
    key,
)
from yiwang.measure.words.vocabulary import AREAS
from yiwang.measure.words.why import Why


def settle(draft: Draft) -> None:
    """Fill `draft.senses`; None where a word is unknown or was asked about."""
    _unname(draft)
    draft.senses = [token.senses[0] if len(token.senses) == 1 else None for token in draft.tokens]
    for at, token in enumerate(draft.tokens):
        if len(token.senses) > 1:
            draft.senses[at] = _one_of(draft, at)
    for at, sense in enumerate(draft.senses):
        if isinstance(sense, Cannot):
            draft.refuse(at, sense.why)
        if isinstance(sense, End) and sense.bare and not _which(draft):
            draft.refuse(at, Why.UNPLACED)
        if isinstance(sense, About):
            draft.senses[at] = matters.settled(draft, draft.tokens[at].text, sense)


def _one_of(draft: Draft, at: int) -> Sense | None:
    senses: list[Sense] = list(draft.tokens[at].senses)
    names = [one for one in senses if isinstance(one, Only)]
    if len(names) == len(senses) or names and isinstance(senses[-1], Thing):
        return _name(draft, at, names, [s for s in senses if isinstance(s, Thing)])
    if all(isinstance(one, Change | End) for one in senses):
        return _end_or_change(draft, senses)
    if all(isinstance(one, Figure) for one in senses):
        senses = _of_its_procedure(draft, _by_time(draft, senses))
    if len(senses) == 1:
        return senses[0]
    return _chosen(draft, at, senses)


def _chosen(draft: Draft, at: int, senses: list[Sense]) -> Sense | None:
    options = tuple(_option(draft, sense) for sense in senses)
    asked = Asked.WHICH_PERIOD if isinstance(senses[0], When) else Asked.WHICH
    if isinstance(senses[0], Figure):
        asked = Asked.WHICH_FIGURE
    chosen = draft.ask(draft.tokens[at].text, asked, options)
    return next((one for one in senses if key(one) == chosen), None)


def _by_time(draft: Draft, senses: list[Sense]) -> list[Sense]:
    """超期 in a past period is another figure than 超期 at present."""
    sorts = [type(one) for token in draft.tokens for one in token.senses[:1]]
    if Now in sorts:
        wanted = "overdue_backlog"
    elif When in sorts or Until in sorts:
        wanted = "late"
    else:
        return senses
    found = [one for one in senses if isinstance(one, Figure) and one.indicator == wanted]
    return list(found) or senses


def _of_its_procedure(draft: Draft, senses: list[Sense]) -> list[Sense]:
    """立案及时率 of appeals is another figure than that of urban management."""
    named = {
        key
        for token in draft.tokens
        for sense in token.senses
        if isinstance(sense, Only) and sense.dimension is Dimension.PROCEDURE
        for key in sense.keys
    }
    found = [
        sense
        for sense in senses
        if isinstance(sense, Figure)
        and (one := draft.vocabulary.indicator(sense.indicator))
        and named & set(one.procedures)
    ]
    return list(found) or senses


def _name(draft: Draft, at: int, names: list[Only], plain: list[Thing]) -> Sense | None:
    """Areas come before the units of the same name, which are offered beside."""
    noun = draft.senses[at + 1] if at + 1 < len(draft.senses) else None
    if isinstance(noun, Noun):
        names = [one for one in names if one.dimension is noun.dimension] or names
    names = [one for one in names if _lies_in_what_is_named(draft, at, one)] or names
    areas = [one for one in names if one.dimension in AREAS]
    rest = [one for one in names if one.dimension is Dimension.UNIT] if areas else []
    if areas and len(areas) + len(rest) == len(names):
        names = areas
    if len(names) > 1:
        return _chosen(draft, at, list(names))
    if rest or plain:
        others: list[Sense] = [*rest, *plain]
        options = tuple(_option(draft, one) for one in others)
        draft.others.append(Doubt(draft.tokens[at].text, Asked.WHICH, options))
    return names[0]


def _lies_in_what_is_named(draft: Draft, at: int, name: Only) -> bool:
    others = (sense for place, sense in enumerate(draft.senses) if place != at)
    return any(isinstance(one, Only) and name.within in one.keys for one in others if name.within)


def _option(draft: Draft, sense: Sense) -> Option:
    match sense:
        case Only():
            above = draft.vocabulary.named(sense.within) if sense.within else None
            label = f"{sense.label}（{above.name}）" if above else sense.label
            return Option(key(sense), label, sense.dimension.label)
        case Figure():
            found = draft.vocabulary.indicator(sense.indicator)
            return Option(key(sense), found.label if found else sense.indicator, _R.FIGURE.label)
        case When():
            return Option(key(sense), sense.period.label, _R.PERIOD.label)
        case Noun() | Divide():
            return Option(key(sense), sense.dimension.label, _R.DIVIDE.label)
        case About():
            return Option("about", sense.word, Dimension.CATEGORY.label)
    return Option(key(sense), Way.ANY.label)


def _unname(draft: Draft) -> None:
    """江滩 means the street: 江滩社区 is a name that nobody knows."""
    for at in range(len(draft.tokens) - 1, 0, -1):
        before, token = draft.tokens[at - 1], draft.tokens[at]
        nouns = {one.dimension for one in token.senses if isinstance(one, Noun)} & AREAS
        named = {one.dimension for one in before.senses if isinstance(one, Only)}
        if before.short and nouns and named and named <= AREAS and not nouns & named:
            draft.tokens[at - 1 : at + 1] = [Token(before.text + token.text, ())]


def _which(draft: Draft) -> bool:
    """Whether 哪个街道 is asked, or which of those that are named."""
    return any(token.text[0] == "哪" for token in draft.tokens)


def _end_or_change(draft: Draft, senses: list[Sense]) -> Sense | None:
    """哪个街道投诉多 asks for the most; 比上月多 for the change."""
    compared = any(
        isinstance(sense, Against | Versus) for token in draft.tokens for sense in token.senses
    )
    wanted = End if _which(draft) and not compared else Change
    return next(one for one in senses if isinstance(one, wanted))
