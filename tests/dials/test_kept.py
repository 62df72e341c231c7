"""What is kept in memory of the dials: nothing of a publication that was taken back."""

from threading import Thread

import pytest
from django.db import connection, transaction

from yiwang.dials import actions, categories, kept, queries
from yiwang.dials.actions import By, LimitFor

BY = By(name="演示", basis="区政数〔2026〕1号")
ON_SQLITE = connection.vendor != "postgresql"


class Undone(Exception):
    """Ends a transaction without a commit."""


@pytest.fixture(autouse=True)
def looked_up_anew():
    kept.forget()
    yield
    kept.forget()


def publish(amount: int) -> None:
    actions.publish_limit(limit=LimitFor(procedure="appeals", limit="sign", amount=amount), by=BY)


def amounts() -> list[int]:
    return [row.amount for row in queries.published_limits().get(("appeals", "sign"), [])]


@pytest.mark.django_db
def test_whoever_publishes_reads_their_own_publication_before_it_is_committed():
    before = amounts()
    publish(9)
    assert amounts() == [*before, 9]


@pytest.mark.django_db
def test_a_limit_that_was_rolled_back_leaves_nothing_in_memory():
    before = amounts()
    with pytest.raises(Undone), transaction.atomic():
        publish(9)
        assert amounts() == [*before, 9]
        raise Undone
    assert amounts() == before


@pytest.mark.django_db
def test_a_category_that_was_rolled_back_is_not_taken_for_one_in_use():
    with pytest.raises(Undone), transaction.atomic():
        categories.add(code="99", wording=categories.Wording(name="试验"), by=BY)
        assert queries.has_category("99")
        assert queries.category_names_kept()["99"] == "试验"
        raise Undone
    assert not queries.has_category("99")
    assert "99" not in queries.category_names_kept()


@pytest.mark.django_db
def test_what_was_read_is_asked_once_also_after_a_publication(django_assert_num_queries):
    publish(9)
    with django_assert_num_queries(1):
        assert amounts() == amounts()


@pytest.mark.django_db
@pytest.mark.parametrize(("committed", "seen"), [(False, 1), (True, 2)])
def test_all_others_look_again_when_it_is_committed_and_not_before(
    committed, seen, django_capture_on_commit_callbacks
):
    kept.kept("question", lambda: 1)
    with pytest.raises(Undone), transaction.atomic():
        with django_capture_on_commit_callbacks(execute=committed):
            publish(9)
        raise Undone
    assert kept.kept("question", lambda: 2) == seen


@pytest.mark.postgresql
@pytest.mark.skipif(ON_SQLITE, reason="on SQLite nobody writes beside another")
@pytest.mark.django_db(transaction=True)
def test_another_thread_neither_sees_nor_keeps_what_is_not_committed():
    seen = []

    def look() -> None:
        try:
            seen.append(amounts())
        finally:
            connection.close()

    def looked() -> list[int]:
        thread = Thread(target=look)
        thread.start()
        thread.join()
        return seen[-1]

    with transaction.atomic():
        publish(9)
        assert (amounts(), looked()) == ([9], [])
    assert looked() == [9]
