"""Forms against the rest of the document: its narrative, its tables."""

import re
from collections.abc import Iterator
from decimal import Decimal

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule
from yiwang.disclosure.auditing.performance.judging import shared
from yiwang.disclosure.auditing.performance.saying import (
    ERROR,
    ROUNDING,
    WARNING,
    Spot,
    at,
    evaluations,
    found,
    half,
    number,
    promises,
    shown,
)
from yiwang.disclosure.auditing.performance.sheets import plainly
from yiwang.disclosure.document import Paragraph
from yiwang.disclosure.figures import Figure, figure
from yiwang.disclosure.forms import Form
from yiwang.disclosure.performance import PerformanceForm
from yiwang.disclosure.tables import Cell, Entry, Table
from yiwang.kernel.money import MoneyUnit

TOLD, UNIT_TOLD, COUNT, BOOKED = (
    "performance-narrative-project",
    "performance-narrative-unit",
    "performance-narrative-count",
    "performance-table",
)
_N = r"([0-9][0-9,\s]*(?:\.[0-9\s]+)?)"
_PROJECT = re.compile(
    rf"(?:(?P<name>[^。；;.．、]{{2,60}}?)(?:项目)?绩效自评综述[:：]\s*)?"
    rf"项目全年预算数为?\s*(?P<budget>{_N})\s*万元"
    rf"[，,]\s*执行数为?\s*(?P<spent>{_N})\s*万元(?:[，,]\s*完成预算的\s*(?P<rate>{_N})\s*[%％])?"
)
_UNIT = re.compile(rf"整体支出(?:开展)?绩效自评[，,]\s*(?:涉及)?资金\s*(?P<spent>{_N})\s*万元")
_SHEETS = re.compile(
    rf"共?涉及项目\s*(?P<count>[0-9]+)\s*个[，,]\s*(?:涉及)?资金\s*(?P<spent>{_N})\s*万元"
)
_SET = re.compile(r"(?:整体支出)?绩效目标共?设置\s*(?P<count>[0-9]+)\s*项")
_LISTED = re.compile(r"项目绩效自评结果[^。]{0,20}共?涉及\s*(?P<count>[0-9]+)\s*个一级项目")
_WAN = MoneyUnit.WAN


def told(audited: Audited) -> Iterator[Finding]:
    """Summaries of projects whose budget, spending or rate is not that of the project's form."""
    forms = [one for one in evaluations(audited) if not one.whole_unit and one.execution]
    before = ""
    for paragraph in audited.document.paragraphs:
        heading = before if before.endswith(("综述：", "综述:")) else ""
        before = re.sub(r"\s+", "", paragraph.text)
        for match in _PROJECT.finditer(paragraph.text):
            name = match["name"] or re.sub(r"(?:项目)?绩效自评综述[:：]$", "", heading)
            form = _named(name, forms) if name else None
            head = form.execution if form else None
            if form is None or head is None:
                continue
            pairs = (
                ("预算数", "budget", head.budget),
                ("执行数", "spent", head.spent),
                ("执行率", "rate", head.rate),
            )
            for name, group, cell in pairs:
                yield from _compared(TOLD, paragraph, match, group, (form, cell, name))


def unit_told(audited: Audited) -> Iterator[Finding]:
    """The spending that the text gives for the whole unit, or for its projects, against forms."""
    wholes = [one for one in evaluations(audited) if one.whole_unit]
    projects = [one for one in evaluations(audited) if not one.whole_unit and one.execution]
    for paragraph in audited.document.paragraphs:
        for match in _UNIT.finditer(paragraph.text):
            if len(wholes) == 1 and not _is_budget(match, wholes):
                cell = wholes[0].execution.spent if wholes[0].execution else None
                yield from _compared(
                    UNIT_TOLD, paragraph, match, "spent", (wholes[0], cell, "整体支出执行数")
                )
                if cell is None:
                    yield from _against_parts(paragraph, match, wholes[0])
        for match in _SHEETS.finditer(paragraph.text):
            same = int(match["count"]) == len(projects)
            if projects and same and not _is_budget(match, projects):
                yield from _against_projects(paragraph, match, projects)


