"""Headings of sections: 第一部分, 一、, （一）, 1.; what begins a paragraph or a section."""

import re
from dataclasses import dataclass

_NUMERAL = "[一二三四五六七八九十百]{1,4}"
_LEVELS = (
    (1, re.compile(rf"^(第\s*{_NUMERAL}\s*部分)[\s:：、]*")),
    (2, re.compile(rf"^({_NUMERAL})\s*[、.．]\s*")),
    (3, re.compile(rf"^([（(]\s*{_NUMERAL}\s*[）)])\s*[、.．]?\s*")),
    (4, re.compile(r"^(\d{1,2}\s*[、.．])(?!\d)\s*")),
    (5, re.compile(r"^([（(]\s*\d{1,2}\s*[）)])\s*")),
    (5, re.compile(r"^([①-⑳])\s*")),
)
# Sections that several cities print without a number, alone in their line.
_UNNUMBERED = re.compile(
    r"^.{0,30}(?:名词解释|(?:预|决)算编制(?:的?说明)|(?:预|决)算情况(?:的?说明)|其他相关情况说明|其他相关说明"
    r"|主要职[能责]|职[能责]概况|机构设置(?:情况)?|项目经费情况说明|(?:部门|单位)概况)$"
)
# How headings of the parts that tell, rather than list, end.
TELLING = re.compile(
    r"(?:情况|说明|概况|概述|职能|职责|构成|设置|解释|完成情况|结果|范围|标题|附件|表|公开)$"
)
_FIGURE = re.compile(r"\d+(?:\.\d+)?\s*(?:万?元|%|％)|\d{1,3}(?:,\d{3})*\.\d\d?(?!\d)")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a section: level from 1 (第一部分) to 4 (1.), number as printed, and title."""

    level: int
    number: str
    title: str


def numbered(text: str) -> Heading | None:
    """The number that a line begins with, and what follows it."""
    for level, pattern in _LEVELS:
        found = pattern.match(text)
        if found:
            return Heading(level, found.group(1).strip(), text[found.end() :].strip())
    return None


def heading_of(text: str, marked: bool = False) -> Heading | None:
    """The heading that a line is, or None where it is a paragraph.

    `marked` says that the file itself marks the line as a heading (`##`, a style of Word).
    Deep levels are headings only where they end like one: a line （一）基本支出 9.00 万元。 or
    （一）财政拨款收入：指… tells something.
    """
    one = numbered(text)
    if one is None:
        return Heading(1, "", text) if _UNNUMBERED.match(text) and not _said(text) else None
    title = one.title.rstrip("。") if marked or one.level > 2 else one.title
    if len(title) > _LONGEST or not title and one.level > 1:
        return None
    if one.level <= 2:
        return None if _said(title) else Heading(one.level, one.number, title)
    said = _said(title) or len(title) > _LONGEST // 2
    if one.level > 4 or said or not (marked or TELLING.search(title)):
        return None
    return Heading(one.level, one.number, title)


def _said(title: str) -> bool:
    """Whether a line says something instead of naming what follows."""
    return bool(re.search(r"[。；;]|[:：]\s*\S|，.*，", title) or _FIGURE.search(title))
