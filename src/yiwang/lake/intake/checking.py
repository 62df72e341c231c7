"""A look at a source before anything is taken in: its columns, first rows and faults."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from yiwang.kernel.refusals import Refusal
from yiwang.lake.intake.chunks import Source, Span
from yiwang.lake.intake.contract import Difference, Frozen, Terms, matched
from yiwang.lake.intake.sieve import Sieved, sieved

# As many rows are looked at.
LOOKED_AT = 5_000
SHOWN, SHOWN_BAD = 10, 20


@dataclass
class Checked:
    """What was seen: `columns` of the source under our fields, rows as they would be kept.

    `refused` is what would stop a run, as `Refusal.plain()` tells it.
    """

    columns: dict[str, str] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    rows: list[dict[str, Any]] = field(default_factory=list)
    looked_at: int = 0
    rejected: int = 0
    rules: dict[str, int] = field(default_factory=dict)
    bad: list[dict[str, Any]] = field(default_factory=list)
    refused: dict[str, Any] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """The same for JSON."""
        return asdict(self)


def checked(terms: Terms, source: Source, before: dict[str, str]) -> Checked:
    """Look at the first rows; what would stop a run is told, not raised."""
    seen = Checked()
    try:
        _look(seen, terms, source, before)
    except Frozen as frozen:
        seen.differences, seen.refused = frozen.differences, frozen.plain()
    except Refusal as refused:
        seen.refused = refused.plain()
    return seen


def _look(seen: Checked, terms: Terms, source: Source, before: dict[str, str]) -> None:
    matching = None
    for chunk in source.chunks(Span(), None):
        if matching is None:
            matching = matched(terms, chunk.rows.schema, before)
            seen.columns = dict(matching.columns)
            seen.differences = matching.differences
        _add(seen, sieved(chunk, terms.schema, matching))
        if seen.looked_at >= LOOKED_AT:
            return


def _add(seen: Checked, one: Sieved) -> None:
    seen.looked_at += one.good.num_rows + one.bad.num_rows
    seen.rejected += one.bad.num_rows
    seen.rows += one.good.slice(0, SHOWN - len(seen.rows)).to_pylist()
    counts = Counter(seen.rules)
    for row in one.bad.to_pylist():
        counts.update(row["_rules"].split(","))
        if len(seen.bad) < SHOWN_BAD:
            seen.bad.append({"row": row["_row"], "rules": row["_rules"], "raw": row["_raw"]})
    seen.rules = dict(counts)
