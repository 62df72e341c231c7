"""The report of an import: every row that was read is accounted for in it."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yiwang.history.mapping import MappingFault
from yiwang.history.on_time import Comparison
from yiwang.history.reading import Table
from yiwang.kernel.refusals import Refusal

NO_FLAGS = "原文件没有按期标志"
# What became of the import. A report that says "unfinished" was left by a process that was killed.
KILLED = (
    "导入还在进行，或进程已被强行终止；已提交的案件是完整的，"
    "再次导入同一文件即可接着做，不会重复，此前已写入的记为rows_repeated"
)
UNFINISHED, DONE, REFUSED, STOPPED = "unfinished", "done", "refused", "stopped"


@dataclass
class Report:
    """What came of a file; `as_json` is what is written beside it."""

    file: str
    mapping: str
    door: str
    sha256: str = ""
    encoding: str = ""
    rows_read: int = 0
    blank_lines: int = 0
    cases_created: int = 0
    events_written: int = 0
    rows_refused: list[dict[str, Any]] = field(default_factory=list)
    rows_repeated: int = 0
    skipped_sheets: list[str] = field(default_factory=list)
    times_doubtful: int = 0
    as_of: str = ""
    seconds: float = 0.0
    # How many rows the file has, where that was counted beforehand.
    rows_total: int = 0
    dry_run: bool = False
    outcome: str = UNFINISHED
    # Why the file as a whole was not taken in; then nothing was written.
    file_refused: dict[str, Any] | None = None
    # Why the import ended before the file did; what is counted here was committed all the same.
    stopped: dict[str, Any] | None = None
    # Rows that were read when it stopped, and of which nothing was committed.
    rows_undone: int = 0
    comparison: Comparison | None = None
    table: Table | None = None

    def refuse_row(self, line: int, code: str, reason: str) -> None:
        """List a row that could not be used."""
        self.rows_refused.append({**self._place(line), "reason": reason, "code": code})

    def refuse_file(self, refusal: Refusal) -> None:
        """Say why the file could not be taken in, and which of the two files is at fault."""
        name = self.mapping if isinstance(refusal, MappingFault) else self.file
        kind = refusal.details.get("kind", refusal.code)
        self.outcome = REFUSED
        self.file_refused = {"reason": f"{name}：{refusal.message}", "code": kind, "file": name}
        for key in ("line", "at"):
            if key in refusal.details:
                self.file_refused[key] = refusal.details[key]
        if isinstance(refusal, MappingFault) and "line" in refusal.details:
            line = refusal.details["line"]
            self.file_refused["reason"] = f"{name}第{line}行：{refusal.message}"

    def stop(self, code: str, why: str) -> None:
        """Say why the import ended early, and what of it stands."""
        self.outcome = STOPPED
        self.rows_undone += self.rows_read - self._accounted
        self.stopped = {"code": code, "reason": f"{why}；{self._standing()}"}

    def _standing(self) -> str:
        if self.dry_run:
            return "这是试导，没有写入任何内容"
        return (
            f"已完整写入{self.cases_created}件（{self.events_written}条记录），"
            f"读到而未写入的{self.rows_undone}行；再次导入同一文件即可接着做，不会重复"
        )

    @property
    def adds_up(self) -> bool:
        """Whether every row that was read became a case, was refused, was there or was undone."""
        return self.rows_read == self._accounted

    @property
    def _accounted(self) -> int:
        done = self.cases_created + len(self.rows_refused) + self.rows_repeated
        return done + self.rows_undone

    def as_json(self) -> dict[str, Any]:
        """The report as it is written."""
        shown = {k: v for k, v in self.__dict__.items() if k not in ("comparison", "table")}
        if self.outcome == UNFINISHED:
            shown["stopped"] = {"code": "killed", "reason": KILLED}
        shown["rows_refused"] = sorted(self.rows_refused, key=_where)
        shown["on_time_compared"] = self.comparison.compared if self.comparison else 0
        shown.update(self._on_time())
        return shown

    def _on_time(self) -> dict[str, Any]:
        found = self.comparison
        return {
            "on_time_differences": self._placed(found.differences) if found else [],
            "on_time_undecidable": dict(found.undecidable) if found else self._no_flags(),
            "on_time_attested": dict(found.attested) if found else {},
            "on_time_unflagged": self._placed(found.unflagged) if found else [],
        }

    def _no_flags(self) -> dict[str, int]:
        return {NO_FLAGS: self.cases_created} if self.cases_created else {}

    def _placed(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return sorted(({**row, **self._place(row["line"])} for row in rows), key=_where)

    def _place(self, line: int) -> dict[str, Any]:
        return self.table.place(line) if self.table else {"line": line}

    def write(self, path: Path) -> None:
        """Write the report; either whole or not at all."""
        waiting = path.with_name(f".{path.name}.part")
        # A file may have a name that is no text; the report is one all the same.
        text = json.dumps(self.as_json(), ensure_ascii=False, indent=1) + "\n"
        waiting.write_bytes(text.encode("utf-8", "backslashreplace"))
        waiting.replace(path)


def _where(row: dict[str, Any]) -> tuple[str, int]:
    return row.get("sheet", ""), row["line"]
