"""A sheet of targets: one row for each field, line of money, goal and indicator."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from yiwang.disclosure.figures import figure
from yiwang.disclosure.reading.flowing.building import Filled, filled_table
from yiwang.disclosure.reading.flowing.parting import without_notes
from yiwang.disclosure.reading.flowing.pieces import Row, glued, words_of
from yiwang.disclosure.reading.flowing.sheets.fields import Field, begins_field, fields, years
from yiwang.disclosure.reading.flowing.sheets.indicators import Block, Indicator
from yiwang.disclosure.reading.flowing.sheets.words import (
    CAPTIONS,
    CAPTIONS_BEGUN,
    FUND_COLUMNS,
    FUND_HEADS,
    GOAL,
    HEADING_LETTERS,
    LEVELS,
    MONEY,
)
from yiwang.disclosure.reading.shaped import Region, Shaped
from yiwang.disclosure.tables import Column, Role

_YEARS = re.compile(r"20\d\d")
_BEFORE = re.compile(r"前年|上年|去年")
_GOAL, _ONE, _TWO, _NAME = range(4)
_FORMER = (4, 5)
_TARGET, _STANDARD, _SIDE, _LABEL, _TEXT, _AMOUNT, _FUNDS = 6, 7, 8, 9, 10, 11, 12


@dataclass
class _Section:
    """A block of indicators as printed: its goal, the lines of its heading, its lines."""

    goal: list[Row] = field(default_factory=list)
    heading: list[Row] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)

    @property
    def formers(self) -> list[str]:
        """The years, or the words for them, of the columns of former values."""
        text = " ".join(piece.text for row in self.heading for piece in row)
        return list(dict.fromkeys(_YEARS.findall(text) or _BEFORE.findall(text)))

    @property
    def has_standard(self) -> bool:
        """Whether values are followed by their standard."""
        letters = "".join(glued(row) for row in self.heading)
        return "准" in letters or "依据" in letters


def sheet_table(region: Region) -> Shaped:
    """Shape it; the columns are the same for every sheet with the same blocks, years as printed."""
    lines, notes = without_notes(region, captions=True)
    parts = _sections(words_of(lines))
    told = [one for part in parts if not isinstance(part, _Section) for one in fields(part)]
    blocks = [one for one in parts if isinstance(one, _Section)]
    rows = list(_rows(parts))
    return filled_table(_columns(blocks, told), rows, notes)


def _columns(blocks: Sequence[_Section], told: Sequence[Field]) -> tuple[Column, ...]:
    formers = next((one.formers for one in blocks if one.formers), [])
    heads = [one for one in told if one.name in FUND_HEADS]
    former_funds = [one for head in heads for one in years(head)]
    paths = [
        *((("目标",), Role.TEXT), (("一级指标",), Role.TEXT), (("二级指标",), Role.TEXT)),
        (("指标名称",), Role.LABEL),
        *((("指标值", "近两年指标值", _former(one)), Role.TEXT) for one in _two(formers)),
        (("指标值", "预期当年实现值") if formers else ("指标值",), Role.TEXT),
        *((("绩效标准",), Role.TEXT), (("构成",), Role.TEXT), (("栏目",), Role.LABEL)),
        *((("内容",), Role.TEXT), (("金额",), Role.FIGURE)),
    ]
    if heads:
        paths += [((one,), Role.FIGURE) for one in FUND_COLUMNS]
        paths += [(("近两年收支情况", one), Role.FIGURE) for one in _two(former_funds)]
    return tuple(
        Column(at, tuple(filter(None, labels)), role) for at, (labels, role) in enumerate(paths)
    )


def _two(told: Sequence[str]) -> list[str]:
    return [*told, "", ""][:2]


def _former(year: str) -> str:
    return f"{year}年" if year.isdecimal() else year


def _sections(rows: Sequence[Row]) -> list[_Section | list[Row]]:
    """The sheet cut into blocks of indicators and the lines of fields between them."""
    parts: list[_Section | list[Row]] = [[]]
    state = "fields"
    for row in rows:
        state = _next_state(row, state, parts)
        last = parts[-1]
        if not isinstance(last, _Section):
            last.append(row)
        elif state == "goal":
            last.goal.append(row)
        elif state == "heading":
            last.heading.append(row)
        elif state == "lines":
            last.lines.append(row)
    return parts


def _next_state(row: Row, state: str, parts: list[_Section | list[Row]]) -> str:
    """What the line is: of the fields, a goal, a caption, of the heading, or of the rows."""
    text = glued(row)
    if GOAL.fullmatch(text):
        parts.append(_Section())
        return "goal"
    if text in CAPTIONS or (state in ("goal", "caption") and text in CAPTIONS_BEGUN):
        if state not in ("goal", "caption"):
            parts.append(_Section())
        return "caption"
    if LEVELS.fullmatch(text):
        if state == "fields":
            parts.append(_Section())
        return "heading"
    if state == "heading":
        known = all(letter in HEADING_LETTERS or not letter.isalpha() for letter in text)
        return "heading" if known else "lines"
    if state == "lines" and begins_field(row):
        parts.append([])
        return "fields"
    return state


def _rows(parts: Sequence[_Section | list[Row]]) -> Iterator[Filled]:
    blocks = {id(one): _read(one) for one in parts if isinstance(one, _Section)}
    centred = any(one.centred for one in blocks.values())
    for part in parts:
        if isinstance(part, _Section):
            if part.goal:
                yield {_GOAL: tuple(piece for row in part.goal for piece in row)}
            block = blocks[id(part)]
            block.settle(centred)
            yield from (_indicator(one, part) for one in block.rows)
        else:
            yield from (_field(one) for one in fields(part))


def _read(part: _Section) -> Block:
    block = Block(min(len(part.formers), 2) + 1 + part.has_standard)
    block.read(part.lines)
    return block


def _indicator(one: Indicator, part: _Section) -> Filled:
    columns = [*_FORMER[: len(part.formers)], _TARGET, *([_STANDARD] if part.has_standard else [])]
    missing = len(columns) - len(one.values)
    # Former values are the ones left empty: an indicator may be new.
    columns = columns[missing:] if 0 < missing <= len(part.formers) else columns
    cells: Filled = {_ONE: one.one, _TWO: one.two, _NAME: tuple(one.name)}
    cells.update(zip(columns, one.values, strict=False))
    return cells


def _field(one: Field) -> Filled:
    if one.figures or one.side:
        funds = zip(range(_FUNDS, _FUNDS + 4), ((piece,) for piece in one.figures), strict=False)
        return {_SIDE: one.side, _LABEL: one.label, **dict(funds)}
    value = tuple(one.value)
    is_money = one.name in MONEY and figure(glued(value)) is not None
    return {_LABEL: one.label, _AMOUNT if is_money else _TEXT: value}
