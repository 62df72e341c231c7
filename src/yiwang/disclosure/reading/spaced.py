"""Where a table without tabs ends: at the next title, the next section, or where text begins."""

import re
from collections.abc import Sequence

from yiwang.disclosure.forms import SHEETS, Form, form_of
from yiwang.disclosure.reading.clean import bare
from yiwang.disclosure.reading.marks import Mark, Strip, titled
from yiwang.disclosure.reading.numbering import heading_of

# Words that heads of columns begin with; one of them near the top makes a table.
_HEADS = (
    "科目编码", "科目名称", "功能分类", "经济分类", "项目", "收入", "支出", "合计", "单位代码",
    "部门名称", "单位名称", "单位", "项目名称", "序号", "指标", "因公出国", "预算数", "决算数",
    "代码",
)  # fmt: skip
_AMOUNT = re.compile(r"\d[\d,]*\.\d\d(?!\d)|(?:^|\s)0(?:\s|$)")
_FIGURES = re.compile(r"(?:\d[\d,]*\.\d\d?|\d{4,})(?:\s|$)")
_TELLS = re.compile(r"(?:情况|说明|概况|职能|职责|构成|设置|解释)。?$")
_PROSE = 30
_NEAR = 12


def spaced_end(strips: Sequence[Strip], title: str, headed: bool) -> int:
    """How many of the lines below a title are its body and notes; 0 where there is no table.

    `headed` says that a line of unit or department stood below the title.
    """
    form = form_of(bare(title))
    sheet = form in SHEETS
    end = len(strips)
    for at, strip in enumerate(strips):
        if _stops(strip, sheet) or (not sheet and _prose(strips, at)):
            end = at
            break
    while end and strips[end - 1].mark in (Mark.BLANK, Mark.PAGE):
        end -= 1
    return end if _plausible(strips[:end], headed, form) else 0


def _stops(strip: Strip, sheet: bool) -> bool:
    if strip.mark in (Mark.HEADLINE, Mark.TITLE):
        return True
    if strip.mark is Mark.HEADING:
        return titled(strip.plain) is not None
    if strip.mark is not Mark.TEXT:
        return False
    heading = heading_of(strip.plain)
    if heading is None or heading.level > 2 or _AMOUNT.search(strip.plain):
        return False
    return not heading.number or bool(_TELLS.search(heading.title))


def _prose(strips: Sequence[Strip], at: int) -> bool:
    """Whether text begins: a long sentence, which is no note and tells no figures in columns."""
    text = strips[at].plain
    if strips[at].mark is not Mark.TEXT or len(text) < _PROSE or "   " in text:
        return False
    return "。" in text and not _in_notes(strips, at)


def _in_notes(strips: Sequence[Strip], at: int) -> bool:
    """Whether a note began above, so that the sentence goes on with it."""
    for strip in reversed(strips[max(at - 6, 0) : at]):
        if strip.mark is Mark.NOTE:
            return True
        if _FIGURES.search(strip.plain):
            return False
    return False


def _plausible(body: Sequence[Strip], headed: bool, form: Form | None) -> bool:
    """Whether lines can be a table: figures in columns, or heads of columns under a unit."""
    texts = [one.plain for one in body if one.mark is Mark.TEXT]
    if not texts:
        return False
    headlike = any(bare(text).startswith(_HEADS) for text in texts[:_NEAR])
    figures = sum(1 for text in texts if _FIGURES.search(text))
    return headlike and (headed or figures >= 2 or form is not None) or (headed and figures >= 1)
