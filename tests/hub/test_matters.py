"""What the hub finds becomes a case of its unit, and is closed when the data is right."""

import pytest

from tests.district import District, build
from yiwang.cases import queries as cases
from yiwang.cases.actions import Act, perform
from yiwang.engine.duties import Duty
from yiwang.hub.matters import Matter, Nature, checked, open_matter, recovered, reminded
from yiwang.kernel.refusals import Refusal
from yiwang.org import actions as org
from yiwang.org import queries as people
from yiwang.org.actors import Worker


@pytest.fixture
def district(db) -> District:
    return build()


@pytest.fixture
def steward(district: District) -> Worker:
    person = org.add_person(login="steward", name="城管数据", password="a-long-word-9")
    org.give_post(person=person, unit=district.units["bureau"], duty=Duty.DATA_STEWARD)
    return people.workers_of(person.pk)[0]


def matter(district: District, nature: Nature, category: str) -> Matter:
    return Matter(
        nature=nature,
        category=category,
        unit=district.units["bureau"].pk,
        title="2026年6月 城管案件没有报送",
        content="到期未收到数据",
        resource="urban_cases",
        period="2026-06",
        bad_rows=3 if nature is Nature.WRONG else None,
    )


def test_it_goes_straight_to_the_unit_that_owns_the_data(district, steward):
    done = open_matter(matter(district, Nature.LATE, "810101"))
    assert done.state == "handling"
    case = cases.case(steward, done.number)
    assert case.standing["facts"]["resource"] == "urban_cases"
    assert [a["unit"] for a in case.standing["assignments"]] == [district.units["bureau"].pk]


def test_the_late_data_came_and_the_case_is_closed_once(district, steward):
    number = open_matter(matter(district, Nature.LATE, "810101")).number
    assert reminded(number, "请尽快报送")
    assert recovered(number, "已收到")
    assert not recovered(number, "又收到")
    assert not reminded(number, "已经结案，不再催")
    assert cases.case(steward, number).state == "closed"


def test_wrong_data_is_answered_by_its_unit_and_checked_anew_until_it_is_right(district, steward):
    number = open_matter(matter(district, Nature.WRONG, "820101")).number
    assert not checked(number, right=True, note="还没有答复")

    def act(action: str, **given: str) -> None:
        perform(Act(number=number, action=action, worker=steward, given=given))

    act("sign")
    act("rectify", outcome="corrected", handling_record="已改")
    assert checked(number, right=False, note="复查仍有1行")
    act("rectify", outcome="corrected", handling_record="改完了")
    assert checked(number, right=True, note="复查通过")
    assert cases.case(steward, number).state == "closed"


def test_nothing_is_opened_where_the_class_is_not_published(district):
    with pytest.raises(Refusal):
        open_matter(matter(district, Nature.WRONG, "829999"))
