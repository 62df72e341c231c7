"""A text as small rows of numbers: the pairs of its characters, its words, those of places."""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from yiwang.insight.words import cut, plain

MOST_PAIRS, MOST_WORDS = 300, 120
LONGEST = 1500
_PLACE, _TITLE = 1 << 31, 1 << 30
_NUMBER = _TITLE - 1
# What the names of estates, streets, villages, schools and companies end in.
_ENDINGS = """
小区 花园 公寓 新城 新村 社区 家园 城 苑 府 湾 园 庄 村 组 镇 乡 街道 路
街 大道 巷 弄 里 广场 大厦 学校 中学 小学 大学 学院 幼儿园 医院 公园 市场
超市 酒店 影院 公司 集团 驾校 工地 项目 厂 桥 隧道 站 号线 地铁 高速 铁路
码头 水库 河 湖 楼盘 期 店 馆 局 站台 商场 中心
"""
# Between these and a place name nothing belongs together.
_STRANGERS = """
的 了 在 是 我 你 他 她 们 我们 你们 他们 和 与 及 或 有 没 没有 不 也
都 就 还 又 被 把 对 给 向 从 到 请 请问 投诉 反映 反应 举报 咨询 关于
建议 希望 要求 附近 旁边 旁 门口 对面 楼下 楼上 这个 那个 一个 什么 尊敬
领导 书记 您好 你好 问题 谢谢 感谢 现在 目前 位于 住在 家住
"""
# Before these words stands a name of its own, which tells one place from another.
_NAMED = re.compile(
    "小区|花园|公寓|新城|新村|社区|家园|大厦|广场|中学|小学|学校|医院|公园|幼儿园|公司|大道|市场|驾校"
    "|[一二三四五六]期|苑|[东西南北]?路|街|巷"
)
# The characters right before it, behind whatever belongs to no name.
_NAME = re.compile(
    "[^的了在是我和与及或有到从对把被住市区县镇][^的了在是我和与及或有到从对把被住]+$"
)
_LONGEST_NAME = 4
_OF_PLACES = tuple(_ENDINGS.split())
_APART = frozenset(_STRANGERS.split())


@dataclass(frozen=True)
class Sketch:
    """A text in two ways: by its pairs of characters it is compared, by its words it is found.

    Pairs stand whatever a lexicon makes of a name; words are few enough to be looked up.
    """

    pairs: frozenset[int]
    title: frozenset[int]
    # The pairs within names of places.
    places: frozenset[int]
    # The word by its number, and whether it belongs to the name of a place.
    words: dict[int, tuple[str, bool]] = field(default_factory=dict, compare=False)

    @property
    def blob(self) -> bytes:
        """The pairs in four bytes each, as they are kept."""
        rows = sorted(
            pair | (_TITLE if pair in self.title else 0) | (_PLACE if pair in self.places else 0)
            for pair in self.pairs
        )
        return np.array(rows, dtype="<u4").tobytes()


def opened(blob: bytes) -> Sketch:
    """What `Sketch.blob` kept."""
    rows = np.frombuffer(bytes(blob), dtype="<u4")
    numbers = rows & _NUMBER
    titles, places = numbers[rows & _TITLE != 0], numbers[rows & _PLACE != 0]
    return Sketch(*(frozenset(some.tolist()) for some in (numbers, titles, places)))


def packed(words: Iterable[int], posted: Iterable[int]) -> bytes:
    """The words of a text in four bytes each; those under which it is found are marked."""
    found = frozenset(posted)
    rows = sorted(word | (_TITLE if word in found else 0) for word in words)
    return np.array(rows, dtype="<u4").tobytes()


def words_of(blob: bytes, *, posted: bool = False) -> frozenset[int]:
    """What `packed` kept; only those under which it is found, where asked."""
    rows = np.frombuffer(bytes(blob), dtype="<u4")
    return frozenset(((rows[rows & _TITLE != 0] if posted else rows) & _NUMBER).tolist())


def number(word: str) -> int:
    """The number of a word: the same in every process, of thirty bits."""
    return zlib.crc32(word.encode()) & _NUMBER


def sketch(title: str, content: str, address: str = "") -> Sketch:
    """What a case is compared and found by: title, address and what was told."""
    pairs: dict[int, None] = {}
    heads: set[int] = set()
    places: set[int] = set()
    words: dict[int, tuple[str, bool]] = {}
    for part, text in enumerate((title, address, content)):
        folded = plain(text[:LONGEST])
        found = [number(pair) for pair in _pairs_of(folded)]
        pairs.update(dict.fromkeys(found[: MOST_PAIRS - len(pairs)]))
        if part == 0:
            heads.update(found)
        places.update(number(pair) for name in _names(folded) for pair in _pairs_of(name))
        for word, of_place in _terms(folded):
            named = of_place or part == 1
            if len(words) < MOST_WORDS:
                words.setdefault(number(f"{word}."), (word, named))
    known = frozenset(pairs)
    return Sketch(known, known & heads, known & places, words)


def _names(text: str) -> Iterator[str]:
    """What estates, roads and schools are called: up to four characters before such a word."""
    for found in _NAMED.finditer(text):
        before = text[max(0, found.start() - _LONGEST_NAME) : found.start()]
        name = _NAME.search(before)
        if name:
            yield name.group()


def _pairs_of(text: str) -> Iterator[str]:
    """Neighbouring characters without signs between them."""
    for one, other in pairwise(text):
        if one.isalnum() and other.isalnum():
            yield one + other


def _terms(text: str) -> Iterator[tuple[str, bool]]:
    """Each word with whether it belongs to the name of a place."""
    units = list(_units(cut(text)))
    named = set()
    for at, word in enumerate(units):
        if word.endswith(_OF_PLACES) and word not in _APART:
            named.update(_before(units, at))
    for at, word in enumerate(units):
        if word not in _APART and len(word) > 1:
            yield word, at in named


def _before(units: list[str], at: int) -> Iterable[int]:
    """The place of a word of a name, and of up to two words before it that belong to it."""
    yield at
    for before in (at - 1, at - 2):
        if before < 0 or units[before] in _APART or not units[before].isalnum():
            return
        yield before


def _units(words: Iterable[str]) -> Iterator[str]:
    """Words, with single characters beside each other as pairs: names that no lexicon knows."""
    run = ""
    for word in words:
        if len(word) == 1 and word.isalpha() and word not in _APART:
            run += word
            continue
        yield from _pairs(run)
        run = ""
        yield word
    yield from _pairs(run)


def _pairs(run: str) -> list[str]:
    return [run] if len(run) < 2 else [run[at : at + 2] for at in range(len(run) - 1)]
