"""Takes the rows of an opened file in, batch after batch; a batch is committed whole or not at all.

What the report counts is committed: it is counted after the transaction of its batch has ended.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from yiwang.cases.doors import (
    DoorResult,
    Written,
    load_histories,
    replay_histories,
    tell_nobody,
)
from yiwang.history.faults import RowFault
from yiwang.history.mapping import FileMapping
from yiwang.history.on_time import BROKEN_OFF, NO_AS_OF, Comparison
from yiwang.history.plan import Planner
from yiwang.history.reading import Table
from yiwang.history.report import Report
from yiwang.history.rows import CaseFacts, RowReader
from yiwang.history.units import SourceUnits

REPLAY, BULK = "replay", "bulk"
DOORS: dict[str, Callable[..., DoorResult]] = {REPLAY: replay_histories, BULK: load_histories}
# Cases that are committed together.
BATCH = 2000


def _say_nothing(report: Report) -> None:
    """Nobody waits for progress."""


def _go_on() -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class Import:
    """What is to be taken in, and how: `door` is replay (each step decided) or bulk (trusted)."""

    file: Path
    mapping: Path
    door: str = REPLAY
    # Everything is read, decided and compared, and then nothing is kept.
    dry_run: bool = False
    batch: int = field(default_factory=lambda: BATCH)
    # Told of the report as it stands after every batch.
    progress: Callable[[Report], None] = _say_nothing
    # Asked before every batch whether to end here.
    stop: Callable[[], bool] = _go_on


@dataclass
class Taking:
    """One file on its way in."""

    order: Import
    mapping: FileMapping
    table: Table
    report: Report
    recorded_at: datetime = field(default_factory=timezone.now)
    _planner: Planner | None = None

    def run(self) -> None:
        """Take in batch after batch until the file ends or somebody says stop."""
        reader = RowReader(self.mapping, self.table.header)
        report = self._begun()
        rows = self._facts(reader)
        whole = False
        try:
            self.order.progress(report)
            while some := list(islice(rows, self.order.batch)):
                if self.order.stop():
                    report.stop("interrupted", "导入被要求停止")
                    return
                self._count(*self._batch(some))
                self.order.progress(report)
            whole = True
        finally:
            self._sum_up(reader, whole=whole)

    def _begun(self) -> Report:
        report, table = self.report, self.table
        report.table, report.sha256, report.encoding = table, table.sha256, table.encoding
        report.skipped_sheets, report.rows_total = table.skipped_sheets, table.total
        report.comparison = Comparison(self.mapping.flag) if self.mapping.flag else None
        return report

    def _facts(self, reader: RowReader) -> Iterator[CaseFacts]:
        report = self.report
        for line, cells in self.table.rows():
            report.rows_read += 1
            try:
                facts = reader.read(line, cells)
            except RowFault as fault:
                report.refuse_row(line, fault.code, fault.reason)
                continue
            if report.comparison:
                report.comparison.expect(facts)
            yield facts

    def _batch(self, some: list[CaseFacts]) -> tuple[DoorResult, list[Written]]:
        """In one transaction the units that these rows name, and their cases."""
        heard: list[Written] = []
        with transaction.atomic():
            planner = self._planner or self._new_planner()
            result = DOORS[self.order.door](
                [planner.history(facts) for facts in some],
                recorded_at=self.recorded_at,
                written=heard.append if self.report.comparison else tell_nobody,
            )
            if self.order.dry_run:
                transaction.set_rollback(True)
        # The units of a dry run are gone with their batch.
        self._planner = None if self.order.dry_run else planner
        return result, heard

    def _new_planner(self) -> Planner:
        units = SourceUnits(self.mapping.source, self.mapping.label)
        return Planner(self.mapping.procedure, units)

    def _count(self, result: DoorResult, heard: list[Written]) -> None:
        report = self.report
        report.cases_created += result.cases
        report.events_written += result.events
        report.rows_repeated += len(result.repeated)
        for line, refusal in result.refused:
            report.refuse_row(line, refusal.code, refusal.message)
        for case in heard:
            if report.comparison:
                report.comparison.written(case)

    def _sum_up(self, reader: RowReader, *, whole: bool) -> None:
        report = self.report
        report.blank_lines = self.table.blank_lines
        report.times_doubtful = reader.times.met_ambiguous
        as_of = reader.latest if self.mapping.times.as_of and reader.latest else None
        report.as_of = datetime.fromtimestamp(as_of, UTC).isoformat() if as_of else ""
        if report.comparison:
            # Half a file does not tell at what time it was written.
            report.comparison.finish(as_of if whole else None, NO_AS_OF if whole else BROKEN_OFF)
