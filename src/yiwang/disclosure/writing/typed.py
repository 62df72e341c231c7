"""A draft as the typed document that reading any of its files should give back."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from yiwang.disclosure.document import Document, FileType, Paragraph, Section
from yiwang.disclosure.performance import (
    Actual,
    Execution,
    Indicator,
    Operator,
    PerformanceForm,
    Target,
)
from yiwang.disclosure.tables import Cell, Column, Line, Place, Table
from yiwang.disclosure.writing.blocks import Board, Chart, Draft, Heading, Printed, Words
from yiwang.disclosure.writing.promises import Goal, Sheet
from yiwang.disclosure.writing.sheets import execution_told


@dataclass
class _Walk:
    """Counts lines while blocks are gone through; collects what was seen."""

    line: int = 0
    lines: list[Line] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    words: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    forms: list[PerformanceForm] = field(default_factory=list)

    def next(self, text: str) -> Place:
        self.line += 1
        place = Place(self.line, self.line)
        self.lines.append(Line(text, place))
        return place

    def close(self) -> None:
        """Give the paragraphs seen to the section they stand in."""
        if self.sections and self.words:
            last = self.sections.pop()
            told = (*last.paragraphs, *self.words)
            self.sections.append(Section(last.title, last.number, last.level, last.place, told))
        self.words = []


def document(draft: Draft, kind: FileType = FileType.TXT) -> Document:
    """The draft with lines counted through; `name` is the title."""
    walk = _Walk()
    walk.next(draft.title)
    walk.next(draft.published)
    contents = tuple(Line(text, walk.next(text)) for _level, text in draft.contents)
    for block in draft.blocks:
        if isinstance(block, Heading):
            walk.close()
            place = walk.next(block.text)
            number = block.number.removesuffix("、")
            walk.sections.append(Section(block.title, number, block.level, place))
        elif isinstance(block, Words | Chart):
            text = block.text if isinstance(block, Words) else block.caption
            walk.words.append(Paragraph(text, walk.next(text)))
        elif isinstance(block, Printed):
            walk.tables.append(_table(block, walk))
        elif isinstance(block, Board):
            walk.forms.append(_form(block, walk))
    walk.close()
    return Document(
        draft.title,
        kind,
        draft.title,
        draft.kind,
        draft.year,
        draft.unit_name,
        tuple(walk.lines),
        contents,
        tuple(walk.sections),
        tuple(walk.tables),
        tuple(walk.forms),
    )


def _table(block: Printed, walk: _Walk) -> Table:
    place = walk.next(block.title)
    columns = tuple(
        Column(index, one.labels, one.role, one.panel, one.number)
        for index, one in enumerate(block.heads)
    )
    rows = []
    for number, row in enumerate(block.rows):
        at = walk.next("\t".join(row))
        rows.append(
            {index: Cell(text, at, number, index) for index, text in enumerate(row) if text}
        )
    notes = tuple(Line(one, walk.next(one)) for one in block.notes)
    printed = block.unit.label if block.unit else None
    return Table(
        block.title,
        place,
        columns,
        tuple(rows),
        block.unit,
        printed,
        block.number,
        block.form.value,
        notes,
    )


def _form(block: Board, walk: _Walk) -> PerformanceForm:
    sheet, place = block.sheet, walk.next(block.title)
    indicators = tuple(_indicators(sheet.goals, walk))
    total = None if sheet.score is None else Cell(str(sheet.score), walk.next("总分"), 0, 0)
    fields = {
        "偏差大或目标未完成原因分析": sheet.reason,
        "改进措施及结果应用方案": sheet.improvement,
    }
    told = fields if sheet.evaluated else dict(sheet.fields)
    cells = {label: Cell(text, walk.next(label), 0, 0) for label, text in told.items()}
    notes = tuple(Line(one, walk.next(one)) for one in block.notes)
    return PerformanceForm(
        block.title,
        sheet.subject,
        sheet.whole_unit,
        sheet.evaluated,
        _execution(sheet, walk) if sheet.evaluated else None,
        indicators,
        total,
        cells,
        place,
        notes,
    )


def _execution(sheet: Sheet, walk: _Walk) -> Execution:
    place = walk.next("预算执行情况")
    texts = execution_told(sheet)
    budget, spent, rate, score = (Cell(text, place, 0, at) for at, text in enumerate(texts))
    return Execution(budget, spent, rate, score, sheet.execution_weight, place)


def _indicators(goals: tuple[Goal, ...], walk: _Walk) -> Iterator[Indicator]:
    """As written; what a target's words mean is the reader's to say, so it is left as words."""
    for one in goals:
        yield Indicator(
            one.level_one,
            one.level_two,
            one.name,
            Target(one.target, Operator.WORDS),
            Actual(one.actual) if one.actual else None,
            one.weight,
            one.score,
            walk.next(one.name),
        )
