"""What became otherwise between two versions, said only where it is worth a look."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from yiwang.lake.profiling.column import Column, Profile
from yiwang.lake.schema import Kind

# Shares that move by less than this are the usual coming and going.
_SHARE = 0.05
# Counts and means that move by less than this share of what they were.
_PART = 0.3
_FEWEST = 20
_COUNTING = 0.9


class Measure(StrEnum):
    """What of a column or of the table changed."""

    ROWS = "rows"
    EMPTY = "empty"
    DISTINCT = "distinct"
    MEAN = "mean"
    VALID = "valid"
    SHAPE = "shape"
    NEW = "new"
    GONE = "gone"

    @property
    def label(self) -> str:
        """As staff call it."""
        return _LABELS[self]


_LABELS = {
    Measure.ROWS: "行数",
    Measure.EMPTY: "空值率",
    Measure.DISTINCT: "不同值",
    Measure.MEAN: "平均值",
    Measure.VALID: "号码有效率",
    Measure.SHAPE: "最常见写法",
    Measure.NEW: "新增字段",
    Measure.GONE: "缺少字段",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One measure of one column, before and now; the column is empty for the whole table.

    Shares are from 0 to 1; shapes are texts.
    """

    column: str
    measure: Measure
    before: float | str | None = None
    now: float | str | None = None

    @property
    def is_share(self) -> bool:
        """Whether it is told in per cent."""
        return self.measure in (Measure.EMPTY, Measure.VALID)


def changes(before: Profile, now: Profile) -> tuple[Change, ...]:
    """The table first, then its columns in their order, then those that are gone."""
    found: list[Change] = []
    if _moved(before.rows, now.rows):
        found.append(Change("", Measure.ROWS, before.rows, now.rows))
    for one in now.columns:
        earlier = before.column(one.key)
        if earlier is None:
            found.append(Change(one.key, Measure.NEW))
        else:
            found.extend(_of_column(earlier, one))
    gone = [one.key for one in before.columns if now.column(one.key) is None]
    return (*found, *(Change(key, Measure.GONE) for key in gone))


def _of_column(before: Column, now: Column) -> Iterator[Change]:
    shares = (
        (Measure.EMPTY, _empty(before), _empty(now)),
        (Measure.VALID, before.valid_share, now.valid_share),
    )
    for measure, was, is_ in shares:
        if was is not None and is_ is not None and abs(is_ - was) >= _SHARE:
            yield Change(now.key, measure, was, is_)
    if _moved(before.distinct, now.distinct) and _apart(before, now):
        yield Change(now.key, Measure.DISTINCT, before.distinct, now.distinct)
    if _amount_moved(before, now):
        yield Change(now.key, Measure.MEAN, before.mean, now.mean)
    if before.shapes and now.shapes and _usual(before) != _usual(now):
        yield Change(now.key, Measure.SHAPE, before.shapes[0].text, now.shapes[0].text)


def _empty(one: Column) -> float | None:
    return None if one.filled_share is None else 1 - one.filled_share


def _apart(before: Column, now: Column) -> bool:
    """Where nearly every row has a value of its own, their number only follows the rows."""
    was, is_ = before.distinct / max(1, before.filled), now.distinct / max(1, now.filled)
    return abs(is_ - was) >= _SHARE


def _amount_moved(before: Column, now: Column) -> bool:
    """Numbers that only count the rows have no mean that says anything."""
    if before.mean is None or now.mean is None:
        return False
    counting = now.kind is Kind.WHOLE and now.distinct >= _COUNTING * now.filled
    return not counting and _moved(before.mean, now.mean, 0)


def _usual(one: Column) -> str:
    """The commonest shape; where the next is nearly as common, none is."""
    first, *others = one.shapes
    return "" if others and others[0].rows >= (1 - _PART) * first.rows else first.text


def _moved(before: float, now: float, fewest: float = _FEWEST) -> bool:
    """By a good part of what it was; a few rows more or fewer are none."""
    difference = abs(now - before)
    return difference > fewest and difference >= _PART * abs(before)
