"""The screen of people: who gave and ended which post is kept, and somebody is always left."""

from urllib.parse import urlencode

import pytest
from django.utils import timezone

from tests.district import District
from tests.web.test_pages import signed_in
from yiwang.engine.duties import Duty
from yiwang.org import actions as org
from yiwang.org.models import Change, Person, Post, Unit

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


def staffed(district: District, count: int) -> None:
    """Many people with the same few names, in units at several depths."""
    units = [district.units[key] for key in ("centre", "street", "community", "other", "bureau")]
    for n in range(count):
        person = Person.objects.create(login=f"many{n:04d}", name=f"张{n % 7}")
        org.give_post(person=person, unit=units[n % len(units)], duty=Duty.HANDLER)


def read_through(client, **asked: str) -> list[Post]:
    seen, address = [], f"{PAGE}?{urlencode(asked)}"
    while address:
        context = client.get(address).context
        seen += context["posts"]
        address = f"{PAGE}{context['next']}" if context["next"] else ""
    return seen


def test_pages_follow_each_other_by_unit_tree_and_name_without_leaving_one_out(
    administrator, district: District
):
    staffed(district, 130)
    ended = Post.objects.filter(person__login="many0001")
    ended.update(until=timezone.now())
    away = Unit.objects.filter(pk=district.units["other"].pk)
    away.update(active=False)
    seen = read_through(administrator)
    running = Post.objects.filter(until=None, unit__active=True)
    assert len(seen) == len({post.pk for post in seen}) == running.count() > 100
    assert {post.pk for post in seen} == set(running.values_list("pk", flat=True))
    paths = [post.unit.path for post in seen]
    street, below = district.units["street"].path, district.units["community"].path
    assert paths == sorted(paths) and below.startswith(street)
    for path in set(paths):
        names = [post.person.name for post in seen if post.unit.path == path]
        rows = running.filter(unit__path=path).order_by("person__name")
        assert names == list(rows.values_list("person__name", flat=True))


def test_a_page_goes_on_where_the_last_post_was_though_it_ended_meanwhile(
    administrator, district: District
):
    staffed(district, 70)
    first = administrator.get(PAGE).context
    expected = {post.pk for post in read_through(administrator)} - {p.pk for p in first["posts"]}
    Post.objects.filter(pk=first["posts"][-1].pk).update(until=timezone.now())
    rest = administrator.get(f"{PAGE}{first['next']}").context["posts"]
    assert {post.pk for post in rest} == expected


def test_the_search_holds_over_the_pages_and_an_odd_page_is_the_first(
    administrator, district: District
):
    staffed(district, 120)
    found = read_through(administrator, text="many00")
    assert len(found) == 100 and all(post.person.login.startswith("many00") for post in found)
    assert {post.unit.name for post in read_through(administrator, text="城管局")} == {"城管局"}
    first = [post.pk for post in administrator.get(PAGE).context["posts"]]
    for odd in ("x", "-1", "9" * 30, "99999999"):
        shown = administrator.get(PAGE, {"after": odd}).context["posts"]
        assert [post.pk for post in shown] == first, odd


def test_people_are_found_for_a_post_or_as_deputy_and_those_who_left_are_not(
    administrator, district: District
):
    staffed(district, 20)
    Person.objects.filter(login="many0003").update(is_active=False)
    page = administrator.get(f"{PAGE}found/", {"text": "many000"}).content.decode()
    assert "many0002" in page and "many0003" not in page and 'name="person"' in page
    answer = signed_in(district, Duty.SUPERVISOR).get(f"{PAGE}found/", {"text": "many"})
    assert answer.status_code == 403 and "many0002" not in answer.content.decode()


def test_the_page_takes_as_few_queries_with_many_people_as_with_few(
    administrator, district: District, django_assert_max_num_queries
):
    staffed(district, 300)
    administrator.get(PAGE)
    with django_assert_max_num_queries(12):
        page = administrator.get(PAGE)
    assert len(page.content) < 100_000
