"""Forms agree with each other, with the text and, as target sheets, with their own sums."""

from dataclasses import replace

import pytest

from tests.disclosure.performance.asking import (
    ERROR,
    ROUNDING,
    TITLE,
    UNIT_TITLE,
    WARNING,
    audited,
    changed,
    told,
)
from tests.disclosure.performance.building import document, read, sheet
from tests.disclosure.performance.forms import ABOVE, PROJECT, WHOLE
from yiwang.disclosure.auditing.finding import Audited, Finding, Severity
from yiwang.disclosure.auditing.performance import RULES
from yiwang.disclosure.document import Kind
from yiwang.disclosure.forms import Form
from yiwang.disclosure.performance import PerformanceForm
from yiwang.disclosure.reading.performance import performance_forms
from yiwang.disclosure.tables import Column, Role, Table
from yiwang.kernel.money import MoneyUnit


def whole(*changes: tuple[str, str]) -> PerformanceForm:
    return read(UNIT_TITLE, changed(WHOLE, *changes))


def test_a_unit_whose_form_scores_nothing_is_warned_once() -> None:
    assert told(audited(whole())) == {("score-none", WARNING), ("measures", WARNING)}


@pytest.mark.parametrize(
    ("old", "new", "rule", "severity"),
    [
        ("项目支出总额\t\t150 万元", "项目支出总额\t\t151 万元", "spent-total", ERROR),
        ("项目支出总额\t\t150 万元", "项目支出总额\t\t150.01 万元", "spent-total", ROUNDING),
        (
            "巡查次数\t绩效基本型\t≥100 次\t110 次",
            "巡查次数\t绩效基本型\t≥100 次\t101 次",
            "twin-actual",
            ERROR,
        ),
        ("巡查次数\t绩效基本型\t≥100 次", "巡查次数\t绩效基本型\t≥90 次", "twin-target", WARNING),
        ("单位名称\t青川区数据中心", "单位名称\t政务服务局", "unit-name", WARNING),
    ],
)
def test_the_unit_s_form_agrees_with_itself_and_its_projects(
    old: str, new: str, rule: str, severity: Severity
) -> None:
    project = read(TITLE, PROJECT, ABOVE)
    assert (rule, severity) not in told(audited(whole(), project))
    assert (rule, severity) in told(audited(whole((old, new)), project))


SCORED = """单位名称\t青川区数据中心\t\t\t\t\t
预算执行情况 (万元) (20 分)\t\t预算数 (A)\t执行数 (B)\t执行率 (B/A)\t得分 (20 分*执行率)\t
\t\t部门整体支出总额\t200\t200\t100%\t20
年度绩效指标\t一级指标\t二级指标\t三级指标\t年初目标值\t实际完成值\t得分
\t产出指标\t数量指标\t巡查次数\t≥100 次\t110 次\t{first}
\t\t\t点位数量\t≥40 个\t44 个\t{second}"""


def scored(first: str, second: str) -> PerformanceForm:
    return read(UNIT_TITLE, SCORED.format(first=first, second=second))


def project_scored(points: str) -> PerformanceForm:
    text = SCORED.replace("部门整体支出总额", "年度财政资金总额").replace(
        "单位名称\t", "项目名称\t"
    )
    text = text.rsplit("\n", 1)[0].format(first=points)
    return read(TITLE, text)


def test_one_indicator_scored_twice_on_one_scale_is_found() -> None:
    assert ("twin-score", ERROR) in told(audited(scored("60", "70"), project_scored("55")))


def test_scores_that_share_one_hundred_may_differ() -> None:
    assert ("twin-score", ERROR) not in told(audited(scored("30", "50"), project_scored("80")))


def test_points_lost_though_all_was_reached_are_asked_for() -> None:
    assert ("score-deducted", WARNING) in told(audited(project_scored("75")))
    assert ("score-deducted", WARNING) not in told(audited(project_scored("80")))


SUMMARY = (
    "1. 平台运行项目绩效自评综述：项目全年预算数为 {budget} 万元，执行数为 {spent} 万元，"
    "完成预算的 {rate}%。"
)


@pytest.mark.parametrize(
    ("budget", "spent", "rate", "severity"),
    [
        ("200", "150", "75", None),
        ("200.00", "150.00", "75.0", None),
        ("210", "150", "75", ERROR),
        ("200", "160", "75", ERROR),
        ("200", "150", "77", ERROR),
    ],
)
def test_the_summary_of_a_project_agrees_with_its_form(
    budget: str, spent: str, rate: str, severity: Severity | None
) -> None:
    text = SUMMARY.format(budget=budget, spent=spent, rate=rate)
    findings = audited(read(TITLE, PROJECT, ABOVE), texts=(text,))
    expected = set() if severity is None else {("narrative-project", severity)}
    assert told(findings) == expected


def test_what_the_text_gives_for_the_unit_agrees_with_its_form() -> None:
    text = "我单位对整体支出开展绩效自评，资金 {} 万元，情况良好。"
    assert ("narrative-unit", ERROR) not in told(audited(whole(), texts=(text.format("450.50"),)))
    assert ("narrative-unit", ERROR) in told(audited(whole(), texts=(text.format("451.50"),)))


