"""What is wrong stands beside its field, tied to it for those who hear the page."""

import re

import pytest
from django.test import Client

from tests.district import District
from tests.web.test_pages import signed_in
from yiwang.cases.models import Case
from yiwang.engine.duties import Duty

FORM = {
    "content": "楼下路灯坏了", "channel": "phone", "then": "receive", "title": "路灯",
    "people": "3",
    "address": "3号楼", "reporter_name": "张小明", "urgency": "urgent", "nature": "complaint",
    "outer_number": "SJ-77", "public_reply": "稍后", "outer_due": "2049-01-01T10:00",
}  # fmt: skip


def beside(page: str, field: str) -> str:
    """The sentence to which a field is tied; nothing when it is not wrong."""
    tag = re.search(rf'<(?:input|select|textarea) id="{field}"[^>]*>', page)[0]
    if "aria-invalid" not in tag:
        return ""
    told = re.search(r'aria-describedby="([\w-]+)"', tag)[1]
    return re.search(rf'id="{told}">([^<]*)<', page)[1]


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"reporter_phone": "12"}, "reporter_phone", "“12”不是有效的电话号码"),
        ({"content": ""}, "content", "请填写诉求内容"),
        ({"channel": "pigeon"}, "channel", "没有“pigeon”这个来源渠道"),
        ({"then": "establish"}, "category", "请填写诉求分类"),
        ({"then": "answer", "public_reply": ""}, "public_reply", "请填写公开答复"),
        ({"people": "many"}, "people", "涉及人数"),
        ({"outer_due": "2026-02-30T10:00"}, "outer_due", "市级截止时间"),
        ({"area": "999"}, "area", "没有“999”这个区域"),
    ],
)
def test_the_sentence_stands_beside_its_field_and_beside_no_other(
    district: District, change: dict, field: str, sentence: str
):
    response = signed_in(district, Duty.OPERATOR).post("/desk/new/", FORM | change)
    page = response.content.decode()
    assert response.status_code == 422 and sentence in beside(page, field)
    assert page.count('aria-invalid="true"') == 1
    assert Case.objects.count() == 0


def test_every_value_comes_back_whether_one_was_sure_of_it_or_not(district: District):
    form = FORM | {"reporter_phone": "12", "category": "", "area": "", "confidential": "on"}
    page = signed_in(district, Duty.OPERATOR).post("/desk/new/", form).content.decode()
    for key in ("reporter_phone", "title", "address", "reporter_name", "outer_number", "people"):
        assert re.search(rf'name="{key}"[^>]* value="{form[key]}"', page), key
    for value in ("urgent", "complaint", "phone"):
        assert f'<option value="{value}" selected>' in page
    assert 'name="confidential" checked' in page
    assert 'value="receive" checked' in page and ">稍后</textarea>" in page


def test_in_english_the_sentences_are_english(district: District):
    client = signed_in(district, Duty.OPERATOR)
    client.post("/language/", {"language": "en", "next": "/desk/"})
    page = client.post("/desk/new/", FORM | {"content": ""}).content.decode()
    assert beside(page, "content").startswith("Please fill in")
    page = client.post("/desk/new/", FORM | {"reporter_phone": "12"}).content.decode()
    assert beside(page, "reporter_phone").isascii() or "“12”" in beside(page, "reporter_phone")


def test_the_citizens_form_does_the_same_and_keeps_what_was_ticked(district: District):
    form = {"content": "路灯坏了", "phone": "12", "confidential": "on"}
    page = Client().post("/public/", form).content.decode()
    assert beside(page, "content") == ""
    assert "不是有效的电话号码" in beside(page, "phone")
    assert 'name="confidential" checked' in page and 'name="wants_call">' in page


def test_what_a_caller_said_is_in_no_address(district: District):
    client = signed_in(district, Duty.OPERATOR)
    assert client.get("/desk/new/hints/?reporter_phone=13800000000").status_code == 405
    assert "hx-get" not in client.get("/desk/new/").content.decode().split("<main")[1]


def test_an_english_page_tells_what_is_wrong_without_a_chinese_word(district: District):
    client = signed_in(district, Duty.OPERATOR)
    client.cookies["django_language"] = "en"
    wrong = {"content": "", "people": "many", "title": ""}
    page = client.post("/desk/new/", FORM | wrong).content.decode()
    told = [beside(page, field) for field in ("content", "people")]
    told.append(re.search(r'class="message refused"[^>]*>(.*?)</', page, re.S)[1])
    assert all(told) and not re.search("[一-鿿]", "".join(told))
