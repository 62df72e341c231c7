"""A figure opens page by page on its rows, and keeps what one may not see."""

import pytest

from tests.analytics.test_figures import plan
from tests.district import District
from yiwang.analytics import actions, opening, queries
from yiwang.cases import queries as queries_of_cases
from yiwang.cases import recusals
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Invalid
from yiwang.measure.dimensions import Dimension
from yiwang.measure.language import Side


def test_the_pages_hold_every_row_once_and_the_newest_cases_first(district: District, monkeypatch):
    monkeypatch.setattr(opening, "SIZE", 2)
    numbers = [district.open().number for _ in range(5)]
    actions.refresh()
    leader, found, after = district.worker(Duty.LEADER), [], ""
    while True:
        page = opening.opened(plan("received"), Side.WHOLE, leader, after=after)
        assert page.count == 5 and len(page.lines) <= 2
        found += [line.case["number"] for line in page.lines if line.case]
        after = page.following
        if not after:
            break
    assert found == numbers[::-1]


def test_a_figure_of_nothing_opens_on_nothing(district: District):
    actions.refresh()
    page = opening.opened(plan("received"), Side.WHOLE, district.worker(Duty.LEADER))
    assert (page.lines, page.count, page.hidden, page.following) == ((), 0, 0, "")


def test_a_row_shows_what_the_formula_looked_at(district: District):
    district.answered()
    actions.refresh()
    page = opening.opened(plan("received"), Side.WHOLE, district.worker(Duty.LEADER))
    assert {"opened_at"} <= set(page.lines[0].facts) == {column.key for column in page.columns}


def test_confidential_cases_count_for_everybody_and_are_told_as_hidden(district: District):
    district.open(confidential=True)
    kept_from_leader = district.open(confidential=True).number
    seen = district.open().number
    actions.refresh()
    assessor, leader = district.worker(Duty.ASSESSOR), district.worker(Duty.LEADER)
    supervisor = district.worker(Duty.SUPERVISOR)
    case = queries_of_cases.case(supervisor, kept_from_leader)
    recusals.recuse(
        case=case, worker=supervisor, person=leader.person_id, reason="反映的是领导本人"
    )
    for worker, hidden in ((assessor, 2), (leader, 1), (supervisor, 0)):
        page = opening.opened(plan("received"), Side.WHOLE, worker)
        assert (page.count, page.hidden) == (3, hidden)
        assert len(page.lines) == 3 - hidden
        assert seen in {line.case["number"] for line in page.lines if line.case}


def test_a_unit_opens_its_own_rows_only(district: District):
    own = district.handled("bureau")
    district.handled("street")
    actions.refresh()
    handler = district.worker(Duty.HANDLER, "bureau")
    page = opening.opened(plan("received"), Side.WHOLE, handler)
    assert [line.case["number"] for line in page.lines if line.case] == [own]
    assert (page.count, page.hidden) == (1, 0)


def test_too_many_rows_to_look_through_are_not_counted_for_a_unit(district: District, monkeypatch):
    monkeypatch.setattr(opening, "MOST_LOOKED_THROUGH", 0)
    district.handled("bureau")
    actions.refresh()
    handler = district.worker(Duty.HANDLER, "bureau")
    assert opening.opened(plan("received"), Side.WHOLE, handler).hidden is None


@pytest.mark.parametrize(
    "asked", [plan("received", by=(Dimension.UNIT,)), plan("received", "backlog")]
)
def test_only_one_figure_opens_at_a_time(district: District, asked):
    actions.refresh()
    with pytest.raises(Invalid, match="一次只能查看一个数字的明细"):
        opening.opened(asked, Side.WHOLE, district.worker(Duty.LEADER))


def test_a_side_that_a_figure_does_not_have_is_refused(district: District):
    actions.refresh()
    with pytest.raises(Invalid):
        opening.opened(plan("received"), Side.PART, district.worker(Duty.LEADER))


def test_an_answer_is_kept_until_other_facts_are_published(district: District, monkeypatch):
    district.open()
    actions.refresh()
    leader, asked = district.worker(Duty.LEADER), []
    table_of = queries.table_of
    monkeypatch.setattr(queries, "table_of", lambda *a, **k: asked.append(1) or table_of(*a, **k))
    for _ in range(3):
        assert queries.table(plan("received"), leader).total.readings["received"].whole == 1
    assert len(asked) == 1
    district.open()
    actions.refresh()
    assert queries.table(plan("received"), leader).total.readings["received"].whole == 2
    assert len(asked) == 2


def test_what_one_may_see_is_part_of_the_question(district: District):
    district.handled("bureau")
    actions.refresh()
    for worker, count in (
        (district.worker(Duty.LEADER), 1),
        (district.worker(Duty.HANDLER, "street"), 0),
        (district.worker(Duty.HANDLER, "bureau"), 1),
    ):
        assert queries.table(plan("received"), worker).total.readings["received"].whole == count
