"""Single changes of the text of a document, by a seed: the slips that people make when typing.

A change is made in the lines of the file, not in what was read of them. Whether it breaks a rule is
told by `breaking`, which knows the document but none of the rules.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from yiwang.disclosure.document import Document
from yiwang.disclosure.figures import figure
from yiwang.disclosure.forms import Form
from yiwang.disclosure.tables import Cell, Entry, Table

MONEY = {
    Form.SUMMARY, Form.INCOME, Form.SPENDING, Form.GRANT_SUMMARY, Form.GENERAL_SPENDING,
    Form.BASIC_SPENDING, Form.FUND_SPENDING, Form.CAPITAL_SPENDING, Form.THREE_PUBLIC,
    Form.PROJECTS, Form.PROCUREMENT, Form.BOUGHT_SERVICES, Form.ASSETS,
}  # fmt: skip
PERCENT = re.compile(r"(?<![0-9.])[0-9]{1,4}(?:\.[0-9]{1,2})?(?= ?[%％])")
AMOUNT = re.compile(r"(?<![0-9.,])[0-9][0-9,]*(?:\.[0-9]{1,2})?(?= ?(?:万元|元))")
_UNIT = re.compile(r"单\s*位\s*[:：]\s*(万?元)")


@dataclass(frozen=True)
class Change:
    """What became of which lines; `spot` is what was changed, for `breaking` to judge.

    `lines` are numbers from 1 with their new text. `region` are the lines whose findings may
    change with it: the lines themselves, or the whole table whose unit was changed.
    """

    kind: str
    lines: tuple[tuple[int, str], ...]
    old: str
    new: str
    spot: object
    region: range

    @property
    def told(self) -> str:
        return f"{self.kind} line {self.lines[0][0]}: {self.old} → {self.new}"

    def made(self, text: str) -> str:
        """The text of the file after the change."""
        lines = text.split("\n")
        for number, line in self.lines:
            lines[number - 1] = line
        return "\n".join(lines)


@dataclass(frozen=True)
class Spot:
    """A figure of a table: its table, its row and its cell."""

    table: Table
    entry: Entry
    cell: Cell


def tables(document: Document) -> list[Table]:
    """The money tables."""
    return [one for one in document.tables if one.form in MONEY]


def spots(document: Document) -> list[Spot]:
    """Every figure of every money table."""
    return [
        Spot(table, entry, cell)
        for table in tables(document)
        for entry in table.entries
        for cell in entry.figures.values()
        if cell.figure is not None
    ]


class Typist:
    """Makes changes of the kinds asked for, each from the same chance."""

    def __init__(self, text: str, document: Document, seed: int) -> None:
        self.lines = text.split("\n")
        self.document = document
        self.chance = random.Random(seed)
        self.spots = spots(document)
        self.told = self._of_text()

    def _of_text(self) -> dict[str, list[tuple[int, int, int]]]:
        """Where in the running text percentages and amounts stand: line, start, end."""
        inside = {
            number
            for one in self.document.tables
            for number in range(one.place.line, one.place.end_line + 1)
        }
        numbers = sorted(
            {
                line.place.line
                for one in self.document.paragraphs
                for _offset, line in one.pieces
                if line.place.line not in inside
            }
        )
        return {
            kind: [
                (number, found.start(), found.end())
                for number in numbers
                for found in pattern.finditer(self.lines[number - 1])
            ]
            for kind, pattern in (("percent", PERCENT), ("amount", AMOUNT))
        }

    def changes(self, shares: dict[str, int]) -> Iterator[Change]:
        """So many of each kind, no change twice; fewer where the document has no more."""
        makers = {
            "digit": self._digit,
            "sign": self._sign,
            "swap": self._swap,
            "percent": lambda: self._in_text("percent"),
            "amount": lambda: self._in_text("amount"),
            "unit": self._unit,
            "score": self._score,
        }
        seen: set[tuple[tuple[int, str], ...]] = set()
        for kind, count in shares.items():
            made = tries = 0
            while made < count and tries < count * 8:
                tries += 1
                change = makers[kind]()
                if change is not None and change.lines not in seen:
                    seen.add(change.lines)
                    made += 1
                    yield change

    def _digit(self) -> Change | None:
        spot = self.chance.choice(self.spots)
        text = spot.cell.text
        new = self._other_digit(text)
        return self._of_cell("digit", spot, text, new) if new else None

    def _other_digit(self, text: str) -> str | None:
        """One digit is another one; what stood first is not 0 afterwards, unless it stood alone."""
        places = [n for n, one in enumerate(text) if one.isdigit()]
        place = self.chance.choice(places)
        digit = self.chance.choice([one for one in "0123456789" if one != text[place]])
        changed = text[:place] + digit + text[place + 1 :]
        if place == places[0] and digit == "0" and len(places) > 1:
            return None
        return changed

    def _sign(self) -> Change | None:
        spot = self.chance.choice(self.spots)
        if not spot.cell.value or spot.cell.text.startswith("-"):
            return None
        return self._of_cell("sign", spot, spot.cell.text, f"-{spot.cell.text}")

    def _of_cell(self, kind: str, spot: Spot, old: str, new: str) -> Change | None:
        line = self._replaced(spot, new)
        if line is None:
            return None
        number = spot.cell.place.line
        return Change(kind, ((number, line),), old, new, spot, range(number, number + 1))

    def _replaced(self, spot: Spot, new: str) -> str | None:
        """The line with another figure in the place of this cell; None where it is not there."""
        place, text = spot.cell.place, spot.cell.text
        line = self.lines[place.line - 1]
        start = place.start
        if start is None or line[start : start + len(text)] != text:
            start = self._found(spot, line)
        if start is None:
            return None
        return line[:start] + new + line[start + len(text) :]

    def _found(self, spot: Spot, line: str) -> int | None:
        """Where the figure stands in its line: after those of the same text further left."""
        text = spot.cell.text
        same = [
            cell.column
            for cell in spot.entry.figures.values()
            if cell.text == text and cell.place.line == spot.cell.place.line
        ]
        found = [
            one.start() for one in re.finditer(rf"(?<![0-9.,]){re.escape(text)}(?![0-9.,])", line)
        ]
        if len(found) < len(same):
            return None
        return found[len(found) - len(same) + sorted(same).index(spot.cell.column)]

    def _swap(self) -> Change | None:
        """The figures of two rows of a table change places, column by column."""
        table = self.chance.choice(tables(self.document))
        panel = self.chance.choice(table.columns).panel
        entries = [one for one in table.entries if one.panel == panel and one.figures]
        if len(entries) < 2:
            return None
        first, second = self.chance.sample(entries, 2)
        if set(first.figures) != set(second.figures):
            return None
        pairs = [(first.figures[one], second.figures[one]) for one in first.figures]
        if all(one.text == other.text for one, other in pairs):
            return None
        lines = [self._row(table, first, second), self._row(table, second, first)]
        if None in lines or len({number for number, _line in lines if number}) < 2:  # type: ignore[misc]
            return None
        told = tuple(sorted(one for one in lines if one))
        region = range(told[0][0], told[0][0] + 1)
        return Change("swap", told, first.label, second.label, (table, first, second), region)

    def _row(self, table: Table, entry: Entry, other: Entry) -> tuple[int, str] | None:
        """The line of an entry with the figures of another."""
        numbers = {cell.place.line for cell in entry.figures.values()}
        if len(numbers) != 1:
            return None
        number = numbers.pop()
        kept = self.lines[number - 1]
        line: str | None = kept
        # From the right, so that what stands further left keeps its place.
        for index in sorted(entry.figures, reverse=True):
            spot = Spot(table, entry, entry.figures[index])
            line = self._replaced(spot, other.figures[index].text)
            if line is None:
                break
            self.lines[number - 1] = line
        self.lines[number - 1] = kept
        return (number, line) if line is not None else None

    def _in_text(self, kind: str) -> Change | None:
        if not self.told[kind]:
            return None
        number, start, end = self.chance.choice(self.told[kind])
        line = self.lines[number - 1]
        new = self._other_digit(line[start:end])
        if new is None or figure(new) is None:
            return None
        changed = line[:start] + new + line[end:]
        spot = (number, start, end)
        region = range(number, number + 1)
        return Change(kind, ((number, changed),), line[start:end], new, spot, region)

    def _unit(self) -> Change | None:
        table = self.chance.choice(tables(self.document))
        for number in range(table.place.line, table.place.end_line + 1):
            found = _UNIT.search(self.lines[number - 1])
            if found:
                new = "元" if found[1] == "万元" else "万元"
                line = self.lines[number - 1]
                line = line[: found.start(1)] + new + line[found.end(1) :]
                region = range(table.place.line, table.place.end_line + 1)
                return Change("unit", ((number, line),), found[1], new, table, region)
        return None

    def _score(self) -> Change | None:
        """A score of an indicator or of execution becomes more than its printed maximum."""
        if not (cells := list(self._scores())):
            return None
        cell, weight = self.chance.choice(cells)
        line = self.lines[cell.place.line - 1]
        found = list(re.finditer(rf"(?<![^\t]){re.escape(cell.text)}(?![^\t])", line))
        if not found:
            return None
        new = str(int(weight) + self.chance.randint(1, 99))
        start, end = found[-1].span()
        changed = line[:start] + new + line[end:]
        region = range(cell.place.line, cell.place.line + 1)
        return Change("score", ((cell.place.line, changed),), cell.text, new, cell, region)

    def _scores(self) -> Iterator[tuple[Cell, Decimal]]:
        for form in self.document.performance:
            for indicator in form.indicators:
                if "score" in indicator.cells and indicator.weight and indicator.score is not None:
                    yield indicator.cells["score"], indicator.weight
            execution = form.execution
            if execution and execution.score and execution.score.value and execution.weight:
                yield execution.score, execution.weight
