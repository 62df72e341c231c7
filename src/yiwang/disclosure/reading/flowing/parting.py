"""Parting the lines of a region: notes, head, body."""

import re
from dataclasses import dataclass

from yiwang.disclosure.reading.flowing.composing import composed
from yiwang.disclosure.reading.flowing.heads import Head, known
from yiwang.disclosure.reading.flowing.pieces import Row, glued, rows_of
from yiwang.disclosure.reading.shaped import Region
from yiwang.disclosure.tables import Line

CODE = re.compile(r"\d{2,}[0-9A-Z]*")
_NOTE = re.compile(r"\s*(?:备\s*注|说\s*明|注)\s*(?:\d+)?\s*[:：]")
_CAPTION = re.compile(
    r"\s*(?:(?:编制|预算)?(?:部门|单位)(?:名称|（公章）)?\s*[:：]|(?:金额)?单位\s*[:：]|表\s*\d+[.．、\s]|公开\s*\d+\s*表)"
)
_TITLE = re.compile(r"\s*\S{3,40}表\s*")
_NUMBERED_TITLE = re.compile(r"\s*表\s*\d+[.．、\s]")
_PAGE_NUMBER = re.compile(r"\s*(?:[-—–]\s*\d{1,4}\s*[-—–]|第\s*\d+\s*页.*)\s*")
_LOOK_BACK = 6
"""So many lines before the first figures may be of the first label, not of the head."""


@dataclass(frozen=True)
class Parted:
    """A region without what is no part of its table."""

    head: Head
    rows: tuple[Row, ...]
    notes: tuple[Line, ...]
    department: str


def parted(region: Region) -> Parted:
    """Find the notes, the head and the rows below it."""
    lines, notes = without_notes(region)
    rows = rows_of(lines)
    start = next((number for number, row in enumerate(rows) if _is_data(row)), len(rows))
    figures = _most_figures(rows[start:])
    head, end = _head(rows, start, region.form, figures)
    body = _without_repeated(rows[:end], rows[end:])
    return Parted(head, tuple(body), notes, _department(region))


def without_notes(region: Region, captions: bool = False) -> tuple[list[Line], tuple[Line, ...]]:
    """The lines of the table, and the lines of notes before or behind it.

    Lines of title, department and unit are left out, but kept on demand (`captions`).
    """
    lines, notes, noting = list[Line](), list[Line](), False
    title = _letters(region.title)
    for line in region.body:
        if _is_caption(line, title):
            noting = False
            if captions and not _is_title(line, title):
                lines.append(line)
        elif _NOTE.match(line.text) or (noting and not _is_number_line(line)):
            noting = True
            if line.text.strip():
                notes.append(line)
        elif not _PAGE_NUMBER.fullmatch(line.text):
            noting = False
            lines.append(line)
    return lines, tuple(notes)


def _letters(text: str) -> str:
    return re.sub(r"\s", "", text)


def _is_caption(line: Line, title: str) -> bool:
    return _is_title(line, title) or bool(_CAPTION.match(line.text))


def _is_title(line: Line, title: str) -> bool:
    letters = _letters(line.text)
    told = len(letters) > 3 and title.endswith(letters)
    return told or bool(_TITLE.fullmatch(line.text) or _NUMBERED_TITLE.match(line.text))


def _is_number_line(line: Line) -> bool:
    rows = rows_of((line,))
    return bool(rows) and _is_data(rows[0])


def _department(region: Region) -> str:
    for line in (*region.heading, *region.body):
        found = re.search(r"(?:部门|单位)(?:名称)?\s*[:：]\s*([^\s\d][^\s]*)", line.text)
        if found and not found[1].startswith(("元", "万元", "人民币")):
            return found[1]
    return ""


def _is_data(row: Row) -> bool:
    """A row with a figure, or a code alone; years and the numbers of columns are neither."""
    if CODE.fullmatch(row[0].text) and len(row[0].text) > 2 and not _is_year(row, 0):
        return True
    return any(
        piece.counts and not _is_year(row, number) for number, piece in enumerate(row)
    ) and not numbered(row)


def numbered(row: Row) -> bool:
    """Whether the row counts the columns: 1 2 3 4, perhaps behind 栏次."""
    told = [int(one.text) for one in row if one.text.isdecimal()]
    return len(told) > 1 and len(row) - len(told) <= 1 and told == list(range(1, len(told) + 1))


def _is_year(row: Row, number: int) -> bool:
    if not re.fullmatch(r"20\d\d", row[number].text):
        return False
    following = row[number + 1].text if number + 1 < len(row) else "年"
    return following.startswith("年")


def _most_figures(rows: list[Row]) -> int:
    return max((_trailing(row) for row in rows if not numbered(row)), default=0)


def _trailing(row: Row) -> int:
    """How many figures end the row; a code at its beginning is none."""
    first = 1 if CODE.fullmatch(row[0].text) and len(row[0].text) > 2 else 0
    count = 0
    for piece in reversed(row[first:]):
        if not piece.counts:
            break
        count += 1
    return count


def _head(rows: list[Row], start: int, form: str | None, figures: int) -> tuple[Head, int]:
    """The head and where it ends: the first label may have begun before the first figures."""
    best, found, end = 1.0, None, start
    coded = any(_begins_with_code(row) for row in rows[start:])
    for stop in range(start, max(start - _LOOK_BACK, 0), -1):
        text = "".join(glued(row) for row in rows[:stop])
        distance, head = known(text, form, figures, coded)
        if head is not None and distance < best:
            best, found, end = distance, head, stop
    if found is not None:
        return found, end
    text = " ".join(glued(row) for row in rows[:start])
    labelled = any(not piece.counts for row in rows[start:] for piece in row)
    return composed(text, figures, coded, labelled), start


def _begins_with_code(row: Row) -> bool:
    first, alone = row[0].text, len(row) == 1
    if not CODE.fullmatch(first) or len(first) < 3:
        return False
    return len(first) > 7 if alone else not row[1].counts


def _without_repeated(head: list[Row], body: list[Row]) -> list[Row]:
    """Take out the head where a new page prints it again, and rows that count the columns."""
    told, kept, number = [glued(row) for row in head], list[Row](), 0
    while number < len(body):
        span = [glued(row) for row in body[number : number + len(told)]]
        if told and span == told:
            number += len(told)
            continue
        if not numbered(body[number]):
            kept.append(body[number])
        number += 1
    return kept
