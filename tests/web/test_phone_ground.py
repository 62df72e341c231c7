"""On the phone a grid worker sees the tasks of their shift's grids, and is told which these are."""

import pytest
from django.test import Client

from tests.fieldwork.conftest import COMMUNITY, code, field  # noqa: F401 - fixtures
from tests.fieldwork.patrols.conftest import Street, clock, street  # noqa: F401 - fixtures
from tests.fieldwork.patrols.test_pages import signed_in
from yiwang.cases import actions
from yiwang.cases.models import Case
from yiwang.engine.duties import Duty

NO_SHIFT = "您现在没有班次，列出的是本单位的全部网格"


@pytest.fixture
def tasks(street: Street) -> dict[str, str]:  # noqa: F811 - the fixture
    """A matter in the hands of the community in each of two grids and in none; number by area."""
    worker, found = street.grid_worker, {}
    for area in (code(1), code(2), COMMUNITY):
        given = {"content": "楼道堆物", "channel": "grid_worker", "category": "710203",
                 "nature": "dispute", "area": area}  # fmt: skip
        opening = actions.Opening(procedure="grid_matters", worker=worker, given=given)
        found[area] = actions.open_case(opening).number
        street.field.district.act(found[area], "take_up", worker, category="710203")
    # As if a colleague of the community had reported them.
    Case.objects.update(registered_by=street.field.district.worker(Duty.HANDLER).person_id)
    return found


def listed(client: Client, numbers: dict[str, str]) -> set[str]:
    page = client.get("/phone/").content.decode()
    return {area for area, number in numbers.items() if number in page}


def test_without_a_shift_the_tasks_of_the_unit_are_listed_and_that_is_said(street, tasks):  # noqa: F811
    client = signed_in(street.grid_worker)
    assert listed(client, tasks) == set(tasks)
    assert NO_SHIFT in client.get("/phone/").content.decode()


def test_on_shift_only_its_grids_and_what_lies_in_no_grid(street, tasks):  # noqa: F811
    street.on_duty(worker=street.grid_worker, grids=[code(2)])
    client = signed_in(street.grid_worker)
    assert listed(client, tasks) == {code(2), COMMUNITY}
    page = client.get("/phone/").content.decode()
    assert "当前班次 08:00–17:00" in page and "临江社区·第2网格" in page and NO_SHIFT not in page


def test_a_task_of_another_grid_is_refused_in_words(street, tasks):  # noqa: F811
    street.on_duty(worker=street.grid_worker, grids=[code(2)])
    client = signed_in(street.grid_worker)
    answer = client.get(f"/phone/tasks/{tasks[code(1)]}/")
    assert answer.status_code == 404 and "不在您当前班次的网格内" in answer.content.decode()
    for area in (code(2), COMMUNITY):
        assert client.get(f"/phone/tasks/{tasks[area]}/").status_code == 200


def test_what_somebody_reported_themselves_stays_theirs_in_any_grid(street, tasks):  # noqa: F811
    street.on_duty(worker=street.grid_worker, grids=[code(2)])
    own = Case.objects.filter(number=tasks[code(1)])
    own.update(registered_by=street.grid_worker.person_id)
    client = signed_in(street.grid_worker)
    assert listed(client, tasks) == set(tasks)
    assert client.get(f"/phone/tasks/{tasks[code(1)]}/").status_code == 200


def test_a_collector_is_narrowed_by_no_shift(street, tasks):  # noqa: F811
    street.on_duty()
    page = signed_in(street.collector).get("/phone/").content.decode()
    assert "只列本班次的网格" not in page and NO_SHIFT not in page


def test_the_page_of_houses_says_which_grids_it_lists(street):  # noqa: F811
    client = signed_in(street.grid_worker)
    assert NO_SHIFT in client.get("/registers/houses/").content.decode()
    street.on_duty(worker=street.grid_worker)
    page = client.get("/registers/houses/").content.decode()
    assert "只列您当前班次的网格" in page and NO_SHIFT not in page
    handler = signed_in(street.field.district.worker(Duty.HANDLER, "community"))
    assert "hint" not in handler.get("/registers/houses/").content.decode()