def _is_budget(match: re.Match[str], forms: list[PerformanceForm]) -> bool:
    """Whether the text gives the budget of the forms, which it may mean as well."""
    said = figure(match["spent"])
    read = [number(one.execution.budget) for one in forms if one.execution]
    known = [one.value for one in read if one is not None]
    return bool(said and known) and said is not None and said.value == sum(known, Decimal(0))


def counted(audited: Audited) -> Iterator[Finding]:
    """The number of targets that the text gives against the yearly ones of the unit's sheet."""
    yield from _projects_counted(audited)
    units = [one for one in promises(audited) if one.whole_unit]
    if len(units) != 1:
        return
    yearly = [one for one in units[0].indicators if "former" in one.cells] or units[0].indicators
    for paragraph in audited.document.paragraphs:
        for match in _SET.finditer(paragraph.text):
            if yearly and int(match["count"]) != len(yearly):
                yield found(
                    COUNT,
                    WARNING,
                    _spot(paragraph, match, "count"),
                    str(len(yearly)),
                    f"文中称绩效目标设置 {match['count']} 项，"
                    f"{units[0].title}列有 {len(yearly)} 项，请核对。",
                    match["count"],
                )


def _projects_counted(audited: Audited) -> Iterator[Finding]:
    """The number of first-level projects whose results are shown, against the forms there are."""
    forms = [one for one in evaluations(audited) if not one.whole_unit]
    for paragraph in audited.document.paragraphs:
        for match in _LISTED.finditer(paragraph.text):
            if forms and int(match["count"]) != len(forms):
                yield found(
                    COUNT,
                    WARNING,
                    _spot(paragraph, match, "count"),
                    str(len(forms)),
                    f"文中称反映 {match['count']} 个一级项目的自评结果，"
                    f"文件中有 {len(forms)} 张项目自评表，请核对。",
                    match["count"],
                )


def booked(audited: Audited) -> Iterator[Finding]:
    """Basic and project spending of the unit's sheets that no spending table gives."""
    for form in audited.document.performance:
        for name in ("基本支出", "项目支出"):
            cell = form.fields.get(f"{name}总额") or form.fields.get(f"支出/{name}/当年")
            printed = number(cell)
            known = list(_in_tables(audited, name))
            if cell is None or printed is None or not known:
                continue
            best = min(known, key=lambda one: abs(one - printed.value))
            off = abs(printed.value - best)
            if off > half(printed):
                # Several sources of money: which of them the form means is not certain.
                sure = max(known) - min(known) <= printed.last_digit
                yield found(
                    BOOKED,
                    ROUNDING if off <= printed.last_digit else ERROR if sure else WARNING,
                    at(form, cell, name),
                    shown(best),
                    f"{name} {shown(printed.value)} 万元，支出表为 {shown(best)} 万元，请核对。",
                )


def _in_tables(audited: Audited, name: str) -> Iterator[Decimal]:
    for table in audited.document.tables:
        if table.form in {Form.SPENDING, Form.GENERAL_SPENDING} and table.unit is not None:
            for entry in table.entries:
                if re.fullmatch(r"合计|总计|本年支出合计|支出合计", plainly(entry.label)):
                    yield from _amounts(table, entry, name)


def _amounts(table: Table, entry: Entry, name: str) -> Iterator[Decimal]:
    """What an entry has in the column of that name, or its sum, in ten thousands of yuan."""
    scale = Decimal((table.unit or _WAN).value) / _WAN.value
    for index, cell in entry.figures.items():
        labels = [plainly(one) for one in table.column(index).labels]
        if cell.value is not None and name in labels and labels[-1] in {name, "小计", "合计"}:
            yield cell.value * scale


def _compared(
    rule: str,
    paragraph: Paragraph,
    match: re.Match[str],
    group: str,
    other: tuple[PerformanceForm, Cell | None, str],
) -> Iterator[Finding]:
    form, cell, name = other
    text, booked_ = match[group], number(cell)
    said = figure(text) if text else None
    if said is None or booked_ is None or cell is None:
        return
    off = abs(said.value - booked_.value)
    if off <= _allowed(said, booked_):
        return
    unit = "%" if group == "rate" else " 万元"
    yield found(
        rule,
        ROUNDING if off <= max(said.last_digit, booked_.last_digit) else ERROR,
        _spot(paragraph, match, group, cell),
        cell.text,
        f"文中“{form.subject}”{name}为 {text.strip()}{unit}，{form.title}为 {cell.text}，请核对。",
        text.strip(),
    )


