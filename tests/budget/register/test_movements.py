"""Money moves by appended entries; totals follow from them and nothing is changed later."""

from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.budget.conftest import YEAR
from yiwang.budget.register import actions, codes, projects, queries
from yiwang.budget.register.models import Movement
from yiwang.budget.register.queries import Wanted
from yiwang.budget.register.words import Phase, ProjectKind, Side
from yiwang.engine.duties import CENTRE, Duty
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotAllowed, NotFound

ALL = Wanted(year=YEAR)


def test_a_year_runs_from_the_budget_to_the_final_account(books):
    books.moved(Phase.BUDGET, "1000000.00")
    books.moved(Phase.ADJUSTMENT, "-200000.00")
    books.moved(Phase.PAYMENT, "600000.01", on="08-01")
    books.moved(Phase.PAYMENT, "-0.01", on="09-01")
    books.moved(Phase.CLOSING, "40000", on="12-31")
    found = queries.whole(ALL)
    assert (found.adjusted, found.account, found.left) == (80000000, 64000000, 16000000)
    assert found.rate == Fraction(8, 10) and found.percent == 80


def test_without_a_budget_there_is_no_rate(books):
    books.moved(Phase.PAYMENT, "5")
    assert queries.whole(ALL).rate is None and queries.whole(ALL).percent == 0


def test_income_does_not_count_as_spending(books):
    books.moved(Phase.BUDGET, "10", side=Side.INCOME, functional="", economic="", project=None)
    assert queries.whole(ALL).budget == 0
    assert queries.whole(Wanted(year=YEAR, side=Side.INCOME)).budget == 1000


def test_sums_of_any_division_add_up_to_the_whole(books):
    books.moved(Phase.BUDGET, "10")
    books.moved(Phase.BUDGET, "20.05", project=None, functional="2010350", economic="30101")
    for by in (("functional",), ("project",), ("economic", "source"), ("unit",)):
        assert sum(one.budget for one in queries.executed(ALL, *by)) == 3005
    assert [one.key for one in queries.executed(ALL, "functional")] == ["2010350", "2010399"]


def test_a_mistake_is_taken_back_once_by_a_counter_entry(books):
    wrong = books.moved(Phase.BUDGET, "10")
    made = actions.take_back(number=wrong.pk, reason="金额录错", by=books.finance)
    assert made.fen == -1000 and made.reverses == wrong and queries.whole(ALL).budget == 0
    with pytest.raises(Conflict):
        actions.take_back(number=wrong.pk, reason="再来一次", by=books.finance)
    with pytest.raises(NotFound):
        actions.take_back(number=made.pk, reason="冲销的冲销", by=books.finance)
    with pytest.raises(Missing):
        actions.take_back(number=wrong.pk, reason=" ", by=books.finance)


def test_the_database_itself_refuses_to_change_or_delete_an_entry(books):
    row = books.moved(Phase.BUDGET, "10")
    for change in (lambda: Movement.objects.filter(pk=row.pk).update(fen=1), row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize(
    "given",
    [
        {"functional": "20103"},
        {"functional": "3010101"},
        {"functional": ""},
        {"economic": "301"},
        {"economic": "20103"},
        {"source": "lottery"},
        {"phase": "later"},
    ],
)
def test_what_cannot_be_entered_is_refused(books, given):
    phase = given.pop("phase", Phase.BUDGET)
    with pytest.raises(Invalid):
        books.moved(phase, "10", **given)


def test_nothing_is_no_entry(books):
    with pytest.raises(Invalid):
        books.moved(Phase.BUDGET, "0.00")


@pytest.mark.parametrize("duty", sorted(CENTRE - {Duty.FINANCE}))
def test_only_the_finance_office_enters(books, duty):
    books.finance = books.district.worker(duty)
    with pytest.raises(NotAllowed):
        books.moved(Phase.BUDGET, "10")


def test_a_project_code_says_kind_and_year(books):
    assert books.project.kind == ProjectKind.SPECIAL and books.project.first_year == 2026
    assert not books.project.is_basic
    parts = codes.project_code("42019926121T000000101")
    assert (parts.division, parts.year, parts.department) == ("420199", 2026, "121")


def test_a_project_code_of_another_shape_needs_kind_and_year_told(books):
    assert codes.project_code("2026-1".replace("-", "0000")) is None
    new = projects.NewProject(code="QC20260001", name="网络运行", unit=books.unit)
    with pytest.raises(Missing):
        projects.add_project(new=new, by=books.finance)
    with pytest.raises(Invalid):
        codes.project_code("有字")


def test_a_project_is_registered_once(books):
    new = projects.NewProject(code=books.project.code, name="又一个", unit=books.unit)
    with pytest.raises(Conflict):
        projects.add_project(new=new, by=books.finance)


@given(st.integers(100000, 999999), st.integers(0, 99), st.sampled_from("RYT"))
def test_every_code_of_the_usual_shape_is_taken_apart_and_together(division, year, kind):
    parts = codes.project_code(f"{division}{year:02}121{kind}000000101")
    assert f"{parts.division}{parts.year % 100:02}{parts.department}{parts.kind}" == (
        f"{division}{year:02}121{kind}"
    )


def test_totals_and_the_ledger_take_few_queries(books, django_assert_num_queries):
    for _ in range(3):
        books.moved(Phase.BUDGET, "10")
    with django_assert_num_queries(1):
        queries.executed(ALL, "functional", "project")
    with django_assert_num_queries(2):
        for row in queries.ledger(ALL, 1):
            assert row.unit.name and row.project.name and not hasattr(row, "reversed_by")
