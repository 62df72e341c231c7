"""Facts in two layers say the same as facts built at once, whatever was touched in between."""

import subprocess
import sys
from typing import Any

import pytest
from django.db import connection

from tests.analytics.test_cut import everything
from tests.analytics.test_figures import plan
from tests.cases.test_appended import ON_SQLITE, in_the_middle_of
from tests.district import REPLY, District, build
from tests.weeks import CATEGORIES, Week, wander
from yiwang.analytics import actions, cut, drafts, queries, store
from yiwang.cases import appended
from yiwang.cases.models import Case
from yiwang.engine.duties import Duty
from yiwang.measure.compile import Part, Place, paged
from yiwang.measure.facts import ACTS
from yiwang.measure.language import ALL, At, Selection


def names() -> set[str]:
    return {path.name for path in store.folder().glob("*.duckdb*")}


def in_layer(table: str) -> list[Any]:
    return store.reading().execute(f"SELECT * FROM layer.{table}").fetchall()


@pytest.mark.parametrize("most", [0, 3, 1000])
def test_facts_refreshed_bit_by_bit_are_those_built_at_once(
    district: District, monkeypatch, most: int
):
    monkeypatch.setattr(drafts, "MOST_TOUCHED", most)
    week = Week(district)
    for seed in range(4):
        for procedure in sorted(CATEGORIES):
            wander(week, procedure, 70 + seed, 12, ending=True)
        handled = district.handled()
        actions.refresh()
        district.act(handled, "sign", district.worker(Duty.HANDLER))
        actions.refresh()
    bit_by_bit = everything(store.reading())
    assert actions.refresh(anew=True).cases == Case.objects.count()
    assert everything(store.reading()) == bit_by_bit


def test_a_refresh_writes_the_rows_of_touched_cases_only(district: District):
    handled = district.handled()
    for _ in range(5):
        district.handled()
    actions.refresh()
    base = store.published().base
    handler = district.worker(Duty.HANDLER)
    for action, given in (("sign", {}), ("reply", REPLY)):
        district.act(handled, action, handler, **given)
        assert actions.refresh().cases == 1
    key = Case.objects.get(number=handled).pk
    assert in_layer("touched") == [(key,)]
    assert [row[0] for row in in_layer("cases")] == [key]
    assert {row[0] for row in in_layer("acts")} == {key}
    assert store.published().base == base


def test_a_large_layer_is_merged_into_a_new_base(district: District, monkeypatch):
    monkeypatch.setattr(drafts, "MOST_TOUCHED", 2)
    actions.refresh()
    base = store.published().base
    for many in (1, 2):
        district.open()
        actions.refresh()
        assert (store.published().base, len(in_layer("touched"))) == (base, many)
    district.open()
    actions.refresh()
    assert store.published().base != base
    assert in_layer("touched") == in_layer("cases") == []
    assert len(everything(store.reading())["cases"]) == 3


def test_who_reads_goes_on_with_the_facts_that_they_began_with(district: District):
    district.open()
    actions.refresh()
    reading = store.reading()
    before = everything(reading)
    for _ in range(3):
        district.open()
        actions.refresh(anew=True)
    assert everything(reading) == before
    assert len(everything(store.reading())["cases"]) == 4


def test_files_that_nobody_names_are_removed_and_never_used_again(district: District):
    actions.refresh()
    left = store.new_file("layer")
    left.write_bytes(b"broken off")
    left.with_name(left.name + ".wal").write_bytes(b"broken off")
    district.open()
    former = store.published()
    actions.refresh()
    found = store.published()
    assert names() == {former.base, former.layer, found.base, found.layer}
    assert left.name not in names()


def test_facts_of_another_shape_are_not_read_and_are_built_anew(district: District, monkeypatch):
    district.open()
    actions.refresh()
    monkeypatch.setattr(
        store.tables, "META", "meta (shape VARCHAR, mark BIGINT, refreshed_at BIGINT, x BIGINT)"
    )
    with pytest.raises(store.NoFacts):
        store.reading()
    monkeypatch.undo()
    district.open()
    assert actions.refresh().cases == 1


def test_a_log_that_ends_before_the_facts_is_read_from_its_beginning(district: District):
    district.open()
    actions.refresh()
    former, mark = store.published(), appended.newest_event()
    ahead = store.Published(former.base, former.layer, former.shape, mark + 9, former.refreshed_at)
    store.publish(ahead)
    assert actions.refresh().cases == 1
    assert store.published().mark == mark


def test_pages_of_several_rows_a_case_hold_every_row_once(district: District):
    for _ in range(2):
        district.answered()
        actions.refresh()
    acts = Selection(ACTS, At("done_at"), ALL)
    cursor, asked = store.reading(), plan("received")
    now = queries.looked_at(cursor)
    found, after = [], None
    while True:
        statement = paged(acts, asked, ("seq", "what"), now, Part(2, after))
        rows = cursor.execute(statement.sql, list(statement.parameters)).fetchall()
        if not rows:
            break
        found += rows
        after = Place(*rows[-1][-2:])
    everything = cursor.execute("SELECT seq, what, id FROM acts").fetchall()
    assert sorted(row[:3] for row in found) == sorted(everything)
    assert [row[-2:] for row in found] == sorted((row[-2:] for row in found), reverse=True)
    assert len(everything) == 6


def test_cases_are_left_out_for_a_moment_only(district: District):
    district.open()
    actions.refresh()
    district.open()
    actions.refresh()
    found = store.published()
    with cut.facts_as_of(found.mark, queries.as_of(store.reading())) as scratch:
        before = everything(scratch)
        one, other = (row[0] for row in before["cases"])
        for key, left in ((one, other), (other, one)):
            with cut.leaving_out(scratch, [key]):
                assert [row[0] for row in everything(scratch)["cases"]] == [left]
        assert everything(scratch) == before


ONLY_FOR_COMMANDS = ("sklearn", "splink", "typst")
# Loaded by the first request, or the first text, that needs them: docs/decisions/0015.
AT_FIRST_USE = (
    "ibis",
    "sqlglot",
    "duckdb",
    "pyarrow",
    "deltalake",
    "sqlalchemy",
    "pandas",
    "rjieba",
)


def test_a_server_loads_neither_what_commands_need_nor_an_engine_before_it_is_used():
    script = (
        "import sys, django; django.setup()\n"
        "from django.urls import get_resolver; get_resolver().url_patterns\n"
        "from yiwang.jobs import clock\n"
        f"print(*(one for one in {ONLY_FOR_COMMANDS + AT_FIRST_USE} if one in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
    assert done.stdout.decode().split() == []


@pytest.mark.postgresql
@pytest.mark.skipif(ON_SQLITE, reason="on SQLite nobody writes beside another")
@pytest.mark.django_db(transaction=True)
def test_an_event_that_is_committed_late_is_in_the_next_facts(settings, tmp_path, monkeypatch):
    settings.FACTS_ROOT = tmp_path / "facts"
    monkeypatch.setattr(appended, "PATIENCE", 0.0)
    district = build()
    late, early = district.open().number, district.open().number
    actions.refresh()
    mark = store.published().mark
    with in_the_middle_of(district, late):
        district.act(early, "accept", district.worker(Duty.OPERATOR))
        assert actions.refresh() == actions.Refreshed(1, mark, settled=False)
    assert connection.vendor == "postgresql"
    assert actions.refresh() == actions.Refreshed(2, appended.newest_event())
    states = dict(store.reading().execute("SELECT number, state FROM cases").fetchall())
    assert states[late] == states[early]
