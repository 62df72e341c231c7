"""Reads a source into staged parts; goes on after the last whole part."""

from collections.abc import Callable

import pyarrow as pa

from yiwang.lake.intake.chunks import Chunk, Position, Source, Span
from yiwang.lake.intake.contract import Matching, Terms, matched
from yiwang.lake.intake.sieve import Sieved, sieved
from yiwang.lake.intake.staging import Part, Staging

PART_ROWS = 500_000
# Told after every chunk: how many rows came so far, and the step. It may raise to stop the run.
Beat = Callable[[int, str], None]


class Reading:
    """One source on its way into one folder."""

    def __init__(self, terms: Terms, staging: Staging, before: dict[str, str], beat: Beat) -> None:
        self._terms = terms
        self._staging = staging
        self._before = before
        self._beat = beat
        self._matching: Matching | None = None
        self._waiting: list[Sieved] = []
        self._position: Position | None = None
        parts = staging.parts()
        self._next = len(parts)
        self._rows = sum(part.rows_in for part in parts)
        self._after = parts[-1].position if parts else None

    def read(self, source: Source, span: Span, part_rows: int = PART_ROWS) -> None:
        """All that is not staged yet. Raises `Frozen` before the first row is kept."""
        mark = None
        for chunk in source.chunks(span, self._after):
            self._take(chunk)
            if sum(_rows(one) for one in self._waiting) >= part_rows:
                self._keep()
            mark = chunk.mark or mark
            self._beat(self._rows, "reading")
        if self._waiting:
            self._keep()
        if mark:
            self._staging.note(mark=mark)

    def _take(self, chunk: Chunk) -> None:
        # Kinds that only later batches show, as of a column that began empty, are cast anyway.
        if self._matching is None:
            self._matching = matched(self._terms, chunk.rows.schema, self._before)
            differences = [
                {"column": one.column, "verdict": one.verdict, "expected": one.expected}
                | {"found": one.found}
                for one in self._matching.differences
            ]
            self._staging.note(shape=dict(self._matching.shape), differences=differences)
        if chunk.rows.num_rows or chunk.bad:
            self._waiting.append(sieved(chunk, self._terms.schema, self._matching))
            self._rows += chunk.rows.num_rows + len(chunk.bad)
            self._position = chunk.position

    def _keep(self) -> None:
        good = sum(one.good.num_rows for one in self._waiting)
        bad = sum(one.bad.num_rows for one in self._waiting)
        part = Part(self._next, good + bad, good, bad, self._position)
        self._staging.keep(part, self._waiting)
        self._next, self._waiting = self._next + 1, []


def _rows(one: Sieved) -> int:
    return int(one.good.num_rows + one.bad.num_rows)


def without(batch: pa.RecordBatch, name: str) -> pa.RecordBatch:
    """A batch without one of its columns."""
    return batch.drop_columns([name])
