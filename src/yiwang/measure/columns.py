"""What facts are told in: views of rows of one sort, with their columns."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

# Every table has this column besides those that formulas may name: which of the rows of its case a
# row is, so that a list of rows can be left and gone on with.
PLACE = "place"


class Kind(StrEnum):
    """What a column holds, by its name in SQL."""

    NUMBER = "BIGINT"
    TEXT = "VARCHAR"
    MOMENT = "TIMESTAMP"
    YES_NO = "BOOLEAN"
    DAY = "DATE"


@dataclass(frozen=True, slots=True)
class Column:
    """One fact of a row; `None` where it is not known, or does not apply."""

    key: str
    kind: Kind
    label: str

    @property
    def few_values(self) -> bool:
        """Whether the rows of a year have but some ten values in it."""
        return self.kind is Kind.YES_NO or self.key in _FEW


_FEW = frozenset({"procedure", "channel", "nature", "urgency", "state", "duty"}) | {
    *("satisfaction", "solution", "step", "what", "action")
}


@dataclass(frozen=True, eq=False)
class View:
    """Rows of one sort that are counted; `row` names a single one of them to people.

    There is one of each. It is equal to itself only: comparing by columns would make every number
    that is looked up by what it counts many times slower.
    """

    key: str
    label: str
    row: str
    columns: tuple[Column, ...]
    # Each row belongs to one case, whose own columns it carries too.
    of_case: bool = True
    # The columns that name a row to people where no case does.
    names: tuple[str, ...] = ()

    @cached_property
    def column_by_key(self) -> dict[str, Column]:
        """The columns by their keys."""
        return {column.key: column for column in self.columns}


def columns(kind: Kind, **labels: str) -> tuple[Column, ...]:
    """Columns of one kind, by key and label."""
    return tuple(Column(key, kind, label) for key, label in labels.items())
