"""Each rule finds what breaks it in one sheet and says nothing of what keeps it."""

from dataclasses import replace

import pytest

from tests.disclosure.performance.asking import (
    ERROR,
    ROUNDING,
    TITLE,
    WARNING,
    audited,
    changed,
    told,
)
from tests.disclosure.performance.building import lines_of, read, sheet
from tests.disclosure.performance.forms import ABOVE, NATIONAL, PROJECT
from yiwang.disclosure.auditing.finding import Severity
from yiwang.disclosure.auditing.performance import RULES
from yiwang.disclosure.reading.performance import performance_forms

REASON = "报告份数少一份，因十二月的报告次年一月才定稿。"


def test_sheets_that_keep_every_rule_have_no_finding() -> None:
    assert audited(read(TITLE, PROJECT, ABOVE)) == []
    assert audited(read("项目支出绩效自评表", NATIONAL)) == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "severity"),
    [
        ("150\t75%\t15", "150\t80%\t16", "execution-rate", ERROR),
        ("150\t75%\t15", "150\t75%\t14", "execution-score", ERROR),
        ("150\t75%\t15", "150\t75%\t21", "execution-score", ERROR),
        ("200\t150\t75%\t15", "140\t150\t107.14%\t20", "execution-above", WARNING),
        ("报告份数（10分）", "报告份数（8分）", "weight-group", ERROR),
        ("数量指标（30分）", "数量指标（25分）", "weight-total", ERROR),
        ("总分\t94", "总分\t96", "score-total", ERROR),
        ("总分\t94", "总分\t104", "score-above", ERROR),
        ("110 次\t20", "110 次\t21", "score-above", ERROR),
        ("110 次\t20", "110 次\t\t", "score-empty", WARNING),
        ("9 份\t9", "9 份\t10", "score-formula", ERROR),  # full marks for a missed target
        ("9 份\t9", "9 份\t7", "score-formula", WARNING),  # no formula is printed below
        ("9 份\t9", "≥10 份\t10", "actual-value", ERROR),
        ("9 份\t9", "经验标准\t9", "actual-value", ERROR),
        ("9 份\t9", "完成\t9", "actual-value", ERROR),
        ("正常运行\t正常运行\t20", "正常运行\t设计方案\t20", "actual-value", ERROR),
        ("≥10 份", "10 份≥", "operator", ERROR),
        ("≥90%", "≤90%", "operator", WARNING),  # the higher the better
        ("≥90%", "≥100%", "operator", WARNING),
        ("≥90%\t95%", "≥90%\t195%", "impossible", ERROR),
        ("≥10 份", "10", "target-plain", WARNING),
        ("正常运行\t正常运行", "无\t无", "target-none", WARNING),
        (REASON, "无", "missed", ERROR),
        (REASON, "目标均已完成", "missed", ERROR),
        (REASON, "因天气延误。", "missed", WARNING),  # a reason, but of something else
        ("110 次\t20", "170 次\t20", "overshot", WARNING),
        ("报告改为每月五日前定稿。", "无", "measures", WARNING),  # one target was missed
        ("报告改为每月五日前定稿。", "", "measures", WARNING),
        ("重大事故（20分）", "运行数量（20分）", "group", WARNING),
        ("\t效益指标\t社会效益", "\t\t社会效益", "group", WARNING),
        ("项目名称\t\t平台运行", "项目名称\t\t热线服务", "project-name", WARNING),
        ("(万元) (20 分)", "(万元) (10 分)", "execution-weight", ERROR),
        ("报告份数（10分）", "报告不少于12份（10分）", "name-target", WARNING),
    ],
)
def test_a_change_in_a_project_sheet_is_found(
    old: str, new: str, rule: str, severity: Severity
) -> None:
    form = read(TITLE, changed(PROJECT, (old, new)), ABOVE)
    assert (rule, severity) in told(audited(form))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("75%\t15", "75.00%\t15.0", "more places say the same"),
        ("9 份\t9", "9 份\t9.0", "so they do for a score"),
        ("0 次\t0 次", "0 次\t未发生", "nothing happened is none"),
        ("报告份数（10分）", "报告份数不少于10份（10分）", "the name repeats the target rightly"),
        ("报告份数（10分）", "报告份数每份12万字（10分）", "a number of something else"),
        ("≥10 份\t9 份\t9", "≤10 份\t9 份\t10", "a kept upper bound"),
        ("≥90%\t95%", "≥90%\t95", "the sign left out behind the same number"),
        ("≥100 次\t110 次", "≥100\t110 次", "the unit left out once"),
        ("正常运行\t正常运行", "正常运行\t达成预期指标", "words for words"),
        (REASON, "部分指标未完成，因人员调整。", "a reason for all of them"),
    ],
)
def test_what_says_the_same_is_no_finding(old: str, new: str, why: str) -> None:
    text = changed(PROJECT, (old, new))
    if "≤10 份" in new:
        text = changed(text, ("总分\t94", "总分\t95"))
    assert audited(read(TITLE, text, ABOVE)) == [], why


def test_the_last_digit_is_rounding_only() -> None:
    text = changed(PROJECT, ("200\t150\t75%\t15", "13.69\t5.79\t42.30%\t8.46"))
    text = changed(text, ("总分\t94", "总分\t87.46"))
    assert told(audited(read(TITLE, text, ABOVE))) == {("execution-rate", ROUNDING)}


def test_a_score_that_was_not_rounded_is_right() -> None:
    text = changed(PROJECT, ("200\t150\t75%\t15", "13.69\t5.79\t42.29%\t8.458"))
    text = changed(text, ("总分\t94", "总分\t87.458"))
    assert told(audited(read(TITLE, text, ABOVE))) == set()


