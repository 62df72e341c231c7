"""The jobs of the clock go at their own pace, and what takes long holds up nobody."""

import threading

import pytest

from yiwang.jobs import clock
from yiwang.jobs.clock import JOBS, Job, run_for_ever


@pytest.fixture(autouse=True)
def no_database(monkeypatch):
    monkeypatch.setattr(clock, "close_old_connections", lambda: None)


def test_a_job_of_its_own_thread_does_not_hold_up_the_others():
    stop, others_ran = threading.Event(), threading.Event()
    found: list[bool] = []

    def long() -> int:
        # Only when the other one ran meanwhile does this one come to its end.
        found.append(others_ran.wait(30))
        stop.set()
        return 1

    def short() -> int:
        others_ran.set()
        return 1

    run_for_ever(stop, (Job("long", 3600, long, apart=True), Job("short", 3600, short)))
    assert found == [True]


def test_a_failing_job_does_not_stop_the_others():
    stop = threading.Event()

    def fails() -> int:
        raise ValueError

    def ends() -> int:
        stop.set()
        return 1

    run_for_ever(stop, (Job("fails", 3600, fails), Job("ends", 3600, ends)))
    assert stop.is_set()


def test_what_may_take_long_has_a_thread_of_its_own():
    assert [job.name for job in JOBS if job.apart] == [
        "facts of figures",
        "receipts of what came in",
        "tables for the city",
        "receipts verified",
        "cases that are alike",
        "feeds that are due",
        "masked copies",
        "replies of closed cases",
        "words of the district",
        "topics of the night",
        "quality of tables",
        "base databases of the night",
    ]
