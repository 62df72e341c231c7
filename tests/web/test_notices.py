"""The bell: each duty hears of what is theirs, once, and in few queries."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.district import REPLY, District
from tests.web.test_pages import signed_in
from yiwang.analytics.reports.queries import KEEPERS, RELEASERS
from yiwang.cases import sweep
from yiwang.cases.models import Assignment, Case, Deadline, NoticesSeen
from yiwang.connect.city_platform import inbound
from yiwang.engine.duties import CENTRE, Duty
from yiwang.knowledge import actions as knowledge
from yiwang.web.ui.ways import LATE


def told(district: District, duty: Duty, unit: str = "") -> str:
    """The lines of the page; nothing when it has none."""
    page = signed_in(district, duty, unit).get("/desk/notices/").content.decode()
    return page.partition('<ul class="list notices">')[2].partition("</ul>")[0]


def age(number: str, limit: str, *, started: timedelta, due: timedelta) -> None:
    """Move a clock so that it began and falls due at other moments than now."""
    now = timezone.now()
    row = Deadline.objects.filter(case__number=number, limit=limit, ended_at=None)
    assert row.update(started_at=now + started, due_at=now + due)
    Assignment.objects.filter(case__number=number).update(due_at=now + due)


def test_with_nothing_to_tell_the_page_says_so_and_the_bell_has_no_number(district):
    client = signed_in(district, Duty.HANDLER)
    assert "没有提醒" in client.get("/desk/notices/").content.decode()
    bell = client.get("/desk/notices/bell/").content.decode()
    assert "提醒" in bell and 'class="count"' not in bell


def test_a_unit_hears_of_a_new_assignment_until_it_has_signed(district):
    number = district.handled()
    page = told(district, Duty.HANDLER)
    assert "新派任务" in page and number in page
    assert number not in told(district, Duty.HANDLER, "bureau")
    district.act(number, "sign", district.worker(Duty.HANDLER))
    assert "新派任务" not in told(district, Duty.HANDLER)


@pytest.mark.parametrize(
    ("duty", "action", "given", "label"),
    [
        (Duty.SUPERVISOR, "urge", {"reason": "请加快"}, "督办"),
        (Duty.CALLER, "remind", {"note": "来电催促"}, "催办"),
        (Duty.LEADER, "instruct", {"instruction": "请现场办公"}, "领导批示"),
    ],
)
def test_a_unit_hears_what_others_did_to_its_case(district, duty, action, given, label):
    number = district.handled()
    district.act(number, action, district.worker(duty), **given)
    page = told(district, Duty.HANDLER)
    assert f">{label}</span>" in page and next(iter(given.values())) in page
    assert f">{label}</span>" not in told(district, Duty.HANDLER, "community")


def test_a_unit_hears_that_its_answer_did_not_hold(district):
    number = district.answered()
    district.act(number, "rework", district.worker(Duty.VERIFIER), reason="灯还是不亮")
    assert "灯还是不亮" in told(district, Duty.HANDLER)


def test_who_asked_hears_how_it_was_decided_and_the_dispatcher_that_it_came_back(district):
    number = district.handled()
    district.act(number, "ask_return", district.worker(Duty.HANDLER), reason="不属本单位")
    dispatcher = district.worker(Duty.DISPATCHER)
    district.act(number, "grant_return", dispatcher, note="同意")
    assert ">同意退单</span>" in told(district, Duty.HANDLER)
    assert "同意退单" not in told(district, Duty.DISPATCHER), "one's own deeds are no news"


def test_what_happened_before_a_unit_was_given_the_case_is_not_told_to_it(district):
    number = district.handled()
    district.act(number, "urge", district.worker(Duty.SUPERVISOR), reason="旧事")
    district.act(number, "ask_return", district.worker(Duty.HANDLER), reason="不属本单位")
    dispatcher = district.worker(Duty.DISPATCHER)
    district.act(number, "grant_return", dispatcher)
    bureau = district.units["bureau"].pk
    district.act(number, "dispatch", dispatcher, lead_unit=bureau)
    later = timezone.now() + timedelta(minutes=1)
    Assignment.objects.filter(unit=bureau).update(sent_at=later)
    page = told(district, Duty.HANDLER, "bureau")
    assert "新派任务" in page and "旧事" not in page


def test_the_sweep_makes_due_soon_and_time_makes_overdue(district):
    number = district.handled()
    age(number, "unit_reply", started=timedelta(days=-30), due=timedelta(hours=1))
    assert "即将到期" not in told(district, Duty.HANDLER)
    assert sweep.remind() > 0
    page = told(district, Duty.HANDLER)
    assert "即将到期" in page and "单位答复时限" in page
    assert "即将到期" not in told(district, Duty.HANDLER, "bureau")
    age(number, "unit_reply", started=timedelta(days=-30), due=timedelta(hours=-1))
    page = told(district, Duty.HANDLER)
    assert "已超时" in page and "即将到期" not in page


def test_the_centre_hears_of_the_clocks_of_its_own_turn(district):
    number = district.answered()
    age(number, "verify", started=timedelta(days=-9), due=timedelta(hours=-1))
    assert "核查时限" in told(district, Duty.VERIFIER)
    assert "核查时限" not in told(district, Duty.OPERATOR)


def test_a_city_message_that_waits_is_told_to_those_who_settle_it(district):
    body = b'{"message_id": "m-1", "kind": "remind", "outer_number": "HX-404"}'
    inbound.receive(body)
    assert "HX-404" in told(district, Duty.DISPATCHER)
    assert "HX-404" not in told(district, Duty.OPERATOR)


def test_an_answer_that_expires_is_told_to_its_owner_and_the_editor(district):
    text = knowledge.Text(
        question="路灯归谁管？",
        answer="城管局",
        sources="三定方案",
        owner=district.units["bureau"],
        expires_on=timezone.localdate() + timedelta(days=5),
    )
    article = knowledge.write(text=text, worker=district.worker(Duty.EDITOR))
    knowledge.publish(article_id=article.pk, worker=district.worker(Duty.SUPERVISOR))
    assert "路灯归谁管" in told(district, Duty.EDITOR)
    assert "路灯归谁管" in told(district, Duty.HANDLER, "bureau")
    assert "路灯归谁管" not in told(district, Duty.HANDLER)


def test_the_bell_counts_what_is_new_until_it_was_seen(district):
    number = district.handled()
    Assignment.objects.update(sent_at=timezone.now() - timedelta(hours=1))
    client = signed_in(district, Duty.HANDLER)
    assert 'class="count">1<' in client.get("/desk/notices/bell/").content.decode()
    page = client.get("/desk/notices/").content.decode()
    until = page.split('name="until" value="')[1].split('"')[0]
    assert client.post("/desk/notices/", {"until": until}).status_code == 302
    assert "count" not in client.get("/desk/notices/bell/").content.decode()
    assert number in told(district, Duty.HANDLER)
    district.act(number, "urge", district.worker(Duty.SUPERVISOR), reason="请加快")
    assert 'class="count">1<' in client.get("/desk/notices/bell/").content.decode()


@pytest.mark.parametrize("until", ["2049-01-01T00:00:00+08:00", "soon", "2049-01-01T00:00", ""])
def test_what_was_marked_as_seen_never_lies_ahead_of_now(district, until):
    answer = signed_in(district, Duty.HANDLER).post("/desk/notices/", {"until": until})
    assert answer.status_code == 302
    assert NoticesSeen.objects.get().until <= timezone.now()


def test_a_confidential_case_is_not_told_to_a_recused_unit(district):
    number = district.open(confidential=True).number
    operator = district.worker(Duty.OPERATOR)
    district.act(number, "accept", operator)
    district.act(number, "establish", operator, category="030401")
    unit = district.units["street"].pk
    district.act(number, "dispatch", district.worker(Duty.DISPATCHER), lead_unit=unit)
    assert number in told(district, Duty.HANDLER)
    case = Case.objects.get(number=number)
    case.recusals.create(unit=unit, reason="涉及本单位", set_at=timezone.now())
    assert number not in told(district, Duty.HANDLER)


@pytest.mark.parametrize("duty", [*sorted(CENTRE), Duty.HANDLER, Duty.REVIEWER])
def test_the_page_takes_at_most_nine_queries_and_one_each_for_reports_and_late_data(
    district, duty, django_assert_max_num_queries
):
    for _ in range(3):
        number = district.handled()
        district.act(number, "sign", district.worker(Duty.HANDLER))
        district.act(number, "reply", district.worker(Duty.HANDLER), **REPLY)
        district.act(number, "rework", district.worker(Duty.VERIFIER), reason="不实")
    client = signed_in(district, duty)
    client.get("/desk/notices/")
    with django_assert_max_num_queries(9 + (duty in (*KEEPERS, *RELEASERS)) + (duty in LATE)):
        assert client.get("/desk/notices/").status_code == 200


def test_a_page_whose_person_was_signed_out_stops_asking_and_stays(db):
    answer = Client().get("/desk/notices/bell/", headers={"HX-Request": "true"})
    assert answer.status_code == 286 and "HX-Redirect" not in answer.headers
