"""Years and days that cannot be those of this document."""

import re
from collections.abc import Iterator
from datetime import date

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule, Severity
from yiwang.disclosure.auditing.text.passages import Passage, found, passages
from yiwang.disclosure.document import Document, Kind
from yiwang.disclosure.tables import Line

_UNTIL = re.compile(r"截[至止]\s*(20\d\d)\s*年\s*12\s*月\s*31\s*日")
_PERIOD = re.compile(
    r"(20\d\d)\s*年\s*1\s*月\s*1?\s*日?\s*[-－—~～至到]+\s*(20\d\d)\s*年\s*12\s*月(?:\s*31\s*日)?"
)
_TITLE = re.compile(r"(20\d\d)\s*年度?(?!.*(?:比|较|以来|至|-))")
_MADE = re.compile(
    r"(20\d\d)\s*年度?(?:部门|单位)?(?:预算|决算)(?:编制|公开|情况说明|草案)(?![^《]*》)"
)
_DAY = re.compile(r"(20\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_FILLED = re.compile(r"填报日期")
_COVER = 30
# What a document tells as it was at the end of the year, so soon behind the day.
_HELD = re.compile(r"车辆|保有量|资产|设备")
_NEAR = 60


def years(audited: Audited) -> Iterator[Finding]:
    """Days and periods of another year than that of the document."""
    document = audited.document
    if document.year is None:
        return
    for passage in passages(document):
        yield from _until(document, passage, document.year)
        yield from _others(document, passage, document.year)


def _until(document: Document, passage: Passage, year: int) -> Iterator[Finding]:
    """An account tells the end of its own year; a budget cannot tell the end of its own."""
    for one in _UNTIL.finditer(passage.text):
        told = int(one[1])
        right = year if document.kind is Kind.FINAL else year - 1
        wrong = told != right if document.kind is Kind.FINAL else told >= year
        if wrong and document.kind is not Kind.UNKNOWN:
            text = f"{year} 年的文件此处应截至 {right} 年 12 月 31 日"
            expected = f"{right} 年 12 月 31 日"
            held = _HELD.search(passage.text, one.end(), one.end() + _NEAR)
            severity = Severity.ERROR if held else Severity.WARNING
            yield found("text-day", severity, passage, one.span(), expected, text)


def _others(document: Document, passage: Passage, year: int) -> Iterator[Finding]:
    patterns = (_PERIOD, _MADE, *((_TITLE,) if passage.heading else ()))
    for pattern in patterns:
        for one in pattern.finditer(passage.text):
            told = {int(group) for group in one.groups() if group}
            if year not in told and not (pattern is _MADE and year - 1 in told):
                text = f"这是 {year} 年的文件，此处却是 {max(told)} 年，请核对是否沿用了旧文"
                yield found("text-year", Severity.WARNING, passage, one.span(), f"{year} 年", text)


def filled(audited: Audited) -> Iterator[Finding]:
    """Forms filled in after the day that the cover prints."""
    cover = _published(audited.document)
    if cover is None:
        return
    for line in audited.document.lines:
        day = _day(line.text) if _FILLED.search(line.text) else None
        if day is not None and day > cover:
            yield Finding(
                "text-filled",
                Severity.WARNING,
                line.place,
                line.text.strip(),
                f"{day:%Y-%m-%d}",
                f"不晚于 {cover:%Y-%m-%d}",
                f"填报日期晚于封面日期 {cover:%Y-%m-%d}",
            )


def _published(document: Document) -> date | None:
    """The day that stands alone on the cover."""
    for line in document.lines[:_COVER]:
        if _DAY.fullmatch(re.sub(r"\s|\*|#", "", line.text)):
            return _day(line.text)
    return None


def _day(text: str) -> date | None:
    one = _DAY.search(text)
    try:
        return date(int(one[1]), int(one[2]), int(one[3])) if one else None
    except ValueError:
        return None


def impossible(audited: Audited) -> Iterator[Finding]:
    """Days that no calendar has: 2 月 30 日."""
    for line in audited.document.lines:
        yield from _impossible(line)


def _impossible(line: Line) -> Iterator[Finding]:
    for one in _DAY.finditer(line.text):
        if _day(one.group()) is None:
            yield Finding(
                "text-day",
                Severity.ERROR,
                line.place,
                one.group(),
                one.group(),
                "实有的日期",
                f"历法中没有“{one.group()}”这一天",
            )


def _days(audited: Audited) -> Iterator[Finding]:
    yield from (one for one in years(audited) if one.rule == "text-day")
    yield from impossible(audited)


RULES = (
    Rule(
        key="text-day",
        label="日期有误",
        explanation="决算说明资产、车辆应截至决算年度末；预算不能截至预算年度末；日期须是历法中实有的。",
        basis="部门决算公开样本“截至××年 12 月 31 日”",
        example=(
            "截至2030年12月31日，共有车辆 2 辆。",
            "截至2031年12月31日，共有车辆 2 辆。",
        ),
        check=_days,
    ),
    Rule(
        key="text-year",
        label="年份沿用旧文",
        explanation="标题、实施周期、编制说明中的年份须是本文件的年度；别的年份提示核对。",
        basis="预算公开检查表",
        example=(
            "实施周期：2030年1月1日-2030年12月31日。",
            "实施周期：2031年1月1日-2031年12月31日。",
        ),
        check=lambda audited: (one for one in years(audited) if one.rule == "text-year"),
    ),
    Rule(
        key="text-filled",
        label="填报日期晚于公开日期",
        explanation="绩效表的填报日期不应晚于封面所印日期。",
        basis="公开文件以封面日期为准",
        example=(
            "封面 2032 年 8 月 1 日，填报日期：2032 年 9 月 1 日",
            "填报日期：2032 年 7 月 1 日",
        ),
        check=filled,
    ),
)
