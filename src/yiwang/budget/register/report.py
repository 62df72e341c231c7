"""What is asked of an intake, and what came of it: every row is counted once."""

from dataclasses import dataclass, field
from typing import Any

from yiwang.budget.register import mapping
from yiwang.budget.register.models import BudgetUnit
from yiwang.fieldwork.reports import FileReport


@dataclass(frozen=True, kw_only=True)
class Order:
    """A file and what is meant where it says nothing: the year and the unit."""

    name: str
    content: bytes
    mapping: str = mapping.USUAL
    year: int | None = None
    unit: BudgetUnit | None = None


@dataclass
class Report(FileReport):
    """What came of a file; every row is counted once. Amounts in fen."""

    file: str
    sha256: str
    mapping: str
    rows_read: int = 0
    rows_heading: int = 0
    rows_blank: int = 0
    rows_entries: int = 0
    rows_totals: int = 0
    rows_repeated: int = 0
    rows_refused: list[dict[str, Any]] = field(default_factory=list)
    entries_added: int = 0
    years: list[int] = field(default_factory=list)
    # Each printed total: line, phase, code, printed, found, same.
    totals: list[dict[str, Any]] = field(default_factory=list)
    # Each functional item and phase: before, added, after.
    sums: list[dict[str, Any]] = field(default_factory=list)
    new_projects: list[dict[str, str]] = field(default_factory=list)
    new_subjects: list[dict[str, str]] = field(default_factory=list)
    unknown_subjects: list[str] = field(default_factory=list)
    intake: int | None = None

    @property
    def adds_up(self) -> bool:
        """Whether every row was counted in one way."""
        used = self.rows_entries + self.rows_totals + self.rows_repeated
        rest = self.rows_heading + self.rows_blank + len(self.rows_refused)
        return self.rows_read == used + rest
