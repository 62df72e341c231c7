"""The report form: built from the opening of a procedure, shorter on the street."""

import pytest
from django.test import Client

from tests.district import District
from yiwang.cases.models import Case
from yiwang.engine.duties import Duty

FORM = "/desk/report/grid_matters/"
SEEN = {"nature": "service", "content": "楼道灯坏了，老人摸黑上楼", "channel": "grid_worker"}


@pytest.fixture
def grid_worker(client: Client, district: District) -> Client:
    assert client.login(username="community_grid_worker", password="a-long-word-9")
    return client


def test_a_grid_worker_comes_to_the_form_of_grid_matters(grid_worker: Client):
    response = grid_worker.get("/desk/report/")
    assert response.headers["Location"] == FORM


def test_on_the_street_the_channel_is_known_and_nothing_comes_from_above(grid_worker: Client):
    page = grid_worker.get(FORM).content.decode()
    assert '<option value="grid_worker" selected>' in page
    assert "outer_number" not in page and "outer_due" not in page


def test_what_a_grid_worker_reports_is_theirs_to_take_on_at_once(
    grid_worker: Client, district: District
):
    response = grid_worker.post(FORM, SEEN)
    number = Case.objects.get().number
    assert response.headers["Location"] == f"/cases/{number}/"
    page = grid_worker.get(f"/cases/{number}/").content.decode()
    for key, own in (("settle_at_once", True), ("take_up", True), ("dispatch_direct", False)):
        assert (f"/act/{key}/" in page) is own
    assert number in grid_worker.get("/desk/").content.decode()
    grid_worker.post(f"/cases/{number}/act/settle_at_once/", {"handling_record": "已换灯泡"})
    case = Case.objects.get()
    worker = district.worker(Duty.GRID_WORKER, "community")
    assert (case.state, case.lead_unit_id) == ("self_settled", worker.unit_id)
