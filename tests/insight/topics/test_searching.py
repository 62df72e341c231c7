"""A search over the log: what counts, what keeps its number, what people add to it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.district import District
from tests.insight.topics.told import (
    COMMUNITY,
    FEES,
    OTHER,
    phone,
    tell,
    tell_of_fees,
    tell_others,
)
from yiwang.cases.models import Case, Event
from yiwang.engine.duties import Duty
from yiwang.insight.topics import actions, queries
from yiwang.insight.topics.models import Topic, TopicCase
from yiwang.kernel.refusals import Invalid, NotAllowed

TODAY = timezone.localdate


def search() -> list[Topic]:
    actions.search()
    return queries.topics()


def test_people_of_one_estate_with_one_matter_are_a_topic(district: District):
    tell_others(district)
    numbers = tell_of_fees(district)
    (topic,) = search()
    assert topic.name.startswith("锦棠雅苑 · ") and "上涨" in topic.name
    assert (topic.people, topic.cases, topic.area, topic.kind) == (6, 6, COMMUNITY, "here")
    members = TopicCase.objects.filter(topic=topic).values_list("case__number", flat=True)
    assert sorted(members) == sorted(numbers)


def test_a_topic_that_is_new_this_week_rises_since_then(district: District):
    tell_others(district)
    tell_of_fees(district, (0, 1, 2, 3, 4, 5))
    (topic,) = search()
    assert topic.direction == "rising" and topic.since == TODAY() - timedelta(days=6)


def test_cases_that_were_withdrawn_or_voided_do_not_count(district: District):
    tell_others(district)
    numbers = tell_of_fees(district)
    supervisor, operator = district.worker(Duty.SUPERVISOR), district.worker(Duty.OPERATOR)
    district.act(numbers[0], "ask_withdrawal", operator, reason="已自行解决")
    district.act(numbers[0], "grant_withdrawal", supervisor)
    (topic,) = search()
    assert (topic.people, topic.cases) == (5, 5)


def test_confidential_cases_are_in_no_topic(district: District):
    tell_others(district)
    tell_of_fees(district)
    tell(district, FEES[0], 1, phone(90), confidential=True, content="锦棠雅苑举报停车费去向")
    (topic,) = search()
    assert topic.cases == 6


def test_one_caller_again_and_again_is_no_topic(district: District):
    tell_others(district)
    for text, day in zip(FEES, range(1, 7), strict=True):
        tell(district, text, day, phone(1))
    assert search() == []


def test_copies_of_one_text_are_no_topic(district: District):
    tell_others(district)
    for at in range(6):
        tell(district, FEES[0], at, phone(at))
    assert search() == []


def test_a_group_appeal_counts_its_people(district: District):
    tell_others(district)
    tell_of_fees(district)
    tell(district, ("锦棠雅苑停车费上涨我们都反对", "锦棠雅苑三栋四十户联名反对停车费上涨。"), 1,
         phone(77), people=40)  # fmt: skip
    (topic,) = search()
    assert (topic.people, topic.cases) == (46, 7)


def test_cases_of_before_the_weeks_do_not_count(district: District):
    tell_others(district)
    tell_of_fees(district, (1, 2, 3, 5, 90, 91))
    (topic,) = search()
    assert topic.cases == 4


def test_the_same_log_gives_the_same_topics(district: District):
    tell_others(district)
    tell_of_fees(district)
    first = [(t.pk, t.name, t.weeks, t.heat) for t in search()]
    again = [(t.pk, t.name, t.weeks, t.heat) for t in search()]
    assert first == again and len(first) == 1


def test_a_topic_that_goes_on_keeps_its_number_and_its_first_week(district: District):
    tell_others(district)
    tell_of_fees(district, (0, 1, 2, 3, 4, 5))
    (before,) = search()
    now = timezone.now() + timedelta(days=7)
    tell(district, ("锦棠雅苑物业费上涨还没有答复", "锦棠雅苑物业费上涨没人管。"), 0, phone(60))
    tell(
        district,
        ("锦棠雅苑停车费上涨依旧", "锦棠雅苑停车费还是那么贵，上涨没有依据。"),
        0,
        phone(61),
    )
    tell(district, ("锦棠雅苑停车费上涨三个月了", "锦棠雅苑停车费上涨，保安拦车。"), 0, phone(62))
    actions.search(now=now)
    (after,) = queries.topics()
    assert after.pk == before.pk and after.cases == 9 and after.first_on == before.first_on
    assert after.since == before.since


def test_what_is_not_found_again_has_ceased_and_stays_to_be_read(district: District):
    tell_others(district)
    tell_of_fees(district)
    (topic,) = search()
    actions.search(now=timezone.now() + timedelta(days=200))
    assert queries.topics() == []
    assert queries.topic(topic.pk).direction == "gone"
    assert queries.topics(queries.Wanted(direction="gone")) == [topic]


def test_a_name_that_a_person_gave_stays(district: District):
    tell_others(district)
    tell_of_fees(district)
    (topic,) = search()
    actions.rename(number=topic.pk, name="锦棠雅苑涨价", by=district.worker(Duty.SUPERVISOR))
    assert [one.name for one in search()] == ["锦棠雅苑涨价"]
    assert [one.name for one in queries.names(topic.pk)] == ["锦棠雅苑涨价"]


def test_the_search_writes_nothing_to_a_case(district: District):
    tell_others(district)
    tell_of_fees(district)
    before = list(Case.objects.order_by("id").values()), Event.objects.count()
    search()
    assert (list(Case.objects.order_by("id").values()), Event.objects.count()) == before


def test_topics_are_narrowed_to_area_direction_and_days(district: District):
    tell_others(district)
    tell_of_fees(district)
    (topic,) = search()
    for wanted, found in (
        ({"area": COMMUNITY}, True),
        ({"area": COMMUNITY[:9]}, True),
        ({"area": OTHER}, False),
        ({"direction": topic.direction}, True),
        ({"direction": "gone"}, False),
        ({"days": 7}, True),
        ({"taken": True}, False),
        ({"category": "99"}, False),
    ):
        assert bool(queries.topics(queries.Wanted(**wanted))) is found, wanted


def test_only_a_supervisor_takes_up_names_and_publishes(district: District):
    tell_others(district)
    tell_of_fees(district)
    (topic,) = search()
    days = (TODAY(), TODAY() + timedelta(days=30))
    unit = district.units["bureau"].pk
    for duty in (Duty.LEADER, Duty.DISPATCHER, Duty.ASSESSOR, Duty.SHIFT_LEADER):
        by = district.worker(duty)
        with pytest.raises(NotAllowed):
            actions.rename(number=topic.pk, name="别的名字", by=by)
        with pytest.raises(NotAllowed):
            actions.take_up(number=topic.pk, unit=unit, aim="减半", days=days, by=by)
        with pytest.raises(NotAllowed):
            actions.publish_dial(weeks=8, least=5, basis="试行", by=by)


def test_an_effort_is_taken_up_once_noted_and_ended(district: District):
    tell_others(district)
    tell_of_fees(district)
    (topic,) = search()
    by, unit = district.worker(Duty.SUPERVISOR), district.units["bureau"].pk
    days = (TODAY() - timedelta(days=1), TODAY() + timedelta(days=30))
    effort = actions.take_up(number=topic.pk, unit=unit, aim="物业费投诉减半", days=days, by=by)
    with pytest.raises(Invalid):
        actions.take_up(number=topic.pk, unit=unit, aim="再立一次", days=days, by=by)
    given = {"effort": effort.pk, "on": TODAY(), "by": by}
    actions.note(kind="done", text="约谈物业公司", **given)
    actions.note(kind="closed", text="已恢复原价", **given)
    with pytest.raises(Invalid):
        actions.note(kind="done", text="结题后不能再记", **given)
    assert queries.closed(queries.efforts(topic.pk)[0])
    assert queries.topics(queries.Wanted(taken=True)) == [topic]


@pytest.mark.parametrize("aim, due", [("", 30), ("减半", 0), ("减半", -3)])
def test_an_effort_needs_an_aim_and_a_day_after_its_beginning(district: District, aim, due):
    tell_others(district)
    tell_of_fees(district)
    (topic,) = search()
    days = (TODAY(), TODAY() + timedelta(days=due))
    with pytest.raises(Invalid):
        actions.take_up(number=topic.pk, unit=district.units["bureau"].pk, aim=aim, days=days,
                        by=district.worker(Duty.SUPERVISOR))  # fmt: skip


def test_the_effect_of_few_people_is_not_concluded(district: District):
    tell_others(district)
    tell_of_fees(district)
    (topic,) = search()
    days = (TODAY() - timedelta(days=4), TODAY() + timedelta(days=30))
    effort = actions.take_up(number=topic.pk, unit=district.units["bureau"].pk, aim="减半",
                             days=days, by=district.worker(Duty.SUPERVISOR))  # fmt: skip
    found = queries.effect_of(effort)
    assert found.verdict == "too_few" and found.ratio is None
    assert (found.before.topic, found.after.topic) == (3, 3)


def test_published_weeks_and_people_hold_for_the_next_search(district: District):
    tell_others(district)
    tell_of_fees(district)
    by = district.worker(Duty.SUPERVISOR)
    actions.publish_dial(weeks=8, least=7, basis="试行", by=by)
    assert search() == [] and queries.last_run().weeks == 8
    for wrong in ({"weeks": 5, "least": 3}, {"weeks": 12, "least": 1}):
        with pytest.raises(Invalid):
            actions.publish_dial(basis="试行", by=by, **wrong)
