"""Sets what a file holds against the totals that it prints and what the register has; pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yiwang.budget.register.reading import Entry, Printed


@dataclass(frozen=True, slots=True)
class Compared:
    """A printed total beside the sum of the entries that it is of, in fen."""

    line: int
    phase: str
    code: str
    printed: int
    found: int

    @property
    def same(self) -> bool:
        """Whether they agree to the fen."""
        return self.printed == self.found


def compared(entries: Sequence[Entry], printed: Iterable[Printed]) -> list[Compared]:
    """Every printed total with the sum of what it should hold, in the order of the file."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for one in entries:
        for code in ("", *_levels(one)):
            sums[one.phase, code] += one.money.fen
    told, since = [], 0
    for total in sorted(printed, key=lambda one: one.line):
        found = sums[total.phase, total.code]
        if total.partial:
            found = _between(entries, since, total)
        told.append(Compared(total.line, total.phase, total.code, total.money.fen, found))
        since = total.line if total.partial else since
    return told


def _levels(entry: Entry) -> Iterable[str]:
    """The codes of class and section above an entry."""
    return (entry.functional[:3], entry.functional[:5]) if entry.functional else ()


def _between(entries: Sequence[Entry], since: int, total: Printed) -> int:
    return sum(
        one.money.fen
        for one in entries
        if since < one.line < total.line and one.phase == total.phase
    )


def by_code(entries: Iterable[Entry]) -> dict[tuple[str, str], int]:
    """Sums in fen by functional item and phase."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for one in entries:
        sums[one.functional, one.phase] += one.money.fen
    return dict(sums)