def _allowed(said: Figure, other: Figure) -> Decimal:
    """Text may give fewer places than the form: 42.3 for 42.29."""
    return Decimal(0) if said.places == other.places else max(half(said), half(other))


def _against_parts(
    paragraph: Paragraph, match: re.Match[str], form: PerformanceForm
) -> Iterator[Finding]:
    """Where the unit's form has no row of execution, basic and project spending tell it."""
    parts = [number(form.fields.get(one)) for one in ("基本支出总额", "项目支出总额")]
    known = [one.value for one in parts if one is not None]
    if len(known) == len(parts):
        yield from _summed(paragraph, match, known, f"{form.title}的基本支出与项目支出")


def _against_projects(
    paragraph: Paragraph, match: re.Match[str], forms: list[PerformanceForm]
) -> Iterator[Finding]:
    read = [number(one.execution.spent) for one in forms if one.execution]
    known = [one.value for one in read if one is not None]
    if len(known) == len(forms):
        yield from _summed(paragraph, match, known, f"{len(forms)} 张项目自评表的执行数")


def _summed(
    paragraph: Paragraph, match: re.Match[str], parts: list[Decimal], what: str
) -> Iterator[Finding]:
    said, exact = figure(match["spent"]), sum(parts, Decimal(0))
    if said is None or said.value == exact:
        return
    near = abs(said.value - exact) <= max(said.last_digit, Decimal("0.01")) * len(parts)
    yield found(
        UNIT_TOLD,
        ROUNDING if near else ERROR,
        _spot(paragraph, match, "spent"),
        shown(exact),
        f"文中资金 {match['spent'].strip()} 万元，{what}合计 {shown(exact)} 万元，请核对。",
        match["spent"].strip(),
    )


def _named(name: str, forms: list[PerformanceForm]) -> PerformanceForm | None:
    """The form of a project: the one whose name shares most, if it is half of it and alone."""
    wanted = plainly(re.sub(r"^.*?[0-9]\s*[.．、]", "", name))
    ranked = sorted(
        ((shared(plainly(form.subject), wanted), form) for form in forms),
        key=lambda one: -one[0],
    )
    if not ranked or ranked[0][0] * 2 < min(len(wanted), len(plainly(ranked[0][1].subject))):
        return None
    alone = len(ranked) == 1 or ranked[1][0] < ranked[0][0]
    return ranked[0][1] if alone else None


def _spot(paragraph: Paragraph, match: re.Match[str], group: str, cell: Cell | None = None) -> Spot:
    place = paragraph.place_of(match.start(group), match.end(group))
    return Spot(place, match[0][:80], "绩效情况说明", (cell,) if cell else ())


_FORM = "部门决算公开“预算绩效情况说明”与自评表、决算表应一致"
RULES: tuple[Rule, ...] = (
    Rule(
        TOLD,
        "项目综述与自评表",
        "项目绩效自评综述中的预算数、执行数、完成率与项目自评表一致。",
        _FORM,
        ("综述：执行数为 150 万元；自评表：160", "综述：执行数为 150 万元；自评表：150"),
        told,
    ),
    Rule(
        UNIT_TOLD,
        "自评资金与自评表",
        "文中整体支出（各项目）自评资金与自评表的合计一致。",
        _FORM,
        ("整体支出绩效自评，资金 450 万元；自评表执行数 440", "资金 450 万元；自评表执行数 450"),
        unit_told,
    ),
    Rule(
        COUNT,
        "目标与项目个数",
        "文中所称绩效目标项数、一级项目个数与绩效表一致。",
        "部门预算公开“绩效目标设置情况”",
        ("共设置 12 项，表列 11 项", "共设置 12 项，表列 12 项"),
        counted,
    ),
    Rule(
        BOOKED,
        "绩效表与支出表",
        "整体自评表、整体绩效目标表的基本支出、项目支出与支出表合计一致。",
        _FORM,
        ("项目支出总额 150 万元，支出决算表 151", "两处均为 150"),
        booked,
    ),
)
