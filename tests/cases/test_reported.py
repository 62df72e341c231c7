"""Who reports from the street sees what they reported, before any unit holds it."""

from typing import Any

import pytest

from tests.district import District
from yiwang.cases import lists, queries
from yiwang.cases.actions import Opening, open_case
from yiwang.engine import register
from yiwang.engine.duties import UNIT, Duty
from yiwang.kernel.refusals import NotFound

SEEN = {"content": "楼道堆物", "channel": "grid_worker"}


def reported(district: District, **given: Any) -> str:
    worker = district.worker(Duty.GRID_WORKER, "community")
    return open_case(
        Opening(procedure="urban_management", worker=worker, given=SEEN | given)
    ).number


def test_a_grid_worker_sees_what_they_reported_and_no_colleague_does(district: District):
    number = reported(district)
    assert queries.case(district.worker(Duty.GRID_WORKER, "community"), number)
    for unit, duty in (("other", Duty.GRID_WORKER), ("community", Duty.HANDLER)):
        with pytest.raises(NotFound):
            queries.case(district.worker(duty, unit), number)


def test_what_only_others_can_take_on_is_not_among_the_reporters_own_tasks(district: District):
    reported(district)
    waiting = lists.waiting_for(district.worker(Duty.GRID_WORKER, "community"))
    assert not waiting.exists()


def test_only_duties_that_open_cases_look_among_what_they_reported(district: District):
    openers = {d for p in register.procedures() for d in p.opening.by} & UNIT
    assert openers == {Duty.GRID_WORKER, Duty.DATA_STEWARD}
    handler = lists.visible(district.worker(Duty.HANDLER, "community"))
    assert "registered_by" not in str(handler.only("id").query)
