"""The pages of the phone: for whom, in how many queries, and what the phone may keep of them."""

import json

import pytest
from django.test import Client

from tests.district import District
from tests.web.test_pages import signed_in
from tests.web.test_phone_sending import item, send, to_verify
from yiwang.cases.belonging import ReporterFacts, keep_reporter
from yiwang.cases.models import Case
from yiwang.engine.duties import FIELD, Duty
from yiwang.org import actions as org
from yiwang.web.phone.installing import shell

PAGES = ("/phone/", "/phone/report/urban_management/", "/phone/queue/")


@pytest.fixture
def phone(district: District) -> Client:
    return signed_in(district, Duty.COLLECTOR)


@pytest.mark.parametrize("duty", [Duty.COLLECTOR, Duty.OPERATOR, Duty.HANDLER, Duty.LEADER])
def test_the_phone_is_for_the_street_and_others_are_told_so(district, duty):
    client = signed_in(district, duty)
    for page in PAGES:
        answer = client.get(page)
        assert answer.status_code == (200 if duty in FIELD else 403), page
        if duty not in FIELD:
            assert "此页供" in answer.content.decode() and "监督员" in answer.content.decode()


def test_a_grid_worker_reports_but_sees_no_task_of_others(district, phone):
    to_verify(district, phone)
    unit = district.units["community"]
    person = org.add_person(login="grid", name="网格员甲", password="a-long-word-9")
    org.give_post(person=person, unit=unit, duty=Duty.GRID_WORKER)
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert "没有等您办理的任务" in client.get("/phone/").content.decode()
    form = client.get("/phone/report/urban_management/").content.decode()
    assert 'name="channel" value="grid_worker"' in form


def test_who_is_signed_out_stays_within_the_app(district):
    answer = Client().get("/phone/queue/")
    assert answer.status_code == 302 and answer.url == "/phone/login/?next=/phone/queue/"


@pytest.mark.parametrize("page", [*PAGES, "TASK"])
def test_a_page_takes_at_most_fourteen_queries(
    district, phone, page, django_assert_max_num_queries
):
    number = to_verify(district, phone)
    page = f"/phone/tasks/{number}/" if page == "TASK" else page
    phone.get(page)
    with django_assert_max_num_queries(14):
        assert phone.get(page).status_code == 200


def test_a_task_offers_what_this_duty_may_do_now_built_from_its_needs(district, phone):
    number = to_verify(district, phone)
    page = phone.get(f"/phone/tasks/{number}/").content.decode()
    assert number in phone.get("/phone/").content.decode()
    for action in ("verify_pass", "rework"):
        assert f'data-action="{action}"' in page
    assert 'name="found"' in page and 'name="checked_point"' in page
    assert 'data-action="close"' not in page


def at_state(number: str, state: str) -> None:
    case = Case.objects.get(number=number)
    Case.objects.filter(pk=case.pk).update(state=state, standing=case.standing | {"state": state})


def test_nothing_of_the_reporter_reaches_the_phone(district, phone):
    number = to_verify(district, phone)
    reporter = keep_reporter(ReporterFacts(name="张小明", phone="13812345678"))
    content = "请打13812345678联系"
    Case.objects.filter(number=number).update(
        reporter=reporter, content=content, title=content, address=f"门口{content}"
    )
    for state, path in (
        ("to_verify", "/phone/"),
        *((state, f"/phone/tasks/{number}/") for state in ("to_verify", "to_check")),
    ):
        at_state(number, state)
        page = phone.get(path).content.decode()
        assert "13812345678" not in page and "张小明" not in page


def test_pages_are_kept_by_the_phone_for_their_owner_only_and_by_nothing_else(district, phone):
    worker = district.worker(Duty.COLLECTOR)
    for page in PAGES:
        answer = phone.get(page)
        assert answer["X-Phone-Owner"] == f"{worker.person_id}-{worker.post_id}"
        assert "no-store" in answer["Cache-Control"]
    assert "X-Phone-Owner" not in Client().get("/phone/login/")
    assert "X-Phone-Owner" not in Client().get("/phone/offline/")


def test_a_confidential_case_is_not_kept_by_the_phone_nor_told_in_the_list(district, phone):
    number = send(phone, item(district)).json()["number"]
    Case.objects.filter(number=number).update(confidential=True, state="to_check", title="密")
    assert "X-Phone-Owner" not in phone.get(f"/phone/tasks/{number}/")
    page = phone.get("/phone/").content.decode()
    assert "保密件" in page and f">{'密'}<" not in page


def test_the_worker_answers_for_its_folder_and_changes_with_what_it_keeps(db):
    answer = Client().get("/phone/worker.js")
    text = answer.content.decode()
    told = json.loads(text.partition("const SHELL = ")[2].partition(";\n")[0])
    files, version = shell()
    assert told == {"files": files, "version": version, "offline": "/phone/offline/"}
    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer["Cache-Control"] and "'unsafe" not in str(answer.headers)
    assert Client().get("/phone/offline/").status_code == 200
