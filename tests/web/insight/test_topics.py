"""The pages of topics: who looks, what is shown of cases, what a supervisor does there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.district import District
from tests.insight.topics.told import FEES, phone, tell, tell_of_fees, tell_others
from tests.web.test_pages import signed_in
from tests.web.ui.test_ways import current
from yiwang.cases.models import Case
from yiwang.engine.duties import CENTRE, Duty
from yiwang.insight.topics import actions, queries

LIST = "/insight/topics/"


@pytest.fixture
def topic(district: District):
    tell_others(district)
    tell_of_fees(district)
    actions.search()
    (found,) = queries.topics()
    return found


@pytest.mark.parametrize("duty", sorted(CENTRE))
def test_topics_and_their_cases_open_for_those_who_look(district: District, topic, duty: Duty):
    client = signed_in(district, duty)
    for page in (LIST, f"{LIST}{topic.pk}/", f"{LIST}{topic.pk}/cases/"):
        assert client.get(page).status_code == (200 if duty in queries.LOOK else 403), page


def test_the_pages_are_marked_in_the_navigation(district: District, topic):
    client = signed_in(district, Duty.SHIFT_LEADER)
    for page in (LIST, f"{LIST}{topic.pk}/", f"{LIST}{topic.pk}/cases/"):
        assert current(client.get(page).content.decode()) >= {("true", "智能研判")}, page


def test_a_unit_does_not_look_at_topics(district: District, topic):
    assert signed_in(district, Duty.HANDLER).get(LIST).status_code == 403


def test_without_any_search_the_page_says_what_comes_next(district: District):
    page = signed_in(district, Duty.LEADER).get(LIST).content.decode()
    assert "还没有做过研判" in page and "/desk/search/" in page


def test_a_list_that_was_narrowed_too_far_leads_back(district: District, topic):
    page = signed_in(district, Duty.LEADER).get(f"{LIST}?direction=gone").content.decode()
    assert "没有符合条件的专题" in page and topic.name not in page


def test_the_number_of_cases_is_that_of_the_list_it_leads_to(district: District, topic):
    client = signed_in(district, Duty.LEADER)
    page = client.get(f"{LIST}{topic.pk}/cases/").content.decode()
    assert page.count('class="title"') == topic.cases == 6 and "共6件" in page


def test_a_case_that_became_confidential_is_shown_to_nobody_who_may_not_see_it(district, topic):
    Case.objects.filter(title=FEES[0][0]).update(confidential=True)
    address = f"{LIST}{topic.pk}/cases/"
    seen = signed_in(district, Duty.LEADER).get(address).content.decode()
    unseen = signed_in(district, Duty.SHIFT_LEADER).get(address).content.decode()
    assert "共6件" in seen and "共5件" in unseen


def test_personal_data_in_cases_that_stand_for_a_topic_is_masked(district: District):
    tell_others(district)
    for at, (title, content) in enumerate(FEES):
        tell(district, (title, f"{content}请回电13912345678"), at, phone(at))
    actions.search()
    (topic,) = queries.topics()
    page = signed_in(district, Duty.LEADER).get(f"{LIST}{topic.pk}/").content.decode()
    assert "有代表性的案件" in page and "13912345678" not in page and "139****5678" in page


def test_the_list_takes_at_most_twelve_queries(
    district: District, topic, django_assert_max_num_queries
):
    client = signed_in(district, Duty.SUPERVISOR)
    client.get(LIST)
    with django_assert_max_num_queries(12):
        assert client.get(LIST).status_code == 200


def test_a_supervisor_takes_a_topic_up_notes_and_ends_it(district: District, topic):
    client, today = signed_in(district, Duty.SUPERVISOR), timezone.localdate()
    address = f"{LIST}{topic.pk}/"
    form = {"unit": district.units["bureau"].pk, "aim": "投诉减半", "acted_on": today,
            "due_on": today + timedelta(days=30)}  # fmt: skip
    assert client.post(f"{address}take/", form).url == address
    (effort,) = queries.efforts(topic.pk)
    for kind, text in (("done", "约谈物业公司"), ("closed", "已恢复原价")):
        posted = {"kind": kind, "text": text, "on": today}
        assert client.post(f"{LIST}efforts/{effort.pk}/note/", posted).url == address
    page = client.get(address).content.decode()
    assert "约谈物业公司" in page and "已结题" in page and "不下结论" in page


@pytest.mark.parametrize("change", [{"unit": ""}, {"aim": ""}, {"due_on": ""}, {"acted_on": "x"}])
def test_a_form_with_a_fault_comes_back_filled(district: District, topic, change):
    today = timezone.localdate()
    form = {"unit": district.units["bureau"].pk, "aim": "投诉减半", "acted_on": today,
            "due_on": today + timedelta(days=30)} | change  # fmt: skip
    response = signed_in(district, Duty.SUPERVISOR).post(f"{LIST}{topic.pk}/take/", form)
    assert response.status_code == 422 and queries.efforts(topic.pk) == []
    assert str(form["aim"]) in response.content.decode()


@pytest.mark.parametrize("duty", [Duty.LEADER, Duty.DISPATCHER, Duty.SHIFT_LEADER, Duty.ASSESSOR])
def test_who_only_looks_neither_sees_nor_hands_in_forms(district: District, topic, duty: Duty):
    client = signed_in(district, duty)
    page = client.get(f"{LIST}{topic.pk}/").content.decode()
    assert "立题治理（" not in page and "改名称" not in page
    for act in (f"{topic.pk}/take/", f"{topic.pk}/name/", "dial/"):
        assert client.post(f"{LIST}{act}", {"name": "别的名字"}).status_code == 403


def test_a_supervisor_renames_and_publishes_what_is_looked_at(district: District, topic):
    client = signed_in(district, Duty.SUPERVISOR)
    client.post(f"{LIST}{topic.pk}/name/", {"name": "锦棠雅苑涨价"})
    client.post(f"{LIST}dial/", {"weeks": "8", "least": "5", "basis": "试行"})
    assert queries.topic(topic.pk).name == "锦棠雅苑涨价" and queries.dial() == (8, 5)


def test_an_unknown_topic_is_not_found(district: District):
    assert signed_in(district, Duty.LEADER).get(f"{LIST}99/").status_code == 404
