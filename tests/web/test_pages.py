"""Every page as every duty: who gets in, how many queries it takes, what is refused."""

import io
import json

import pytest
from django.test import Client
from openpyxl import load_workbook
from PIL import Image

from tests.district import REPLY, District
from yiwang.cases.models import Attachment, Case, Event, Reveal
from yiwang.engine.duties import CENTRE, Duty
from yiwang.org.models import Person

PLANNING = {Duty.SHIFT_LEADER, Duty.SUPERVISOR, Duty.ADMINISTRATOR}
STREET = PLANNING | {Duty.ASSESSOR, Duty.COLLECTOR, Duty.GRID_WORKER}
STREET_PAGES = ("shifts", "routes", "duty", "log-ins", "coverage", "training", "terminals")
PLANNING_PAGES = ("shifts/plan", "routes/new", "terminals/quotas", "terminals/bills")
PAGES = {
    "/desk/": set(Duty),
    "/desk/search/": set(Duty),
    "/desk/new/": {Duty.OPERATOR},
    "/map/": set(Duty),
    "/map/table/": set(Duty),
    "/boards/dispatch/": {Duty.DISPATCHER},
    "/boards/supervision/": {Duty.DISPATCHER, Duty.SUPERVISOR, Duty.LEADER, Duty.ASSESSOR},
    "/knowledge/": set(Duty),
    "/knowledge/new/": {Duty.EDITOR, Duty.ADMINISTRATOR, Duty.SUPERVISOR},
    **dict.fromkeys([f"/field/{page}/" for page in PLANNING_PAGES], PLANNING),
    **dict.fromkeys([f"/field/{page}/" for page in STREET_PAGES], STREET),
    "/manage/limits/": {Duty.ADMINISTRATOR, Duty.SUPERVISOR},
    "/manage/calendar/": {Duty.ADMINISTRATOR, Duty.SUPERVISOR},
    "/manage/routing/": {Duty.ADMINISTRATOR, Duty.SUPERVISOR},
    "/manage/templates/": {Duty.ADMINISTRATOR, Duty.SUPERVISOR, Duty.EDITOR},
    "/manage/outbox/": {Duty.ADMINISTRATOR, Duty.SUPERVISOR},
    "/manage/procedures/": set(Duty),
    "/manage/city/": {Duty.ADMINISTRATOR, Duty.SUPERVISOR, Duty.DISPATCHER},
    "/manage/people/": {Duty.ADMINISTRATOR},
    "/manage/categories/": {Duty.ADMINISTRATOR, Duty.SUPERVISOR},
    "/manage/categories/030401/": {Duty.ADMINISTRATOR, Duty.SUPERVISOR},
    "/manage/gallery/": {Duty.ADMINISTRATOR},
    "/registers/parts/": set(Duty),
    "/registers/parts/import/": {Duty.ADMINISTRATOR, Duty.SUPERVISOR},
    "/manage/units/": {Duty.ADMINISTRATOR},
    "/manage/webhooks/": {Duty.ADMINISTRATOR},
    "/manage/tokens/": {Duty.ADMINISTRATOR},
    "/manage/tokens/posts/": {Duty.ADMINISTRATOR},
}


