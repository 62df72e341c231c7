"""What proves a transfer: the digest of the rows that were given, the receipt of a whole file."""

import hashlib
from dataclasses import dataclass

import orjson
import pyarrow as pa
from django.core.serializers.json import DjangoJSONEncoder

from yiwang.hub.catalogue.gate.rights import Right
from yiwang.hub.receipts import actions, own_keys
from yiwang.hub.receipts.actions import Handed
from yiwang.kernel.refusals import NotNow, Refusal
from yiwang.lake.receipts.tallies import Tally

_WRITER = DjangoJSONEncoder()


@dataclass(frozen=True, kw_only=True)
class Left:
    """A file that is to leave: its number in the log, its SHA-256, what its rows add up to."""

    number: int
    purpose: str
    version: int
    file: str
    counted: Tally


def digest(rows: pa.Table) -> str:
    """The SHA-256 of rows as they are given: names, then each row, as JSON without blanks.

    Values are written as the API writes them, so that whoever was given them can reckon it too.
    """
    columns = [column.to_pylist() for column in rows.columns]
    lines = [rows.column_names, *map(list, zip(*columns, strict=True))]
    written = orjson.dumps(lines, default=_WRITER.default, option=orjson.OPT_PASSTHROUGH_DATETIME)
    return hashlib.sha256(written).hexdigest()


def receipted(right: Right, left: Left) -> int | None:
    """Issue the receipt of a file, from the hub to the unit; None for open data, that has no unit.

    Raises `NotNow` where none can be issued: then the file must not leave.
    """
    if right.grant is None:
        return None
    handed = Handed(
        run=run_of(left.number),
        resource=right.resource.key,
        sender=own_keys.code(),
        receiver=right.grant.unit.code,
        version=left.version,
        purpose=left.purpose,
        grant=str(right.grant.pk),
        file=left.file,
    )
    try:
        return actions.issued(handed, left.counted).pk
    except Refusal as refusal:
        raise NotNow("回执开不出来，文件没有提供；请稍后再试，或联系数据管理员") from refusal


def run_of(number: int) -> str:
    """What the delivery of a reading is called in receipts, by its number in the log."""
    return f"access:{number}"
