"""What a run is asked for, and what came of it."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa

from yiwang.lake.intake.chunks import Position, Span
from yiwang.lake.intake.contract import Difference, Terms
from yiwang.lake.tables.store import TableStore

REJECTED, EXTRA = "__rejected", "__columns"
# What lies in quarantine: bad rows with the rules they break, and columns nobody agreed on.
QUARANTINE = pa.schema(
    [
        pa.field("run", pa.string(), nullable=False),
        pa.field("row", pa.int64(), nullable=False),
        pa.field("rules", pa.string()),
        pa.field("raw", pa.string()),
        pa.field("at", pa.timestamp("us"), nullable=False),
    ]
)


class Mode(StrEnum):
    """What a run makes of the rows; see `hub.feeds.words.Mode`."""

    FULL = "full"
    MERGE = "merge"
    APPEND = "append"


class Ending(StrEnum):
    """How a run ended that was not refused."""

    SUCCEEDED = "succeeded"
    UNCHANGED = "unchanged"
    HELD = "held"


@dataclass(frozen=True, kw_only=True)
class Order:
    """Bring rows into `table`; `name` is under what the run and its watermark are kept.

    A complete source that would delete more than `most_deleted` per cent of the rows is held,
    until it comes again `released`.
    """

    name: str
    table: str
    terms: Terms
    mode: Mode = Mode.FULL
    most_deleted: int = 20
    released: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The business key."""
        return self.terms.schema.keys

    def key(self, span: Span) -> str:
        """The name of a run: the same content between the same marks has the same."""
        told = [self.table, self.mode, self.terms.schema.digest, span.since, span.until]
        return sha256(orjson.dumps([*told, span.version], default=str)).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the tables are, and the folder in which runs are kept until they are over."""

    store: TableStore
    folder: Path


@dataclass(kw_only=True)
class Outcome:
    """What came of a run: `rows_in` = `accepted` + `rejected`.

    Of what was accepted rows were inserted, updated or stayed unchanged; duplicates are rejected
    rows whose key came again later. `would_delete` is told of a held run.
    """

    run: str
    key: str
    ending: Ending = Ending.SUCCEEDED
    rows_in: int = 0
    accepted: int = 0
    rejected: int = 0
    duplicates: int = 0
    inserted: int = 0
    updated: int = 0
    deleted: int = 0
    unchanged: int = 0
    would_delete: int = 0
    table_rows: int = 0
    version_before: int | None = None
    version: int | None = None
    span: Span = field(default_factory=Span)
    watermark: Position | None = None
    schema_digest: str = ""
    differences: tuple[Difference, ...] = ()

    def plain(self) -> dict[str, Any]:
        """The same for JSON."""
        return asdict(self)
