"""The screen of API tokens: issued once in plain, kept as a hash, revoked, and each use noted."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.district import District
from tests.web.test_pages import signed_in
from yiwang.engine.duties import Duty
from yiwang.org import actions
from yiwang.org.models import ApiToken, Change, Post

PAGE = "/manage/tokens/"
SECRET = re.compile(r'id="secret" readonly value="(yw_[0-9a-f]{10}_[\w-]+)"')


@pytest.fixture
def form(district: District) -> dict:
    """A form that is good as it stands."""
    post = district.worker(Duty.OPERATOR).post_id
    return {"name": "区驾驶舱", "post": post, "scopes": ["cases:read"], "days": "30"}


@pytest.fixture
def administrator(district: District):
    return signed_in(district, Duty.ADMINISTRATOR)


def test_a_token_is_shown_once_kept_as_a_hash_and_opens_the_api(administrator, form, client):
    response = administrator.post(PAGE, form)
    text = SECRET.search(response.content.decode())[1]
    assert "no-store" in response["Cache-Control"]
    kept = ApiToken.objects.get()
    secret = text.split("_", 2)[2]
    assert secret not in str(ApiToken.objects.values_list().get())
    assert secret not in administrator.get(PAGE).content.decode()
    answer = client.get("/api/v1/cases", headers={"Authorization": f"Bearer {text}"})
    assert (answer.status_code, kept.name, kept.scopes) == (200, "区驾驶舱", ["cases:read"])


def test_who_issued_and_who_revoked_is_kept_and_the_program_is_shut_out(
    administrator, form, client
):
    text = SECRET.search(administrator.post(PAGE, form).content.decode())[1]
    token = ApiToken.objects.get()
    assert administrator.post(f"{PAGE}{token.pk}/").status_code == 302
    answer = client.get("/api/v1/cases", headers={"Authorization": f"Bearer {text}"})
    assert answer.status_code == 401
    noted = Change.objects.order_by("id").values_list("what", "name", "person_name")
    assert list(noted) == [("签发", "区驾驶舱", "系统管理员"), ("吊销", "区驾驶舱", "系统管理员")]
    again = administrator.post(f"{PAGE}{token.pk}/")
    assert again.status_code == 409 and "已经吊销" in again.content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": " "}, "用途"),
        ({"scopes": []}, "权限"),
        ({"scopes": ["cases:all"]}, "权限"),
        ({"days": "367"}, "1至366天"),
        ({"days": "ten"}, "1至366天"),
        ({"post": ""}, "岗位"),
        ({"post": "99999"}, "岗位"),
    ],
)
def test_a_form_that_does_not_fit_is_refused_in_words(administrator, form, change, sentence):
    response = administrator.post(PAGE, form | change)
    assert response.status_code in (404, 422) and sentence in response.content.decode()
    assert not ApiToken.objects.exists() and not Change.objects.exists()


@pytest.mark.parametrize("duty", [Duty.SUPERVISOR, Duty.OPERATOR, Duty.HANDLER])
def test_nobody_but_the_administrator_issues_or_revokes(district: District, form, duty):
    post = Post.objects.get(pk=form["post"])
    token, _ = actions.issue_token(name="试", post=post, scopes=["cases:read"])
    other = signed_in(district, duty)
    assert other.post(PAGE, form).status_code == 403
    assert other.post(f"{PAGE}{token.pk}/").status_code == 403
    assert ApiToken.objects.get().revoked_at is None


def test_the_list_says_which_tokens_still_open_something(administrator, form, district: District):
    post = Post.objects.get(pk=form["post"])
    names = ("有效的", "过期的", "吊销的")
    valid, expired, revoked = (
        actions.issue_token(name=name, post=post, scopes=["cases:read"])[0] for name in names
    )
    ApiToken.objects.filter(pk=expired.pk).update(expires_at=timezone.now() - timedelta(1))
    actions.revoke_token(token=revoked)
    rows = administrator.get(PAGE).content.decode().split("<tbody>")[1].split("</tbody>")[0]
    shown = {name: row for row in rows.split("<tr")[1:] for name in names if name in row}
    assert "gone" not in shown["有效的"] and "大数据中心" in shown["有效的"]
    assert 'class="gone"' in shown["过期的"] and "已过期" in shown["过期的"]
    assert 'class="gone"' in shown["吊销的"] and "已吊销" in shown["吊销的"]
    actions.end_post(post=post)
    assert valid.pk and "岗位已停用" in administrator.get(PAGE).content.decode()


def test_the_last_use_is_kept_to_the_minute(form, client, district: District):
    post = Post.objects.get(pk=form["post"])
    token, text = actions.issue_token(name="试", post=post, scopes=["cases:read"])
    header = {"Authorization": f"Bearer {text}"}
    client.get("/api/v1/cases", headers=header)
    first = ApiToken.objects.get(pk=token.pk).used_at
    client.get("/api/v1/cases", headers=header)
    assert first is not None and ApiToken.objects.get(pk=token.pk).used_at == first
    earlier = first - timedelta(minutes=2)
    ApiToken.objects.filter(pk=token.pk).update(used_at=earlier)
    client.get("/api/v1/cases", headers=header)
    assert ApiToken.objects.get(pk=token.pk).used_at > earlier


def test_a_post_is_found_by_person_or_unit(administrator):
    found = administrator.get(f"{PAGE}posts/", {"text": "城管局"}).content.decode()
    assert "城管局" in found and "大数据中心" not in found and found.count("radio") == 1
    assert "没有找到" in administrator.get(f"{PAGE}posts/", {"text": "无此人"}).content.decode()


def test_the_book_of_changes_cannot_be_altered(administrator, form):
    administrator.post(PAGE, form)
    for attempt in (Change.objects.all().delete, lambda: Change.objects.update(name="x")):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
