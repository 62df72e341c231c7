"""A mark in the log passes no event that is committed later."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event as Signal
from threading import Thread

import pytest
from django.db import connection, transaction

from tests.district import District, build
from yiwang.cases import appended
from yiwang.cases.models import Case, Event
from yiwang.engine.duties import Duty

ON_SQLITE = connection.vendor != "postgresql"


@pytest.mark.django_db
def test_an_empty_log_ends_at_nothing():
    assert (appended.newest_event(), appended.settled_event()) == (0, 0)
    assert appended.cases_since(0) == []


@pytest.mark.django_db
def test_the_cases_since_a_mark_are_those_with_a_later_event():
    district = build()
    first, second = district.open().number, district.open().number
    mark = appended.newest_event()
    assert appended.settled_event() == mark
    assert appended.cases_since(mark) == []
    district.act(second, "void", district.worker(Duty.SUPERVISOR), reason="重复登记，作废处理")
    keys = dict(Case.objects.values_list("number", "id"))
    assert appended.cases_since(mark) == [keys[second]]
    assert appended.cases_since(0) == sorted((keys[first], keys[second]))


@contextmanager
def in_the_middle_of(district: District, number: str) -> Iterator[None]:
    """Within, somebody has appended an event and not committed it."""
    appending, enough = Signal(), Signal()

    def other() -> None:
        try:
            with transaction.atomic():
                district.act(number, "accept", district.worker(Duty.OPERATOR))
                appending.set()
                enough.wait(30)
        finally:
            appending.set()
            connection.close()

    thread = Thread(target=other)
    thread.start()
    try:
        assert appending.wait(30)
        yield
    finally:
        enough.set()
        thread.join()


@pytest.mark.postgresql
@pytest.mark.skipif(ON_SQLITE, reason="on SQLite nobody writes beside another")
@pytest.mark.django_db(transaction=True)
def test_nothing_is_settled_while_a_lower_number_may_still_appear(monkeypatch):
    monkeypatch.setattr(appended, "PATIENCE", 0.0)
    district = build()
    late, early = district.open().number, district.open().number
    with in_the_middle_of(district, late):
        district.act(early, "accept", district.worker(Duty.OPERATOR))
        seen = appended.newest_event()
        assert appended.settled_event() is None
    # The number that was committed later is the lower one.
    (accepted,) = Event.objects.filter(case__number=late, kind="accept").values_list("id")
    assert accepted[0] < seen
    assert appended.settled_event() == seen


@pytest.mark.postgresql
@pytest.mark.skipif(ON_SQLITE, reason="on SQLite nobody writes beside another")
@pytest.mark.django_db(transaction=True)
def test_one_waits_for_whoever_is_about_to_commit(monkeypatch):
    monkeypatch.setattr(appended, "PATIENCE", 30.0)
    district = build()
    number = district.open().number
    settled: list[int | None] = []

    def waits() -> None:
        settled.append(appended.settled_event())
        connection.close()

    with in_the_middle_of(district, number):
        before, waiting = appended.newest_event(), Thread(target=waits)
        waiting.start()
    waiting.join()
    assert settled and settled[0] in (before, appended.newest_event())
