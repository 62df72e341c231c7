"""The parts of a push as files: written once, then sent as they are however often it takes.

A part is a Parquet file of so many rows. Once all are there the folder gets its list, with the
digest of each; without the list the parts are written anew.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from yiwang.hub import places
from yiwang.hub.catalogue import queries as catalogue
from yiwang.hub.pushes.models import Push
from yiwang.hub.pushes.receiving import Prepared
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.receipts.tallies import Tally
from yiwang.lake.receipts.tallying import tally
from yiwang.lake.schema import Field, Kind, Schema

ROWS = 50_000
# The catalogue itself, as a table: what there is, who provides it, how it may be had.
CATALOGUE = "catalogue"
CATALOGUE_SHAPE = Schema(
    (
        Field("code", "资源代码", required=True),
        Field("key", "标识", required=True),
        Field("name", "资源名称", required=True),
        Field("abstract", "摘要"),
        Field("unit", "提供方代码", required=True),
        Field("unit_name", "提供方"),
        Field("sharing", "共享类型", required=True),
        Field("condition", "共享条件"),
        Field("opening", "开放属性"),
        Field("period", "更新周期"),
        Field("fields", "信息项"),
        Field("edition", "版次", Kind.WHOLE),
    ),
    ("code",),
)


def prepared(push: Push) -> Prepared:
    """The parts of a push, written if they are not yet. Raises `NotFound` without its version."""
    folder = _folder(push)
    listed = folder / "parts.json"
    if not listed.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        told = _written(push, folder)
        unfinished = listed.with_suffix(".new")
        unfinished.write_text(json.dumps(told))
        unfinished.replace(listed)
    told = json.loads(listed.read_text())
    counted = told["counted"]
    counted["buckets"] = tuple(counted["buckets"])
    return Prepared(folder, tuple(told["parts"]), Tally(**counted))


def dropped(push: Push) -> None:
    """Remove the files of a push that is over."""
    shutil.rmtree(_folder(push), ignore_errors=True)


def _folder(push: Push) -> Path:
    return places.root() / "outgoing" / str(push.pk)


def _written(push: Push, folder: Path) -> dict[str, object]:
    engine = places.engine()
    try:
        files, schema = _source(push, folder)
        table = engine.table(files).select(*schema.names)
        digests = [_part(folder, number, one) for number, one in _cut(engine, table, schema)]
        return {"parts": digests, "counted": asdict(tally(engine, table, schema))}
    finally:
        engine.close()


def _source(push: Push, folder: Path) -> tuple[tuple[str, ...], Schema]:
    if push.resource == CATALOGUE:
        path = folder / "catalogue"
        pq.write_table(catalogue_rows(), path)
        return (str(path),), CATALOGUE_SHAPE
    schema = catalogue.resource(push.resource).schema
    return places.store().files(push.resource, push.version), schema


def _cut(engine: DuckEngine, table: ir.Table, schema: Schema) -> Iterator[tuple[int, pa.Table]]:
    """So many rows at a time; an empty table is one part without rows."""
    kept = (one for one in engine.batches(table, ROWS) if one.num_rows)
    first = next(kept, None)
    if first is None:
        yield 1, schema.arrow().empty_table()
        return
    for number, rows in enumerate(chain([first], kept), 1):
        yield number, pa.Table.from_batches([rows])


def _part(folder: Path, number: int, rows: pa.Table) -> str:
    path = folder / f"{number:05}.parquet"
    pq.write_table(rows, path, compression="zstd")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def catalogue_rows() -> pa.Table:
    """Every resource in use, one row each."""
    told = [
        {
            "code": one.code,
            "key": one.key,
            "name": one.name,
            "abstract": one.abstract,
            "unit": one.unit.code,
            "unit_name": one.unit.name,
            "sharing": str(one.sharing),
            "condition": one.condition,
            "opening": str(one.opening),
            "period": str(one.period),
            "fields": json.dumps(one.fields, ensure_ascii=False, sort_keys=True),
            "edition": one.edition,
        }
        for one in catalogue.resources()
    ]
    return pa.Table.from_pylist(told, schema=CATALOGUE_SHAPE.arrow())


def catalogue_version() -> int:
    """Grows with every edition: how many editions there were in all."""
    return catalogue.editions_in_all()
