"""Dispatch explains itself: the part's owner, then a rule, then the duty officer; never nowhere."""

from datetime import date

import pytest

from tests.district import District
from yiwang.cases import suggest
from yiwang.cases.actions import Act, Opening, open_case, perform
from yiwang.cases.models import Case, Event
from yiwang.cases.suggest import Matter
from yiwang.dials import actions as dials
from yiwang.engine.duties import Duty
from yiwang.fieldwork.parts import importing
from yiwang.fieldwork.parts.actions import Census
from yiwang.kernel.coordinates import System
from yiwang.org import units as unit_actions
from yiwang.org.actors import SYSTEM

LAMP, ORPHAN = "4201990137000001", "4201990137000002"
AREA = "420199001002"
BY = dials.By(name="试", basis="派单目录")


@pytest.fixture
def lamps(district: District) -> District:
    """A street lamp of the bureau and one that nobody owns."""
    text = f"部件编码,经度,纬度,权属单位\n{LAMP},114.3,30.6,城管局\n{ORPHAN},114.31,30.6,\n"
    census = Census(batch="普查", surveyed_on=date(2026, 1, 1), system=System.WGS_84, worker=SYSTEM)
    assert importing.import_file(name="p.csv", content=text.encode(), census=census).report.adds_up
    return district


def established(district: District, **more: str) -> str:
    """A case of urban management that waits to be sent; its number."""
    collector, operator = district.worker(Duty.COLLECTOR), district.worker(Duty.OPERATOR)
    given = {"content": "路灯不亮", "title": "路灯", "channel": "collector", "area": AREA}
    opening = Opening(
        procedure="urban_management", worker=collector, given=given | {"category": "513701"} | more
    )
    number = open_case(opening).number
    district.act(number, "submit", operator, category="513701")
    district.act(number, "establish", district.worker(Duty.SHIFT_LEADER), category="513701")
    return number


def send(district: District, number: str, unit: str, **more: object) -> dict:
    worker = district.worker(Duty.DISPATCHER)
    given = {"lead_unit": district.units[unit].pk} | more
    perform(Act(number=number, action="dispatch", worker=worker, given=given))
    return Event.objects.get(case__number=number, kind="dispatch").given


def rule(unit, category: str = "51", area: str = ""):
    return dials.publish_route(route=dials.Route(category=category, area=area, unit=unit), by=BY)


def test_the_owner_of_a_part_comes_before_every_rule(lamps: District):
    rule(lamps.units["community"], "513701", AREA)
    found = suggest.suggest(Matter("513701", AREA, LAMP))
    assert (found.unit, found.part, found.rule) == (lamps.units["bureau"], LAMP, 0)
    assert LAMP in found.reason and "先属主后属地" in found.reason


def test_a_part_without_an_owner_goes_by_rule_and_says_so(lamps: District):
    made = rule(lamps.units["community"])
    for code in (ORPHAN, "4201990137999999"):
        found = suggest.suggest(Matter("513701", AREA, code))
        assert (found.unit, found.rule, found.part) == (lamps.units["community"], made.pk, "")
        assert "没有登记权属单位" in found.reason


def test_an_owner_that_works_no_more_is_not_proposed(lamps: District):
    made = rule(lamps.units["community"])
    admin = lamps.worker(Duty.ADMINISTRATOR)
    unit_actions.retire(unit=lamps.units["bureau"], by=admin)
    assert suggest.suggest(Matter("513701", AREA, LAMP)).rule == made.pk


def test_the_rule_for_everything_is_the_duty_officers_and_loses_to_any_other(lamps: District):
    duty = rule(lamps.units["street"], "")
    found = suggest.suggest(Matter("999999", "", ""))
    assert (found.unit, found.rule, found.undecided) == (lamps.units["street"], duty.pk, False)
    assert "值班规则" in found.reason
    assert suggest.suggest(Matter("513701", AREA)).rule == duty.pk
    special = rule(lamps.units["community"], "5137")
    assert suggest.suggest(Matter("513701", AREA)).rule == special.pk


def test_with_no_rule_at_all_it_stays_with_the_dispatchers_and_says_so(lamps: District):
    found = suggest.suggest(Matter("513701", AREA))
    assert (found.unit, found.undecided) == (lamps.units["centre"], True)
    assert "没有匹配的派单规则" in found.reason


def test_the_event_keeps_the_part_that_said_so(lamps: District):
    number = established(lamps, part_code=LAMP)
    given = send(lamps, number, "bureau")
    assert given["routed_by_part"] == LAMP and "routed_by" not in given
    assert Case.objects.get(number=number).part_code == LAMP


def test_the_event_keeps_the_number_of_the_rule_and_a_later_rule_does_not_change_it(
    lamps: District,
):
    made = rule(lamps.units["bureau"])
    number = established(lamps)
    assert send(lamps, number, "bureau")["routed_by"] == made.pk
    later = rule(lamps.units["community"])
    assert later.pk != made.pk
    assert Event.objects.get(case__number=number, kind="dispatch").given["routed_by"] == made.pk


def test_what_somebody_claims_about_the_rule_is_not_believed(lamps: District):
    rule(lamps.units["bureau"])
    number = established(lamps)
    given = send(lamps, number, "community", routed_by=77, routed_by_part=LAMP)
    assert "routed_by" not in given and "routed_by_part" not in given


def test_many_rows_ask_for_owners_once(lamps: District, django_assert_num_queries):
    rows = [Matter("513701", AREA, LAMP), Matter("513701", AREA, LAMP)] * 20
    with django_assert_num_queries(1):
        found = suggest.suggestions(rows)
    assert [item.part for item in found] == [LAMP] * 40
