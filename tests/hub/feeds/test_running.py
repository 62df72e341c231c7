"""A feed runs in a worker of its own: deliveries, held runs, failures, two workers at once."""

import os
import sqlite3
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from yiwang.hub import places
from yiwang.hub.feeds import asking, deliveries, ending, leases, queries, running
from yiwang.hub.feeds.words import Every, Mode, RunState, Source, Trigger
from yiwang.jobs import feeds as job
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotAllowed, NotNow, TooLarge

SETTINGS = "yiwang.settings.test"
HEAD = "门店编号,门店名称,联系电话,座位数,更新时间\n"
ROWS = "".join(f"{n},门店{n},,{n},2026-01-0{n} 08:00:00\n" for n in range(1, 7))


def hand_in(hub, feed, text: str, by=None, name: str = "shops.csv"):
    return deliveries.hand_in(feed=feed, name=name, blocks=[text.encode()], by=by or hub.steward)


def ran(feed):
    return running.run_feed(feed)[-1]


def test_a_delivered_file_is_run_and_the_same_again_changes_nothing(hub):
    feed = hub.feed()
    delivered = hand_in(hub, feed, HEAD + ROWS + "7,,,x,\n")
    run = ran(feed)
    assert (run.state, run.trigger, run.delivery) == ("succeeded", Trigger.DELIVERY, delivered)
    assert (run.rows_in, run.accepted, run.rejected, run.inserted) == (7, 6, 1, 6)
    assert places.store().rows("shops") == 6 and run.by_name == hub.steward.person_name
    assert not queries.open_asks(feed)
    hand_in(hub, feed, HEAD + ROWS + "7,,,x,\n")
    again = ran(feed)
    assert (again.state, again.version, again.key) == ("unchanged", run.version, run.key)


def test_files_that_cannot_be_taken_are_refused_before_anything_is_kept(hub, settings):
    feed = hub.feed()
    settings.DELIVERY_MAX_BYTES = 10
    with pytest.raises(TooLarge):
        hand_in(hub, feed, HEAD)
    with pytest.raises(Missing):
        hand_in(hub, feed, "")
    with pytest.raises(Invalid):
        hand_in(hub, feed, HEAD, name="shops.exe")
    with pytest.raises(NotAllowed):
        hand_in(hub, feed, HEAD, by=hub.stranger)
    folder = places.root() / "deliveries" / "shops"
    assert not list(folder.iterdir()) and not feed.deliveries.exists()


def test_a_held_run_waits_for_the_officer_who_must_give_a_reason(hub):
    feed = hub.feed()
    hand_in(hub, feed, HEAD + ROWS)
    ran(feed)
    hand_in(hub, feed, HEAD + ROWS[: ROWS.index("4,")])
    held = ran(feed)
    assert (held.state, held.would_delete, held.table_rows) == (RunState.HELD, 3, 6)
    with pytest.raises(NotNow):
        ran(feed)
    with pytest.raises(Conflict):
        asking.run_now(feed=feed, by=hub.steward)
    with pytest.raises(NotAllowed):
        asking.decide(number=held.pk, release=True, reason="核实", by=hub.steward)
    with pytest.raises(Missing):
        asking.decide(number=held.pk, release=True, reason=" ", by=hub.officer)
    asking.decide(number=held.pk, release=True, reason="已核实关店", by=hub.officer)
    with pytest.raises(Conflict):
        asking.decide(number=held.pk, release=False, reason="再想想", by=hub.officer)
    released = ran(feed)
    assert (released.state, released.deleted, released.decides) == ("succeeded", 3, held)
    assert released.reason == "已核实关店" and places.store().rows("shops") == 3


def test_a_held_run_that_is_given_up_leaves_the_table(hub):
    feed = hub.feed()
    hand_in(hub, feed, HEAD + ROWS)
    ran(feed)
    hand_in(hub, feed, HEAD + ROWS[: ROWS.index("4,")])
    asking.decide(number=ran(feed).pk, release=False, reason="文件不全", by=hub.officer)
    assert ran(feed).state == RunState.DISMISSED
    assert places.store().rows("shops") == 6 and queries.held(feed) is None


