"""What a table adds up to: its tally, as receipts hold it. Needs no engine."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from yiwang.lake.receipts.canonical import digest


@dataclass(frozen=True, slots=True)
class Tally:
    """Shape, rows, how many of each field are empty, its sum and range, sums of the 256 buckets.

    `columns` maps a field to {"nulls": n} and, where it has them, "sum", "least" and "most" as
    texts; least and most only where they tell nothing of a person. `buckets` are texts of 24
    hexadecimal digits: the sum of the rows' numbers.
    """

    schema: str
    shape: dict[str, Any]
    rows: int
    columns: dict[str, dict[str, Any]]
    buckets: tuple[str, ...]

    @property
    def buckets_digest(self) -> str:
        """One digest of all bucket sums."""
        return buckets_digest(self.buckets)

    def plain(self) -> dict[str, Any]:
        """What of it goes into a receipt: all but the buckets, which their digest stands for."""
        return {
            "schema": self.schema,
            "shape": self.shape,
            "rows": self.rows,
            "columns": self.columns,
            "buckets": self.buckets_digest,
        }

    def differing(self, other: "Tally") -> tuple[int, ...]:
        """The buckets whose sums differ: only there rows need to be looked at."""
        pairs = zip(self.buckets, other.buckets, strict=True)
        return tuple(number for number, (one, two) in enumerate(pairs) if one != two)


def buckets_digest(sums: Sequence[str]) -> str:
    """One digest of the sums of all buckets, in their order."""
    return digest("sha256", "\n".join(sums).encode())
