"""What can be named is what the registers hold, read again only when they changed."""

import pytest
from django.utils import timezone

from tests.district import District
from yiwang.analytics.asking.vocabulary import vocabulary
from yiwang.dials import categories, kept
from yiwang.dials.actions import By
from yiwang.engine.duties import Duty
from yiwang.measure.dimensions import Dimension
from yiwang.measure.words.asking import understand
from yiwang.measure.words.outcome import Ambiguous, Understood
from yiwang.org import actions as org


def named(worker, dimension: Dimension) -> set[str]:
    return {one.name for one in vocabulary(worker).names if one.dimension is dimension}


def test_the_same_registers_give_the_same_object(leader):
    first = vocabulary(leader)
    kept.published()
    assert vocabulary(leader) is first


def test_a_new_street_is_known_once_the_registers_are_read_again(leader):
    first = vocabulary(leader)
    org.add_area(code="420199002", name="湖畔街道", level="street")
    kept.published()
    assert vocabulary(leader) is not first
    assert "湖畔街道" in named(leader, Dimension.STREET)


def test_reading_the_registers_takes_few_queries_however_large_they_are(
    leader, django_assert_num_queries
):
    vocabulary(leader)
    with django_assert_num_queries(0):
        vocabulary(leader)
    kept.published()
    with django_assert_num_queries(8):
        vocabulary(leader)


@pytest.mark.parametrize(
    ("duty", "unit", "units"),
    [
        (Duty.LEADER, "", {"大数据中心", "江滩街道办", "临江社区", "滨湖社区", "城管局"}),
        (Duty.HANDLER, "street", {"江滩街道办", "临江社区", "滨湖社区"}),
        (Duty.HANDLER, "bureau", {"城管局"}),
    ],
)
def test_units_are_those_whose_figures_the_worker_may_see(district: District, duty, unit, units):
    assert named(district.worker(duty, unit), Dimension.UNIT) == units


def test_two_people_of_one_name_are_told_apart_by_their_units(district: District, leader):
    for key in ("street", "bureau"):
        person = org.add_person(login=f"wang_{key}", name="王伟", password="a-long-word-9")
        org.give_post(person=person, unit=district.units[key], duty=Duty.HANDLER)
    kept.published()
    assert {"王伟（江滩街道办）", "王伟（城管局）"} <= named(leader, Dimension.PERSON)
    today = timezone.localdate()
    found = understand("王伟今年登记多少件", vocabulary(leader), today)
    assert isinstance(found, Ambiguous)
    assert len(found.doubts[0].options) == 2


def test_a_handler_knows_no_people(district: District):
    assert named(district.worker(Duty.HANDLER), Dimension.PERSON) == set()


BY = By(name="管理员", basis="调整")


def test_a_class_is_known_by_its_former_name_only_on_asking(leader):
    wording = categories.Wording(name="街头演出噪声", keywords="")
    categories.rename(code="040201", wording=wording, by=BY)
    today = timezone.localdate()
    new = understand("今年街头演出噪声多少件", vocabulary(leader), today)
    assert isinstance(new, Understood) and new.plan.where[0].keys == ("040201",)
    old = understand("今年广场舞噪声多少件", vocabulary(leader), today)
    assert isinstance(old, Ambiguous)
    assert "街头演出噪声" in [option.label for option in old.doubts[0].options]


def test_a_class_that_is_no_longer_offered_can_be_asked_about_and_says_so(leader):
    categories.retire(code="040201", by=BY)
    today = timezone.localdate()
    whole = understand("今年广场舞噪声多少件", vocabulary(leader), today)
    assert isinstance(whole, Understood) and whole.plan.where[0].keys == ("040201",)
    usual = understand("今年广场舞多少件", vocabulary(leader), today)
    assert isinstance(usual, Ambiguous) or usual.plan.where[0].keys == ("040201",)
    half = understand("今年音响多少件", vocabulary(leader), today)
    assert isinstance(half, Ambiguous)
    assert "广场舞噪声（已停用）" in [option.label for option in half.doubts[0].options]


def test_what_people_call_a_procedure_is_understood_or_asked_where_a_channel_has_the_name(leader):
    today = timezone.localdate()
    cases = understand("城管案件今年受理量", vocabulary(leader), today)
    assert isinstance(cases, Understood)
    assert cases.plan.where[0].keys == ("urban_management",)
    either = understand("数字城管今年受理量", vocabulary(leader), today)
    assert isinstance(either, Ambiguous)
    assert {one.kind for one in either.doubts[0].options} == {"来源渠道", "办理流程"}
