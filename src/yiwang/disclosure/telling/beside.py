"""A document line by line with its findings: what both the page of the command and the web show."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from yiwang.disclosure.auditing.finding import Finding, Severity
from yiwang.disclosure.document import Document, FileType
from yiwang.disclosure.tables import Line, Place
from yiwang.disclosure.telling.joining import joined
from yiwang.disclosure.telling.text import NAMES, spot

_WORST = (Severity.ROUNDING, Severity.WARNING, Severity.ERROR)


@dataclass(frozen=True)
class Piece:
    """A part of a line; marked with the worst severity of the findings that quote it."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class Shown:
    """One line of the file as it is shown; `found` are numbers of findings that point to it.

    `joined` lines are cells that go on with the row of the line before.
    """

    number: str
    line: int
    page: int | None
    pieces: tuple[Piece, ...]
    found: tuple[int, ...]
    joined: bool = False


@dataclass(frozen=True)
class Told:
    """One finding as it is shown; `number` counts from 1, `anchor` is the line it points to."""

    number: int
    severity: str
    name: str
    spot: str
    anchor: str
    finding: Finding


def told(document: Document, found: Sequence[Finding]) -> tuple[Told, ...]:
    """The findings with numbers and anchors, in the order given."""
    return tuple(
        Told(
            number,
            one.severity.value,
            NAMES[one.severity],
            spot(document, one.place),
            anchor(document, one.place),
            one,
        )
        for number, one in enumerate(found, start=1)
    )


def shown(document: Document, found: Sequence[Finding]) -> tuple[Shown, ...]:
    """Every line of the file, what findings quote or point to marked in it."""
    pointing = _pointing(document, found)
    return tuple(
        replace(_shown(line, anchor(document, line.place), pointing, found), joined=goes_on)
        for line, goes_on in zip(document.lines, joined(document), strict=True)
    )


def rows(lines: Iterable[Shown]) -> list[list[Shown]]:
    """The lines with those that are cells of one row together."""
    together: list[list[Shown]] = []
    for line in lines:
        if line.joined and together:
            together[-1].append(line)
        else:
            together.append([line])
    return together


def plain(document: Document, found: Sequence[Finding]) -> list[dict[str, Any]]:
    """The lines with their marks as plain values, for whoever shows them elsewhere."""
    return [
        {
            "anchor": line.number,
            "line": line.line,
            "page": line.page,
            "pieces": [[piece.text, piece.mark] for piece in line.pieces],
            "found": list(line.found),
            "joined": line.joined,
        }
        for line in shown(document, found)
    ]


def anchor(document: Document, place: Place) -> str:
    """The name of a line within a page of HTML; lines of a text are counted through its pages."""
    return _anchor(document, place.page, place.line)


def _anchor(document: Document, page: int | None, line: int) -> str:
    return f"l{0 if document.type is FileType.TXT else page or 0}-{line}"


def _pointing(document: Document, found: Sequence[Finding]) -> dict[str, list[int]]:
    pointing: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        for place in (one.place, *(cell.place for cell in one.cells)):
            for line in range(place.line, place.end_line + 1):
                here = pointing[_anchor(document, place.page, line)]
                if number not in here:
                    here.append(number)
    return pointing


def _shown(
    line: Line, name: str, pointing: dict[str, list[int]], found: Sequence[Finding]
) -> Shown:
    here = pointing.get(name, [])
    pieces = _pieces(line.text, [found[number] for number in here])
    numbers = tuple(number + 1 for number in here)
    return Shown(name, line.place.line, line.place.page, pieces, numbers)


def _pieces(text: str, findings: Sequence[Finding]) -> tuple[Piece, ...]:
    marks = [""] * len(text)
    for severity in _WORST:
        for one in findings:
            if one.severity is severity:
                for start, end in _quoted(text, one):
                    marks[start:end] = [severity.value] * (end - start)
    return tuple(_runs(text, marks))


def _quoted(text: str, finding: Finding) -> list[tuple[int, int]]:
    """Where a line holds what a finding is about: its cells, else its quotation, else the line."""
    for wanted in (
        [cell.text for cell in finding.cells if cell.text],
        [finding.printed] if finding.printed else [],
        [finding.quote] if finding.quote else [],
    ):
        spots = [(text.find(one), text.find(one) + len(one)) for one in wanted if one in text]
        if spots:
            return spots
    return [(0, len(text))] if finding.place.line == finding.place.end_line else []


def _runs(text: str, marks: Sequence[str]) -> list[Piece]:
    runs: list[Piece] = []
    start = 0
    for position in range(1, len(text) + 1):
        if position == len(text) or marks[position] != marks[start]:
            runs.append(Piece(text[start:position], marks[start]))
            start = position
    return runs