def signed_in(district: District, duty: Duty, unit: str = "") -> Client:
    client = Client()
    client.force_login(
        Person.objects.get(pk=district.worker(duty, unit).person_id),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


@pytest.mark.parametrize("duty", [*sorted(CENTRE), Duty.HANDLER, Duty.REVIEWER])
def test_each_page_opens_for_its_duties_and_for_nobody_else(district: District, duty: Duty):
    district.handled()
    client = signed_in(district, duty)
    for page, duties in PAGES.items():
        assert client.get(page).status_code == (200 if duty in duties else 403), page


def test_without_signing_in_every_page_asks_for_it(district: District):
    for page in (*PAGES, "/", "/cases/SQ20261121000001/"):
        response = Client().get(page)
        assert response.status_code == 302 and response.url.startswith("/login/")


@pytest.mark.parametrize("page", ["/desk/", "/desk/search/"])
def test_a_list_takes_at_most_eight_queries(
    district: District, page: str, django_assert_max_num_queries
):
    for _ in range(5):
        district.handled()
    client = signed_in(district, Duty.HANDLER)
    client.get(page)
    with django_assert_max_num_queries(8):
        assert client.get(page).status_code == 200


def test_a_refused_step_opens_no_case_and_the_form_keeps_what_was_written(district: District):
    form = {"content": "楼下路灯坏了", "channel": "phone", "category": "", "then": "establish",
            "outer_number": "SJ-77", "people": "3", "confidential": "on"}  # fmt: skip
    response = signed_in(district, Duty.OPERATOR).post("/desk/new/", form)
    page = response.content.decode()
    assert response.status_code == 422 and "还缺：诉求分类" in page
    assert Case.objects.count() == 0 and Event.objects.count() == 0
    assert 'value="SJ-77"' in page and 'value="3"' in page and 'name="confidential" checked' in page


def test_the_operator_files_an_appeal_in_one_form(district: District):
    form = {"content": "楼下路灯坏了", "channel": "phone", "category": "030401",
            "reporter_phone": "138 0000 0000", "then": "establish"}  # fmt: skip
    response = signed_in(district, Duty.OPERATOR).post("/desk/new/", form)
    case = Case.objects.get()
    assert response.url == f"/cases/{case.number}/"
    assert (case.state, case.title, case.reporter.phone) == (
        "established", "楼下路灯坏了", "13800000000",
    )  # fmt: skip


def test_an_answer_given_at_once_is_a_closed_case(district: District):
    form = {"content": "请问几点上班", "channel": "phone", "then": "answer", "public_reply": "九点"}
    signed_in(district, Duty.OPERATOR).post("/desk/new/", form)
    assert Case.objects.get().state == "closed"


@pytest.mark.parametrize(
    "change",
    [{"content": ""}, {"channel": "pigeon"}, {"reporter_phone": "12"}, {"category": "999999"},
     {"content": "长" * 4001}, {"outer_due": "2026-02-30T10:00"}, {"people": "many"}],
)  # fmt: skip
def test_a_form_that_does_not_fit_comes_back_filled_and_nothing_is_written(district, change):
    form = {"content": "楼下路灯坏了", "channel": "phone", "then": "receive"} | change
    response = signed_in(district, Duty.OPERATOR).post("/desk/new/", form)
    assert response.status_code == 422
    assert "message refused" in response.content.decode()
    assert Case.objects.count() == Event.objects.count() == 0


def test_hints_know_the_caller_the_unit_the_repeats_and_the_class(district: District):
    number = district.handled()
    given = {"content": "小区门口路灯坏了三天没人修", "reporter_phone": "13800000000"}
    page = signed_in(district, Duty.OPERATOR).post("/desk/new/hints/", given).content.decode()
    assert number in page and "路灯不亮" in page and "来电人以往诉求" in page


def test_search_finds_two_characters_and_only_what_one_may_see(district: District):
    number = district.handled()
    found = signed_in(district, Duty.HANDLER).get("/desk/search/", {"text": "路灯"})
    assert number in found.content.decode()
    other = signed_in(district, Duty.HANDLER, "bureau").get("/desk/search/", {"text": "路灯"})
    assert number not in other.content.decode()
    assert other.content.decode().count("没有符合条件的案件") == 1


@pytest.mark.parametrize("given", [{"box": "odd"}, {"from": "2026-13-01"}])
def test_odd_filters_are_refused_in_words(district, given):
    assert signed_in(district, Duty.OPERATOR).get("/desk/search/", given).status_code == 422


def test_the_unit_signs_and_answers_on_the_case_page(district: District):
    number = district.handled()
    client = signed_in(district, Duty.HANDLER)
    assert "承办签收" in client.get(f"/cases/{number}/").content.decode()
    client.post(f"/cases/{number}/act/sign/", {"seen": "4"})
    client.post(f"/cases/{number}/act/reply/", REPLY)
    assert Case.objects.get(number=number).state == "answered"


def test_two_people_on_one_page_the_second_is_told_who_was_faster(district: District):
    number = district.handled()
    client = signed_in(district, Duty.HANDLER)
    client.post(f"/cases/{number}/act/sign/", {"seen": "4"})
    response = client.post(f"/cases/{number}/act/sign/", {"seen": "4"})
    assert response.status_code == 409
    assert "最近一次：承办签收（经办人" in response.content.decode()


def test_personal_data_is_masked_until_shown_on_purpose_and_the_look_is_kept(district: District):
    number = district.handled()
    client = signed_in(district, Duty.HANDLER)
    assert "13800000000" not in client.get(f"/cases/{number}/").content.decode()
    assert client.post(f"/cases/{number}/reveal/", {"purpose": ""}).status_code == 422
    shown = client.post(f"/cases/{number}/reveal/", {"purpose": "联系上门"}, follow=True)
    assert "13800000000" in shown.content.decode()
    assert "13800000000" not in client.get(f"/cases/{number}/").content.decode()
    assert Reveal.objects.get().purpose == "联系上门"


def picture(kind: str = "JPEG") -> io.BytesIO:
    content = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    Image.new("RGB", (60, 40), "red").save(content, kind, exif=exif)
    content.seek(0)
    content.name = "现场.jpg"
    return content


def test_a_photo_is_kept_without_its_metadata_and_shown_to_those_who_may_see(district: District):
    number = district.handled()
    client = signed_in(district, Duty.HANDLER)
    client.post(f"/cases/{number}/act/sign/", {})
    client.post(f"/cases/{number}/act/reply/", REPLY | {"files": picture()})
    kept = Attachment.objects.get()
    content = b"".join(client.get(f"/cases/files/{kept.key}/").streaming_content)
    assert content.startswith(b"\xff\xd8") and b"SecretCamera" not in content
    other = signed_in(district, Duty.HANDLER, "bureau")
    assert other.get(f"/cases/files/{kept.key}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.jpg", b"<script>alert(1)</script>"), ("a.txt", b"<html>"), ("run.exe", b"MZ\x00"),
     ("a.jpg", b""), ("a.png", b"\xff\xd8\xff\xe0 truncated"), ("a.pdf", b"\xff\xd8\xff\xe0")],
)  # fmt: skip
def test_a_disguised_or_broken_file_is_refused_and_the_act_with_it(district, name, content):
    number = district.handled()
    client = signed_in(district, Duty.HANDLER)
    client.post(f"/cases/{number}/act/sign/", {})
    upload = io.BytesIO(content)
    upload.name = name
    response = client.post(f"/cases/{number}/act/reply/", REPLY | {"files": upload})
    assert response.status_code == 422
    assert Attachment.objects.filter(case__isnull=False).count() == 0


