"""A table of figures as a page shows it: cells with part and whole, and where each leads."""

from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.translation import gettext, gettext_noop

from yiwang.analytics.queries import Keys, Row, Table
from yiwang.measure.language import Indicator, Side
from yiwang.measure.plan import Compare, Plan
from yiwang.measure.reading import Better, Reading, Scale
from yiwang.web.figures.asked import deeper, query, rows_address
from yiwang.web.figures.words import row_names

_WORDS = {Scale.HOURS: gettext_noop("小时"), Scale.POINTS: gettext_noop("分")}
MOST_TIMES = 10
# More lines than this make a page heavy; the export holds all.
MOST_LINES = 500


@dataclass(frozen=True)
class Change:
    """How a figure moved since another period: in words, and whether that is good."""

    compare: Compare
    text: str
    before: str
    tone: str


@dataclass(frozen=True)
class Cell:
    """One figure of a line; an address is empty where there are no rows."""

    indicator: Indicator
    reading: Reading
    part: str = ""
    whole: str = ""
    why: str = ""
    changes: tuple[Change, ...] = ()
    share: str = ""

    @property
    def text(self) -> str:
        """The figure as it is read."""
        return number(self.reading)

    @property
    def is_count(self) -> bool:
        """Whether the figure itself is how many rows there are."""
        return self.indicator.scale is Scale.COUNT

    @property
    def is_share(self) -> bool:
        """Whether it is a part of a whole, both of which are told beside it."""
        return Side.PART in self.indicator.sides()

    @property
    def labels(self) -> dict[str, str]:
        """What part and whole are called."""
        return {side.value: of.where.label for side, of in self.indicator.sides().items()}

    @property
    def row(self) -> str:
        """The word that counts the rows."""
        return next((of.view.row for of in self.indicator.sides().values()), "")


@dataclass(frozen=True)
class Line:
    """One row of the table under its names; `further` leads to the same divided further."""

    keys: Keys
    names: tuple[str, ...]
    cells: tuple[Cell, ...]
    further: str = ""


@dataclass(frozen=True)
class Shown:
    """The lines of a table and the line of all; `left` are those that are not shown."""

    lines: tuple[Line, ...]
    total: Line
    left: int = field(default=0)


def shown(table: Table, asked: Plan, *, most: int = MOST_LINES) -> Shown:
    """What a page shows of a table; `asked` is the plan before it was narrowed by rights."""
    back = query(asked)
    *lines, total = (
        _line(table, row, asked if row.keys else asked.undivided(), back, called)
        for called, row in row_names(table, asked, most=most)
    )
    return Shown(tuple(lines), total, max(0, len(table.rows) - most))


def _line(table: Table, row: Row, asked: Plan, back: str, called: tuple[str, ...]) -> Line:
    plan = asked.cell(row.keys)
    cells = tuple(_cell(table, one, row, plan, back) for one in table.indicators)
    return Line(row.keys, called, cells, deeper(asked, row.keys))


def _cell(table: Table, indicator: Indicator, row: Row, plan: Plan, back: str) -> Cell:
    reading, sides = row.readings[indicator.key], indicator.sides()
    links = {
        side: rows_address(plan, indicator.key, side, back)
        for side in sides
        if (reading.part if side is Side.PART else reading.whole)
    }
    return Cell(
        indicator,
        reading,
        links.get(Side.PART, ""),
        links.get(Side.WHOLE, ""),
        "" if reading.value is not None else why(indicator),
        _changes(indicator, row),
        _share(table, indicator, row),
    )


def _share(table: Table, indicator: Indicator, row: Row) -> str:
    found = table.share(row, indicator.key) if table.plan.share and row.keys else None
    return "" if found is None else Reading(Scale.PERCENT, found, None, None).text


def number(reading: Reading) -> str:
    """A reading as it is read, with the word for its unit in the reader's language."""
    if reading.shown is None:
        return "—"
    return f"{reading.shown:,}{sign(reading.scale)}"


def sign(scale: Scale) -> str:
    """What stands behind a figure."""
    return gettext(_WORDS[scale]) if scale in _WORDS else scale.sign


def why(indicator: Indicator) -> str:
    """Why there is no figure, where there is none."""
    if not indicator.sides():
        return gettext("各组成部分都没有读数")
    if indicator.scale is Scale.HOURS:
        return gettext("没有已知用时的记录")
    return gettext("分母为0，没有可以计算的记录")


def _changes(indicator: Indicator, row: Row) -> tuple[Change, ...]:
    now = row.readings[indicator.key]
    return tuple(
        change(indicator, compare, now, found[indicator.key])
        for compare, found in row.compared.items()
    )


def change(indicator: Indicator, compare: Compare, now: Reading, then: Reading) -> Change:
    """How far `now` lies from `then`: counts with their share, percentages in points."""
    if now.value is None or then.value is None:
        return Change(compare, "—", number(then), "none")
    by = now.value - then.value
    return Change(compare, _moved(now.scale, by, then.value), number(then), _tone(indicator, by))


def _moved(scale: Scale, by: Fraction, then: Fraction) -> str:
    if not by:
        return gettext("持平")
    arrow = "▲" if by > 0 else "▼"
    size = Reading(scale, abs(by), None, None)
    if scale is Scale.PERCENT:
        return gettext("{arrow}{points}个百分点").format(arrow=arrow, points=size.shown)
    text = f"{arrow}{number(size)}"
    # So many times as much as next to nothing says nothing.
    if scale is Scale.COUNT and then and abs(by) < MOST_TIMES * then:
        text += f"（{Reading(Scale.PERCENT, abs(by) / then, None, None).text}）"
    return text


def _tone(indicator: Indicator, by: Fraction) -> str:
    if not by or indicator.better is Better.NEITHER:
        return "none"
    return "good" if (by > 0) == (indicator.better is Better.HIGHER) else "bad"
