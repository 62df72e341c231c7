"""The report of a file of people and houses: every row accounted for, and nobody named."""

from dataclasses import dataclass, field
from typing import Any

from yiwang.fieldwork.reports import FileReport
from yiwang.kernel import masking
from yiwang.kernel.refusals import Refusal

# Stands for what a cell said.
HIDDEN = "***"


@dataclass
class Report(FileReport):
    """What came of a file; rows are counted as in the file."""

    file: str
    sha256: str
    rows_read: int = 0
    rows_used: int = 0
    # All that the row says was on record.
    rows_repeated: int = 0
    houses_added: int = 0
    people_added: int = 0
    residences_added: int = 0
    # The given grid is not the one of the given place.
    elsewhere: list[dict[str, Any]] = field(default_factory=list)
    rows_refused: list[dict[str, Any]] = field(default_factory=list)
    file_refused: dict[str, str] | None = None

    def refuse_row(self, line: int, refusal: Refusal) -> None:
        """List a row that could not be used; what somebody wrote into it is hidden."""
        told = refusal.template.format_map(refusal.details | {"text": HIDDEN})
        reason = masking.numbers(told)
        self.rows_refused.append({"line": line, "code": refusal.code, "reason": reason})

    @property
    def adds_up(self) -> bool:
        """Whether every row that was read is accounted for once."""
        return self.rows_read == self.rows_used + self.rows_repeated + len(self.rows_refused)
