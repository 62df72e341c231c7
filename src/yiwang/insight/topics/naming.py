"""A name that a person would give: the most telling stretch of a title, place and matter apart."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from yiwang.insight.topics.matters import MATTERS, PLACE_ENDS, SPEECH
from yiwang.insight.topics.texts import spelled

LONGEST = 24
# What a word must be worth to be in a name; the price of a word that few titles of the group have.
PRICE = 0.2
BETWEEN = " · "
MIXED = "多类问题"
# So many signs of a name are looked at to find where it begins, and in so many of the titles.
HEAD, MOST = 3, 0.6
# What joins words and may stand inside a name, never at its edges.
_EDGES = frozenset("的了在被把与和及将是有也都就让向对从由等之其该此何请能才要到不") | {
    *("才能", "能否", "请问", "可否", "为何", "迟迟", "究竟", "可能"),
}
_BREAKS = frozenset("，。！？；：、,.!?;:（）()【】[]“”\"'《》…~-—")
_LEADING = ("市", "区", "县", "旗")
_BESIDE = ("附近", "旁边", "周边", "门口", "旁", "里面", "内", "的")


@dataclass(frozen=True)
class Words:
    """In how many titles each word stands, of all and of how many."""

    spread: Mapping[str, int]
    titles: int

    def rare(self, word: str) -> float:
        """How telling a word is: 0 for one that all have, 1 for one that a single title has."""
        return log((1 + self.titles) / (1 + self.spread.get(word, 0))) / log(1 + self.titles)


def words_of(titles: Iterable[str]) -> Words:
    """Count the words of all titles."""
    spread: Counter[str] = Counter()
    number = 0
    for title in titles:
        spread.update(set(spelled(title)))
        number += 1
    return Words(spread, max(1, number))


@dataclass(frozen=True)
class Name:
    """Place and matter; either may be empty."""

    place: str
    matter: str

    def __str__(self) -> str:
        return BETWEEN.join(part for part in (self.place, self.matter) if part)


def name_of(titles: Sequence[str], words: Words, *, where: str = "", about: str = "") -> Name:
    """The name of a group by its titles; `where` and `about` are what is known otherwise."""
    cut = [spelled(title) for title in titles]
    shares = Counter(word for title in cut for word in set(title))
    worth = {
        word: _worth(word, count / len(titles) if count > 1 else 0.0, words)
        for word, count in shares.items()
    }
    best: tuple[float, list[str], str] = (0.0, [], "")
    for title in cut:
        value, stretch = _stretch(title, worth)
        if value > best[0] + 1e-9:
            best = (value, stretch, "".join(title))
    text = _begun("".join(_trimmed(best[1])), best[2], ["".join(title) for title in cut])
    found = _divided(text)
    return _fitted(Name(found.place or where, found.matter or about))


def _begun(text: str, title: str, titles: Sequence[str]) -> str:
    """The name from where its first word truly begins: cutting may have split or lengthened it."""
    at = title.find(text)
    head = text[:HEAD]
    while at > 0 and _sign(title[at - 1]) and _follows(title[at - 1], head, titles):
        at -= 1
        text = title[at] + text
        head = text[:HEAD]
    alone = any(_free(text[1:HEAD], text[0], one) for one in titles) if text else False
    after_a_name = title[max(0, at - 1) : at].isascii() and at > 0
    return text[1:] if text.startswith(_LEADING) and (alone or after_a_name) else text


def _sign(letter: str) -> bool:
    return "\u4e00" <= letter <= "\u9fff" and letter not in _EDGES and letter not in _LEADING


def _follows(sign: str, head: str, titles: Sequence[str]) -> bool:
    """Whether most titles that have the beginning of a name have the sign before it too."""
    longer = sign + head[: HEAD - 1]
    having = [one for one in titles if head[: HEAD - 1] in one]
    return len(having) > 2 and sum(longer in one for one in having) >= MOST * len(having)


def _free(text: str, sign: str, title: str) -> bool:
    """Whether a title has the text without this sign before it."""
    return text in title.replace(sign + text, "")


def _worth(word: str, share: float, words: Words) -> float:
    if word in _BREAKS or not any(sign.isalnum() for sign in word):
        return -9.0
    if word in SPEECH or word in _EDGES:
        return -0.12
    return share * (words.rare(word) + (0.3 if word in MATTERS else 0.0)) - PRICE


def _stretch(title: Sequence[str], worth: Mapping[str, float]) -> tuple[float, list[str]]:
    """The stretch of a title that is worth most and short enough."""
    best: tuple[float, list[str]] = (0.0, [])
    for begin in range(len(title)):
        value, length = 0.0, 0
        for end in range(begin, len(title)):
            value += worth[title[end]]
            length += len(title[end])
            if length > LONGEST - len(BETWEEN) or value < -1:
                break
            if value > best[0] + 1e-9:
                best = (value, list(title[begin : end + 1]))
    return best


def _trimmed(stretch: list[str]) -> list[str]:
    """Without what belongs to the word before or after, or only joins."""
    while stretch and (stretch[0] in _EDGES or stretch[0] in SPEECH or stretch[0] in _LEADING):
        stretch = stretch[1:]
    while stretch and (stretch[-1] in _EDGES or stretch[-1] in SPEECH):
        stretch = stretch[:-1]
    return stretch


def _divided(text: str) -> Name:
    """Up to the last end of a place before the first word that is a matter."""
    first = min((at for word in MATTERS if (at := text.find(word)) > 0), default=len(text))
    ends = [
        at + len(end)
        for end in PLACE_ENDS
        if (at := text.rfind(end, 0, first)) > 0 and at + len(end) <= first
    ]
    last = max(ends, default=0)
    place, matter = text[:last], text[last:]
    for word in _BESIDE:
        matter = matter.removeprefix(word)
    if len(matter) == 1 or place in PLACE_ENDS:
        return Name("", text)
    return Name(place, matter)


def _fitted(name: Name) -> Name:
    """Short enough as a whole: the place gives way before the matter does."""
    room = LONGEST - len(BETWEEN)
    if len(name.place) + len(name.matter) <= room:
        return name
    return Name("", name.matter) if len(name.matter) <= LONGEST else Name(name.place, "")
