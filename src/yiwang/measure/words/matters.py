"""Which classes of matters a word means: by their names first, by usual words only on asking."""

from collections.abc import Iterable

from yiwang.measure.dimensions import Dimension
from yiwang.measure.words.classes import only
from yiwang.measure.words.draft import Draft
from yiwang.measure.words.lexicon import said
from yiwang.measure.words.outcome import Asked, Option, Way
from yiwang.measure.words.senses import About, Only
from yiwang.measure.words.vocabulary import Matter

MOST_OFFERED = 8
RETIRED = "已停用"


def settled(draft: Draft, word: str, about: About) -> Only | None:
    """The classes, or None after it was asked which."""
    procedures, every = _procedures(draft), draft.vocabulary.matters
    matters = [m for m in every if not procedures or m.procedure in procedures]
    by_name, by_keyword = _hits(matters, about.word)
    hits = [*by_name, *by_keyword]
    if not hits and procedures:
        return only(every, _hits(every, about.word)[0])
    exact = all(about.word == said(one.name) for one in hits)
    alone = len({one.procedure for one in hits}) == len(hits)
    if len(by_name) == 1 and not by_keyword or hits and exact and alone:
        return only(every, hits)
    chosen = draft.ask(word, Asked.WHICH, _options(draft, hits))
    codes = chosen.removeprefix("matter:").split(",") if chosen else []
    return only(every, [m for m in matters if m.code in codes])


def _procedures(draft: Draft) -> set[str]:
    """The procedures that the rest of the question leaves; empty for all."""
    named: set[str] = set()
    for sense in draft.senses:
        if isinstance(sense, Only) and sense.dimension is Dimension.PROCEDURE:
            named |= set(sense.keys)
        if isinstance(sense, Only) and sense.dimension is Dimension.NATURE:
            named |= set(draft.vocabulary.with_nature)
    return named


def _hits(matters: Iterable[Matter], word: str) -> tuple[list[Matter], list[Matter]]:
    """Those whose name is or holds the word, and those besides for which it is a usual word."""
    by_name: list[Matter] = []
    by_keyword: list[Matter] = []
    of_procedure: dict[str, list[Matter]] = {}
    for matter in matters:
        of_procedure.setdefault(matter.procedure, []).append(matter)
    for some in of_procedure.values():
        exact = [m for m in some if word == said(m.name)]
        found = _topmost(exact or [m for m in some if _holds(said(m.name), word)])
        by_name += found
        usual = [] if exact else [m for m in some if word in map(said, m.keywords)]
        by_keyword += [m for m in _topmost(usual) if not m.code.startswith(_codes(found))]
    return by_name, by_keyword


def _holds(name: str, word: str) -> bool:
    """Whether a name holds a word, and not its contrary: 非机动车 is no 机动车."""
    at = name.find(word)
    return at == 0 or at > 0 and name[at - 1] not in "非不未无"


def _codes(matters: list[Matter]) -> tuple[str, ...]:
    return tuple(one.code for one in matters)


def _topmost(matters: list[Matter]) -> list[Matter]:
    codes = {one.code for one in matters}
    return [
        m for m in matters if not any(m.code[:end] in codes for end in (2, 4) if end < len(m.code))
    ]


def _options(draft: Draft, hits: list[Matter]) -> tuple[Option, ...]:
    called = {
        one.key: one.name for one in draft.vocabulary.names if one.dimension is Dimension.PROCEDURE
    }
    every = ",".join(one.code for one in hits)
    together = Option(f"matter:{every}", "、".join(one.name for one in hits), Way.ALL.label)
    singly = [
        Option(f"matter:{one.code}", _called(one), called.get(one.procedure, one.procedure))
        for one in hits[:MOST_OFFERED]
    ]
    return (*singly, *([together] if len(hits) > 1 else []))


def _called(matter: Matter) -> str:
    return f"{matter.name}（{RETIRED}）" if matter.retired else matter.name
