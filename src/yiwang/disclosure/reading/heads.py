"""Which rows are headings, what each heading covers, and the path of headings per column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yiwang.disclosure.reading.narrowed import spread
from yiwang.disclosure.reading.rows import Row, coded, is_amount, is_code, is_integer

_SUBDIVIDED = ("类", "款", "项", "栏次", "行次")
_TOTAL = re.compile(r"(?:栏次)?(?:合计|总计|小计)")
_LISTED = re.compile(r"^(?:[一二三四五六七八九十廿]{1,3}、|[（(][一二三四五六七八九十]{1,2}[）)])")
# What divides a heading of amounts.
_DIVIDING = re.compile(r"^.{0,10}(?:合计|小计|支出|收入|经费|费|预算|拨款|资金)$")
_DEEPEST = 8
_SHORT = 24


@dataclass(frozen=True)
class Heads:
    """The headings of a table: a path for each column, and the printed column numbers."""

    paths: tuple[tuple[str, ...], ...]
    numbers: tuple[str | None, ...]


def split(rows: Sequence[Row]) -> int:
    """How many rows from the top are headings."""
    first = next((at for at, row in enumerate(rows) if _tells(row)), len(rows))
    telling, top = first < len(rows), min(first, _DEEPEST)
    last_number = max((at for at in range(top) if is_numbers(rows[at])), default=-1)
    for at, row in enumerate(rows[:_DEEPEST]):
        if at <= last_number:
            continue
        if at and (_is_data(row) or _below_full(rows[at - 1], row)) or _tells(row):
            return at
        if last_number >= 0:
            return at
        if not telling and not _may_be_heading(rows, at):
            return at
    return min(len(rows), _DEEPEST)


def is_numbers(row: Row) -> bool:
    """Whether a row prints column numbers: 栏次 1 2 3, 类 款 项 1 2 3, or 1 2 3 alone."""
    words = [text for text in row.texts if not is_integer(text)]
    numbers = [int(text) for text in row.texts if is_integer(text)]
    if not numbers or any(word not in _SUBDIVIDED for word in words):
        return False
    ascending = all(
        after - before == 1 for before, after in zip(numbers, numbers[1:], strict=False)
    )
    return ascending and numbers[0] <= 2 and (bool(words) or len(numbers) > 1)


def _tells(row: Row) -> bool:
    """Whether a row has an amount, or a code, or a number of its own: it is data."""
    if is_numbers(row):
        return False
    return any(is_amount(text) or is_code(text) or coded(text) for text in row.texts)


def _is_data(row: Row) -> bool:
    """Whether a row without any figure is data all the same: an empty total, an item of a list."""
    texts = row.texts
    if len(texts) == 1 and _TOTAL.fullmatch(texts[0]):
        return True
    return bool(_LISTED.match(texts[0])) or is_integer(texts[0]) and len(texts) > 1


def _below_full(above: Row, row: Row) -> bool:
    """Whether a row stands below one in which every column has its heading already."""
    return 0 in row.cells and len(above.cells) == above.width == row.width


def _may_be_heading(rows: Sequence[Row], at: int) -> bool:
    """In a table without figures: the first row, and short ones below one that left gaps."""
    if at == 0:
        return True
    filled = len(rows[at - 1].cells) == rows[at - 1].width
    if not filled:
        return all(len(text) <= _SHORT for text in rows[at].texts)
    return 0 not in rows[at].cells and all(_DIVIDING.search(text) for text in rows[at].texts)


def heads_of(rows: Sequence[Row], width: int, trimmed: bool = False) -> Heads:
    """The headings that these rows print over `width` columns.

    `trimmed` says that empty cells at the ends of rows were left away.
    """
    rows = _whole(rows, width)
    spans: list[list[str]] = []
    above: list[int] = [0] * width
    numbers: list[str | None] = [None] * width
    for row in rows:
        numbered = is_numbers(row)
        placed = row if trimmed else _widened(row, width)
        line, above = _spread(placed, width, above, numbered)
        for index, piece in placed.cells.items():
            if numbered and is_integer(piece.bare) and index < width:
                numbers[index] = piece.bare
        spans.append(line)
    paths = tuple(_path(spans, index) for index in range(width))
    return Heads(paths, tuple(numbers))


def _whole(rows: Sequence[Row], width: int) -> list[Row]:
    """The rows with the empty cells that belong to headings over several columns."""
    words = [at for at, row in enumerate(rows) if not is_numbers(row) or row.width < width]
    divided = [_divided(row) for row in rows if is_numbers(row) and row.width >= width]
    tree = [rows[at] for at in words] + [row for row in divided if row.cells]
    wide = spread(tree, width)
    if wide is None:
        return list(rows)
    filled = dict(zip(words, wide, strict=False))
    return [filled.get(at, row) for at, row in enumerate(rows)]


def _divided(row: Row) -> Row:
    """类, 款, 项 of a row that prints column numbers too."""
    cells = [one for _, one in sorted(row.cells.items()) if one.bare in ("类", "款", "项")]
    return Row(dict(enumerate(cells)), len(cells))


def _widened(row: Row, width: int) -> Row:
    """A row with fewer cells than columns: its first heading stands above several of them.

    Only codes are printed in fewer cells than they have columns (类, 款, 项), and they stand first.
    """
    missing = width - row.width
    last = max(row.cells, default=0)
    if missing <= 0 or is_numbers(row) or last < row.width - 2 or not row.cells:
        return row
    first = min(row.cells)
    if first > 0 or not re.search(r"编码|代码|项目", row.cells[first].bare):
        return row
    moved = {index + missing if index > first else index: one for index, one in row.cells.items()}
    return Row(moved, width, row.gap)


def _spread(row: Row, width: int, above: list[int], numbered: bool) -> tuple[list[str], list[int]]:
    """The heading over each column in one row, and which columns belong to one heading.

    A heading covers the empty cells to its right, but no more than the heading above it.
    """
    line, groups = [""] * width, [0] * width
    text, group = "", 0
    for index in range(width):
        piece = row.cells.get(index)
        if piece is not None:
            text, group = piece.text, index + 1
        elif index and above[index] != above[index - 1]:
            text, group = "", 0
        plainly = numbered and (piece is None or is_integer(piece.bare) or piece.bare == "栏次")
        line[index] = "" if plainly else text
        groups[index] = group or above[index]
    return line, above if numbered else groups


def _path(spans: Sequence[Sequence[str]], index: int) -> tuple[str, ...]:
    path: list[str] = []
    for line in spans:
        text = line[index].replace(" ", "")
        if text and (not path or path[-1] != text):
            path.append(text)
    return tuple(path)
