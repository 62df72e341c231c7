"""A run takes every row in or puts it into quarantine, and changes only what has changed."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lake.intake.ground import HEAD, SHOPS, Ground, still
from yiwang.kernel.refusals import Invalid, NotFound, NotNow
from yiwang.lake.intake.contract import Frozen, Terms, Verdict
from yiwang.lake.intake.order import Ending, Mode
from yiwang.lake.intake.run import NothingCame, dismiss, run
from yiwang.lake.schema import Field, Kind, Schema

THREE = "1,甲,10,2020-01-01\n2,乙,20,2020/1/2\n3,丙,,2020年1月3日\n"


@pytest.fixture
def ground(tmp_path) -> Ground:
    return Ground(tmp_path)


def test_rows_come_in_under_their_labels_and_kinds(ground):
    outcome = ground.brought(THREE)
    assert (outcome.rows_in, outcome.accepted, outcome.inserted) == (3, 3, 3)
    assert ground.rows()[1] == {
        "number": "2",
        "name": "乙",
        "seats": 20,
        "opened": date(2020, 1, 2),
    }


def test_the_same_file_again_changes_nothing(ground):
    first = ground.brought(THREE)
    again = ground.brought(THREE)
    assert again.ending is Ending.UNCHANGED and again.version == first.version
    assert again.key == first.key


def test_a_complete_file_updates_inserts_and_deletes_and_tells_each(ground):
    ground.brought(THREE + "4,丁,1,2020-01-04\n5,戊,1,2020-01-05\n")
    outcome = ground.brought(
        THREE.replace("20,2020/1/2", "21,2020/1/2") + "4,丁,1,2020-01-04\n6,己,,\n"
    )
    told = (outcome.inserted, outcome.updated, outcome.deleted, outcome.unchanged)
    assert told == (1, 1, 1, 3)
    assert [one["number"] for one in ground.rows()] == ["1", "2", "3", "4", "6"]


def test_a_bad_row_goes_into_quarantine_with_its_number_and_rules(ground):
    outcome = ground.brought("1,甲,x,2020-02-30\n,乙,1,\n3,丙,1,2020-01-01\n4,丁\n")
    assert (outcome.rows_in, outcome.accepted, outcome.rejected) == (4, 1, 3)
    found = ground.rejected()
    assert [(row, rules) for row, rules, _raw in found] == [
        (2, "kind:seats,kind:opened"),
        (3, "required:number"),
        (5, "columns:2/4"),
    ]
    assert '"座位数":"x"' in found[0][2] and found[2][2] == "4,丁"


def test_a_key_that_comes_twice_is_told_and_its_last_row_is_taken(ground):
    outcome = ground.brought("1,甲,1,\n2,乙,1,\n1,甲二,2,\n")
    assert (outcome.accepted, outcome.rejected, outcome.duplicates) == (2, 1, 1)
    assert ground.rows()[0]["name"] == "甲二"
    assert [(row, rules) for row, rules, _raw in ground.rejected()] == [(2, "duplicate")]


def test_a_row_that_came_but_is_bad_is_not_deleted(ground):
    ground.brought(THREE)
    outcome = ground.brought(THREE.replace("2,乙,20", "2,乙,many"))
    assert (outcome.rejected, outcome.deleted) == (1, 0)
    assert len(ground.rows()) == 3


def test_merging_deletes_nothing_and_appending_keeps_what_was(ground):
    ground.brought(THREE)
    merged = ground.brought("2,乙,99,2020-01-02\n7,庚,1,\n", Mode.MERGE)
    assert (merged.inserted, merged.updated, merged.deleted) == (1, 1, 0)
    ground.brought("8,辛,1,\n", Mode.APPEND)
    assert [one["number"] for one in ground.rows()] == ["1", "2", "3", "7", "8"]


def test_a_run_that_would_delete_too_much_is_held_until_a_person_releases_it(ground):
    ground.brought(THREE)
    held = ground.brought("1,甲,10,2020-01-01\n")
    assert held.ending is Ending.HELD and held.would_delete == 2
    assert len(ground.rows()) == 3
    with pytest.raises(NotNow):
        ground.brought(THREE)
    released = ground.brought("1,甲,10,2020-01-01\n", released=True)
    assert (released.ending, released.deleted) == (Ending.SUCCEEDED, 2)
    assert [one["number"] for one in ground.rows()] == ["1"]


def test_a_held_run_that_is_given_up_leaves_everything_as_it_was(ground):
    ground.brought(THREE)
    ground.brought("1,甲,10,2020-01-01\n")
    dismiss(ground.order(), ground.place)
    assert ground.brought("1,甲,10,2020-01-01\n").ending is Ending.UNCHANGED
    assert ground.brought(THREE + "4,丁,,\n").inserted == 1
    with pytest.raises(NotFound):
        dismiss(ground.order(), ground.place)


def test_no_row_where_there_were_some_is_a_failure_not_an_empty_table(ground):
    assert ground.brought("").rows_in == 0
    ground.brought(THREE)
    with pytest.raises(NothingCame):
        ground.brought("")
    assert len(ground.rows()) == 3


def test_a_new_column_is_kept_apart_and_told(ground):
    source = ground.file("门店编号,门店名称,座位数,开业日期,法人\n1,甲,1,,张某\n")
    outcome = run(ground.order(), source, ground.place, still)
    assert [(one.column, one.verdict) for one in outcome.differences] == [("法人", Verdict.NEW)]
    assert "法人" not in ground.rows()[0]
    assert ground.rows("shops__columns")[0]["raw"] == '{"法人":"张某"}'


def test_under_a_strict_contract_a_new_column_freezes(tmp_path):
    ground = Ground(tmp_path, Terms(schema=SHOPS, strict=True))
    with pytest.raises(Frozen) as refused:
        run(ground.order(), ground.file(HEAD.strip() + ",法人\n1,甲,1,,x\n"), ground.place, still)
    assert refused.value.differences[0].verdict is Verdict.NEW


def test_a_lost_column_freezes_and_the_table_stays(ground):
    ground.brought(THREE)
    with pytest.raises(Frozen) as refused:
        run(ground.order(), ground.file("门店编号,门店名称,座位数\n1,甲,1\n"), ground.place, still)
    assert [one.column for one in refused.value.differences] == ["opened"]
    assert len(ground.rows()) == 3
    assert ground.brought(THREE + "4,丁,,\n").inserted == 1


def test_columns_are_found_by_alias_and_those_agreed_to_be_absent_are_empty(tmp_path):
    terms = Terms(schema=SHOPS, aliases={"店号": "number", "店名": "name"}, absent=("opened",))
    ground = Ground(tmp_path, terms)
    outcome = run(ground.order(), ground.file("店号, NAME ,seats\n1,甲,5\n"), ground.place, still)
    assert [one.verdict for one in outcome.differences] == [Verdict.ABSENT]
    assert ground.rows() == [{"number": "1", "name": "甲", "seats": 5, "opened": None}]


def test_another_shape_in_the_catalogue_needs_a_complete_run(ground):
    ground.brought(THREE)
    wider = Schema((*SHOPS.fields, Field("area", "面积", Kind.DECIMAL)), SHOPS.keys)
    ground.terms = Terms(schema=wider)
    head = HEAD.strip() + ",面积\n"
    merge = ground.order(Mode.MERGE)
    with pytest.raises(Invalid):
        run(merge, ground.file(head + "1,甲,1,,30.5\n"), ground.place, still)
    full = ground.file(head + "1,甲,1,,30.5\n2,乙,,,\n3,丙,,,\n")
    assert run(ground.order(), full, ground.place, still).inserted == 3
    assert str(ground.rows()[0]["area"]) == "30.5000"


CELLS = st.text(alphabet='0129-x甲 ,"\n', max_size=4)


@settings(max_examples=12, deadline=None)
@given(rows=st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=12))
def test_every_row_that_came_was_accepted_or_rejected(tmp_path_factory, rows):
    ground = Ground(tmp_path_factory.mktemp("ground"))
    lines = [",".join('"' + c.replace('"', '""') + '"' for c in ["k", *row]) for row in rows]
    lines = [line.replace('"k"', f'"{len(line) % 3}"', 1) for line in lines]
    outcome = ground.brought("".join(line + "\n" for line in lines))
    kept = len(ground.rows())
    assert outcome.rows_in == len(rows) == kept + len(ground.rejected())
    assert (outcome.accepted, outcome.rejected) == (kept, len(ground.rejected()))
