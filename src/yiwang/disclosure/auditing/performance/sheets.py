"""One sheet by itself: duplicates, groups, dates, names."""

import re
from collections.abc import Iterator
from datetime import date

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule
from yiwang.disclosure.auditing.performance.judging import shared
from yiwang.disclosure.auditing.performance.saying import (
    ERROR,
    WARNING,
    at,
    found,
    of,
    whole,
)
from yiwang.disclosure.auditing.performance.weights import grouped
from yiwang.disclosure.performance import Indicator, PerformanceForm
from yiwang.disclosure.reading.performance.words import FILLED, PROJECT, UNIT

TWICE, GROUP, DATE, YEAR, NAME = (
    "performance-duplicate",
    "performance-group",
    "performance-date",
    "performance-year",
    "performance-project-name",
)
PARENTS = {
    "数量指标": "产出指标",
    "质量指标": "产出指标",
    "时效指标": "产出指标",
    "社会效益指标": "效益指标",
    "经济效益指标": "效益指标",
    "生态效益指标": "效益指标",
    "可持续影响指标": "效益指标",
    "社会效益": "效益指标",
    "经济效益": "效益指标",
}
"""Which group of the first level a group of the second belongs to (财预〔2020〕10号)."""
_MARKS = re.compile(r"[\s，,、；;。.：:“”\"'（）()]+")


def plainly(text: str) -> str:
    """A name without spaces and punctuation, for comparison."""
    return _MARKS.sub("", text)


def twice(audited: Audited) -> Iterator[Finding]:
    """The same indicator again in one form, under one goal and one group."""
    for form in audited.document.performance:
        seen: dict[tuple[str, ...], Indicator] = {}
        for one in form.indicators:
            key = (_goal(one), one.level_two, plainly(one.name), _period(one))
            first = seen.setdefault(key, one)
            if first is not one:
                other = "" if first.target.text == one.target.text else "，且两处目标值不同"
                yield found(
                    TWICE,
                    WARNING,
                    of(form, one, "name"),
                    "每项指标只列一次",
                    f"“{one.name}”在同一表中重复（第 {first.place.line} 行）{other}，"
                    "请合并或删去。",
                )


def groups(audited: Audited) -> Iterator[Finding]:
    """Groups on the wrong level or under the wrong parent, indicators in the wrong group."""
    for form in audited.document.performance:
        yield from _levels(form)
        for one in form.indicators:
            if one.level_two == "时效指标" and re.search(r"预算.*执行率|资金.*执行率", one.name):
                yield found(
                    GROUP,
                    WARNING,
                    of(form, one, "name"),
                    "预算执行情况",
                    f"“{one.name}”不是时效指标，预算执行已单独计分，重复考核，请更换。",
                )
            elif one.level_two == "质量指标" and re.search(r"(?:份|个|件|篇)?数量$", one.name):
                yield found(
                    GROUP,
                    WARNING,
                    of(form, one, "name"),
                    "数量指标",
                    f"“{one.name}”是数量，却列在质量指标下，请移到数量指标。",
                )


def _levels(form: PerformanceForm) -> Iterator[Finding]:
    for cell, members in grouped(form, "level_one"):
        name = members[0].level_one
        if name in PARENTS:
            message = f"“{name}”应是二级指标，却列在一级指标栏，请改列在“{PARENTS[name]}”之下。"
            yield found(GROUP, WARNING, at(form, cell, "一级指标"), PARENTS[name], message)
    for cell, members in grouped(form, "level_two"):
        name, above = members[0].level_two, members[0].level_one
        wanted = PARENTS.get(name)
        other = above in {"产出指标", "效益指标", "满意度指标"} and wanted not in {None, above}
        if wanted is not None and other:
            message = f"“{name}”属于“{wanted}”，却列在“{above}”之下，请核对。"
            yield found(GROUP, WARNING, at(form, cell, "二级指标"), wanted, message)


def dates(audited: Audited) -> Iterator[Finding]:
    """Dates of filling in that do not exist or do not suit the year of the form."""
    for form in audited.document.performance:
        cell = form.fields.get(FILLED)
        year = _year(form.title) or audited.document.year
        told = re.search(r"([0-9]{4})\s*[年./-]\s*([0-9]{1,2})", cell.text) if cell else None
        yield from _span(form, year)
        if cell is None or told is None:
            continue
        spot = at(form, cell, FILLED)
        if not _exists(cell.text):
            yield found(DATE, ERROR, spot, "存在的日期", f"填报日期“{cell.text}”不存在，请更正。")
        elif year is not None:
            filled = int(told[1])
            first, last = (year, year + 1) if form.evaluated else (year - 1, year)
            if not first <= filled <= last:
                yield found(
                    DATE,
                    ERROR if form.evaluated and filled < year else WARNING,
                    spot,
                    f"{first}–{last} 年",
                    f"{year} 年度的表填报于 {filled} 年，请核对填报日期或年度。",
                )


