"""What a document is laid out from, in reading order: headings, words, printed tables, charts.

The typed document and every file are made from the same blocks, so that they cannot differ.
"""

from dataclasses import dataclass
from decimal import Decimal

from yiwang.disclosure.document import Kind
from yiwang.disclosure.forms import Form
from yiwang.disclosure.tables import Role
from yiwang.disclosure.writing.promises import Sheet
from yiwang.kernel.money import MoneyUnit


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is 第一部分, 2 is 一、, 3 is （一）. `number` as it is printed."""

    level: int
    number: str
    title: str

    @property
    def text(self) -> str:
        """As one line."""
        gap = " " if self.level == 1 else ""
        return f"{self.number}{gap}{self.title}"


@dataclass(frozen=True)
class Words:
    """One paragraph."""

    text: str


@dataclass(frozen=True)
class Head:
    """A column of a printed table: its headings from the top down, its role, its number (栏次)."""

    labels: tuple[str, ...]
    role: Role = Role.FIGURE
    panel: int = 0
    number: str | None = None


@dataclass(frozen=True)
class Box:
    """One cell as it is laid out, with what it spans."""

    text: str
    rows: int = 1
    columns: int = 1
    head: bool = False
    right: bool = False


@dataclass(frozen=True)
class Printed:
    """A table of known columns. Rows have one text for each column; empty means nothing.

    `number` is 公开01表 or 表1; `department` and `unit` stand above it, `notes` below. `order`
    is its number (一、) among the tables of its part, for the contents page.
    """

    title: str
    number: str
    form: Form
    heads: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]
    department: str
    unit: MoneyUnit | None = None
    notes: tuple[str, ...] = ()
    order: str = ""

    @property
    def above(self) -> tuple[str, ...]:
        """The lines above it: title and number, of whom and in what unit."""
        unit = f"　单位：{self.unit.label}" if self.unit else ""
        department = f"部门：{self.department}{unit}"
        if self.number.startswith("公开"):
            return self.title, self.number, department
        return f"{self.number}　{self.title}", department

    @property
    def listed(self) -> str:
        """As the contents page lists it: 一、收入支出决算总表."""
        return self.order + (self.title.partition("年度")[2] or self.title)


@dataclass(frozen=True)
class Board:
    """A performance sheet: rows of boxes, some of which span; `above` are lines over it."""

    title: str
    above: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Box, ...], ...]
    sheet: Sheet
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: its name, its value as printed, its length in per cent of the longest."""

    name: str
    text: str
    percent: Decimal


@dataclass(frozen=True)
class Chart:
    """Bars with a caption; every value is printed beside its bar, so nothing is in colour only."""

    title: str
    bars: tuple[Bar, ...]
    number: int = 0

    @property
    def caption(self) -> str:
        """As it is printed below: 图1：收入决算结构."""
        return f"图{self.number}：{self.title}"


Block = Heading | Words | Printed | Board | Chart


@dataclass(frozen=True)
class Draft:
    """A whole document: title, of whom, when published, then its blocks in reading order."""

    title: str
    kind: Kind
    year: int
    unit_name: str
    published: str
    blocks: tuple[Block, ...]

    @property
    def contents(self) -> tuple[tuple[int, str], ...]:
        """What the contents page lists, with its level: parts, their headings and tables."""
        return tuple(
            (one.level, one.text) if isinstance(one, Heading) else (2, one.listed)
            for one in self.blocks
            if isinstance(one, Printed) or (isinstance(one, Heading) and one.level < 3)
        )


def head_rows(heads: tuple[Head, ...]) -> tuple[tuple[Box, ...], ...]:
    """The headings as rows of boxes: equal neighbours merge, short columns reach down.

    Where columns are numbered, the last row is 栏次 with their numbers.
    """
    depth = max(len(one.labels) for one in heads)
    rows = tuple(tuple(_level(heads, level, depth)) for level in range(depth))
    if any(one.number for one in heads):
        return (*rows, tuple(_numbers(heads)))
    return rows


def _level(heads: tuple[Head, ...], level: int, depth: int) -> list[Box]:
    boxes: list[Box] = []
    index = 0
    while index < len(heads):
        labels = heads[index].labels
        if level >= len(labels):
            index += 1
            continue
        last = level == len(labels) - 1
        wide = 1 if last else _neighbours(heads, index, level)
        boxes.append(Box(labels[level], depth - level if last else 1, wide, head=True))
        index += wide
    return boxes


def _neighbours(heads: tuple[Head, ...], index: int, level: int) -> int:
    """How many columns from here share the same headings down to this level."""
    shared, panel = heads[index].labels[: level + 1], heads[index].panel
    count = 0
    for one in heads[index:]:
        if one.labels[: level + 1] != shared or one.panel != panel:
            break
        count += 1
    return count


def _numbers(heads: tuple[Head, ...]) -> list[Box]:
    """栏次 stands once in each panel, over its columns of labels; there are numbers elsewhere."""
    boxes: list[Box] = []
    told: set[int] = set()
    for one in heads:
        if one.number:
            boxes.append(Box(one.number, head=True))
        elif one.role is Role.LABEL and one.panel not in told:
            told.add(one.panel)
            boxes.append(Box("栏次", head=True))
        else:
            boxes.append(Box("", head=True))
    return boxes
