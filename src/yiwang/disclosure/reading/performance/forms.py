"""One sheet to one form: labelled cells, execution, indicators, totals, row after row."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from yiwang.disclosure.performance import Execution, PerformanceForm
from yiwang.disclosure.reading.performance.execution import (
    execution,
    heading_weight,
    initial,
)
from yiwang.disclosure.reading.performance.funds import Funds
from yiwang.disclosure.reading.performance.indicators import Indicators
from yiwang.disclosure.reading.performance.rows import (
    Heading,
    Row,
    Sheet,
    bare,
    goal,
    indicator_heading,
    label,
    labelled,
    money_heading,
    sheets,
    sub_heading,
    totals,
)
from yiwang.disclosure.reading.performance.words import FILLED, NAMES, PROJECT, UNIT
from yiwang.disclosure.tables import Cell, Line, Table

_ABOVE = 12
"""How many lines above a sheet may name its unit and its day."""

_LONGEST = 50
_TITLED = re.compile(r"(?:绩效|自评|目标).*(?:表|结果|情况)")
_DATED = re.compile(r"(?:填报|填表)(?:日期|时间)\s*[:：]\s*(.*)")
_OWNED = re.compile(r"(?:部门|单位)(?:（单位）)?名称\s*[:：]\s*(.+?)(?=\s+填[报表]|$)")


def performance_forms(
    tables: Iterable[Table], lines: Sequence[Line] = ()
) -> tuple[PerformanceForm, ...]:
    """The performance forms among the tables; `lines` above them name unit and date of filling."""
    return tuple(_read(one, lines) for one in sheets(tables))


@dataclass
class _Reading:
    """What is known so far of one sheet."""

    fields: dict[str, Cell] = field(default_factory=dict)
    indicators: Indicators = field(default_factory=Indicators)
    funds: Funds = field(default_factory=Funds)
    execution: Execution | None = None
    total: Cell | None = None
    money: Heading = ()
    weight: Decimal | None = None
    whole: bool = False

    def take(self, row: Row) -> None:
        """Read one row as what it is."""
        if re.match(r"备?注[:：]", bare(row[0].text)):
            self.indicators.under(())
        elif not (self._heading(row) or self._execution(row) or self._labels(row)):
            self._rest(row)

    def _heading(self, row: Row) -> bool:
        heading, money, named = indicator_heading(row), money_heading(row), goal(row)
        if heading:
            self.money = ()
            self.indicators.under(heading)
        elif money:
            self.money, self.weight = money, heading_weight(row)
            first = row[0] if bare(row[0].text).startswith("预算执行情况") else None
            self._keep("预算执行情况", first)
            self._keep("执行得分", next((one for one in row if "得分" in bare(one.text)), None))
        elif named:
            self.indicators.goal = named
            self.indicators.under(())
        below = sub_heading(row) if self.indicators.fresh and not heading else ()
        if below:
            self.indicators.refine(below)
        return bool(heading or money or named or below)

    def _execution(self, row: Row) -> bool:
        if not self.money:
            return False
        if self.execution is None:
            self.execution = execution(row, self.money, self.weight)
            self._keep("年初预算数", initial(row, self.money))
            self.whole = self.whole or "整体" in bare(row[0].text)
            return self.execution is not None
        return bool(re.match(r"其中|本年|当年|上年|其他资金|财政拨款", bare(row[0].text)))

    def _keep(self, name: str, cell: Cell | None) -> None:
        if cell is not None:
            self.fields.setdefault(name, cell)

    def _totals(self, figures: tuple[Cell, ...]) -> None:
        """Weights come before scores; one figure alone belongs to the nearer column."""
        heading = self.indicators.heading
        weight = _distance(heading, "weight", figures[0])
        score = _distance(heading, "score", figures[0])
        alone = len(figures) == 1 and weight is not None and score is not None and weight < score
        if alone or len(figures) > 1:
            self._keep("总分值", figures[0])
        if not alone:
            self.total = figures[-1]

    def _labels(self, row: Row) -> bool:
        if len(row) > 2 and bare(row[0].text).startswith(("资金构成", "资金来源")):
            row = row[1:]
        upright = self.indicators.heading and bare(row[0].text) in NAMES and len(row) > 3
        if label(row[0]) is None or upright:
            return False
        self.indicators.under(()) if self.indicators.taken else None
        for name, cell in labelled(row):
            kept = cell or _empty(row[0], name)
            self.fields.setdefault(name, kept)
        return True

    def _rest(self, row: Row) -> None:
        figures = totals(row)
        if figures and self.indicators.taken:
            self._totals(figures)
        elif self.indicators.awaits(row):
            self.indicators.take(row)
        else:
            self.funds.take(row)


def _distance(heading: Heading, role: str, cell: Cell) -> int | None:
    return next((abs(at - cell.column) for at, one in heading if one == role), None)


def _empty(beside: Cell, name: str) -> Cell:
    """An empty cell beside its label, so that a rule can point at what was left out."""
    return Cell("", beside.place, beside.row, beside.column + 1)


def _read(sheet: Sheet, lines: Sequence[Line]) -> PerformanceForm:
    reading = _Reading()
    for heading in sheet.headings:
        reading.indicators.fixed = reading.indicators.heading = heading
    for row in sheet.rows:
        reading.take(row)
    fields = {**_above(sheet, lines), **reading.funds.fields, **reading.fields}
    sheet = replace(sheet, title=_title(sheet, lines))
    whole = reading.whole or "整体" in sheet.title or "基本支出总额" in fields
    taken = tuple(reading.indicators.taken)
    evaluated = reading.execution is not None or any("actual" in one.cells for one in taken)
    named = fields.get(UNIT if whole else PROJECT)
    return PerformanceForm(
        sheet.title,
        bare(named.text) if named else _subject(sheet.title),
        whole,
        evaluated or "自评" in sheet.title,
        reading.execution,
        taken,
        reading.total,
        fields,
        sheet.table.place,
        sheet.notes,
    )


def _subject(title: str) -> str:
    """The project that a title names: 2024年度甲项目绩效自评表."""
    plain = re.sub(r"^.*?[0-9]{4}年(?:度)?", "", bare(title))
    return re.sub(r"(?:项目)?(?:支出)?(?:绩效)?(?:自评|目标|评价)(?:申报)?表?$", "", plain)


def _title(sheet: Sheet, lines: Sequence[Line]) -> str:
    """The title; where only the year under it was taken for one, with the line above that."""
    if _TITLED.search(bare(sheet.title)):
        return sheet.title
    for line in reversed(_near(sheet, lines)):
        text = line.text.strip(" #*\u3000")
        if len(text) <= _LONGEST and _TITLED.search(bare(text)) and "\t" not in text:
            return f"{text}{sheet.title}" if bare(sheet.title) not in bare(text) else text
    return sheet.title


def _near(sheet: Sheet, lines: Sequence[Line]) -> list[Line]:
    """Lines just above the sheet, in their order; a table's place may begin at its title."""
    first = sheet.rows[0][0].place.line if sheet.rows else sheet.table.place.line
    near = [
        one
        for one in (*sheet.notes, *lines)
        if first - _ABOVE <= one.place.line < first and one.place.page == sheet.table.place.page
    ]
    return sorted(near, key=lambda one: one.place.line)


def _above(sheet: Sheet, lines: Sequence[Line]) -> dict[str, Cell]:
    """Unit and date of filling, which stand above the sheet; the nearest ones count."""
    found: dict[str, Cell] = {}
    for line in _near(sheet, lines):
        for name, pattern in ((FILLED, _DATED), (UNIT, _OWNED)):
            told = pattern.search(line.text)
            if told:
                found[name] = Cell(told[1].strip(), line.place, -1, 0)
    return found
