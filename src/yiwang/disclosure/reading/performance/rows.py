"""Sheets before reading: rows of cells, and what a row of a sheet is."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from yiwang.disclosure.figures import figure
from yiwang.disclosure.forms import Form
from yiwang.disclosure.reading.performance.words import COLUMNS, GOAL, LABELS, MONEY_COLUMNS, TOTAL
from yiwang.disclosure.tables import Cell, Line, Table

Row = tuple[Cell, ...]
Heading = tuple[tuple[int, str], ...]
"""Roles of columns with their positions, from the left."""

SHEET_FORMS = frozenset(
    {
        Form.UNIT_TARGETS,
        Form.PROJECT_TARGETS,
        Form.UNIT_EVALUATION,
        Form.PROJECT_EVALUATION,
    }
)
_STARTS = ("项目名称", "单位名称", "部门名称", "部门（单位）名称", "填报人")
_NEAR = 4
"""How many lines may lie between two parts of a sheet that a page break parted."""


@dataclass(frozen=True)
class Sheet:
    """One form: its title, its rows without empty cells, the lines around it."""

    title: str
    table: Table
    rows: tuple[Row, ...]
    headings: tuple[Heading, ...]
    notes: tuple[Line, ...]


def bare(text: str) -> str:
    """Without any space."""
    return re.sub(r"[\s\u3000\u00a0]+", "", text)


def sheets(tables: Iterable[Table]) -> tuple[Sheet, ...]:
    """The tables that are performance forms; parts that a page break parted are one sheet again."""
    found: list[Sheet] = []
    for table in tables:
        rows = tuple(row for row in (_row(one) for one in table.rows) if row)
        heading = _of_columns(table)
        if not _is_sheet(table, rows, heading):
            continue
        if found and _goes_on(found[-1], table, rows):
            found[-1] = _joined(found[-1], table, rows)
        else:
            headings = (heading,) if heading else ()
            found.append(Sheet(table.title, table, rows, headings, table.notes))
    return tuple(one for sheet in found for one in _parted(sheet))


def indicator_heading(row: Row) -> Heading:
    """The roles that a row of headings tells, or nothing where it is none."""
    roles = tuple(
        (cell.column, role)
        for cell in row
        if (role := _role(COLUMNS, bare(cell.text))) is not None and len(bare(cell.text)) <= 20
    )
    return (
        roles if len({"level_one", "level_two", "name"} & {one for _at, one in roles}) > 1 else ()
    )


def sub_heading(row: Row) -> Heading:
    """The roles of a second row of headings, 近两年指标值 and under it 2030年, or nothing."""
    roles = [(cell.column, _role(COLUMNS, bare(cell.text))) for cell in row]
    known = tuple((at, role) for at, role in roles if role is not None)
    short = all(len(bare(cell.text)) <= 20 for cell in row)
    return known if short and len(known) == len(row) else ()


def money_heading(row: Row) -> Heading:
    """The roles of the row above the figures of execution, or nothing."""
    roles = []
    for cell in row:
        text = bare(cell.text)
        role = None if text.startswith("预算执行情况") else _role(MONEY_COLUMNS, text)
        if role is not None and len(text) <= 20:
            roles.append((cell.column, role))
    told = {one for _at, one in roles}
    return tuple(roles) if {"budget", "spent"} <= told or {"spent", "rate"} <= told else ()


def label(cell: Cell) -> str | None:
    """What a labelled cell is called in `fields`, where its text is a label."""
    text = re.sub(r"[（(]万?元[）)]$", "", bare(cell.text).rstrip(":："))
    if len(text) > 30:
        return None
    return next((name for pattern, name in LABELS if re.fullmatch(pattern, text)), None)


def labelled(row: Row) -> Iterator[tuple[str, Cell | None]]:
    """Labels of a row with the cell behind each; None where the sheet leaves it empty."""
    name, value = None, None
    for cell in row:
        another = label(cell)
        if another is not None:
            if name is not None:
                yield name, value
            name, value = another, None
        elif value is None:
            value = cell
    if name is not None:
        yield name, value


def goal(row: Row) -> Cell | None:
    """The cell that names the goal above its indicators, where the row is such a heading."""
    found = re.match(GOAL, bare(row[0].text))
    if not found:
        return None
    rest = bare(row[0].text)[found.end() :]
    if rest:
        return replace(row[0], text=rest)
    return row[1] if len(row) > 1 else None


def totals(row: Row) -> tuple[Cell, ...] | None:
    """The figures of a row of totals, or None where it is another row."""
    if not re.fullmatch(TOTAL, bare(row[0].text)):
        return None
    return tuple(one for one in row[1:] if figure(one.text.strip().removesuffix("分")))


def _role(patterns: Sequence[tuple[str, str]], text: str) -> str | None:
    return next((role for pattern, role in patterns if re.search(pattern, text)), None)


def _row(cells: dict[int, Cell]) -> Row:
    return tuple(cells[one] for one in sorted(cells) if cells[one].text.strip())


def _of_columns(table: Table) -> Heading:
    """The heading of a table whose reader took it for column labels already."""
    roles = []
    for column in table.columns:
        told = (bare(one) for one in reversed(column.labels))
        role = next((one for text in told if (one := _role(COLUMNS, text))), None)
        if role is not None:
            roles.append((column.index, role))
    # Years may head columns of money as well, right of the indicators in the same sheet.
    last = max((at for at, role in roles if role != "former"), default=-1)
    named = any(role in {"level_two", "name"} for _at, role in roles)
    return tuple((at, role) for at, role in roles if at < last or role != "former") if named else ()


def _is_sheet(table: Table, rows: tuple[Row, ...], heading: Heading) -> bool:
    if table.form in SHEET_FORMS:
        return True
    return table.form in {None, Form.OTHER} and (
        bool(heading) or any(indicator_heading(row) for row in rows)
    )


def _goes_on(sheet: Sheet, table: Table, rows: tuple[Row, ...]) -> bool:
    if not rows or label(rows[0][0]) in _STARTS or bare(rows[0][0].text) in _STARTS:
        return False
    same = not table.title or bare(table.title) == bare(sheet.title)
    near = 0 <= table.place.line - sheet.table.place.end_line <= _NEAR
    return same and (near or not table.title) and table.place.page == sheet.table.place.page


def _joined(sheet: Sheet, table: Table, rows: tuple[Row, ...]) -> Sheet:
    place = replace(sheet.table.place, end_line=table.place.end_line)
    heading = _of_columns(table)
    return replace(
        sheet,
        table=replace(sheet.table, place=place),
        rows=sheet.rows + rows,
        headings=sheet.headings or ((heading,) if heading else ()),
        notes=sheet.notes + table.notes,
    )


def _parted(sheet: Sheet) -> Iterator[Sheet]:
    """One sheet for each project, where a table ran over the end of one into the next."""
    starts = [at for at, row in enumerate(sheet.rows) if label(row[0]) == "项目名称"]
    cuts = [0, *starts[1:], len(sheet.rows)]
    for number, (start, end) in enumerate(zip(cuts, cuts[1:], strict=False)):
        title = sheet.title if number == 0 else ""
        yield replace(sheet, title=title, rows=sheet.rows[start:end])
