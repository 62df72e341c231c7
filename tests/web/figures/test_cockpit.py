"""The cockpit: who gets in, what it costs, what it tells and to whom."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.district import District
from tests.web.figures.test_explorer import page
from tests.web.test_pages import signed_in
from yiwang.analytics import actions, queries
from yiwang.cases import watch
from yiwang.cases.models import Case
from yiwang.engine.duties import CENTRE, Duty
from yiwang.web.cockpit.spans import SPANS
from yiwang.web.ui.ways import COCKPIT

PARTS = ("/cockpit/", "/cockpit/board/", "/cockpit/now/")


def test_the_cockpit_is_for_those_who_lead_and_watch(empty: District):
    for duty in (*sorted(CENTRE), Duty.HANDLER):
        client = signed_in(empty, duty)
        for path in PARTS:
            assert client.get(path).status_code == (200 if duty in COCKPIT else 403), (duty, path)
    assert Client().get("/cockpit/").url.startswith("/login/")


def test_before_the_first_refresh_it_says_what_to_do_and_shows_what_is_live(empty: District):
    number = empty.handled()
    told = page(signed_in(empty, Duty.LEADER), "/cockpit/")
    assert "还没有统计数据" in told and f"/cases/{number}/" in told


def test_every_answer_takes_at_most_sixteen_queries_and_few_statements_of_facts(
    district: District, django_assert_max_num_queries
):
    client = signed_in(district, Duty.LEADER)
    for path in PARTS:
        client.get(path)
        with django_assert_max_num_queries(16):
            client.get(path)


def test_the_same_facts_are_asked_once_whoever_looks(district: District, monkeypatch):
    asked = []
    table_of = queries.table_of
    monkeypatch.setattr(queries, "table_of", lambda *a, **k: asked.append(1) or table_of(*a, **k))
    page(signed_in(district, Duty.LEADER), "/cockpit/")
    many = len(asked)
    for duty in (Duty.LEADER, Duty.SUPERVISOR):
        page(signed_in(district, duty), "/cockpit/board/")
    assert 0 < many == len(asked)


def test_what_is_the_same_is_not_sent_again(district: District):
    client = signed_in(district, Duty.LEADER)
    for path in PARTS[1:]:
        first = client.get(path)
        assert first["Cache-Control"] == "private, no-cache"
        again = client.get(path, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    first = client.get("/cockpit/now/")
    district.open()
    again = client.get("/cockpit/now/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200


@pytest.mark.parametrize("span", [one.key for one in SPANS])
def test_every_number_opens_as_many_rows_as_it_says(district: District, span: str):
    client = signed_in(district, Duty.LEADER)
    told = page(client, "/cockpit/", span=span)
    found = re.findall(r'href="(/figures/rows/\?[^"]+)">([\d,]+)(?:<|$)', told)
    assert len(found) >= 4
    for address, number in found:
        rows = page(client, address.replace("&amp;", "&"))
        assert f'共 <b class="number">{number}</b>' in rows
        assert f'href="/cockpit/?span={span}"' in rows


def test_an_unknown_span_is_refused_in_words(district: District):
    assert signed_in(district, Duty.LEADER).get("/cockpit/", {"span": "age"}).status_code == 422


def test_what_is_late_and_soon_late_is_counted_as_the_search_lists_it(district: District):
    client = signed_in(district, Duty.SUPERVISOR)
    numbers = list(Case.objects.order_by("id").values_list("number", flat=True))
    for number, hours in zip(numbers, (-1, 5, 30, 40), strict=True):
        from_now(number, hours)
    found = watch.due(district.worker(Duty.SUPERVISOR), hours=24)
    assert (found.late, found.soon) == (1, 1)
    assert listed(client, late=1) == {numbers[0]} and listed(client, within=24) == {numbers[1]}
    told = page(client, "/cockpit/now/")
    assert told.index(numbers[1]) < told.index(numbers[2]) < told.index(numbers[0])


def from_now(number: str, hours: float) -> None:
    """Move the deadline of an open case."""
    due = timezone.now() + timedelta(hours=hours)
    Case.objects.filter(number=number).update(due_at=due)


def listed(client: Client, **filters) -> set[str]:
    return set(re.findall(r'href="/cases/(\w+)/', page(client, "/desk/search/", **filters)))


def test_the_feed_is_masked_names_no_person_and_keeps_what_one_may_not_see(district: District):
    hidden = district.open(title="保密的第二件", confidential=True).number
    seen = district.open(title="请打13812345678").number
    leader = signed_in(district, Duty.LEADER)
    told = page(leader, "/cockpit/now/")
    assert seen in told and hidden in told and "13812345678" not in told
    assert "经办人" not in told
    leader_shift = page(signed_in(district, Duty.SHIFT_LEADER), "/cockpit/now/")
    assert seen in leader_shift and hidden not in leader_shift


def test_the_feed_looks_at_a_bounded_number_of_events(district: District, monkeypatch):
    monkeypatch.setattr(watch, "LOOKED_THROUGH", 2)
    with CaptureQueriesContext(connection) as asked:
        found = watch.latest(district.worker(Duty.LEADER), 12)
    assert len(found) <= 2 and len(asked) <= 3
    assert [one.id for one in found] == sorted((one.id for one in found), reverse=True)


def test_small_numbers_are_told_without_a_place(district: District):
    told = page(signed_in(district, Duty.LEADER), "/cockpit/", span="year")
    assert "案件太少，不排名" in told or "这一期还没有到期的案件" in told


def test_dark_is_the_beginning_and_light_by_choice(empty: District):
    client = signed_in(empty, Duty.LEADER)
    assert 'data-theme="dark"' in page(client, "/cockpit/")
    client.cookies["cockpit_theme"] = "light"
    assert 'data-theme="light"' in page(client, "/cockpit/")
    # The other pages keep their own choice.
    assert 'data-theme="' not in page(client, "/figures/")


def test_the_supervision_board_leads_here(empty: District):
    told = page(signed_in(empty, Duty.LEADER), "/boards/supervision/")
    assert 'href="/cockpit/"' in told and 'href="/figures/"' in told


def test_fresh_facts_change_the_board(district: District):
    client = signed_in(district, Duty.LEADER)
    before = client.get("/cockpit/board/")
    district.open()
    actions.refresh()
    after = client.get("/cockpit/board/", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200 and after.content != before.content
