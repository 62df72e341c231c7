"""Editions and transactions: what was rolled back is forgotten, and two never publish at once."""

from datetime import date
from threading import Thread

import pytest
from django.db import DatabaseError, connection, transaction

from yiwang.kernel.refusals import NotFound
from yiwang.kernel.worktime import DayKind
from yiwang.worktime import actions, queries

ON_SQLITE = connection.vendor != "postgresql"
NOTICE = "国务院办公厅通知"


class Undone(Exception):
    """Ends a transaction without a commit."""


@pytest.fixture(autouse=True)
def looked_up_anew():
    queries.forget()
    yield
    queries.forget()


def publish(year: int, month: int = 10) -> int:
    day = actions.NamedDay(date(year, month, 1), DayKind.HOLIDAY, "节")
    return actions.publish(actions.Notice(basis=NOTICE, published_by="演示", years={year: (day,)}))


@pytest.mark.django_db
def test_a_publication_is_seen_at_once_by_its_own_transaction():
    before = queries.current_edition()
    number = publish(2026)
    assert queries.current_edition() == number > before
    assert not queries.calendar(number).is_workday(date(2026, 10, 1))
    assert queries.calendar(number) is queries.calendar(number)


@pytest.mark.django_db
def test_a_publication_that_is_rolled_back_leaves_nothing_in_the_process():
    first = publish(2025)
    with pytest.raises(Undone), transaction.atomic():
        second = publish(2026)
        assert queries.current_edition() == second
        assert 2026 in queries.calendar(second).years
        raise Undone
    assert queries.current_edition() == first
    with pytest.raises(NotFound):
        queries.calendar(second)


@pytest.mark.django_db
def test_a_number_that_is_used_again_after_a_rollback_means_the_new_edition():
    publish(2025)
    with pytest.raises(Undone), transaction.atomic():
        queries.calendar(publish(2026, month=10))
        raise Undone
    # SQLite gives the same number again.
    again = queries.calendar(publish(2026, month=5))
    assert not again.is_workday(date(2026, 5, 1))
    assert again.is_workday(date(2026, 10, 1))


@pytest.mark.django_db
def test_a_refused_publication_leaves_the_former_edition_in_force():
    first = publish(2025)
    with pytest.raises(DatabaseError), transaction.atomic():
        publish(2026)
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM no_such_table")
    assert queries.current_edition() == first


def waiting_for_a_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database"
            " WHERE locktype = 'advisory' AND NOT granted AND d.datname = current_database()"
        )
        return cursor.fetchone()[0] > 0


@pytest.mark.postgresql
@pytest.mark.skipif(ON_SQLITE, reason="on SQLite nobody writes beside another")
@pytest.mark.django_db(transaction=True)
def test_two_publications_at_the_same_moment_follow_each_other():
    found: list[int] = []

    def other() -> None:
        try:
            found.append(publish(2027))
        finally:
            connection.close()

    second = Thread(target=other)
    with transaction.atomic():
        first = publish(2026)
        second.start()
        while second.is_alive() and not waiting_for_a_lock():
            pass
        assert second.is_alive(), "the second publication did not wait for the first"
    second.join()
    assert found[0] > first
    assert queries.current_edition() == found[0]
    assert queries.calendar(found[0]).years == {2026, 2027}


@pytest.mark.postgresql
@pytest.mark.skipif(ON_SQLITE, reason="on SQLite nobody writes beside another")
@pytest.mark.django_db(transaction=True)
def test_a_publication_that_waited_for_one_rolled_back_knows_nothing_of_it():
    base, found = publish(2025), []

    def other() -> None:
        try:
            found.append(publish(2027))
        finally:
            connection.close()

    second = Thread(target=other)
    with pytest.raises(Undone), transaction.atomic():
        publish(2026)
        second.start()
        while second.is_alive() and not waiting_for_a_lock():
            pass
        raise Undone
    second.join()
    assert queries.current_edition() == found[0] > base
    assert queries.calendar(found[0]).years == {2025, 2027}


@pytest.mark.postgresql
@pytest.mark.skipif(ON_SQLITE, reason="on SQLite nobody writes beside another")
@pytest.mark.django_db(transaction=True)
def test_another_thread_learns_of_an_edition_only_when_it_is_committed():
    base, seen = publish(2025), []

    def look() -> None:
        try:
            seen.append(queries.current_edition())
        finally:
            connection.close()

    def looked() -> int:
        thread = Thread(target=look)
        thread.start()
        thread.join()
        return seen[-1]

    with transaction.atomic():
        number = publish(2026)
        assert (queries.current_edition(), looked()) == (number, base)
    assert looked() == number
