"""Paragraphs printed twice in one section, and words printed twice in a row."""

import re
from collections.abc import Iterator
from dataclasses import replace

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule, Severity
from yiwang.disclosure.auditing.text.passages import Passage, found, passages
from yiwang.disclosure.document import Paragraph, Section
from yiwang.disclosure.tables import Place

_SHORTEST = 12
_TWICE = re.compile(r"([一-龥]{2,8})\1|的的(?!确)|和和(?![气美睦])|与与|及及")
# Doubled on purpose.
_RIGHTLY = ("一步", "一个", "一件", "一项", "一级", "逐项")


def paragraphs(audited: Audited) -> Iterator[Finding]:
    """Runs of paragraphs that their section has printed before."""
    for section in audited.document.sections:
        run: list[Paragraph] = []
        for one in (*_again(section), None):
            if one is not None and (not run or one[1]):
                run.append(one[0])
                continue
            if run:
                yield _told(section, run)
            run = [one[0]] if one is not None else []


def _again(section: Section) -> list[tuple[Paragraph, bool]]:
    """Paragraphs that stood before, and whether each follows the last such at once."""
    seen: set[str] = set()
    again, last = [], -2
    for number, one in enumerate(section.paragraphs):
        plain = re.sub(r"\s", "", one.text)
        if len(plain) >= _SHORTEST and plain in seen:
            again.append((one, number == last + 1))
            last = number
        seen.add(plain)
    return again


def _told(section: Section, run: list[Paragraph]) -> Finding:
    first = Passage(section, run[0])
    text = f"此处起 {len(run)} 段与本节前文完全相同，请删去重复内容，并核对是否有内容因此缺失"
    finding = found(
        "text-repeated", Severity.WARNING, first, (0, len(run[0].text)), "删去重复", text
    )
    place = run[0].place
    return replace(finding, place=Place(place.line, run[-1].place.end_line, place.page))


def words(audited: Audited) -> Iterator[Finding]:
    """Words that stand twice in a row."""
    for passage in passages(audited.document):
        for one in _TWICE.finditer(passage.text):
            word = one[1] or one.group()[0]
            if word not in _RIGHTLY:
                text = f"“{word}”重复"
                yield found("text-word-twice", Severity.WARNING, passage, one.span(), word, text)


RULES = (
    Rule(
        key="text-repeated",
        label="段落重复",
        explanation="同一节内完全相同的段落，通常是排版或复制的差错，被挤掉的内容可能缺失。",
        basis="预算公开检查表“部分文字未正常显示”",
        example=(
            "（一）负责信息化建设和运维管理。\n（一）负责信息化建设和运维管理。",
            "（一）负责信息化建设和运维管理。\n（二）负责数据共享和开放的管理。",
        ),
        check=paragraphs,
    ),
    Rule(
        key="text-word-twice",
        label="词语重复",
        explanation="紧接着重复的词，多为多打或粘贴所致。",
        basis="公文处理的文字要求",
        example=("保障项目项目正常运行。", "保障项目正常运行。"),
        check=words,
    ),
)
