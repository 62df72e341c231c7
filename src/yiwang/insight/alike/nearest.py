"""Which cases are the same matter as a text: found by rare words, judged pair by pair."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from yiwang.dials import queries as dials
from yiwang.insight.alike import table
from yiwang.insight.alike.models import Entry, Mark
from yiwang.insight.alike.scoring import Facts, Rarity, features, judged
from yiwang.insight.alike.sketch import Sketch, opened, sketch, words_of

# The rarest words of a text that are looked up, and so many of the newest cases of each.
MOST_WORDS, MOST_OF_A_WORD = 32, 300
MOST_JUDGED = 50
# A word of more texts than this tells nothing by itself.
TOO_COMMON = 20_000
BY_CLASS = 20
DEFAULT_DAYS, DEFAULT_METRES = 30, 300
_EARTH = 6_371_000


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is known of the case whose like is sought."""

    sketch: Sketch
    procedure: str = ""
    category: str = ""
    area: str = ""
    point: tuple[float, float] | None = None
    at: datetime | None = None
    case: int = 0


@dataclass(frozen=True)
class Found:
    """A case that is surely enough the same matter, with the words that spoke for it."""

    case: int
    sure: float
    places: tuple[str, ...] = ()
    matter: tuple[str, ...] = ()
    values: Sequence[float] = field(default=(), repr=False)


def wanted_of(case: Any) -> Wanted:
    """What is sought of a case that is there."""
    point = (case.longitude, case.latitude)
    return Wanted(
        sketch=sketch(case.title, case.content, case.address),
        procedure=case.procedure,
        category=case.category,
        area=case.area,
        point=point if None not in point else None,
        at=case.opened_at,
        case=case.pk,
    )


def nearest(wanted: Wanted, *, limit: int = 5, only: Iterable[int] | None = None) -> list[Found]:
    """The cases that are the same matter, the surest first; `only` looks at these and no others."""
    if len(wanted.sketch.pairs) < 4:
        return []
    shared = candidates(wanted) if only is None else {case: [] for case in only}
    shared.pop(wanted.case, None)
    entries = _entries(wanted, shared)
    if not entries:
        return []
    sketches = [opened(entry.pairs) for entry, _ in entries]
    rarity = _rarity(wanted.sketch, sketches)
    found = []
    for (entry, share), other in zip(entries, sketches, strict=True):
        facts = (
            Facts(wanted.category, wanted.area, share),
            Facts(entry.category, entry.area, share),
        )
        values = features(wanted.sketch, other, rarity, facts)
        sure, enough = judged(values, facts)
        if enough:
            found.append(_told(wanted.sketch, entry, sure, values))
    return sorted(found, key=lambda one: (-one.sure, -one.case))[:limit]


def candidates(wanted: Wanted) -> dict[int, list[int]]:
    """Cases that share rare words, and the newest of the same class and area, with those words."""
    known = table.counts(wanted.sketch.words)
    rare = sorted((many, word) for word, many in known.items() if 0 < many <= TOO_COMMON)
    weights = {word: 1 / math.log2(2 + many) for many, word in rare[:MOST_WORDS]}
    shared: dict[int, list[int]] = defaultdict(list)
    score: Counter[int] = Counter()
    for word, case in table.newest(weights, MOST_OF_A_WORD):
        shared[case].append(word)
        score[case] += weights[word]  # type: ignore[assignment]
    best = [case for case, _ in score.most_common(MOST_JUDGED)]
    best += [case for case in _of_class(wanted) if case not in score]
    return {case: shared.get(case, []) for case in best}


def _of_class(wanted: Wanted) -> list[int]:
    """Where no word is rare, as of a dark lamp: what was told lately of the same class there."""
    if not wanted.category or not wanted.area:
        return []
    rows = Entry.objects.filter(category=wanted.category, area=wanted.area).order_by("-case")
    return list(rows.values_list("case", flat=True)[:BY_CLASS])


def _entries(wanted: Wanted, cases: Iterable[int]) -> list[tuple[Entry, float | None]]:
    """Those within the days and the radius of their class, with their distance over the radius."""
    rows = Entry.objects.filter(case__in=list(cases))
    if wanted.procedure:
        rows = rows.filter(procedure=wanted.procedure)
    entries = list(rows)
    reaches = dials.duplicate_reach({wanted.category, *(entry.category for entry in entries)})
    found = ((entry, _within(wanted, entry, reaches)) for entry in entries)
    return [(entry, share) for entry, share in found if share is None or share <= 1.0]


def _within(wanted: Wanted, entry: Entry, reaches: dict[str, tuple[int, int]]) -> float | None:
    """Distance over radius, None where a point is unknown; beyond 1 is too far or long ago."""
    code = wanted.category or entry.category
    days, metres = reaches.get(code, (DEFAULT_DAYS, DEFAULT_METRES))
    if abs((wanted.at or timezone.now()) - entry.opened_at) > timedelta(days=days):
        return math.inf
    far = distance(wanted.point, entry)
    return None if far is None else far / max(1, metres)


def distance(point: tuple[float, float] | None, entry: Entry) -> float | None:
    """Metres between a point and a case; None where one of them is not known."""
    if point is None or entry.longitude is None or entry.latitude is None:
        return None
    east = math.radians(point[0] - entry.longitude) * math.cos(math.radians(point[1]))
    return _EARTH * math.hypot(east, math.radians(point[1] - entry.latitude))


def _rarity(one: Sketch, others: list[Sketch]) -> Rarity:
    """How rare each pair of characters is among all texts there are."""
    pairs = set(one.pairs).union(*(other.pairs for other in others))
    texts = Mark.objects.values_list("texts", flat=True).first() or 0
    return Rarity(max(texts, 1), table.counts(pairs))


def _told(sketch: Sketch, entry: Entry, sure: float, values: Sequence[float]) -> Found:
    """The shared words, the first ones of the text; a place is named before the matter."""
    theirs = words_of(entry.words)
    shared = [told for word, told in sketch.words.items() if word in theirs]
    places = tuple(dict.fromkeys(word for word, of_place in shared if of_place))[:4]
    matter = tuple(dict.fromkeys(word for word, of_place in shared if not of_place))[:5]
    return Found(entry.case, round(sure, 3), places, matter, values)
