"""What targets may be handed in, how outcomes are scored, and which reasons are none."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.budget.targets import judging, readings, warnings
from yiwang.budget.targets.contents import (
    Goal,
    Outcome,
    ReadFrom,
    goals_read,
    goals_written,
    outcomes_read,
    outcomes_written,
)
from yiwang.budget.targets.warnings import Warned
from yiwang.disclosure.performance import Target
from yiwang.disclosure.reading.performance import values
from yiwang.disclosure.schemes.scheme import NATIONAL, WUHAN
from yiwang.measure.reading import Reading, Scale


def goal(target: str = "≥95%", weight: str = "80", **more) -> Goal:
    given = {"level_one": "产出指标", "level_two": "时效指标", "name": "按时办结率"} | more
    return Goal(target=target, weight=Decimal(weight), **given)


def first(goals) -> str:
    found = next(judging.faults_of_goals(WUHAN, goals), None)
    return found.message if found else ""


def test_weights_add_up_to_what_execution_leaves():
    assert first([goal()]) == ""
    assert "之和应为80" in first([goal(weight="79.9")])


def test_the_national_form_fixes_its_groups():
    goals = [
        goal(weight="50"),
        goal(weight="30", level_one="效益指标", level_two="社会效益指标", name="二"),
        goal(weight="10", level_one="满意度指标", level_two="服务对象满意度指标", name="三"),
    ]
    assert not list(judging.faults_of_goals(NATIONAL, goals))
    shifted = [
        goal(weight="40"),
        goal(weight="40", level_one="效益指标", level_two="社会效益指标", name="二"),
        goals[2],
    ]
    assert any("产出指标" in one.message for one in judging.faults_of_goals(NATIONAL, shifted))


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"level_two": "社会效益指标"}, "不相符"),
        ({"name": " "}, "三级指标"),
        ({"target": "无"}, "不能填"),
        ({"target": "明显提升", "source": ReadFrom("on_time_rate")}, "应是数字"),
    ],
)
def test_a_target_that_promises_nothing_is_refused(wrong, why):
    assert why in first([goal(**wrong)])
    assert why not in first([goal()])


def test_the_same_indicator_stands_once():
    assert "不止一次" in first([goal(weight="40"), goal(weight="40")])
    assert first([]) != ""


@pytest.mark.parametrize(
    ("target", "actual", "score", "met", "explain"),
    [
        ("≥95%", "96.16%", "80.00", True, False),
        ("≥95%", "76%", "64.00", False, True),
        ("0次", "0次", "80.00", True, False),
        ("0次", "1次", "0.00", False, True),
        ("≤2小时", "2.5小时", "64.00", False, True),
        ("10–20件", "15件", "80.00", True, False),
        ("≥45份", "52份", "80.00", True, False),
        # 40 per cent above: met, and still to be explained.
        ("≥100件", "140件", "80.00", True, True),
    ],
)
def test_measured_values_are_scored_by_the_scheme(target, actual, score, met, explain):
    found = judging.judged(WUHAN, goal(target), Outcome(actual=actual))
    assert (found.score, found.met, found.must_explain) == (Decimal(score), met, explain)


def test_what_is_promised_in_words_is_graded_by_a_person():
    words = goal("明显改善")
    assert judging.judged(WUHAN, words, Outcome(actual="明显改善")).score is None
    assert judging.judged(WUHAN, words, Outcome(grade="MET")).score == Decimal("80.00")
    partly = judging.judged(WUHAN, words, Outcome(grade="PARTLY"))
    assert partly.must_explain and not partly.met


@pytest.mark.parametrize("reason", ["", "无", "/", "无。", "—", "暂无", " 不适用 ", "！"])
def test_a_missed_target_with_an_empty_reason_is_refused(reason):
    missed = judging.judged(WUHAN, goal(), Outcome(actual="76%", evidence="台账", reason=reason))
    assert "不能填“无”" in next(judging.faults_of_outcomes([goal()], [missed])).message


@pytest.mark.parametrize("reason", ["≥95%", "76%", "按时办结率 76%", "按时办结率：≥95%。"])
def test_a_reason_that_only_says_the_target_again_is_refused(reason):
    missed = judging.judged(WUHAN, goal(), Outcome(actual="76%", evidence="台账", reason=reason))
    assert "重复" in next(judging.faults_of_outcomes([goal()], [missed])).message


def test_a_reason_that_says_why_is_taken_and_a_kept_target_needs_none():
    missed = Outcome(actual="76%", evidence="台账", reason="平台切换期间两周无法回填办结时间")
    kept = Outcome(actual="96%", evidence="台账", reason="无")
    for one in (missed, kept):
        assert not list(judging.faults_of_outcomes([goal()], [judging.judged(WUHAN, goal(), one)]))


@pytest.mark.parametrize(
    ("outcome", "why"),
    [
        (Outcome(actual="96%"), "依据"),
        (Outcome(actual="96%", evidence="无"), "依据"),
        (Outcome(actual="设计方案", evidence="台账"), "应是数字"),
    ],
)
def test_an_entered_value_is_a_value_with_evidence(outcome, why):
    judged = judging.judged(WUHAN, goal(), outcome)
    assert why in next(judging.faults_of_outcomes([goal()], [judged])).message


def test_much_money_left_must_be_explained():
    assert judging.execution_must_explain(WUHAN, Decimal(100), Decimal(69))
    assert not judging.execution_must_explain(WUHAN, Decimal(100), Decimal(70))
    assert not judging.execution_must_explain(WUHAN, Decimal(0), Decimal(0))


def test_a_value_just_below_its_target_is_never_printed_as_reached():
    near = Reading(Scale.PERCENT, Fraction(94996, 100000), 94996, 100000)
    assert readings.printed(near, values.target("≥95%")) == "94.996%"
    assert readings.printed(near, values.target("≥90%")) == "95.00%"


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 100))
def test_what_is_printed_says_the_same_as_what_is_exact(part, whole, bound):
    part = min(part, whole)
    target: Target = values.target(f"≥{bound}%")
    text = readings.printed(Reading(Scale.PERCENT, Fraction(part, whole), part, whole), target)
    printed = values.actual(text).value
    assert (printed >= bound) == (Fraction(100 * part, whole) >= bound) or (
        abs(Fraction(100 * part, whole) - bound) < Fraction(1, 10**6)
    )


def test_goals_and_outcomes_come_back_from_the_table_as_they_were():
    goals = [goal(source=ReadFrom("on_time_rate", {"procedure": ["appeals"]})), goal("无烟")]
    assert goals_read(goals_written(goals)) == goals
    outcomes = [judging.judged(WUHAN, goal(), Outcome(actual="96%")), Outcome()]
    assert outcomes_read(outcomes_written(outcomes)) == outcomes


HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("target", "actual", "counted", "rate", "warned"),
    [
        ("≥1000件", "500件", True, HALF, []),
        ("≥1000件", "300件", True, HALF, [Warned.LATE]),
        ("≥1000件", "100件", True, HALF, [Warned.LATE, Warned.NO_RESULTS]),
        ("≥1000件", "100件", True, Fraction(1, 10), [Warned.LATE]),
        ("≥95%", "94%", False, HALF, [Warned.LATE]),
        ("≥95%", "95%", False, HALF, []),
        ("0次", "1次", True, HALF, [Warned.BROKEN]),
        ("≤2小时", "3小时", False, HALF, [Warned.BROKEN]),
        ("≥95%", "", False, HALF, [Warned.UNREAD]),
    ],
)
def test_half_a_year_in_a_goal_warns(target, actual, counted, rate, warned):
    one = goal(target)
    outcome = judging.judged(WUHAN, one, Outcome(actual=actual))
    assert warnings.of_goal(one, outcome, HALF, rate, counted=counted) == warned


def test_money_behind_the_calendar_or_beyond_the_budget_warns():
    assert warnings.of_money(Fraction(34, 100), HALF) == [Warned.BEHIND]
    assert warnings.of_money(Fraction(36, 100), HALF) == []
    assert warnings.of_money(Fraction(11, 10), HALF) == [Warned.AHEAD]
    assert warnings.of_money(None, HALF) == []
