"""Targets and self-evaluations through all hands, with readings of real cases of the log."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.budget.conftest import YEAR
from yiwang.analytics import actions as facts
from yiwang.budget.register.words import Phase
from yiwang.budget.targets import actions, hands, monitoring, queries, readings
from yiwang.budget.targets.actions import Promised, Written
from yiwang.budget.targets.contents import Goal, ReadFrom, goals_read, outcomes_read
from yiwang.budget.targets.models import State
from yiwang.budget.targets.warnings import Warned
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Invalid, Missing, NotAllowed, NotNow, Refusal


def goals(target: str = "≥1件", *, source: str = "received") -> tuple[Goal, ...]:
    read = ReadFrom(source) if source else None
    first = Goal("产出指标", "数量指标", "受理诉求数", target, Decimal(60), read)
    second = Goal("效益指标", "社会效益指标", "群众反映渠道", "更加畅通", Decimal(20))
    return (first, second)


@pytest.fixture
def forms(books):
    """The books with money, two cases of this year and facts of them."""
    books.moved(Phase.BUDGET, "100000")
    books.moved(Phase.PAYMENT, "90000")
    books.district.open()
    books.district.open()
    facts.refresh()
    return books


def promised(forms, *given: Goal):
    promised = Promised(year=YEAR, unit=forms.unit, project=forms.project, goals=given or goals())
    return actions.write_promise(promised=promised, by=forms.finance)


def signed(forms, *given: Goal):
    found = promised(forms, *given)
    actions.submit_promise(number=found.pk, by=forms.finance)
    through(forms, "promise", found.pk)
    return found


def through(forms, kind: str, number: int) -> None:
    assessor, leader = (forms.district.worker(d) for d in (Duty.ASSESSOR, Duty.LEADER))
    hands.review(kind=kind, number=number, opinion="属实", by=assessor)
    hands.sign(kind=kind, number=number, by=leader)


def graded(evaluation, **first) -> Written:
    one, two = outcomes_read(evaluation.outcomes)
    two = replace(two, grade="MET", evidence="电话回访记录")
    return Written(outcomes=(replace(one, **first), two))


def test_a_reading_becomes_the_actual_value_with_all_that_it_depends_on(forms):
    found = signed(forms)
    made = actions.begin_evaluation(promise=found.pk, by=forms.finance)
    one = outcomes_read(made.outcomes)[0]
    assert one.actual == "2件" and one.score == Decimal("60.00")
    assert one.reading["whole"] == 2 and len(one.reading["version"]) > 10
    assert readings.plan_of(one.reading).indicators == ("received",)
    assert made.execution_score == Decimal("18.00")


def test_a_value_that_is_read_cannot_be_typed(forms):
    made = actions.begin_evaluation(promise=signed(forms).pk, by=forms.finance)
    kept = actions.write_evaluation(
        number=made.pk, written=graded(made, actual="9999件"), by=forms.finance
    )
    assert outcomes_read(kept.outcomes)[0].actual == "2件"


def test_a_self_evaluation_goes_through_three_different_people(forms):
    made = actions.begin_evaluation(promise=signed(forms).pk, by=forms.finance)
    with pytest.raises(Missing):
        actions.submit_evaluation(number=made.pk, by=forms.finance)
    written = graded(made, reason="当年开通了新渠道，诉求成倍增加")
    actions.write_evaluation(number=made.pk, written=written, by=forms.finance)
    actions.submit_evaluation(number=made.pk, by=forms.finance)
    with pytest.raises(NotAllowed):
        hands.review(kind="evaluation", number=made.pk, opinion="好", by=forms.finance)
    leader = forms.district.worker(Duty.LEADER)
    with pytest.raises(NotNow):
        hands.sign(kind="evaluation", number=made.pk, by=leader)
    through(forms, "evaluation", made.pk)
    found = queries.evaluation(made.pk)
    assert found.state == State.SIGNED and len(found.digest) == 64
    assert found.total == Decimal("98.00")
    with pytest.raises(NotNow):
        actions.write_evaluation(number=made.pk, written=written, by=forms.finance)


def test_a_missed_target_is_not_handed_in_without_a_reason(forms):
    made = actions.begin_evaluation(promise=signed(forms, *goals("≥10件")).pk, by=forms.finance)
    for reason in ("", "无", "≥10件"):
        written = graded(made, reason=reason)
        actions.write_evaluation(number=made.pk, written=written, by=forms.finance)
        with pytest.raises(Refusal):
            actions.submit_evaluation(number=made.pk, by=forms.finance)
    written = graded(made, reason="热线三月才并入本中心，前两月的诉求不在平台上")
    actions.write_evaluation(number=made.pk, written=written, by=forms.finance)
    assert actions.submit_evaluation(number=made.pk, by=forms.finance).state == State.SUBMITTED


def test_what_was_sent_back_is_followed_by_a_new_edition(forms):
    first = promised(forms)
    actions.submit_promise(number=first.pk, by=forms.finance)
    with pytest.raises(NotNow):
        promised(forms)
    assessor = forms.district.worker(Duty.ASSESSOR)
    hands.send_back(kind="promise", number=first.pk, reason="权重不合理", by=assessor)
    second = promised(forms)
    assert (second.edition, queries.promise(first.pk).state) == (2, State.RETURNED)
    assert [one.edition for one in queries.editions(second)] == [2, 1]


def test_targets_that_do_not_fit_are_kept_as_a_draft_and_not_handed_in(forms):
    draft = promised(forms, goals()[0])
    with pytest.raises(Invalid):
        actions.submit_promise(number=draft.pk, by=forms.finance)
    assert goals_read(queries.promise(draft.pk).goals) == [goals()[0]]


@pytest.mark.parametrize("target", ["≥95%", "95%以上"])
def test_a_target_in_another_unit_than_its_reading_is_refused(forms, target):
    with pytest.raises(Invalid, match="单位不同"):
        promised(forms, *goals(target))


def test_an_evaluation_waits_for_signed_targets(forms):
    with pytest.raises(NotNow):
        actions.begin_evaluation(promise=promised(forms).pk, by=forms.finance)


def test_the_bound_of_deviation_is_a_dial(forms):
    goal = goals("≥1件")
    made = actions.begin_evaluation(promise=signed(forms, *goal).pk, by=forms.finance)
    assert outcomes_read(made.outcomes)[0].must_explain, "twice the target is beyond 30 per cent"
    actions.publish_deviation(percent=Decimal(100), basis="区财政局通知", by=forms.finance)
    again = actions.write_evaluation(number=made.pk, written=graded(made), by=forms.finance)
    assert not outcomes_read(again.outcomes)[0].must_explain
    with pytest.raises(Invalid):
        actions.publish_deviation(percent=Decimal(4), basis="太低", by=forms.finance)


def test_monitoring_sets_money_and_results_against_the_calendar(forms):
    signed(forms, *goals("≥1000件"))
    worker = forms.district.worker(Duty.SUPERVISOR)
    (line,) = monitoring.monitored(YEAR, date(YEAR, 12, 31), worker)
    assert line.money.rate == Fraction(9, 10) and line.expected == 1
    assert Warned.NO_RESULTS in line.warned and Warned.LATE in line.warned
    (early,) = monitoring.monitored(YEAR, date(YEAR, 1, 1), worker)
    assert early.money.account == 0 and Warned.BEHIND not in early.warned


def test_monitoring_takes_few_queries(forms, django_assert_max_num_queries):
    signed(forms)
    worker = forms.district.worker(Duty.SUPERVISOR)
    monitoring.monitored(YEAR, date(YEAR, 12, 31), worker)
    with django_assert_max_num_queries(6):
        monitoring.monitored(YEAR, date(YEAR, 12, 31), worker)


def test_the_share_of_the_year_that_is_over():
    assert monitoring.elapsed(2026, date(2026, 12, 31)) == 1
    assert monitoring.elapsed(2026, date(2026, 1, 1)) == Fraction(1, 365)
    assert monitoring.elapsed(2026, date(2027, 3, 1)) == 1
