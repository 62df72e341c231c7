"""Lists of cases that were settled on the spot, and of those that were chosen as models."""

import pytest

from tests.district import District
from tests.weeks import Week, kept
from yiwang.cases import lists
from yiwang.cases.facts import facts
from yiwang.cases.models import Case
from yiwang.engine.duties import Duty


@pytest.fixture
def week(district: District) -> Week:
    return Week(district)


def settled(week: Week) -> str:
    """A matter of the grid that was settled at once and closed; its number."""
    grid = week.worker(Duty.GRID_WORKER, "community")
    number = week.open("grid_matters", grid, nature="service")
    week.do(number, "settle_at_once", grid, handling_record="已办")
    week.do(number, "close", week.worker(Duty.CALLER), call_note="属实")
    return number


def found(week: Week, mark: str) -> set[str]:
    rows = lists.listed(week.worker(Duty.SUPERVISOR), lists.Filters(mark=mark))
    return set(rows.values_list("number", flat=True))


def test_settled_on_the_spot_is_what_the_measures_count_as_such(week: Week):
    collector = week.worker(Duty.COLLECTOR)
    urban = week.open("urban_management", collector)
    given = {"handling_record": "已扶正", "files": [kept(collector)], "category": "510101"}
    week.do(urban, "fix_on_spot", collector, **given)
    # Taken up by the community, reported only, and an appeal: none of them was.
    grid = week.worker(Duty.GRID_WORKER, "community")
    taken_up = week.open("grid_matters", grid, nature="service")
    week.do(taken_up, "take_up", grid)
    week.open("urban_management", collector)
    week.district.handled()
    at_once = settled(week)
    assert found(week, "fixed") == {at_once, urban}
    counted = {one.number for one in facts(Case.objects.all()) if one.fixed}
    assert found(week, "fixed") == counted


def test_a_model_is_listed_until_it_is_taken_back(week: Week):
    number, other = settled(week), settled(week)
    editor = week.worker(Duty.EDITOR)
    week.do(number, "mark_model", editor, model_case="yes", reason="可供参考")
    week.do(other, "mark_model", editor, model_case="no", reason="不够典型")
    assert found(week, "model") == {number}
    week.do(number, "mark_model", editor, model_case="no", reason="情况有变")
    assert found(week, "model") == set()