def _span(form: PerformanceForm, year: int | None) -> Iterator[Finding]:
    """The first and the last day of a project: in order, and with the year of the sheet."""
    cell = form.fields.get("项目起止日期")
    told = re.findall(r"([0-9]{4})\s*[年./-]\s*([0-9]{1,2})", cell.text) if cell else []
    if cell is None or len(told) != 2:
        return
    first, last = ((int(a), int(b)) for a, b in told)
    spot = at(form, cell, "项目起止日期")
    if first > last or max(first[1], last[1]) > 12:
        message = f"项目起止日期“{cell.text}”先后颠倒或不存在，请更正。"
        yield found(DATE, ERROR, spot, "起始日期不晚于终止日期", message)
    elif year is not None and not first[0] <= year <= last[0]:
        message = f"项目起止日期“{cell.text}”不含 {year} 年，请核对。"
        yield found(DATE, WARNING, spot, f"含 {year} 年", message)


def years(audited: Audited) -> Iterator[Finding]:
    """Forms whose title tells another year than the document."""
    expected = audited.document.year
    for form in audited.document.performance:
        year = _year(form.title)
        if year is not None and expected is not None and year != expected:
            message = f"表名写“{year}年”，而文件是 {expected} 年度的，请核对。"
            yield found(YEAR, WARNING, whole(form), f"{expected}年", message)


def names(audited: Audited) -> Iterator[Finding]:
    """Projects that the title of their form calls otherwise."""
    for form in audited.document.performance:
        cell = form.fields.get(PROJECT)
        titled, named = _core(form.title), _core(cell.text) if cell else ""
        if cell is None or not titled or not named or form.whole_unit:
            continue
        if _names_unit(titled, form, audited.document.unit_name):
            continue
        if titled not in named and named not in titled:
            message = f"表名是“{form.title}”，项目名称却是“{cell.text}”，请统一。"
            yield found(NAME, WARNING, at(form, cell, PROJECT), titled, message)


def _goal(one: Indicator) -> str:
    return plainly(one.cells["goal"].text) if "goal" in one.cells else ""


def _period(one: Indicator) -> str:
    """Target sheets list long-term and annual targets; only the latter have former years."""
    return "annual" if "former" in one.cells else ""


def _year(text: str) -> int | None:
    found_year = re.search(r"(?<![0-9])([0-9]{4})\s*年", text)
    return int(found_year[1]) if found_year else None


def _exists(text: str) -> bool:
    parts = [int(one) for one in re.findall(r"[0-9]+", text)[:3]]
    try:
        date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    except ValueError:
        return False
    return True


def _names_unit(titled: str, form: PerformanceForm, unit: str) -> bool:
    """Whether a title names the unit only, as 2031年数据中心项目支出自评表 does."""
    owner = form.fields.get(UNIT)
    told = (plainly(owner.text) if owner else "", plainly(unit))
    return any(shared(titled, one) >= 0.6 * len(titled) for one in told)


def _core(text: str) -> str:
    """What is the project's own in a title: 2031年度甲项目绩效自评表 → 甲."""
    plain = re.sub(r"^.*[0-9]{4}年度?|表[0-9]+", "", plainly(text))
    plain = re.sub(r"(?:绩效|自评|目标|申报|评价|支出|结果|情况)*表?$", "", plain)
    return re.sub(r"(?:项目|经费|支出)+$", "", plain)


_FORM = "绩效目标申报表、自评表表样；财预〔2020〕10号"
RULES: tuple[Rule, ...] = (
    Rule(
        TWICE,
        "指标重复",
        "同一表、同一目标下，同一指标只列一次。",
        _FORM,
        ("故障响应时间≤1小时（两行）", "故障响应时间≤1小时（一行）"),
        twice,
    ),
    Rule(
        GROUP,
        "指标归类",
        "二级指标列在所属一级指标之下；预算执行率不作时效指标，数量不作质量指标。",
        _FORM,
        ("一级指标：数量指标；二级指标：产出指标", "一级指标：产出指标；二级指标：数量指标"),
        groups,
    ),
    Rule(
        DATE,
        "填报日期",
        "填报日期存在，且与年度相称：自评在当年末至次年，目标在上年至当年；项目起止日期含当年。",
        _FORM,
        ("2031年度自评，填报于2030年", "2031年度自评，填报于2032年3月5日"),
        dates,
    ),
    Rule(
        YEAR,
        "表名年度",
        "表名的年度与文件的年度一致。",
        _FORM,
        ("2031年度决算中的2030年度自评表", "2031年度决算中的2031年度自评表"),
        years,
    ),
    Rule(
        NAME,
        "表名与项目名称",
        "自评表表名中的项目与“项目名称”一致。",
        _FORM,
        (
            "平台运行项目自评表，项目名称：热线服务",
            "平台运行项目自评表，项目名称：平台运行",
        ),
        names,
    ),
)
