"""How what is registered is called in full, and shorter: 江滩街道, 江滩街, 江滩."""

import re
from collections.abc import Callable, Iterator

from yiwang.measure.dimensions import Dimension
from yiwang.measure.words.vocabulary import Name

Ways = Callable[[Name], Iterator[str]]
_D = Dimension
_ENDS = {
    _D.STREET: ("街道", "镇", "乡", "管委会"),
    _D.COMMUNITY: ("社区", "村"),
}
# What stands behind a name without changing it.
_BEHIND = {
    _D.CHANNEL: ("渠道", "件", "平台"),
    _D.NATURE: ("类", "件", "类诉求", "诉求", "量", "数", "件数", "类案件", "案件"),
    _D.URGENCY: ("件", "诉求", "案件", "级", "工单", "类"),
    _D.PROCEDURE: ("案件", "件", "类", "工单", "事项", "流程"),
}
_DIGITS = re.compile(r"(?P<word>\D{2,}?)(?P<digits>\d{3,})")
_LINES = ("热线", "专线", "")
_BRACKETS = re.compile(r"[（(].*?[）)]")
# An adverb as often as a degree: only 一般件.
_NOT_ALONE = frozenset({"一般", "普通", "正常"})


def full(name: Name) -> Iterator[str]:
    """Every way to name it that can mean nothing else."""
    plain = _BRACKETS.sub("", name.name)
    words = dict.fromkeys((name.name, plain, *name.words, *_other_names(name, plain)))
    for word in words:
        if word not in _NOT_ALONE and len(word) > 1:
            yield word
        yield from (f"{word}{end}" for end in _BEHIND.get(name.dimension, ()))


def _other_names(name: Name, plain: str) -> Iterator[str]:
    if name.dimension is _D.GRID:
        yield from (name.key, f"网格{name.key}")
    if name.dimension is _D.UNIT:
        yield from _of_unit(name, plain)
    if name.dimension is _D.CHANNEL and (found := _DIGITS.fullmatch(plain)):
        yield from (found["word"], f"{found['digits']}{found['word']}")
        yield from (f"{found['digits']}{line}" for line in _LINES)


def _of_unit(name: Name, plain: str) -> Iterator[str]:
    if plain.startswith("区") and len(plain) > 3:
        yield plain[1:]
    if name.kind == "street" and plain.endswith("街道办事处"):
        yield from (plain.removesuffix("事处"), f"{plain.removesuffix('道办事处')}办")
    if name.kind == "community":
        yield from (f"{plain}居委会", f"{plain}居委")


def short(name: Name) -> Iterator[str]:
    """Parts of a name that people use for all of it, and that others may share."""
    plain = _BRACKETS.sub("", name.name)
    for end in _ENDS.get(name.dimension, ()):
        stem = plain.removesuffix(end)
        if stem != plain and len(stem) >= 2:
            yield stem
            if end == "街道":
                yield f"{stem}街"
