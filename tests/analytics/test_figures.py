"""From the log to a figure and back to the cases that it is made of."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import timezone

from tests import ground
from tests.district import District
from tests.fieldwork.conftest import code
from yiwang.analytics import actions, drafts, queries, store
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import NotAllowed
from yiwang.measure.dimensions import Dimension
from yiwang.measure.language import Side
from yiwang.measure.period import Grain, Period
from yiwang.measure.plan import Bound, Compare, Plan, Sign

TODAY = timezone.localdate()
AROUND = Period(Grain.RANGE, TODAY - timedelta(days=40), TODAY + timedelta(days=60))


def plan(*keys: str, **more) -> Plan:
    return Plan(keys, AROUND, **more)


def test_before_the_first_refresh_the_figures_say_what_to_do(district: District):
    with pytest.raises(store.NoFacts):
        queries.table(plan("received"), district.worker(Duty.LEADER))


def test_a_figure_opens_on_the_cases_that_it_is_made_of(district: District):
    numbers = {district.answered(), district.open().number}
    actions.refresh()
    leader = district.worker(Duty.LEADER)
    table = queries.table(plan("received", "backlog"), leader)
    assert table.total.readings["received"].whole == 2
    rows = queries.rows_of(plan("received"), Side.WHOLE, leader, "number")
    assert {number for (number,) in rows} == numbers


def test_each_row_of_a_divided_figure_opens_on_its_own_cases(district: District):
    for _ in range(3):
        district.handled("street")
    district.handled("bureau")
    actions.refresh()
    leader = district.worker(Duty.LEADER)
    divided = plan("received", by=(Dimension.UNIT, Dimension.MONTH), order="-received")
    table = queries.table(divided, leader)
    assert [row.readings["received"].whole for row in table.rows] == [3, 1]
    for row in table.rows:
        found = queries.rows_of(divided.cell(row.keys), Side.WHOLE, leader, "id")
        assert len(found) == row.readings["received"].whole


def test_an_act_changes_the_figures_at_the_next_refresh_only(district: District):
    number = district.open().number
    actions.refresh()
    leader = district.worker(Duty.LEADER)
    assert queries.table(plan("backlog"), leader).total.readings["backlog"].whole == 1
    district.act(number, "void", district.worker(Duty.SUPERVISOR), reason="重复登记，作废处理")
    assert queries.table(plan("backlog"), leader).total.readings["backlog"].whole == 1
    assert actions.refresh().cases == 1
    today = Plan(("backlog",), Period(Grain.DAY, TODAY, TODAY + timedelta(days=1)))
    assert queries.table(today, leader).total.readings["backlog"].whole == 0


def test_a_unit_sees_its_own_figures_and_nobody_else_s(district: District):
    district.handled("street")
    district.handled("bureau")
    actions.refresh()
    handler = district.worker(Duty.HANDLER, "bureau")
    table = queries.table(plan("received", by=(Dimension.UNIT,)), handler)
    assert [row.keys for row in table.rows] == [(str(district.units["bureau"].pk),)]
    with pytest.raises(NotAllowed):
        queries.table(plan("received", by=(Dimension.PERSON,)), handler)


def test_a_crash_in_the_middle_leaves_the_figures_of_before(district: District, monkeypatch):
    district.handled()
    actions.refresh()
    district.handled()
    load = drafts.load

    def broken(*given, **more) -> None:
        load(*given, **more)
        raise KeyboardInterrupt

    monkeypatch.setattr(drafts, "load", broken)
    with pytest.raises(KeyboardInterrupt):
        actions.refresh()
    leader = district.worker(Duty.LEADER)
    assert queries.table(plan("received"), leader).total.readings["received"].whole == 1
    monkeypatch.undo()
    district_settings = actions.refresh()
    assert district_settings.cases == 1
    assert queries.table(plan("received"), leader).total.readings["received"].whole == 2


def test_a_figure_divides_by_the_grid_that_each_case_was_opened_in(district: District):
    laid = ground.lay(district)
    for place in (ground.HERE, ground.HERE, ground.NORTH):
        ground.opened(laid, point=ground.at(place))
    ground.opened(laid)
    actions.refresh()
    divided = plan("received", by=(Dimension.GRID,), order="-received")
    rows = queries.table(divided, district.worker(Duty.LEADER)).rows
    found = {row.keys[0]: row.readings["received"].whole for row in rows}
    assert found == {code(1): 2, code(3): 1, "": 1}
    ground.split_today(laid)
    actions.refresh()
    again = queries.table(divided, district.worker(Duty.LEADER)).rows
    assert {row.keys[0] for row in again} == set(found)


def test_rows_are_left_by_a_bound_and_ordered_by_what_they_rose(district: District):
    for _ in range(3):
        district.handled("street")
    district.handled("bureau")
    actions.refresh()
    leader = district.worker(Duty.LEADER)
    more = Bound("received", Sign.AT_LEAST, Decimal(2))
    divided = plan("received", by=(Dimension.UNIT,), having=(more,), share=True)
    table = queries.table(divided, leader)
    (row,) = table.rows
    assert row.keys == (str(district.units["street"].pk),)
    # The share is of all rows, also of those that the bound leaves out.
    assert table.share(row, "received") == Fraction(3, 4)
    assert table.share(table.total, "received") == 1
    risen = plan(
        "received",
        by=(Dimension.UNIT,),
        compare=(Compare.YEAR_BEFORE,),
        order="-received:year_before",
    )
    rows = queries.table(risen, leader).rows
    assert [row.change("received", Compare.YEAR_BEFORE) for row in rows] == [3, 1]


def test_a_rate_has_no_share_of_all(district: District):
    district.handled()
    actions.refresh()
    divided = plan("established_rate", by=(Dimension.UNIT,), share=True)
    table = queries.table(divided, district.worker(Duty.LEADER))
    assert [table.share(row, "established_rate") for row in table.rows] == [None]


def test_the_clock_takes_in_what_is_new_and_rests_when_nothing_is(district: District):
    district.open()
    assert [actions.follow(), actions.follow()] == [1, 0]
    district.open()
    assert actions.follow() == 1


def test_the_clock_looks_again_for_what_became_late_by_itself(district: District, monkeypatch):
    district.open()
    actions.follow()
    before = queries.as_of(store.reading())
    monkeypatch.setattr(actions, "LOOK_AGAIN", -1)
    assert actions.follow() == 0
    assert queries.as_of(store.reading()) >= before
