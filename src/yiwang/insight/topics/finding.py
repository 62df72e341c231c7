"""From texts to topics: the same texts give the same topics, on every machine and every day."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from yiwang.insight.topics.grouping import Lines, groups
from yiwang.insight.topics.matters import MATTERS, WIDE
from yiwang.insight.topics.naming import MIXED, Name, Words, name_of, words_of
from yiwang.insight.topics.rising import Trend, by_week, trend
from yiwang.insight.topics.texts import Text, features, matters
from yiwang.insight.topics.vectors import Numbers, Rows, rows_of
from yiwang.insight.topics.voices import Voice, heat, people, voices
from yiwang.insight.words import cut, plain

# Fewer voices than this are no topic.
LEAST = 3
EXAMPLES = 5
# Of the cases of one place so many lie in it; of a matter across places none has that many.
ONE_PLACE = 0.7
ACROSS = 3
# So many of the texts of one matter have a word for it in common.
COMMON = 0.5
# Two topics of which so much is the same are one.
SAME = 0.5
SAME_MATTER = Lines(near=0.40, follow=0.50, merge=0.80, stay=0.50)


class Kind(StrEnum):
    """What the cases of a topic have in common."""

    HERE = "here"
    ACROSS = "across"
    MIXED = "mixed"


@dataclass(frozen=True)
class Found:
    """One topic as it was found; `keys` are its texts, the most central first."""

    name: Name
    kind: Kind
    keys: tuple[int, ...]
    voices: tuple[Voice, ...]
    weeks: tuple[int, ...]
    trend: Trend
    people: int
    heat: float
    area: str
    category: str
    words: tuple[str, ...] = field(default=())

    @property
    def examples(self) -> tuple[int, ...]:
        """The texts that stand for it."""
        return self.keys[:EXAMPLES]


def find(texts: Sequence[Text], *, until: date, weeks: int, least: int = LEAST) -> list[Found]:
    """The topics of some texts, what most people are affected by first."""
    texts = sorted(texts, key=lambda text: (text.on, text.key))
    known = _Known(texts, until, weeks, words_of(text.title for text in texts), least)
    rows = rows_of(features(text) for text in texts)
    found = [one for group in groups(rows, Lines()) for one in known.topic(rows, group)]
    del rows
    rows = rows_of(matters(text) for text in texts)
    for group in groups(rows, SAME_MATTER):
        found += [one for one in known.across(rows, group) if not _known(one, found)]
    return sorted(found, key=lambda one: (-one.heat, one.keys))


def _known(one: Found, others: Sequence[Found]) -> bool:
    keys = set(one.keys)
    return any(len(keys & set(other.keys)) >= SAME * len(keys) for other in others)


@dataclass(frozen=True)
class _Known:
    """All texts, with what every topic is set against."""

    texts: Sequence[Text]
    until: date
    weeks: int
    words: Words
    least: int
    district: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        days = [text.on for text in self.texts]
        self.district.extend(by_week(days, self.until, self.weeks))

    def topic(self, rows: Rows, group: Numbers) -> Iterator[Found]:
        """The topic of a group, where enough people speak of it."""
        texts = [self.texts[row] for row in group]
        spoken = voices(texts)
        if len(spoken) < 2 or people(spoken) < self.least:
            return
        area, share = _most([text.area for text in texts])
        about = common_matters(texts)
        kind = Kind.HERE if share >= ONE_PLACE or not area else Kind.ACROSS
        if not about:
            kind = Kind.MIXED
        where = "" if kind is Kind.ACROSS else area
        yield self._found(kind, (texts, spoken), (where, about), _central(rows, group))

    def across(self, rows: Rows, group: Numbers) -> Iterator[Found]:
        """The same matter at several places, where no place has most of it."""
        texts = [self.texts[row] for row in group]
        areas = [text.area for text in texts]
        spread, (_, share) = len({area for area in areas if area}), _most(areas)
        spoken, about = voices(texts), common_matters(texts)
        enough = len(spoken) >= ACROSS and people(spoken) >= self.least
        if enough and about and spread >= ACROSS and share < ONE_PLACE:
            yield self._found(Kind.ACROSS, (texts, spoken), ("", about), _central(rows, group))

    def _found(
        self,
        kind: Kind,
        what: tuple[Sequence[Text], Sequence[Voice]],
        known: tuple[str, tuple[str, ...]],
        order: Sequence[int],
    ) -> Found:
        texts, spoken = what
        where, about = known
        counts = by_week([voice.first for voice in spoken], self.until, self.weeks)
        told = MIXED if kind is Kind.MIXED else "、".join(about[:2])
        name = name_of([text.title for text in texts], self.words, about=told)
        if kind is Kind.MIXED:
            name = Name(name.place or name.matter.removesuffix(MIXED) or where, MIXED)
        elif kind is Kind.HERE and not (where or name.place):
            # Nothing says where: whatever it is, it is not one place's.
            kind = Kind.ACROSS
        return Found(
            name=name,
            kind=kind,
            keys=tuple(self.texts[row].key for row in order),
            voices=tuple(spoken),
            weeks=tuple(counts),
            trend=trend(counts, self.district, self.until),
            people=people(spoken),
            heat=round(heat(spoken, self.until), 3),
            area=where,
            category=_most([text.category for text in texts])[0],
            words=about,
        )


def common_matters(texts: Sequence[Text]) -> tuple[str, ...]:
    """The words for the matter that enough texts have, the most frequent first; wide ones last."""
    having: Counter[str] = Counter()
    for text in texts:
        said = plain(f"{text.title}。{text.content[:200]}")
        having.update(MATTERS.intersection(cut(said)))
    common = [word for word, count in having.items() if count >= COMMON * len(texts)]
    common.sort(key=lambda word: (word in WIDE, -having[word], word))
    return tuple(common) if any(word not in WIDE for word in common) else ()


def _most(values: Sequence[str]) -> tuple[str, float]:
    """What most of them are, and the share of those that are it; those unknown do not count."""
    counts = Counter(value for value in values if value)
    if not counts:
        return "", 0.0
    value, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return value, count / len(values)


def _central(rows: Rows, group: Numbers) -> list[int]:
    """The rows of a group, those nearest to all others first."""
    held: dict[int, float] = {}
    for row in group:
        features_, weights = rows.of(row)
        for feature, weight in zip(features_.tolist(), weights.tolist(), strict=True):
            held[feature] = held.get(feature, 0.0) + weight
    near = {
        int(row): sum(
            weight * held[feature]
            for feature, weight in zip(*(part.tolist() for part in rows.of(row)), strict=True)
        )
        for row in group
    }
    return sorted(near, key=lambda row: (-round(near[row], 6), row))
