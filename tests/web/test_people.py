"""The screen of people: who gave and ended which post is kept, and somebody is always left."""

import pytest

from tests.district import District
from tests.web.test_pages import signed_in
from yiwang.engine.duties import Duty
from yiwang.org import actions as org
from yiwang.org.models import Change, Post, Unit

PAGE = "/manage/people/"


@pytest.fixture
def administrator(district: District):
    return signed_in(district, Duty.ADMINISTRATOR)


def end(client, worker):
    return client.post(PAGE, {"change": "end", "post": worker.post_id}, follow=True)


def test_who_gave_and_who_ended_a_post_is_kept(administrator, district: District):
    handler, bureau = district.worker(Duty.HANDLER), district.units["bureau"]
    form = {"change": "give", "person": handler.person_id, "unit": bureau.pk, "duty": "handler"}
    page = administrator.post(PAGE, form, follow=True).content.decode()
    assert "城管局 经办人" in page
    again = administrator.post(PAGE, form)
    assert again.status_code == 409 and "已有这个岗位" in again.content.decode()
    end(administrator, handler)
    assert end(administrator, handler).status_code == 409
    noted = Change.objects.order_by("id").values_list("what", "name", "detail", "person_name")
    assert list(noted) == [
        ("授予岗位", "经办人", "城管局 经办人", "系统管理员"),
        ("结束岗位", "经办人", "江滩街道办 经办人", "系统管理员"),
    ]


def test_a_deputy_is_kept_with_the_span_and_the_reason(administrator, district: District):
    handler, stand_in = district.worker(Duty.HANDLER), district.worker(Duty.HANDLER, "bureau")
    form = {"change": "deputise", "post": handler.post_id, "person": stand_in.person_id,
            "since": "2026-01-01T08:00", "until": "2026-01-09T18:00", "reason": "休假"}  # fmt: skip
    administrator.post(PAGE, form)
    noted = Change.objects.get()
    assert noted.what == "设置代理"
    assert "2026-01-01 08:00–2026-01-09 18:00 休假" in noted.detail


def test_the_last_administrator_stays(administrator, district: District):
    last = district.worker(Duty.ADMINISTRATOR)
    response = end(administrator, last)
    assert response.status_code == 409 and "最后一位系统管理员" in response.content.decode()
    assert Post.objects.get(pk=last.post_id).until is None
    person = Post.objects.get(pk=district.worker(Duty.EDITOR).post_id).person
    org.give_post(person=person, unit=district.units["centre"], duty=Duty.ADMINISTRATOR)
    end(administrator, last)
    assert Post.objects.get(pk=last.post_id).until is not None


def test_the_last_reviewer_stays_while_replies_must_be_reviewed(administrator, district: District):
    reviewer = district.worker(Duty.REVIEWER, "street")
    Unit.objects.filter(pk=reviewer.unit_id).update(reviews_replies=True)
    response = end(administrator, reviewer)
    assert response.status_code == 409 and "最后一位审核人" in response.content.decode()
    Unit.objects.filter(pk=reviewer.unit_id).update(reviews_replies=False)
    assert end(administrator, reviewer).status_code == 200
    assert Post.objects.get(pk=reviewer.post_id).until is not None
