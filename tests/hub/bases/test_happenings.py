"""A portrait shows the cases of its subject that the reader may see, and how they were matched."""

import pytest

from tests.hub.bases.registers import DOOR, LIN
from tests.hub.bases.test_households import opened
from yiwang.cases.actions import Opening, open_case
from yiwang.cases.belonging import ReporterFacts
from yiwang.engine.duties import Duty
from yiwang.hub.bases import happenings
from yiwang.hub.bases.words import Base

PHONE = "13900000009"


def told(district, phone=PHONE, name="林女士", **given):
    """The number of an appeal that was told from a telephone."""
    matter = {"title": "路灯不亮", "content": "路灯坏了三天", "channel": "phone"} | given
    opening = Opening(
        procedure="appeals",
        worker=district.worker(Duty.OPERATOR),
        given=matter,
        reporter=ReporterFacts(name=name, phone=phone),
    )
    return open_case(opening).number


def test_a_person_has_the_cases_told_from_their_telephone_and_no_others(built):
    mine, named = told(built.district), told(built.district, name="林晓云")
    told(built.district, phone="13900000055")
    shown = opened(built.leader, Base.PERSON, LIN).cases
    assert {(one.number, one.matched) for one in shown} == {
        (mine, "phone"),
        (named, "phone_name"),
    }
    assert {one.number for one in opened(built.leader, Base.HOUSEHOLD, DOOR).cases} == {mine, named}


def test_checking_data_needs_no_cases(built):
    told(built.district)
    assert opened(built.leader, Base.PERSON, LIN, "correction").cases == ()


def test_an_enterprise_has_the_cases_that_write_its_whole_name(built):
    number = told(built.district, content="望湖科技有限公司夜间施工噪音大")
    told(built.district, content="望湖餐饮有限公司油烟扰民")
    shown = opened(built.leader, Base.ENTERPRISE, "望湖科技有限公司").cases
    assert [(one.number, one.matched) for one in shown] == [(number, "name")]


@pytest.mark.parametrize("duty", [Duty.OPERATOR, Duty.ASSESSOR])
def test_a_confidential_case_is_not_told_to_who_may_not_see_it(built, duty):
    hidden = told(built.district, confidential=True)
    person = [{"phone": PHONE, "name": "林晓云"}]
    reader = built.district.worker(Duty.SUPERVISOR)
    seen = happenings.of(Base.PERSON, person, "case", reader)
    assert [(one.number, one.confidential) for one in seen] == [(hidden, True)]
    other = built.district.worker(duty)
    if duty is Duty.OPERATOR:
        # Who registered it sees it; nobody else of that duty does.
        assert happenings.of(Base.PERSON, person, "case", other)
    else:
        assert happenings.of(Base.PERSON, person, "case", other) == []


def test_a_steward_sees_no_case_that_their_unit_never_had(built):
    told(built.district)
    assert opened(built.steward, Base.PERSON, LIN).cases == ()
