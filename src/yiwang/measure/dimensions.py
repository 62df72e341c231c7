"""By what a figure may be divided: a closed list, and where each is found in a row of facts."""

from enum import StrEnum

from yiwang.measure.facts import View
from yiwang.measure.period import Grain


class Dimension(StrEnum):
    """A way to divide a figure."""

    PROCEDURE = "procedure"
    UNIT = "unit"
    STREET = "street"
    COMMUNITY = "community"
    GRID = "grid"
    CHANNEL = "channel"
    CATEGORY = "category"
    CATEGORY_2 = "category_2"
    CATEGORY_3 = "category_3"
    NATURE = "nature"
    URGENCY = "urgency"
    PERSON = "person"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return _LABELS[self]

    @property
    def grain(self) -> Grain | None:
        """The length of time, where it divides time."""
        return Grain(self.value) if self in TIMES else None


_LABELS = {
    Dimension.PROCEDURE: "办理流程",
    Dimension.UNIT: "单位",
    Dimension.STREET: "街道",
    Dimension.COMMUNITY: "社区",
    Dimension.GRID: "网格",
    Dimension.CHANNEL: "来源渠道",
    Dimension.CATEGORY: "大类",
    Dimension.CATEGORY_2: "小类",
    Dimension.CATEGORY_3: "细类",
    Dimension.NATURE: "性质",
    Dimension.URGENCY: "紧急程度",
    Dimension.PERSON: "人员",
    Dimension.DAY: "日",
    Dimension.WEEK: "周",
    Dimension.MONTH: "月",
    Dimension.QUARTER: "季",
    Dimension.YEAR: "年",
}
TIMES = frozenset(
    {Dimension.DAY, Dimension.WEEK, Dimension.MONTH, Dimension.QUARTER, Dimension.YEAR}
)
PLACES = frozenset({Dimension.STREET, Dimension.COMMUNITY})
# Two digits of a category's code are one level.
_DIGITS = {Dimension.CATEGORY: 2, Dimension.CATEGORY_2: 4, Dimension.CATEGORY_3: 6}


def column(dimension: Dimension, view: View) -> str | None:
    """The SQL for it in a row `f` of the view (`a`: the area it lies in); None if it has none.

    A time is not found here: it divides the moment that the indicator counts by.
    """
    if dimension in TIMES:
        return None
    if dimension in PLACES:
        return f"a.{dimension.value}" if "area" in view.column_by_key else None
    if dimension in _DIGITS:
        length = _DIGITS[dimension]
        return f"left(f.category, {length})" if "category" in view.column_by_key else None
    if dimension is Dimension.PERSON and "person" not in view.column_by_key:
        return "f.registered_by" if "registered_by" in view.column_by_key else None
    return f"f.{dimension.value}" if dimension.value in view.column_by_key else None


def divides(view: View) -> frozenset[Dimension]:
    """By what the rows of a view can be divided."""
    return TIMES | {one for one in Dimension if column(one, view) is not None}
