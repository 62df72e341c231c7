"""A grid worker sees the houses of their current shift, and of their unit while they have none."""

from datetime import timedelta

import pytest

from tests.fieldwork.conftest import code, days, field  # noqa: F401 - fixtures
from tests.fieldwork.patrols.conftest import MONDAY, NOW, Street, clock, street  # noqa: F401
from tests.fieldwork.people.conftest import Homes, homes  # noqa: F401 - fixtures
from yiwang.engine.duties import Duty
from yiwang.fieldwork.grids import actions as grids
from yiwang.fieldwork.patrols import queries as patrols
from yiwang.fieldwork.patrols import shifts
from yiwang.fieldwork.people import looks, sight, visits
from yiwang.fieldwork.people.sight import Why
from yiwang.fieldwork.people.visits import Seen
from yiwang.kernel.refusals import NotFound

HOUR = timedelta(hours=1)


def seen(street: Street, **more) -> tuple[set[str], Why]:  # noqa: F811 - the fixture
    found = sight.sight(more.pop("worker", street.grid_worker), **more)
    return {grid[-1] for grid in found.grids}, found.why


def on_duty(street: Street, *numbers: int, **more):  # noqa: F811
    codes = [code(number) for number in numbers]
    return street.on_duty(worker=street.grid_worker, grids=codes, **more)


def test_on_shift_only_its_grids_are_seen_and_without_one_those_of_the_unit(street, homes):  # noqa: F811
    assert seen(street) == ({"1", "2", "3"}, Why.NO_SHIFT)
    on_duty(street, 2)
    assert seen(street) == ({"2"}, Why.SHIFT)
    street.clock.now = NOW.replace(hour=17) + HOUR
    assert seen(street) == ({"1", "2", "3"}, Why.NO_SHIFT)


def test_a_shift_begins_an_hour_early_and_another_days_is_none(street, homes):  # noqa: F811
    on_duty(street, 1)
    for hour, why in ((6, Why.NO_SHIFT), (7, Why.SHIFT), (17, Why.SHIFT)):
        street.clock.now = NOW.replace(hour=hour)
        assert seen(street)[1] is why, hour
    street.clock.now = NOW + timedelta(days=1)
    assert seen(street)[1] is Why.NO_SHIFT


def test_a_shift_that_is_not_published_or_was_excused_does_not_count(street, homes):  # noqa: F811
    planned = street.shift(worker=street.grid_worker)
    assert seen(street)[1] is Why.NO_SHIFT
    shifts.publish(monday=MONDAY, by=street.leader)
    assert seen(street)[1] is Why.SHIFT
    shifts.excuse(shift_id=planned.pk, kind="leave", reason="事假", by=street.leader)
    assert seen(street)[1] is Why.NO_SHIFT


def test_a_shift_opens_no_house_of_another_unit(street, homes):  # noqa: F811
    on_duty(street, 3, 4)
    assert seen(street) == ({"3"}, Why.SHIFT)


def test_those_who_work_by_no_shift_see_as_before(street, homes):  # noqa: F811
    on_duty(street, 1)
    handler = homes.worker(Duty.HANDLER, "community")
    assert seen(street, worker=handler) == ({"1", "2", "3"}, Why.DUTY)


def test_what_was_done_on_a_shift_is_judged_by_that_shift(street, homes):  # noqa: F811
    on_duty(street, 2, starts=8, ends=9)
    assert seen(street)[1] is Why.NO_SHIFT
    assert seen(street, at=NOW - 1.5 * HOUR) == ({"2"}, Why.SHIFT)


def test_a_house_outside_the_shift_is_not_there(street, homes):  # noqa: F811
    mine, other = homes.house(1), homes.house(2)
    on_duty(street, 1)
    worker = street.grid_worker
    assert sight.house(worker, mine.pk)[0] == mine
    for attempt in (
        lambda: sight.house(worker, other.pk),
        lambda: visits.visit(house_id=other.pk, seen=Seen(on=days(0)), worker=worker),
        lambda: looks.reveal(house_id=other.pk, purpose="走访核对", worker=worker),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_when_a_grid_of_the_shift_was_split_its_parts_are_seen(street, homes):  # noqa: F811
    shift = on_duty(street, 1)
    halves = street.field.halves(5, 6)
    grids.split(code=code(1), into=halves, order=street.field.order(days(0)))
    assert set(patrols.ground_of(shift)) == {code(1), code(5), code(6)}
    assert {"5", "6"} <= seen(street)[0] <= {"1", "5", "6"}