def test_columns_that_are_not_as_agreed_freeze_the_feed_with_a_sentence(hub):
    feed = hub.feed()
    hand_in(hub, feed, "门店编号,门店名称\n1,甲\n")
    run = ran(feed)
    assert run.state == RunState.FROZEN and run.told["code"] == "frozen"
    assert {one["column"] for one in run.differences} == {"phone", "seats", "changed_at"}


def database(tmp_path) -> tuple[str, sqlite3.Connection]:
    path = tmp_path / "theirs.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE shop (no TEXT, name TEXT, seats INT, changed TEXT)")
    return f"sqlite:///{path}", connection


def put(connection: sqlite3.Connection, *rows: tuple) -> None:
    connection.executemany("INSERT INTO shop VALUES (?, ?, ?, ?)", rows)
    connection.commit()


def test_a_database_is_read_from_its_mark_and_what_was_committed_late_is_found(hub, tmp_path):
    address, theirs = database(tmp_path)
    aliases = {"no": "number", "changed": "changed_at"}
    settings = {"address": address, "table": "shop", "aliases": aliases, "absent": ["phone"]}
    feed = hub.feed(
        source=Source.DATABASE,
        mode=Mode.MERGE,
        settings=settings,
        cursor="changed_at",
        lag_minutes=30,
    )
    put(theirs, *((str(n), f"店{n}", n, f"2026-01-01 08:0{n}:00") for n in range(5)))
    first = ran(feed)
    assert (first.rows_in, first.inserted) == (5, 5)
    assert first.watermark_to == ["2026-01-01 08:04:00"]
    late, new = ("8", "晚到", 1, "2026-01-01 07:40:00"), ("9", "新", 1, "2026-01-01 09:00:00")
    put(theirs, late, new, ("7", "没有时间", 1, None))
    second = ran(feed)
    assert (second.inserted, second.updated, second.unchanged) == (3, 0, 5)
    assert second.watermark_from == first.watermark_to
    third = ran(feed)
    assert (third.state, third.inserted, third.rows_in) == ("unchanged", 0, 2)


def test_a_database_that_does_not_answer_is_a_failure_told_without_the_password(hub, monkeypatch):
    monkeypatch.setenv("YIWANG_SECRET_SHOPS", "hidden-word-1")
    feed = hub.feed(
        source=Source.DATABASE,
        secret="shops",
        settings={"address": "postgresql://reader@127.0.0.1:1/none", "table": "shop"},
    )
    run = ran(feed)
    assert run.state == RunState.FAILED and run.told["code"] == "unreachable"
    assert "hidden-word-1" not in str(run.told)


def test_a_secret_that_is_not_there_or_in_the_address_is_refused(hub):
    feed = hub.feed(
        source=Source.DATABASE,
        secret="nothing",
        settings={"address": "sqlite:///x", "table": "shop"},
    )
    assert ran(feed).told["code"] == "missing"
    feed = hub.feed(
        source=Source.DATABASE,
        settings={"address": "postgresql://reader:word@host/db", "table": "shop"},
    )
    assert "密码" in ran(feed).told["reason"]


def test_a_file_outside_the_inbox_is_never_read(hub, settings, tmp_path):
    settings.INBOX_ROOT = tmp_path / "inbox"
    settings.INBOX_ROOT.mkdir()
    (tmp_path / "other.csv").write_text(HEAD + ROWS)
    (settings.INBOX_ROOT / "mine.csv").write_text(HEAD + ROWS)
    outside = hub.feed(source=Source.FILE, settings={"path": "../other.csv"})
    assert ran(outside).told["code"] == "invalid"
    inside = hub.feed(source=Source.FILE, settings={"path": "mine.csv"})
    assert ran(inside).accepted == 6


