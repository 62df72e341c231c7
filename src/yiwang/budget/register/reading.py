"""Reads the rows of a file of the finance system: entries, printed totals, blanks, refused ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from yiwang.budget.register import codes, sheets
from yiwang.budget.register.mapping import ANY, Mapping, plain, unit_in
from yiwang.budget.register.words import Phase
from yiwang.kernel.money import Money, MoneyUnit
from yiwang.kernel.refusals import Invalid, Refusal

_LEADING = re.compile(r"\d{3,7}")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_SHORT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
HEADING_WITHIN = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One amount of one row, with what the row says of it as plain texts."""

    line: int
    phase: str
    side: str
    money: Money
    year: int
    functional: str
    economic: str
    source: str
    on: date
    texts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Printed:
    """A total that the file prints: of all (no code), or of everything under a code."""

    line: int
    phase: str
    code: str
    money: Money
    # Whether it is of the rows since the last such line only (小计).
    partial: bool = False


@dataclass
class Read:
    """What came out of the rows of a file."""

    entries: list[Entry] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)
    blank: int = 0
    # Above and with the heading.
    heading: int = 0
    refused: list[tuple[int, Refusal]] = field(default_factory=list)
    # Lines that hold entries or totals, for the count of rows.
    used: set[int] = field(default_factory=set)


@dataclass
class _Columns:
    """Where each field and each amount stands."""

    fields: dict[str, int]
    amounts: dict[str, tuple[int, MoneyUnit]]
    cells: list[str]

    def text(self, cells: list[str], key: str) -> str:
        at = self.fields.get(key, len(cells))
        return cells[at].strip() if at < len(cells) else ""


def read(name: str, content: bytes, mapping: Mapping, year: int | None = None) -> Read:
    """The rows of a file; `year` is meant where the file has no such column. Raises `Invalid`."""
    found, columns, unit = Read(), None, mapping.money
    for line, cells in sheets.rows(name, content):
        if columns is None:
            unit = next((u for cell in cells if (u := unit_in(cell))), unit)
            columns = _columns(cells, mapping, unit)
            found.heading += 1
            if found.heading > HEADING_WITHIN:
                break
        elif not any(cells):
            found.blank += 1
        elif cells == columns.cells:
            # Repeated on every page of a printed list.
            found.heading += 1
        else:
            _row(found, line, cells, _Reader(mapping, columns, year))
    if columns is None:
        raise Invalid("文件前{many}行里没有找到表头：须有科目编码和金额的列", many=HEADING_WITHIN)
    return found


def _columns(cells: list[str], mapping: Mapping, unit: MoneyUnit) -> _Columns | None:
    """The columns, if this row is the heading: a subject or a unit, and an amount."""
    names = [plain(cell) for cell in cells]

    def place(words: tuple[str, ...]) -> int | None:
        return next((names.index(word) for word in words if word in names), None)

    fields = {
        key: at for key, words in mapping.headings.items() if (at := place(words)) is not None
    }
    amounts = {
        key: (at, unit_in(cells[at]) or unit)
        for key, words in mapping.amounts.items()
        if (at := place(words)) is not None
    }
    known = "functional" in fields or "source" in fields
    return _Columns(fields, amounts, cells) if known and amounts else None


def _row(found: Read, line: int, cells: list[str], reader: "_Reader") -> None:
    try:
        entries, printed = reader.row(line, cells)
    except Refusal as refusal:
        found.refused.append((line, refusal))
        return
    found.entries += entries
    found.printed += printed
    found.used.add(line)


@dataclass
class _Reader:
    mapping: Mapping
    columns: _Columns
    year: int | None

    def row(self, line: int, cells: list[str]) -> tuple[list[Entry], list[Printed]]:
        """The entries or the totals of one row. Raises a `Refusal` for what is neither."""
        word = next((plain(cell) for cell in cells if plain(cell) in self.mapping.totals), "")
        functional = _code(self.columns.text(cells, "functional"))
        amounts = list(self._amounts(cells))
        if not amounts:
            raise Invalid("这一行没有金额")
        if word or (functional and len(functional) < codes.ITEM):
            code = "" if word else functional
            partial = word == "小计"
            return [], [Printed(line, phase, code, money, partial) for phase, money in amounts]
        return [self._entry(line, cells, phase, money) for phase, money in amounts if money], []

    def _amounts(self, cells: list[str]) -> Iterator[tuple[str, Money]]:
        for key, (at, unit) in self.columns.amounts.items():
            text = cells[at] if at < len(cells) else ""
            if text not in ("", "-", "—", "–"):
                yield (self._phase(cells) if key == ANY else key), Money.of(text, unit)

    def _phase(self, cells: list[str]) -> str:
        text = self.columns.text(cells, "phase")
        return _known(text, self.mapping.phases, "阶段") if text else self.mapping.phase

    def _entry(self, line: int, cells: list[str], phase: str, money: Money) -> Entry:
        texts = {key: self.columns.text(cells, key) for key in self.mapping.headings}
        year = self._year(texts["year"])
        on = _day(texts["on"]) if texts["on"] else self._day_without_date(phase, year)
        return Entry(
            line=line,
            phase=phase,
            side=_known(texts["side"], self.mapping.sides, "收支"),
            money=money,
            year=year,
            functional=_code(texts["functional"]),
            economic=_code(texts["economic"]),
            source=_known(texts["source"], self.mapping.sources, "资金来源"),
            on=on,
            texts=texts,
        )

    @staticmethod
    def _day_without_date(phase: str, year: int) -> date:
        """The budget is of the first day; of the rest it is known that it was up to today."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        return first if phase == Phase.BUDGET else max(first, min(last, timezone.localdate()))

    def _year(self, text: str) -> int:
        found = re.fullmatch(r"(20\d\d)年?(?:度)?", text)
        if found:
            return int(found[1])
        if text or self.year is None:
            raise Invalid("“{text}”不是年度，应写作2026", text=text[:20])
        return self.year


def _known(text: str, words: dict[str, str], called: str) -> str:
    if text not in words:
        raise Invalid(
            "不认识的{called}“{text}”，请改正或在对照文件里补上", called=called, text=text[:40]
        )
    return words[text]


def _code(text: str) -> str:
    """The code with which a cell begins: 2010350 of “2010350-事业运行”."""
    found = _LEADING.match(text)
    return found[0] if found else ""


def _day(text: str) -> date:
    plain_text = text.split(" ")[0].split("T")[0]
    found = _DAY.fullmatch(plain_text) or _SHORT_DAY.fullmatch(plain_text)
    try:
        return date(*map(int, found.groups())) if found else date.fromisoformat(plain_text)
    except ValueError:
        raise Invalid("“{text}”不是日期，应写作2026-09-30", text=text[:20]) from None