def test_a_file_over_the_bound_is_refused(district, settings):
    settings.ATTACHMENT_MAX_BYTES = 1000
    number = district.handled()
    client = signed_in(district, Duty.HANDLER)
    client.post(f"/cases/{number}/act/sign/", {})
    upload = io.BytesIO(b"word " * 400)
    upload.name = "a.txt"
    response = client.post(f"/cases/{number}/act/reply/", REPLY | {"files": upload})
    assert response.status_code == 413
    assert Case.objects.get(number=number).state == "handling"


def test_an_export_says_who_made_it_and_holds_no_personal_data(district: District):
    district.open(title="=1+1")
    response = signed_in(district, Duty.SUPERVISOR).get("/desk/search/export/")
    rows = list(load_workbook(io.BytesIO(b"".join(response.streaming_content))).active.values)
    assert "督办员" in rows[0][0] and "导出" in rows[0][0]
    assert rows[2][1] == "'=1+1"
    assert "13800000000" not in json.dumps(rows, default=str)


def test_a_citizen_files_follows_and_rates(district: District):
    client = Client()
    page = client.post("/public/", {"content": "路灯坏了", "phone": "13800000000"})
    number, secret = (
        page.content.decode().split(f'id="{key}"><b>')[1].split("</b>")[0]
        for key in ("number", "secret")
    )
    wrong = client.post("/public/follow/", {"number": number, "secret": "0000"})
    assert wrong.status_code == 404
    shown = client.post("/public/follow/", {"number": number, "secret": secret})
    assert "待签收" in shown.content.decode()
    operator = district.worker(Duty.OPERATOR)
    district.act(number, "accept", operator)
    district.act(number, "answer_at_once", operator, public_reply="已修好")
    answers = {"satisfied": "unsatisfied", "solved": "unsolved", "comment": "还是不亮"}
    rated = client.post("/public/rate/", {"number": number, "secret": secret} | answers)
    assert "感谢您的评价" in rated.content.decode()
    assert Case.objects.get(number=number).satisfied == "unsatisfied"
    again = client.post("/public/rate/", {"number": number, "secret": secret} | answers)
    assert again.status_code == 409


