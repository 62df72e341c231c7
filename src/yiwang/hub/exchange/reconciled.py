"""Where sender and receiver counted otherwise: the rows that differ, named by their keys."""

from pathlib import Path

from yiwang.hub import places
from yiwang.hub.catalogue import queries as catalogue
from yiwang.hub.receipts.models import Receipt
from yiwang.lake.reconciling.comparing import compare
from yiwang.lake.reconciling.outcome import Comparison


def beside(receipt: Receipt, theirs: Path) -> Comparison:
    """The other side's Parquet file (left) beside our table in the receipt's version (right).

    Raises `NotFound` without the resource or the version, `Invalid` without a key.
    """
    schema = catalogue.resource(receipt.resource).schema
    files = places.store().files(receipt.resource, receipt.version)
    engine = places.engine()
    try:
        left, right = engine.table([str(theirs)]), engine.table(files)
        return compare(engine, left, right, schema)
    finally:
        engine.close()
