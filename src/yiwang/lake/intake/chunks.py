"""What every source yields: bounded batches as the source has them, with the rows' numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# Rows of one batch: some ten megabytes of ordinary rows.
ROWS = 100_000
# What says how far a source was read, as JSON: a row number, or [cursor, tie-breaker, …].
Position = list[Any]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not even be cut into columns; `raw` is as much as can be told of it."""

    row: int
    rule: str
    raw: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows with their numbers in the source; `position` is where reading goes on after them.

    `mark` is the largest [cursor, tie-breaker, …] so far, of a source that does not know its end
    beforehand.
    """

    rows: pa.RecordBatch
    numbers: pa.Array
    bad: tuple[BadRow, ...] = ()
    position: Position | None = None
    mark: Position | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """What one run reads: after `since` up to `until`, of content that `version` names.

    `version` is empty where only the span itself names it; then a run is never held to be the
    same as another.
    """

    since: Position | None = None
    until: Position | None = None
    version: str = ""


class Source(Protocol):
    """Where rows come from."""

    def span(self, since: Position | None) -> Span:
        """What there is to be read after a watermark."""
        ...

    def chunks(self, span: Span, after: Position | None) -> Iterator[Chunk]:
        """The rows of a span; `after` is the position of the last chunk that is already kept.

        The first chunk may be empty: its columns tell the shape.
        """
        ...


def counted(first: int, many: int) -> pa.Array:
    """The numbers of consecutive rows."""
    return pa.array(np.arange(first, first + many, dtype=np.int64))


def rest(chunk: Chunk, after: Position | None) -> Chunk | None:
    """What of a chunk comes after a row number; None where all of it is already kept."""
    done = int(after[0]) if after else 0
    if not done or chunk.position is None:
        return chunk
    if chunk.position[0] <= done:
        return None
    kept = pc.greater(chunk.numbers, done)
    bad = tuple(one for one in chunk.bad if one.row > done)
    return Chunk(chunk.rows.filter(kept), chunk.numbers.filter(kept), bad, chunk.position)
