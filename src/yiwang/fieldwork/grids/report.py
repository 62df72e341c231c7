"""The report of an import of outlines: every row accounted for, every fault with its amount."""

from dataclasses import dataclass, field
from typing import Any

from yiwang.fieldwork.reports import FileReport
from yiwang.kernel.refusals import Refusal


@dataclass
class Report(FileReport):
    """What came of a file; amounts are in square metres, rows counted as in the file."""

    file: str
    sha256: str
    system: str
    rows_read: int = 0
    grids_added: int = 0
    rows_repeated: int = 0
    rows_refused: list[dict[str, Any]] = field(default_factory=list)
    self_crossing: list[dict[str, Any]] = field(default_factory=list)
    overlaps: list[dict[str, Any]] = field(default_factory=list)
    gaps: list[dict[str, Any]] = field(default_factory=list)
    # Good rows that were not written, because the file as a whole has faults.
    rows_held_back: int = 0
    file_refused: dict[str, str] | None = None

    def refuse_row(self, number: int, refusal: Refusal) -> None:
        """List a row that could not be used."""
        told = {"row": number, "code": refusal.code, "reason": refusal.message}
        self.rows_refused.append(told)

    @property
    def faulty(self) -> bool:
        """Whether somebody must look at it before it may be written."""
        return bool(self.rows_refused or self.overlaps or self.gaps)

    @property
    def adds_up(self) -> bool:
        """Whether every row that was read was added, repeated, refused or held back."""
        known = self.grids_added + self.rows_repeated + len(self.rows_refused)
        return self.rows_read == known + self.rows_held_back
