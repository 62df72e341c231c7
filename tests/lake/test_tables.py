"""Tables of the lake: written once, whole, in versions."""

import pyarrow as pa
import pytest
from deltalake import DeltaTable

from yiwang.kernel.refusals import Invalid, NotFound
from yiwang.lake.tables.locks import Busy, held
from yiwang.lake.tables.store import TableStore

SHAPE = pa.schema(
    [
        pa.field("code", pa.string(), nullable=False),
        pa.field("name", pa.string()),
        pa.field("count", pa.int64()),
        pa.field("amount", pa.decimal128(18, 4)),
        pa.field("at", pa.timestamp("us")),
    ]
)


def rows(*numbers, name="甲"):
    return pa.Table.from_pylist(
        [{"code": f"R{one:05}", "name": name, "count": one} for one in numbers], schema=SHAPE
    )


@pytest.fixture
def store(tmp_path):
    return TableStore(tmp_path)


def held_rows(store, name="people", version=None):
    found = DeltaTable(store._path(name), version=version).to_pyarrow_table()
    return {one["code"]: one["name"] for one in found.to_pylist()}


def test_the_first_write_makes_the_table(store):
    done = store.append("people", rows(1, 2), run="a", part=0)
    assert (done.version, done.inserted, done.again) == (0, 2, False)
    assert store.names() == ("people",)
    assert store.rows("people") == 2
    assert store.schema("people") == SHAPE
    assert held_rows(store) == {"R00001": "甲", "R00002": "甲"}


def test_a_part_that_comes_again_changes_nothing_and_says_what_it_did(store):
    first = store.append("people", rows(1, 2), run="a", part=0)
    store.append("people", rows(3), run="a", part=1)
    again = store.append("people", rows(1, 2), run="a", part=0)
    assert (again.version, again.inserted, again.again) == (first.version, 2, True)
    assert store.version("people") == 1
    assert store.last_part("people", "a") == 1
    assert store.last_part("people", "b") == -1
    assert store.last_part("nowhere", "b") == -1


def test_a_merge_inserts_updates_and_leaves_equal_rows(store):
    store.append("people", rows(1, 2, 3), run="a", part=0)
    mixed = pa.concat_tables([rows(2), rows(3, 4, name="乙")])
    done = store.merge("people", mixed, keys=["code"], run="b", part=0)
    assert (done.inserted, done.updated, done.unchanged) == (1, 1, 1)
    assert held_rows(store) == {"R00001": "甲", "R00002": "甲", "R00003": "乙", "R00004": "乙"}
    assert held_rows(store, version=0) == {"R00001": "甲", "R00002": "甲", "R00003": "甲"}


def test_a_merge_into_no_table_makes_it(store):
    done = store.merge("people", rows(1, 2), keys=["code"], run="a", part=0)
    assert (done.version, done.inserted) == (0, 2)


def test_a_merge_that_changes_nothing_rewrites_no_file(store):
    store.append("people", rows(1, 2), run="a", part=0)
    before = store.files("people")
    done = store.merge("people", rows(1, 2), keys=["code"], run="b", part=0)
    assert (done.inserted, done.updated, done.unchanged) == (0, 0, 2)
    assert store.files("people") == before
    assert store.last_part("people", "b") == 0


def test_only_files_with_changed_rows_are_rewritten(store):
    store.append("people", rows(1, 2), run="a", part=0)
    store.append("people", rows(3, 4), run="a", part=1)
    before = store.version("people")
    done = store.merge(
        "people", pa.concat_tables([rows(1), rows(3, name="乙")]), keys=["code"], run="b", part=0
    )
    assert (done.updated, done.unchanged) == (1, 1)
    changes = store.changes("people", before, done.version)
    assert (len(changes.gone), len(changes.come)) == (1, 1)
    assert sorted(held_rows(store)) == ["R00001", "R00002", "R00003", "R00004"]


def test_nothing_and_empty_text_differ_and_two_nothings_do_not(store):
    store.append("people", rows(1, 2, name=None), run="a", part=0)
    mixed = pa.concat_tables([rows(1, name=None), rows(2, name="")])
    done = store.merge("people", mixed, keys=["code"], run="b", part=0)
    assert (done.updated, done.unchanged) == (1, 1)


def test_rows_are_deleted_by_key_and_keys_without_rows_are_told(store):
    store.append("people", rows(1, 2, 3), run="a", part=0)
    done = store.delete("people", rows(2, 9).select(["code"]), run="b", part=0)
    assert (done.deleted, done.unchanged) == (1, 1)
    assert sorted(held_rows(store)) == ["R00001", "R00003"]


def test_a_table_without_rows_still_has_a_file_to_read(store):
    store.append("people", rows(1), run="a", part=0)
    store.delete("people", rows(1).select(["code"]), run="b", part=0)
    assert store.rows("people") == 0
    assert len(store.files("people")) == 1
    store.append("people", rows(2), run="c", part=0)
    assert sorted(held_rows(store)) == ["R00002"]