def test_all_targets_reached_is_not_said_beside_a_missed_one() -> None:
    project = read(TITLE, PROJECT, ABOVE)
    assert ("claimed", ERROR) in told(audited(project, texts=("各项绩效目标均已完成。",)))
    assert ("claimed", ERROR) not in told(audited(project, texts=("绩效目标完成情况良好。",)))


TARGETS = """项目起止日期\t2031.1.1 至 2031.12.31
收入\t财政拨款\t100\t100%\t90\t80
\t其他资金\t0\t0\t0\t0
\t合计\t100\t100%\t90\t80
支出\t基本支出\t40\t40%\t30\t30
\t项目支出\t60\t60%\t60\t50
\t合计\t100\t100%\t90\t80
一级指标\t二级指标\t指标名称\t2030年\t2029年\t预期当年实现值\t绩效标准
产出指标\t数量指标\t巡查次数\t≥90 次\t无\t≥100 次\t≥100 次
\t\t报告份数\t无\t无\t≥10 份\t≥10 份
\t\t点位数\t无\t无\t≥40 个\t≥40 个
\t质量指标\t合格率\t无\t无\t≥95%\t≥95%"""


def targets(*changes: tuple[str, str]) -> list[Finding]:
    table = sheet("整体支出绩效目标申报表", changed(TARGETS, *changes), form="unit_targets")
    forms = performance_forms([table])
    text = "整体支出绩效目标共设置 4 项。"
    one = Audited(document(forms, kind=Kind.BUDGET, texts=(text,)))
    return [finding for rule in RULES for finding in rule.check(one)]


def test_a_target_sheet_that_adds_up_has_no_finding() -> None:
    assert targets() == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "severity"),
    [
        ("基本支出\t40", "基本支出\t41", "funds", ERROR),
        ("合计\t100\t100%", "合计\t100\t110%", "funds-share", ERROR),
        ("至 2031.12.31", "至 2031.13.31", "date", ERROR),
        ("2031.1.1", "2032.1.1", "date", ERROR),
        ("2031.1.1 至 2031", "2029.1.1 至 2030", "date", WARNING),
        ("点位数\t无\t无\t≥40 个", "点位数\t无\t无\t≥4 个", "standard", WARNING),
        ("财政拨款\t100\t100%\t90", "财政拨款\t100\t100%\t91", "funds", ERROR),
        ("40\t40%", "40\t41%", "funds-share", ROUNDING),
        ("40\t40%", "40\t46%", "funds-share", ERROR),
        (
            "产出指标\t数量指标\t巡查次数",
            "产出指标\t数量指标\t巡\t无\t无\t≥1 次\t≥1 次\n\t\t乙",
            "narrative-count",
            WARNING,
        ),
    ],
)
def test_a_change_in_a_target_sheet_is_found(
    old: str, new: str, rule: str, severity: Severity
) -> None:
    assert (rule, severity) in told(targets((old, new)))


def spending(basic: str, projects: str) -> Table:
    """A made-up spending table in yuan; the last digits are finer than those of the forms."""
    labels = (("科目名称", Role.LABEL), ("基本支出", Role.FIGURE), ("项目支出", Role.FIGURE))
    columns = tuple(Column(at, (one,), role) for at, (one, role) in enumerate(labels))
    table = sheet("支出决算表", f"合计\t{basic}\t{projects}", form=Form.SPENDING)
    return replace(table, columns=columns, unit=MoneyUnit.YUAN)


@pytest.mark.parametrize(
    ("basic", "severity"),
    [("3005000.00", None), ("3004987.65", None), ("3004930.00", ROUNDING), ("3105000.00", ERROR)],
)
def test_the_unit_s_form_agrees_with_the_spending_table(
    basic: str, severity: Severity | None
) -> None:
    one = Audited(document((whole(),), tables=(spending(basic, "1500000.00"),)))
    findings = told([found for rule in RULES for found in rule.check(one)])
    expected = set() if severity is None else {("table", severity)}
    assert {pair for pair in findings if pair[0] == "table"} == expected


def test_a_merged_group_repeated_in_each_row_is_one_group() -> None:
    form = read(TITLE, PROJECT, ABOVE)
    repeated = tuple(
        replace(one, cells={k: replace(cell, row=at) for k, cell in one.cells.items()})
        for at, one in enumerate(form.indicators)
    )
    assert audited(replace(form, indicators=repeated)) == []


def test_a_title_that_names_the_unit_names_no_project() -> None:
    title = "2031 年度青川区数据中心项目绩效自评表"
    assert audited(read(title, PROJECT, ABOVE)) == []


def test_years_gone_by_need_not_balance() -> None:
    changes = ("基本支出\t40\t40%\t30", "基本支出\t40\t40%\t20")
    total = ("60\t60%\t60\t50\n\t合计\t100\t100%\t90", "60\t60%\t60\t50\n\t合计\t100\t100%\t80")
    assert targets(changes, total) == []


def test_a_source_of_money_that_is_not_known_proves_no_sum_wrong() -> None:
    changes = ("\t其他资金\t0\t0\t0\t0", "\t其他资金\t0\t0\t0\t0\n\t事业收入\t5\t5%\t0\t0")
    total = ("\t合计\t100\t100%\t90\t80\n支出", "\t合计\t105\t100%\t90\t80\n支出")
    assert not {pair for pair in told(targets(changes, total)) if pair[0] == "funds"}
    assert ("funds", ERROR) in told(targets(total))