def test_only_one_worker_runs_a_feed(hub):
    feed = hub.feed()
    hand_in(hub, feed, HEAD + ROWS)
    assert leases.take(feed, "another:1:x", Trigger.CLOCK)
    with pytest.raises(Conflict):
        ran(feed)
    assert queries.open_asks(feed)
    leases.give_back(feed, "another:1:x")
    assert ran(feed).state == "succeeded" and queries.running(feed) is None


def test_the_command_runs_checks_and_fails_where_a_run_did(hub, capsys, tmp_path):
    feed = hub.feed()
    hand_in(hub, feed, HEAD + ROWS)
    call_command("feed", "run", "shops")
    assert "读入6行" in capsys.readouterr().out
    (tmp_path / "next.csv").write_text(HEAD + "1,甲,,many,\n")
    call_command("feed", "check", "shops", "--file", str(tmp_path / "next.csv"))
    told = capsys.readouterr().out
    assert "number ← 门店编号" in told and "kind:seats: 1" in told
    assert feed.runs.count() == 1
    hand_in(hub, feed, "a,b\n1,2\n")
    with pytest.raises(CommandError):
        call_command("feed", "run", "shops")
    with pytest.raises(CommandError):
        call_command("feed", "run", "nothing")


def test_the_clock_starts_what_is_due_and_one_feed_of_a_source_at_a_time(hub, monkeypatch):
    started = []
    monkeypatch.setattr(job, "_run", started.append)
    shared = {"address": "postgresql://reader@db.example/one", "table": "a"}
    database = {"source": Source.DATABASE, "settings": shared, "every": Every.DAY}
    hub.feed(key="one", mode=Mode.MERGE, **database)
    hub.feed(key="two", mode=Mode.MERGE, **database)
    quiet = hub.feed(key="quiet", mode=Mode.MERGE)
    assert job.start_due() == 0
    for key in ("one", "two"):
        asking.run_now(feed=queries.feed(key), by=hub.officer)
    assert job.start_due() == 1 and started == ["one"]
    hand_in(hub, quiet, HEAD + ROWS)
    assert job.start_due() == 2 and started[1:] == ["one", "quiet"]


def test_a_process_that_died_leaves_a_failed_run_and_the_feed_rests(hub):
    feed = hub.feed(every=Every.HOUR)
    run = ending.broken_off("shops")
    assert run.state == RunState.FAILED and queries.failures(feed) == 1
    assert not queries.due(timezone.now())


WORKER = """
import sys
from contextlib import contextmanager
import django
django.setup()
from yiwang.hub.feeds import leases
from yiwang.hub.feeds.models import Feed
sys.stdout.write(f"{leases.take(Feed(pk=1), leases.holder(), 'clock')}\\n")
sys.stdout.flush()
sys.stdin.read()
"""
TABLES = """
CREATE TABLE hub_feeds_feed (id INTEGER PRIMARY KEY);
INSERT INTO hub_feeds_feed VALUES (1);
CREATE TABLE hub_feeds_lease (
    id INTEGER PRIMARY KEY, feed_id INTEGER UNIQUE REFERENCES hub_feeds_feed (id),
    holder TEXT, trigger TEXT, taken_at TEXT, beat_at TEXT, rows_in INTEGER, step TEXT);
"""


@contextmanager
def worker(path):
    """A process that tries to take the lease, says whether it has it, and lives on."""
    told = {"YIWANG_DATABASE_URL": f"sqlite:///{path}", "DJANGO_SETTINGS_MODULE": SETTINGS}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", WORKER], env=os.environ | told, **pipes) as one:
        yield one
        one.kill()


@pytest.mark.longer
def test_of_two_processes_one_works_and_when_it_is_killed_another_does(tmp_path):
    path = tmp_path / "leases.sqlite3"
    with sqlite3.connect(path) as made:
        made.executescript(TABLES)
    with worker(path) as one, worker(path) as two:
        said = {one: one.stdout.readline().strip(), two: two.stdout.readline().strip()}
        assert sorted(said.values()) == ["False", "True"]
        winner = next(process for process, word in said.items() if word == "True")
        winner.kill()
        winner.wait()
        with worker(path) as three:
            assert three.stdout.readline().strip() == "True"
