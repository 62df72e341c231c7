"""Groups of cases in hand, the people behind them, and what people said of them."""

import pytest

from tests.district import District
from tests.insight.alike.conftest import LAMP, PARKING, PARKING_AGAIN, Tell
from yiwang.cases.actions import Act, perform
from yiwang.cases.belonging import ReporterFacts, keep_reporter
from yiwang.cases.models import Case
from yiwang.engine.duties import Duty
from yiwang.insight.alike import actions, queries
from yiwang.insight.alike.models import Group, Verdict
from yiwang.kernel.refusals import NotAllowed, NotFound

FIRST, SECOND, THIRD = "13900001001", "13900001002", "13900001003"


def row(number: str) -> int:
    return Case.objects.get(number=number).pk


def shown(district: District, duty: Duty = Duty.DISPATCHER, **more) -> list[queries.Shown]:
    return queries.groups(district.worker(duty), **more).groups


def numbers(group: queries.Shown) -> list[str]:
    return [line.case.number for line in group.lines]


def test_cases_of_one_matter_through_two_channels_become_a_group(district, tell: Tell):
    told = [tell(PARKING, phone=FIRST), tell(PARKING_AGAIN, phone=SECOND, channel="web")]
    tell(LAMP, phone=THIRD)
    actions.follow()
    (group,) = shown(district)
    assert numbers(group) == told and dict(group.channels) == {"phone": 1, "web": 1}
    assert group.people == 2 and not group.many


def test_one_caller_five_times_is_one_person(district, tell: Tell):
    for _ in range(5):
        tell(PARKING, phone=FIRST)
    actions.follow()
    assert shown(district)[0].people == 1 and shown(district, only_many=True) == []


def test_copies_without_a_name_are_one_and_other_words_are_another(district, tell: Tell):
    for content in (PARKING, PARKING, PARKING_AGAIN):
        tell(content)
    actions.follow()
    assert shown(district)[0].people == 2


def test_the_people_somebody_speaks_for_count_once_with_those_who_joined(district, tell: Tell):
    main = tell(PARKING, phone=FIRST, people=4)
    tell(PARKING_AGAIN, phone=FIRST, people=3)
    for phone in (SECOND, FIRST):
        # The first caller joins what is theirs already: nobody new.
        given = {
            "reporter": keep_reporter(ReporterFacts(name="又一人", phone=phone)),
            "channel": "phone",
            "content": PARKING,
        }
        operator = district.worker(Duty.OPERATOR)
        perform(Act(number=main, action="join", worker=operator, given=given))
    actions.follow()
    (group,) = shown(district)
    assert group.people == 4 + 1 and group.many


def test_what_was_merged_leaves_the_group_but_its_people_stay(district, tell: Tell):
    told = [tell(PARKING, phone=phone) for phone in (FIRST, SECOND, THIRD)]
    actions.follow()
    district.act(told[2], "merge", district.worker(Duty.DISPATCHER), main_case=told[0])
    actions.follow()
    (group,) = shown(district)
    assert numbers(group) == told[:2] and group.people == 3


def test_what_was_closed_or_became_confidential_is_in_no_group(district, tell: Tell):
    told = [tell(PARKING, phone=phone) for phone in (FIRST, SECOND)]
    actions.follow()
    district.act(told[1], "void", district.worker(Duty.SUPERVISOR), reason="测试")
    actions.follow()
    assert shown(district) == [] and not Group.objects.exists()


def test_what_a_person_held_apart_is_not_suggested_again_until_they_take_it_back(
    district, tell: Tell
):
    told = [tell(PARKING, phone=FIRST), tell(PARKING_AGAIN, phone=SECOND)]
    actions.follow()
    worker = district.worker(Duty.DISPATCHER)
    act = actions.hold_apart(case=row(told[1]), others=[row(told[0])], worker=worker)
    assert shown(district) == []
    actions.look_again([row(number) for number in told])
    assert shown(district) == []
    ((said, case, others),) = queries.held_apart_lately(worker)
    assert (case.number, [other.number for other in others]) == (told[1], [told[0]])
    actions.withdraw(act=said.act, worker=worker)
    assert len(shown(district)) == 1 and queries.held_apart_lately(worker) == []
    # Nothing was changed: what was said first stands there still.
    assert [row.kind for row in Verdict.objects.order_by("id")] == ["apart", "withdrawn"]
    with pytest.raises(NotFound):
        actions.withdraw(act=act + 100, worker=worker)


def test_who_is_held_apart_does_not_come_back_through_a_third_case(district, tell: Tell):
    told = [row(tell(PARKING, phone=phone)) for phone in (FIRST, SECOND, THIRD)]
    actions.follow()
    actions.hold_apart(case=told[2], others=told[:2], worker=district.worker(Duty.OPERATOR))
    (group,) = shown(district)
    assert [line.case.pk for line in group.lines] == told[:2]


@pytest.mark.parametrize("duty", [Duty.SUPERVISOR, Duty.LEADER, Duty.ASSESSOR])
def test_who_may_not_merge_may_not_say_that_cases_differ(district, tell: Tell, duty: Duty):
    told = [row(tell(PARKING, phone=phone)) for phone in (FIRST, SECOND)]
    with pytest.raises(NotAllowed):
        actions.hold_apart(case=told[0], others=told[1:], worker=district.worker(duty))
    assert not Verdict.objects.exists()


def test_the_page_takes_as_many_queries_for_ten_groups_as_for_one(
    district, tell: Tell, django_assert_max_num_queries
):
    names = ["星澜里", "翠湖庭", "金桂园", "清溪府", "玉兰轩", "梧桐阁"]
    names += ["凤鸣居", "枫丹苑", "望江坊", "嘉禾郡", "润泽洲", "祥云岭"]
    for name in names:
        for _ in range(2):
            tell(f"{name}小区{name}的开发商要求买房必须买车位，{name}业主不需要车位。")
    actions.follow()
    with django_assert_max_num_queries(12):
        first = queries.groups(district.worker(Duty.DISPATCHER))
    assert len(first.groups) == 10 and first.following
    rest = queries.groups(district.worker(Duty.DISPATCHER), after=first.following)
    assert len(rest.groups) == len(names) - 10 and not rest.following
    every = {number for page in (first, rest) for group in page.groups for number in numbers(group)}
    assert len(every) == 2 * len(names)
