"""What is told of a column, as plain data: counts of all rows, and values of nobody in particular.

Of columns that tell of persons no value is kept at all, only counts and how they are written.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from yiwang.lake.quality.words import Identifier
from yiwang.lake.schema import Kind

# What fewer rows have than this might tell of one person, and is neither kept nor shown.
FEWEST_ROWS = 5


@dataclass(frozen=True, slots=True)
class Share:
    """A value, a shape or a span, and how many rows have it."""

    text: str
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a version of a table.

    `distinct` is approximate (about a tenth off) unless `distinct_exact`. `shortest` and
    `longest` are signs of texts that are filled. `least` and `most`, of numbers, days and moments,
    are as people write them. `spread` are spans of numbers or years in their order; `identifier`
    is what the texts look like, `valid` how many of the filled ones are right numbers of it.
    """

    key: str
    kind: Kind
    rows: int
    filled: int
    distinct: int
    distinct_exact: bool = False
    shortest: int | None = None
    longest: int | None = None
    least: str | None = None
    most: str | None = None
    mean: float | None = None
    common: tuple[Share, ...] = ()
    shapes: tuple[Share, ...] = ()
    spread: tuple[Share, ...] = ()
    identifier: Identifier | None = None
    valid: int = 0
    # Tells of persons, by its meaning or by what it looks like: without values.
    personal: bool = False

    @property
    def empty(self) -> int:
        """Rows without a value; an empty text is none."""
        return self.rows - self.filled

    @property
    def filled_share(self) -> float | None:
        """From 0 to 1; None for a table without rows."""
        return self.filled / self.rows if self.rows else None

    @property
    def valid_share(self) -> float | None:
        """Right numbers among the filled ones, from 0 to 1; None where it looks like none."""
        return self.valid / self.filled if self.identifier and self.filled else None


@dataclass(frozen=True, slots=True)
class Profile:
    """All columns of a version, in the order of the table."""

    rows: int
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column | None:
        """The column of this key; None where there is none."""
        return next((one for one in self.columns if one.key == key), None)

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {"rows": self.rows, "columns": [asdict(one) for one in self.columns]}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Profile":
        """The profile that was kept as plain data."""
        return cls(plain["rows"], tuple(_column(one) for one in plain["columns"]))


def _column(plain: Mapping[str, Any]) -> Column:
    told = dict(plain)
    for name in ("common", "shapes", "spread"):
        told[name] = tuple(Share(**one) for one in told[name])
    told["kind"] = Kind(told["kind"])
    told["identifier"] = Identifier(told["identifier"]) if told["identifier"] else None
    return Column(**told)
