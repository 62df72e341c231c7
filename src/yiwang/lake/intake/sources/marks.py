"""How far an interface was read: its largest cursor with the key that breaks ties, by their kinds.

An interface writes everything as text. Compared as text 9 would come after 10, and two moments
of different zones in any order; so they are compared as the fields that they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from yiwang.lake.intake.casting import cast
from yiwang.lake.intake.chunks import Position
from yiwang.lake.schema import Field, Kind

# What of a row is compared; what is empty or no value of its kind comes before all others.
Rank = tuple[tuple[bool, Any], ...]


@dataclass(frozen=True, slots=True)
class Marker:
    """The columns that tell the order of rows, the cursor first, each with its kind."""

    columns: tuple[tuple[str, Kind], ...]

    def ranks(self, rows: pa.RecordBatch) -> list[Rank]:
        """The rank of each row."""
        told = [self._values(rows, name, kind) for name, kind in self.columns]
        return [tuple(one) for one in zip(*told, strict=True)]

    def rank(self, position: Position) -> Rank:
        """The rank of a mark, which may be shorter: then it is before all rows of its cursor."""
        given = position[: len(self.columns)]
        pairs = zip(given, self.columns, strict=False)
        return tuple(
            _ranked(pa.array([_text(one)], pa.string()), kind)[0] for one, (_, kind) in pairs
        )

    def largest(self, rows: pa.RecordBatch, ranks: Sequence[Rank]) -> tuple[Rank, Position] | None:
        """The largest row that has a cursor, and how the interface wrote it."""
        known = [place for place, rank in enumerate(ranks) if rank[0][0]]
        if not known:
            return None
        best = max(known, key=ranks.__getitem__)
        names = [name for name, _ in self.columns]
        written = [rows.column(n)[best].as_py() if n in rows.schema.names else None for n in names]
        return ranks[best], written

    def beyond(self, ranks: Sequence[Rank], since: Position) -> pa.Array:
        """Which rows come after a mark; those without a cursor always do, since no mark has them.

        A mark of the cursor alone counts all rows of that cursor as read.
        """
        mark = self.rank(since)
        after = [not rank[0][0] or rank[: len(mark)] > mark for rank in ranks]
        return pa.array(np.array(after, dtype=bool))

    def _values(self, rows: pa.RecordBatch, name: str, kind: Kind) -> list[tuple[bool, Any]]:
        if name not in rows.schema.names:
            return [(False, 0)] * rows.num_rows
        return _ranked(rows.column(name), kind)


def _ranked(column: pa.Array, kind: Kind) -> list[tuple[bool, Any]]:
    values = cast(column, Field("", "", kind)).values.to_pylist()
    # Nothing is never compared with something: the first of the two tells them apart.
    return [(value is not None, 0 if value is None else value) for value in values]


def _text(one: Any) -> str | None:
    return None if one is None else str(one)
