"""Where sender and receiver counted otherwise: the rows that differ, named by their keys."""

from pathlib import Path

import duckdb
import ibis.expr.types as ir

from yiwang.hub import places
from yiwang.hub.catalogue import queries as catalogue
from yiwang.hub.catalogue.gate import rights
from yiwang.hub.catalogue.gate.opening import bounded, open_gate
from yiwang.hub.catalogue.models import Access
from yiwang.hub.receipts.models import Receipt
from yiwang.kernel.refusals import Invalid, NotNow
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.receipts.retelling import opened
from yiwang.lake.reconciling.comparing import compare
from yiwang.lake.reconciling.outcome import Comparison
from yiwang.lake.schema import Schema
from yiwang.org.actors import Worker

LONGEST = 60.0


def beside(receipt: Receipt, theirs: Path) -> Comparison:
    """The other side's file (left) beside our table in the receipt's version (right).

    Raises `NotFound` without the resource or the version, `Invalid` without a key or for another
    shape, `NotNow` where it takes too long.
    """
    schema = catalogue.resource(receipt.resource).schema
    files = places.store().files(receipt.resource, receipt.version)
    engine = places.engine()
    try:
        with bounded(engine, LONGEST):
            left, right = _theirs(engine, theirs, schema), engine.table(files)
            return compare(engine, left, right, schema)
    except duckdb.InterruptException:
        raise NotNow("核对时间过长，已停止；请联系数据管理员") from None
    finally:
        engine.close()


def beside_given(receipt: Receipt, theirs: Path, who: Worker) -> Comparison:
    """The same for a file that a grant gave out: ours is what the gate would give again.

    It is a reading and noted as one. Raises as `beside`, and as the gate does.
    """
    right = rights.by_grant(int(receipt.content["grant"]), who)
    version = receipt.version
    with open_gate(right, who, Access.Path.FILE, version=version) as gate:
        query = {"reconcile": receipt.run}
        with gate.refusing(query), bounded(gate.engine, LONGEST):
            left = _theirs(gate.engine, theirs, gate.schema)
            found = compare(gate.engine, left, gate.table, gate.schema)
        gate.note(fields=right.fields, rows=len(found.differences), query=query, given="")
        return found


def _theirs(engine: DuckEngine, path: Path, schema: Schema) -> ir.Table:
    """Their rows, read once beside their file, so that what is wrong with it is told of it."""
    read = path.with_name(f"{path.stem}.read.parquet")
    try:
        engine.write(opened(engine, path, schema).select(*schema.names), read)
        return engine.table([str(read)])
    except (duckdb.Error, OSError) as fault:
        if isinstance(fault, duckdb.InterruptException):
            raise
        raise Invalid("文件读不出回执所写的字段；请交 Parquet，或以字段标识为标题的 CSV") from fault