def test_replacing_may_bring_another_shape(store):
    store.append("people", rows(1, 2), run="a", part=0)
    other = pa.table({"code": ["R1"], "born": pa.array([0], pa.date32())})
    done = store.replace("people", other, run="b", part=0)
    assert (done.inserted, done.deleted) == (1, 2)
    assert store.schema("people").names == ["code", "born"]
    assert store.snapshot("people", 0).schema == SHAPE


@pytest.mark.parametrize(
    ("batch", "told"),
    [
        (rows(1).drop_columns(["name"]), "缺少 name"),
        (rows(1).append_column("more", [["x"]]), "多出 more"),
        (rows(1).set_column(2, "count", [["1"]]), "应为 int64"),
        (rows(1).set_column(0, "code", pa.array([None], pa.string())), "必填字段“code”有空值"),
    ],
)
def test_what_does_not_fit_is_refused_and_the_table_stays(store, batch, told):
    store.append("people", rows(1), run="a", part=0)
    with pytest.raises(Invalid, match=told):
        store.append("people", batch, run="b", part=0)
    assert store.version("people") == 0
    assert store.last_part("people", "b") == -1


def test_a_fault_in_the_middle_of_a_stream_leaves_nothing(store, tmp_path):
    store.append("people", rows(1), run="a", part=0)

    def broken():
        yield from rows(2).to_batches()
        raise OSError("the line is dead")

    with pytest.raises(OSError, match="the line is dead"):
        store.append("people", broken(), run="b", part=0)
    assert held_rows(store) == {"R00001": "甲"}
    assert len(list((tmp_path / "people").glob("*.parquet"))) == 1


def test_empty_and_repeated_keys_are_refused(store):
    with pytest.raises(Invalid, match="主键重复，例如：R00001"):
        store.merge("people", pa.concat_tables([rows(1), rows(1)]), keys=["code"], run="a", part=0)
    with pytest.raises(Invalid, match="有 1 行主键为空"):
        store.merge("people", rows(1, name=None), keys=["name"], run="a", part=0)
    with pytest.raises(Invalid, match="没有主键字段：nothing"):
        store.merge("people", rows(1), keys=["nothing"], run="a", part=0)


def test_types_that_tables_do_not_keep_are_refused(store):
    with pytest.raises(Invalid, match="“list”的类型"):
        store.append("t", pa.table({"list": [[1, 2]]}), run="a", part=0)
    zoned = pa.table({"at": pa.array([0], pa.timestamp("us", "UTC"))})
    with pytest.raises(Invalid, match="“at”的类型"):
        store.append("t", zoned, run="a", part=0)


def test_names_and_versions_that_are_not_there_are_refused(store):
    with pytest.raises(Invalid, match="只能用"):
        store.files("../elsewhere")
    with pytest.raises(NotFound, match="没有表"):
        store.files("nowhere")
    store.append("people", rows(1), run="a", part=0)
    with pytest.raises(NotFound, match="没有第 7 版"):
        store.files("people", 7)


def test_a_second_writer_is_refused_and_readers_are_not(store, tmp_path):
    store.append("people", rows(1), run="a", part=0)
    with held(tmp_path / ".locks" / "people", "people"):
        with pytest.raises(Busy, match="正由另一个程序写入"):
            store.append("people", rows(2), run="b", part=0)
        assert store.rows("people") == 1
    store.append("people", rows(2), run="b", part=0)


def test_small_files_are_joined_and_the_rows_stay(store, monkeypatch):
    monkeypatch.setattr("yiwang.lake.tables.store.MANY_SMALL", 4)
    for part in range(6):
        store.append("people", rows(part), run="a", part=part)
    assert len(store.files("people")) == 3
    assert store.compact("people") == 3
    assert len(store.files("people")) == 1
    assert len(held_rows(store)) == 6


def test_vacuum_clears_what_no_version_needs(store, tmp_path):
    store.append("people", rows(1), run="a", part=0)
    store.replace("people", rows(2), run="b", part=0)
    leftover = tmp_path / "people" / "_unfinished" / "files"
    leftover.mkdir(parents=True)
    (leftover / "part-x.parquet").write_bytes(b"half")
    (tmp_path / "people" / "part-orphan.parquet").write_bytes(b"moved, never committed")
    assert store.vacuum("people", hours=0) == 2
    assert not leftover.exists()
    assert held_rows(store) == {"R00002": "甲"}
    store.append("people", rows(3), run="c", part=0)
    assert sorted(held_rows(store)) == ["R00002", "R00003"]
    assert store.last_part("people", "a") == 0


def test_older_versions_can_be_read_after_a_checkpoint(store, monkeypatch, tmp_path):
    monkeypatch.setattr("yiwang.lake.tables.store.CHECKPOINT_EVERY", 4)
    for part in range(6):
        store.merge("people", rows(part % 4, name=str(part)), keys=["code"], run="a", part=part)
    assert (tmp_path / "people" / "_delta_log" / "_last_checkpoint").exists()
    assert store.rows("people") == 4
    assert store.rows("people", 1) == 2
    assert store.last_part("people", "a") == 5
