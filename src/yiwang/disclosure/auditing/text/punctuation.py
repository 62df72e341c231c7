"""Stops printed twice or missing, brackets and quotation marks without their other half."""

import re
from collections.abc import Iterator

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule, Severity
from yiwang.disclosure.auditing.text.passages import Passage, found, passages

_DOUBLED = re.compile(r"(?:[。，；、：]\s*){2,}")
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"))
_HALF = str.maketrans("()", "（）")
# 1）, 二）: the number of an item needs no opening bracket.
_ITEM = re.compile(r"(?:^|[；;。，,、：:])\s*[0-9一二三四五六七八九十]{1,3}[）)]")
# Captions, and rows of a list without stops: 1 青川区数据站 单独核算.
_NO_SENTENCE = re.compile(
    r"^\s*[0-9]+\s*[一-龥]|^\s*(?:图|表|注|附件|单位)\s*[0-9一二三四五六七八九十]*\s*[:：.、]?"
)
_NUMBERED = re.compile(r"^\s*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．])")
# A sentence says something: a reason, a comparison, that there is none.
_SAYS = re.compile(r"原因|，|。|没有|无.{2,}(?:收入|支出|经费)")
_SHORTEST = 12
# A paragraph that ends so was torn by the layout; that is no fault of its writer.
_TORN = re.compile(r"(?:占|的|为|和|及|与|从|对|支出|收入|经费|预算|决算)$")
_NONE_SAID = re.compile(r"(?:没有|无)[^。]*(?:收入|支出|经费)[^。]*$")


def doubled(audited: Audited) -> Iterator[Finding]:
    """Two stops in a row."""
    for passage in passages(audited.document):
        for one in _DOUBLED.finditer(passage.text):
            first = one.group().strip()[-1]
            text = "标点重复，请保留一个"
            yield found("text-stops", Severity.WARNING, passage, one.span(), first, text)


def unbalanced(audited: Audited) -> Iterator[Finding]:
    """Brackets and quotation marks without their other half, page breaks allowed for."""
    every = list(passages(audited.document))
    for number, passage in enumerate(every):
        near = (*every[max(number - 1, 0) : number], *every[number + 1 : number + 2])
        for opening, closing in _PAIRS:
            off = _off(passage.text, opening, closing)
            if off and not any(_off(one.text, opening, closing) == -off for one in near):
                yield _lone(passage, opening, closing, off)


def _off(text: str, opening: str, closing: str) -> int:
    plain = _ITEM.sub("", text).translate(_HALF)
    return plain.count(opening) - plain.count(closing)


def _lone(passage: Passage, opening: str, closing: str, off: int) -> Finding:
    sign = opening if off > 0 else closing
    text = f"“{opening}{closing}”不成对：此段多出 {abs(off)} 个“{sign}”"
    plain = passage.text.translate(_HALF)
    at = plain.find(sign) if off > 0 else plain.rfind(sign)
    start, end = max(at - 15, 0), min(at + 16, len(plain))
    return found("text-pairs", Severity.WARNING, passage, (start, end), "成对的标点", text)


def unended(audited: Audited) -> Iterator[Finding]:
    """Sentences without a stop at their end, and sections that end with a comma."""
    every = list(passages(audited.document))
    for passage, after in zip(every, (*every[1:], None), strict=True):
        text = passage.text.rstrip()
        if passage.heading or len(text) < _SHORTEST or _NO_SENTENCE.match(text):
            continue
        span = (max(len(text) - 20, 0), len(text))
        if text[-1] in "，、；" and _stops_here(text[-1], passage, after):
            message = f"段落以“{text[-1]}”结束，应为句号，或其后的内容缺失"
            yield found("text-end", Severity.WARNING, passage, span, "。", message)
        elif _no_stop(text):
            yield found("text-end", Severity.WARNING, passage, span, "。", "句末缺少句号")


def _stops_here(sign: str, passage: Passage, after: Passage | None) -> bool:
    """Whether the sentence cannot go on in the next paragraph, nor a list there."""
    if passage.last or after is None:
        return True
    return sign != "；" and _NUMBERED.match(after.text) is not None


def _no_stop(text: str) -> bool:
    if not "一" <= text[-1] <= "龥" or not _SAYS.search(text):
        return False
    return not _TORN.search(text) or _NONE_SAID.search(text) is not None


RULES = (
    Rule(
        key="text-stops",
        label="标点重复",
        explanation="连续两个句号、逗号、分号等，应只保留一个。",
        basis="GB/T 15834《标点符号用法》；预算公开检查表",
        example=("用于机房维护。。其他经费 3 万元。", "用于机房维护。其他经费 3 万元。"),
        check=doubled,
    ),
    Rule(
        key="text-pairs",
        label="引号、括号不成对",
        explanation="一段之内引号、括号、书名号须成对；跨页断开的段落与相邻段一并计算。",
        basis="GB/T 15834《标点符号用法》；预算公开检查表",
        example=("开展“专题培训、优秀案例”活动”。", "开展“专题培训、优秀案例”活动。"),
        check=unbalanced,
    ),
    Rule(
        key="text-end",
        label="句末标点",
        explanation="完整的句子须以句号结束；段落以逗号、顿号结束的，可能漏了内容。",
        basis="GB/T 15834《标点符号用法》；预算公开检查表",
        example=(
            "财政拨款收入增加的主要原因是工作量增加",
            "财政拨款收入增加的主要原因是工作量增加。",
        ),
        check=unended,
    ),
)