def test_dials_are_refused_outside_their_range_and_kept_with_their_basis(district: District):
    client = signed_in(district, Duty.ADMINISTRATOR)
    form = {"limit": "handle", "amount": "61", "basis": "通知"}
    assert client.post("/manage/limits/", form).status_code == 422
    assert client.post("/manage/limits/", form | {"amount": "3", "basis": " "}).status_code == 422
    assert client.post("/manage/limits/", form | {"amount": "3"}).status_code == 302
    number = district.handled()
    assert Case.objects.get(number=number).deadlines.get(limit="handle").amount == 3


def test_a_repeat_is_joined_instead_of_filed_again(district: District):
    number = district.handled()
    form = {"content": "路灯还是不亮", "channel": "phone", "reporter_phone": "13800000009",
            "join": number}  # fmt: skip
    response = signed_in(district, Duty.OPERATOR).post("/desk/new/", form)
    assert response.url == f"/cases/{number}/"
    assert Case.objects.count() == 1
    assert Event.objects.get(kind="join").given["content"] == "路灯还是不亮"


def test_a_deputy_works_in_the_absent_persons_post_and_the_log_names_both(district: District):
    number = district.handled()
    handler = district.worker(Duty.HANDLER)
    stand_in = district.worker(Duty.HANDLER, "bureau")
    form = {"change": "deputise", "post": handler.post_id, "person": stand_in.person_id,
            "since": "2026-01-01T00:00", "until": "2049-01-01T00:00", "reason": "休假"}  # fmt: skip
    administrator = signed_in(district, Duty.ADMINISTRATOR)
    assert administrator.post("/manage/people/", form).status_code == 302
    ended = form | {"until": "2025-01-01T00:00"}
    assert administrator.post("/manage/people/", ended).status_code == 422
    client = signed_in(district, Duty.HANDLER, "bureau")
    assert client.get(f"/cases/{number}/").status_code == 404
    client.post("/post/", {"post": handler.post_id})
    client.post(f"/cases/{number}/act/sign/", {})
    event = Event.objects.get(kind="sign")
    assert (event.person, event.deputises) == (stand_in.person_id, handler.person_id)
    assert "代经办人" in client.get(f"/cases/{number}/").content.decode()


def test_english_is_one_click_away(district: District):
    client = signed_in(district, Duty.OPERATOR)
    client.post("/language/", {"language": "en", "next": "/desk/"})
    assert '<html lang="en"' in client.get("/desk/").content.decode()
