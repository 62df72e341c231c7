"""The report of a census file: every row accounted for, whatever looks doubtful shown."""

from dataclasses import dataclass, field
from typing import Any

from yiwang.fieldwork.reports import FileReport
from yiwang.kernel.refusals import Refusal


@dataclass
class Report(FileReport):
    """What came of a file; rows are counted as in the file."""

    file: str
    sha256: str
    system: str
    rows_read: int = 0
    parts_added: int = 0
    # Of parts that were on record: seen again, and what changed of them.
    parts_seen_again: int = 0
    parts_changed: int = 0
    # Exactly so on record already.
    rows_repeated: int = 0
    # Seen before what is on record: kept as history only.
    rows_older: int = 0
    rows_refused: list[dict[str, Any]] = field(default_factory=list)
    same_place: list[dict[str, Any]] = field(default_factory=list)
    moved: list[dict[str, Any]] = field(default_factory=list)
    outside_of_grids: list[dict[str, Any]] = field(default_factory=list)
    unknown_units: dict[str, int] = field(default_factory=dict)
    file_refused: dict[str, str] | None = None

    def refuse_row(self, line: int, part: str, refusal: Refusal) -> None:
        """List a row that could not be used."""
        told = {"line": line, "part": part[:30], "code": refusal.code, "reason": refusal.message}
        self.rows_refused.append(told)

    @property
    def adds_up(self) -> bool:
        """Whether every row that was read is accounted for once."""
        known = self.parts_added + self.parts_seen_again + self.rows_repeated + self.rows_older
        return self.rows_read == known + len(self.rows_refused)
