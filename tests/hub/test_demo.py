"""The demo's hub goes through the doors of all rooms, one after another."""

import re

import pytest
from django.test import Client

from yiwang.cases.models import Case
from yiwang.demo import district, hub
from yiwang.hub import places
from yiwang.hub.catalogue.gate import paging, rights
from yiwang.hub.catalogue.models import Access, Request
from yiwang.hub.desk.lists import TOPICS
from yiwang.hub.feeds import queries as feeds
from yiwang.hub.masking import queries as masking
from yiwang.hub.pushes.models import Push
from yiwang.hub.quality import queries as quality
from yiwang.hub.receipts import actions as receipts
from yiwang.org.actors import CITIZEN, Worker
from yiwang.org.models import Person

# What the demo leaves for people to do, by the topics of the desk.
WAITING = {"late", "rejected", "broken", "returned", "held", "extensions", "asked"}


@pytest.fixture
def made(db, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.LAKE_ROOT = tmp_path / "lake"
    settings.INBOX_ROOT = tmp_path / "inbox"
    settings.KEYS_ROOT = tmp_path / "keys"
    return district.build()


def test_the_demo_fills_every_room_of_the_hub(made):
    filled = hub.fill(made)
    _files_came_in(filled)
    _what_is_wrong_is_with_people(made.workers["data_officer"])
    _data_is_shared()
    assert receipts.verified()[1].faults == ()
    assert sorted(Push.objects.values_list("state", flat=True)) == ["done", "done", "waiting"]


def _files_came_in(filled):
    first = {one.key: one.runs.order_by("pk").first() for one in feeds.feeds()}
    came = [run for run in first.values() if run]
    assert len(came) == filled.resources == filled.receipts == filled.checked
    # Every row of a file is in the table or in quarantine, none is lost.
    assert all(run.good and run.accepted + run.rejected == run.rows_in > 0 for run in came)
    assert first["population"].feed.source == "database" and first["population"].rejected == 8
    # Nobody agreed on this column: the rows come in without it, and the officer sees it.
    assert [one["column"] for one in first["licences"].differences] == ["window"]


def _what_is_wrong_is_with_people(officer: Worker):
    waiting = {topic.key for topic in TOPICS if topic.items(officer)}
    assert waiting >= WAITING
    # What was sent back, and what is severely late, are cases of the units; a day late is none.
    assert Case.objects.filter(procedure="data_matters", closed_at=None).count() == 2
    scores = {line.resource.key: line.run.total for line in quality.overview()}
    assert scores["medical_insurance"] < scores["water_use"] < scores["housing"] == 100


def _data_is_shared():
    assert places.store().exists(masking.masked_name("medical_insurance")) and not masking.due()
    states = set(Request.objects.values_list("state", flat=True))
    assert states == {"asked", "granted", "refused"}
    assert [one.rows for one in Access.objects.filter(path=Access.Path.PAGE)] == [50, 50]
    opened = rights.open_data("licences")
    wanted = paging.Wanted(most=5)
    assert paging.page(opened, CITIZEN, wanted).rows.num_rows == 5


# So many pages of one kind are enough; forms that change something are not sent.
ALIKE, MOST = 5, 150
LINK = re.compile(r'href="(/(?:hub|public/data)/[^"#]*)"')
# Who walks in which language; nobody in the end, who is a citizen.
WALKS = (("data_officer", "en"), ("data_steward", "zh"), ("data_medical", "en"), ("leader", "zh"))


@pytest.mark.longer
def test_every_link_that_somebody_is_shown_opens(made):
    hub.fill(made)
    for login, language in WALKS:
        client = Client(headers={"accept-language": language})
        client.force_login(Person.objects.get(login=login))
        assert len(_walked(client, "/hub/")) > 40
    assert len(_walked(Client(), "/public/data/")) > 3


def _walked(client: Client, start: str) -> set[str]:
    waiting, opened, kinds = [start], set(), {}
    while waiting and len(opened) < MOST:
        page = waiting.pop(0).replace("&amp;", "&")
        kind = re.sub(r"\d+", "0", page.partition("?")[0])
        if page in opened or kinds.get(kind, 0) >= ALIKE:
            continue
        opened.add(page)
        kinds[kind] = kinds.get(kind, 0) + 1
        answer = client.get(page)
        assert answer.status_code < 400, page
        if not answer.streaming:
            waiting += LINK.findall(answer.content.decode("utf-8", "replace"))
    return opened
