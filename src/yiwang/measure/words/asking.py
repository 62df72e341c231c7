"""From a question to its outcome: every word of it has done something, or it is named."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from yiwang.kernel.refusals import Invalid, Refusal
from yiwang.measure.dimensions import TIMES
from yiwang.measure.plan import Plan
from yiwang.measure.words import close, filters, rows
from yiwang.measure.words.dates import Dates
from yiwang.measure.words.draft import Draft
from yiwang.measure.words.figures import figures, is_still
from yiwang.measure.words.lexicon import Words, words
from yiwang.measure.words.outcome import (
    Ambiguous,
    Doubt,
    NotUnderstood,
    Outcome,
    Piece,
    Role,
    Understood,
    Unknown,
)
from yiwang.measure.words.periods import assumed, change, timing
from yiwang.measure.words.ranking import ranking
from yiwang.measure.words.segment import LONGEST_QUESTION, normal, tokens
from yiwang.measure.words.settle import settle
from yiwang.measure.words.spans import Seen
from yiwang.measure.words.vocabulary import Vocabulary
from yiwang.measure.words.why import Why

# A text with more unknown words than this is no question with a slip in it.
MOST_SEARCHED = 3


def understand(
    text: str, vocabulary: Vocabulary, today: date, taken: Mapping[str, str] | None = None
) -> Outcome:
    """What a question asks, seen from a day; `taken` are the senses chosen for some words."""
    question = normal(text)
    if not 0 < len(question) <= LONGEST_QUESTION:
        fault = Invalid("请用一句话提问，不超过{most}字", most=LONGEST_QUESTION)
        return NotUnderstood((), refusal=fault)
    chosen = {normal(word): wanted for word, wanted in (taken or {}).items()}
    known = words(vocabulary).choosing(chosen)
    dates = Dates(Seen(today, vocabulary.holidays))
    draft = Draft(vocabulary, today, dates, chosen, list(tokens(question, known, dates)))
    settle(draft)
    strange = _strange(draft, known)
    try:
        plan = None if strange else _plan(draft)
    except Refusal as refusal:
        return NotUnderstood(tuple(draft.unknown), refusal=refusal)
    return _outcome(draft, plan, strange)


def _strange(draft: Draft, known: Words) -> dict[int, Doubt | None]:
    """The places of unknown words, each with what was perhaps meant."""
    found = tuple(draft.tokens)
    places = [at for at, token in enumerate(found) if not token.senses]
    searched = places if len(places) <= MOST_SEARCHED else []
    return dict.fromkeys(places) | {
        at: close.meant(found, at, known, draft.vocabulary) for at in searched
    }


def _plan(draft: Draft) -> Plan | None:
    """The plan, or None where something must be asked or told before."""
    found = figures(draft)
    rows.people(draft, found)
    when = timing(draft)
    where, beside = filters.narrowed(draft)
    still = bool(found) and all(map(is_still, found)) and not rows.wants_time(draft)
    by, of_kinds = rows.divided(draft, beside)
    by, where = rows.shared(draft, by, where)
    if when.by and not set(by) & TIMES and not filters.is_together(draft):
        by = [*by, when.by]
    change(draft, when)
    period = assumed(draft, when, still=still)
    by = rows.over_time(draft, by, period)
    ranked = ranking(draft, found, rows=bool(by), compares=when.compares)
    for at in list(draft.left_over()):
        draft.refuse(at, Why.UNPLACED)
    if draft.unknown or draft.doubts:
        return None
    rows.check(found, frozenset(by) | {one.dimension for one in where})
    return Plan(
        indicators=tuple(one.key for one in found),
        period=period,
        by=tuple(by),
        where=(*where, *of_kinds),
        compare=when.compares,
        order=ranked.order,
        top=ranked.top,
        having=tuple(ranked.having),
        share=ranked.share,
    )


def _outcome(draft: Draft, plan: Plan | None, strange: dict[int, Doubt | None]) -> Outcome:
    meant = tuple(doubt for doubt in strange.values() if doubt)
    named = [Unknown(draft.tokens[at].text, Why.UNKNOWN) for at in strange if not strange[at]]
    # What is offered together with an unknown word beside it is no fault of its own.
    known = [one for one in draft.unknown if not any(one.word in doubt.word for doubt in meant)]
    if named or known:
        return NotUnderstood((*known, *named), meant)
    if plan is None:
        return Ambiguous((*draft.doubts, *meant))
    nothing = Piece("", Role.NOTHING)
    pieces = tuple(
        replace(draft.pieces.get(at, nothing), text=token.text)
        for at, token in enumerate(draft.tokens)
    )
    assumed = tuple(dict.fromkeys(draft.assumed))
    return Understood(plan, pieces, assumed, tuple(draft.others))