def test_an_adjusted_budget_that_the_notes_ask_for_cannot_be_overspent() -> None:
    text = changed(PROJECT, ("200\t150\t75%\t15", "140\t150\t107.14%\t20"))
    text = changed(text, ("总分\t94", "总分\t99"))
    assert told(audited(read(TITLE, text, ABOVE))) == {("execution-above", WARNING)}
    notes = lines_of("备注：预算数为调整后财政资金总额。", 60)
    (noted,) = performance_forms([replace(sheet(TITLE, text), notes=notes)])
    assert ("execution-above", ERROR) in told(audited(noted))


BANDS = "100—80%（含 80%）、{}—50%（含 50%）、50—0%"


@pytest.mark.parametrize(("printed", "expected"), [("80", set()), ("70", {("note-bands", ERROR)})])
def test_bands_in_the_notes_touch(printed: str, expected: set[object]) -> None:
    notes = lines_of(f"备注：按照区间 {BANDS.format(printed)}确定分值。", 60)
    (form,) = performance_forms([replace(sheet(TITLE, PROJECT), notes=notes)])
    assert told(audited(form)) == expected


@pytest.mark.parametrize(("actual", "expected"), [("75%", set()), ("57%", {"execution-indicator"})])
def test_an_indicator_of_execution_is_the_rate_of_the_head(actual: str, expected: set[str]) -> None:
    text = changed(PROJECT, ("重大事故（20分）\t0 次\t0 次", f"预算执行率（20分）\t100%\t{actual}"))
    rules = {rule for rule, _severity in told(audited(read(TITLE, text, ABOVE)))}
    assert rules & {"execution-indicator"} == expected


def test_a_date_must_exist_and_suit_the_year() -> None:
    def filled(day: str) -> set[tuple[str, Severity]]:
        return told(audited(read(TITLE, PROJECT, changed(ABOVE, ("2032 年 3 月 5 日", day)))))

    assert filled("2032年3月") == set()
    assert filled("2032年13月5日") == {("date", ERROR)}
    assert filled("2030年3月5日") == {("date", ERROR)}
    assert filled("2035年3月5日") == {("date", WARNING)}


def test_a_form_of_another_year_is_found() -> None:
    title = TITLE.replace("2031", "2030")
    above = ABOVE.replace("2032", "2031")
    assert told(audited(read(title, PROJECT, above))) == {("year", WARNING)}


def test_the_same_indicator_twice_is_found() -> None:
    row = "\t\t\t报告份数（10分）\t\t≥10 份\t9 份\t9"
    findings = audited(read(TITLE, changed(PROJECT, (row, f"{row}\n{row}")), ABOVE))
    assert ("duplicate", WARNING) in told(findings)


def test_the_national_form_scores_linearly_below_its_bound() -> None:
    text = changed(NATIONAL, ("18.75\t暴雨", "25\t暴雨"), ("100\t91.25", "100\t97.5"))
    assert ("score-formula", ERROR) in told(audited(read("项目支出绩效自评表", text)))
    other = changed(NATIONAL, ("18.75\t暴雨", "20\t暴雨"), ("100\t91.25", "100\t92.5"))
    assert told(audited(read("项目支出绩效自评表", other))) == set(), "w·T/A is in use as well"


def test_weights_in_columns_add_up_to_a_hundred() -> None:
    text = changed(NATIONAL, ("110次\t25\t25", "110次\t20\t20"), ("100\t91.25", "100\t86.25"))
    findings = told(audited(read("项目支出绩效自评表", text)))
    assert {("weight-group", ERROR)} <= findings


def test_every_rule_tells_what_it_is() -> None:
    keys = [rule.key for rule in RULES]
    assert len(keys) == len(set(keys))
    for rule in RULES:
        assert rule.key.startswith("performance-")
        assert rule.label and rule.explanation.endswith("。") and rule.basis and all(rule.example)


INITIAL = "年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分"


def test_a_rate_of_the_first_budget_is_right_where_the_form_prints_it() -> None:
    text = changed(NATIONAL, ("180\t200\t150\t10\t75.00%\t7.5", "180\t200\t150\t10\t83.33%\t8.33"))
    text = changed(text, ("100\t91.25", "100\t92.08"))
    assert INITIAL in text
    rules = {rule for rule, _severity in told(audited(read("项目支出绩效自评表", text)))}
    assert "execution-rate" not in rules


def test_without_a_printed_formula_execution_may_be_scored_in_steps() -> None:
    text = changed(NATIONAL, ("75.00%\t7.5", "75.00%\t9.5"), ("100\t91.25", "100\t93.25"))
    findings = told(audited(read("项目支出绩效自评表", text)))
    assert findings == {("execution-score", WARNING)}


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("≥10 份\t9 份\t9", "30 天\t20 天\t10", "fewer days than planned"),
        ("重大事故（20分）\t\t0 次", "重大事故（20分）\t\t2 次", "fewer accidents than feared"),
    ],
)
def test_less_of_what_nobody_wants_is_not_missed(old: str, new: str, why: str) -> None:
    text = PROJECT.replace(
        "\t质量指标（20分）\t重大事故（20分）\t0 次", "\t质量指标（20分）\t重大事故（20分）\t\t0 次"
    )
    text = changed(text, (REASON, "无"), (old, new))
    rules = {one.where for one in audited(read(TITLE, text, ABOVE)) if one.rule.endswith("missed")}
    name = "报告份数" if "天" in new else "重大事故"
    assert not any(name in where for where in rules), why


def test_a_total_of_weights_alone_is_no_total_of_scores() -> None:
    form = read("项目支出绩效自评表", changed(NATIONAL, ("\t100\t91.25\t", "\t100\t\t")))
    assert form.total is None and form.fields["总分值"].text == "100"
