"""Rows of data as they were meant: codes and labels apart, cut cells joined, figures in place."""

import re
from collections.abc import Sequence

from yiwang.disclosure.reading.rows import Piece, Row, coded, is_code, is_figure, joined
from yiwang.disclosure.tables import Cell, Column, Place, Role

_LEAD = re.compile(r"^栏次\s*(?=\S)")
_TOTALS = re.compile(r"合计|总计|小计|^[…\.。]+$")
_TAIL = re.compile(r"\d\d")
_STEM = re.compile(r"\d{3}|\d{5}")

Cells = dict[int, Piece]


def repaired(rows: Sequence[Row], columns: Sequence[Column]) -> tuple[dict[int, Cell], ...]:
    """The rows of data with each cell in its column."""
    done: list[Cells] = []
    for row in rows:
        cells = _at_home(row.cells, columns)
        if done and _goes_on(done[-1], cells, columns):
            done[-1] = _together(done[-1], cells)
        elif cells:
            done.append(cells)
    return tuple(
        {index: Cell(cells[index].text, cells[index].place, at, index) for index in sorted(cells)}
        for at, cells in enumerate(done)
    )


def _at_home(cells: Cells, columns: Sequence[Column]) -> Cells:
    """One row with every cell where it belongs."""
    cells = {index: _without_lead(piece) for index, piece in cells.items()}
    cells = _within(cells, columns)
    for panel in sorted({column.panel for column in columns}):
        own = [column for column in columns if column.panel == panel]
        cells = _named(cells, own)
    return _to_its_label(cells, columns)


def _without_lead(piece: Piece) -> Piece:
    text = _LEAD.sub("", piece.text)
    return Piece(text, piece.place, piece.columns, piece.rows) if text != piece.text else piece


def _within(cells: Cells, columns: Sequence[Column]) -> Cells:
    """What stands to the right of the last column belongs into it, where that is empty."""
    width = len(columns)
    kept = {index: piece for index, piece in cells.items() if index < width}
    for index in sorted(cells):
        free = width - 1
        if index >= width and free not in kept:
            kept[free] = cells[index]
        elif index >= width:
            kept[free] = joined((kept[free], cells[index]))
    return kept


def _named(cells: Cells, own: Sequence[Column]) -> Cells:
    """In one half: code and label in their columns, also where one cell held both."""
    label = next((one.index for one in own if one.role is Role.LABEL), None)
    cells = _total_named(cells, own, label)
    codes = [one.index for one in own if one.role is Role.CODE]
    if label is None or not codes:
        return cells
    for index in (*codes, label):
        piece = cells.get(index)
        if piece is None:
            continue
        both = coded(piece.text)
        if both and (index != label or not any(code in cells for code in codes)):
            cells = _parted(cells, index, codes[0], label, both)
        elif index != label and not is_code(piece.text) and not is_figure(piece.text):
            cells = _moved(cells, index, label)
        elif index != label and " " in piece.text:
            text = piece.text.replace(" ", "")
            cells = {**cells, index: Piece(text, piece.place, piece.columns, piece.rows)}
    return cells


def _total_named(cells: Cells, own: Sequence[Column], label: int | None) -> Cells:
    """合计 in another column of words names its row where the label is empty."""
    if label is None or label in cells:
        return cells
    for column in own:
        piece = cells.get(column.index)
        if column.role is Role.TEXT and piece is not None and _TOTALS.fullmatch(piece.bare):
            return _moved(cells, column.index, label)
    return cells


def _parted(cells: Cells, index: int, code: int, label: int, both: tuple[str, str]) -> Cells:
    """A cell with code and label becomes two; a label that stands beside it goes on."""
    piece = cells[index]
    first, second = both
    start, end = piece.place.start, piece.place.end
    place = piece.place
    kept = {at: one for at, one in cells.items() if at != index}
    cut = None if start is None else start + len(first)
    kept[code] = Piece(first, Place(place.line, place.end_line, place.page, start, cut))
    behind = None if end is None else max(end - len(second), 0)
    rest = Piece(second, Place(place.line, place.end_line, place.page, behind, end))
    kept[label] = joined((rest, kept[label])) if label in kept else rest
    return kept


def _moved(cells: Cells, index: int, label: int) -> Cells:
    """Words in a column of codes are the label, where there is none."""
    if label in cells:
        return cells
    kept = {at: one for at, one in cells.items() if at != index}
    kept[label] = cells[index]
    return kept


def _to_its_label(cells: Cells, columns: Sequence[Column]) -> Cells:
    """A figure in a half without label belongs to the total that spans both halves.

    So print converters 公用经费合计, which covers two halves and has one amount at the right.
    """
    panels = sorted({column.panel for column in columns})
    for before, after in zip(panels, panels[1:], strict=False):
        words, figures = _parts(cells, columns, before)
        other_words, other_figures = _parts(cells, columns, after)
        strayed = [index for index in other_words if is_figure(cells[index].text)]
        if len(strayed) == len(other_words) and len(strayed + other_figures) == 1:
            free = [one.index for one in columns if one.panel == before and one.role is Role.FIGURE]
            if words and not figures and free:
                one = (strayed + other_figures)[0]
                rest = {index: piece for index, piece in cells.items() if index != one}
                cells = {**rest, free[-1]: cells[one]}
    return cells


def _parts(cells: Cells, columns: Sequence[Column], panel: int) -> tuple[list[int], list[int]]:
    own = [column for column in columns if column.panel == panel and column.index in cells]
    figures = [one.index for one in own if one.role is Role.FIGURE]
    words = [one.index for one in own if one.role in (Role.CODE, Role.LABEL)]
    return words, figures


def _goes_on(before: Cells, cells: Cells, columns: Sequence[Column]) -> bool:
    """Whether a row is the rest of the one above, cut by a page: no figure, no number, no code."""
    if not cells:
        return True
    roles = {column.index: column.role for column in columns}
    if any(roles[index] in (Role.FIGURE, Role.LINE_NUMBER) for index in cells):
        return False
    if any(_TOTALS.search(piece.bare) for piece in cells.values()):
        return False
    codes = [index for index in cells if roles[index] is Role.CODE]
    if codes:
        return all(_rest_of_code(before, cells, index) for index in codes) and len(cells) == 1
    known = [column.role for column in columns]
    by_number = Role.LINE_NUMBER in known and _numbered(before, roles)
    by_code = Role.CODE in known and any(roles[index] is Role.CODE for index in before)
    labels = all(roles[index] is Role.LABEL and index in before for index in cells)
    return labels and (by_number or by_code)


def _numbered(before: Cells, roles: dict[int, Role]) -> bool:
    return any(roles[index] is Role.LINE_NUMBER for index in before)


def _rest_of_code(before: Cells, cells: Cells, index: int) -> bool:
    above = before.get(index)
    stem = above is not None and _STEM.fullmatch(above.text)
    return bool(stem) and _TAIL.fullmatch(cells[index].text) is not None


def _together(before: Cells, cells: Cells) -> Cells:
    merged = dict(before)
    for index, piece in cells.items():
        merged[index] = joined((before[index], piece)) if index in before else piece
    return merged
