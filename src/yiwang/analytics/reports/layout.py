"""A report as blocks of sentences, tables and bars: what page, docx, PDF and xlsx all show; pure.

`say` puts words into the reader's language; files are always in Chinese.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_noop as _

from yiwang.analytics.reports import changes
from yiwang.analytics.reports.bulletins import Bulletin, Section
from yiwang.analytics.reports.contents import Column, Contents, Line, Table
from yiwang.analytics.reports.sentences import Seen, called, names_of
from yiwang.measure.language import Say, Side
from yiwang.measure.plan import Compare, Plan

_NUMBERS = "一二三四五六七八九十"
MOST_BARS = 10
THEN = {Compare.BEFORE: _("上期"), Compare.YEAR_BEFORE: _("上年同期")}


@dataclass(frozen=True)
class Opening:
    """Which rows a figure opens on."""

    plan: Plan
    key: str
    side: Side


@dataclass(frozen=True)
class Cell:
    """A text in a table; of a figure also the number as it is read, and its rows."""

    text: str
    number: Decimal | None = None
    opening: Opening | None = None
    figure: bool = False


@dataclass(frozen=True)
class Bar:
    """A value with its name, and how long it is of a hundred."""

    name: str
    text: str
    number: Decimal
    percent: int


@dataclass(frozen=True)
class Block:
    """One section as it is shown; without rows the sentences say why."""

    key: str
    number: str
    label: str
    sentences: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    drawn: str
    bars: tuple[Bar, ...]

    @property
    def heading(self) -> str:
        """一、总体情况"""
        return f"{self.number}、{self.label}"


def blocks(contents: Contents, bulletin: Bulletin, say: Say = str) -> list[Block]:
    """The sections of a report in their order; one that is declared no more has no words."""
    found = []
    for table in contents.tables:
        section = bulletin.section(table.section)
        if section is not None:
            found.append(_block(Seen(contents, table, say), section, numeral(len(found))))
    if contents.topics:
        found.append(_gathered(contents, say, numeral(len(found))))
    return found


def _gathered(contents: Contents, say: Say, number: str) -> Block:
    """What most people told of, as the last search for topics had it; nothing opens on rows."""
    heads = (_("专题"), _("本期人数"), _("走势"), _("上升起始"), _("主要承办单位"))
    rows = tuple(
        (
            Cell(one.name),
            Cell(f"{one.people:,}", Decimal(one.people), figure=True),
            Cell(say(one.direction)),
            Cell(one.since),
            Cell(one.unit),
        )
        for one in contents.topics
    )
    first = contents.topics[0]
    sentence = say(_("本期反映人数最多的专题是“{name}”，{people}人；同一人、同一文字只计一次。"))
    told = sentence.format(name=first.name, people=f"{first.people:,}")
    label = say(_("热点专题"))
    return Block("topics", number, label, (told,), tuple(map(say, heads)), rows, "", ())


def numeral(at: int) -> str:
    """一, 二 … for the places from 0 on."""
    return _NUMBERS[at] if at < 10 else f"十{_NUMBERS[at - 10]}"


def _block(seen: Seen, section: Section, number: str) -> Block:
    table = seen.table
    heads, rows = _divided(seen) if table.plan.by else _undivided(seen)
    drawn = section.drawn if table.lines else ""
    return Block(
        section.key,
        number,
        seen.say(section.label),
        tuple(section.telling(seen)),
        tuple(heads),
        tuple(map(tuple, rows)) if table.lines or not table.plan.by else (),
        seen.say(table.column(drawn).label) if drawn else "",
        tuple(_bars(seen, drawn)) if drawn else (),
    )


def _figure(table: Table, line: Line, column: Column, say: Say) -> Cell:
    reading = line.now[column.key]
    side = Side.PART if column.is_share else Side.WHOLE
    many = reading.part if column.is_share else reading.whole
    opening = Opening(_cell_plan(table, line), column.key, side) if many else None
    return Cell(reading.told(say), reading.shown, opening, figure=True)


def _made_of(table: Table, line: Line, column: Column) -> Cell:
    """Part and whole; opens on the whole."""
    reading = line.now[column.key]
    if not column.is_share:
        return Cell("")
    opening = Opening(_cell_plan(table, line), column.key, Side.WHOLE) if reading.whole else None
    return Cell(f"{reading.part or 0:,}/{reading.whole or 0:,}", None, opening, figure=True)


def _cell_plan(table: Table, line: Line) -> Plan:
    return table.plan.cell(line.keys) if line.keys else table.plan.undivided()


Grid = tuple[list[str], list[list[Cell]]]


def _undivided(seen: Seen) -> Grid:
    """A row for each indicator: now, of what, and each comparison with its own column."""
    say, table, total = seen.say, seen.table, seen.table.total
    heads = [say(_("指标")), say(_("本期")), say(_("分子/分母"))]
    for compare in total.then:
        heads += [say(THEN[compare]), say(compare.label)]
    rows = []
    for column in table.columns:
        row = [
            Cell(say(column.label)),
            _figure(table, total, column, say),
            _made_of(table, total, column),
        ]
        for compare in total.then:
            row += _compared(seen, total, column, compare)
        rows.append(row)
    return heads, rows


def _compared(seen: Seen, line: Line, column: Column, compare: Compare) -> Iterator[Cell]:
    reach, then = seen.contents.reach[compare], line.then[compare][column.key]
    told = then.told(seen.say) if reach is reach.WHOLE else "—"
    yield Cell(told, then.shown if reach is reach.WHOLE else None, figure=True)
    moved = changes.short(line.now[column.key], then, compare, reach, seen.say)
    yield Cell(moved, figure=True)


def _divided(seen: Seen) -> Grid:
    """A row for each key; how the first indicator moved stands beside it. Last all together."""
    say, table = seen.say, seen.table
    heads = [say(dimension.label) for dimension in table.plan.by]
    first = table.columns[0]
    for column in table.columns:
        heads.append(say(column.label))
        if column.is_share:
            heads.append(say(_("分子/分母")))
        if column is first:
            heads += [say(compare.label) for compare in table.plan.compare]
    return heads, [_row(seen, line) for line in (*table.lines, table.total)]


def _row(seen: Seen, line: Line) -> list[Cell]:
    table = seen.table
    names = names_of(line, seen.say) or (
        seen.say(_("全区合计")),
        *("" for _one in table.plan.by[1:]),
    )
    row = [Cell(name) for name in names]
    for column in table.columns:
        row.append(_figure(table, line, column, seen.say))
        if column.is_share:
            row.append(_made_of(table, line, column))
        if column is table.columns[0]:
            for compare in table.plan.compare:
                row.append([*_compared(seen, line, column, compare)][1])
    return row


def _bars(seen: Seen, key: str) -> Iterator[Bar]:
    lines = [line for line in seen.table.lines if line.now[key].shown is not None][:MOST_BARS]
    longest = max((line.now[key].shown or Decimal(0) for line in lines), default=Decimal(0))
    for line in lines:
        shown = line.now[key].shown or Decimal(0)
        percent = int(100 * shown / longest) if longest else 0
        yield Bar(called(line, seen.say), line.now[key].told(seen.say), shown, percent)
