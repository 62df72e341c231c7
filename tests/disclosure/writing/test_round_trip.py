"""What is written is read back equal: tables cell by cell, sections word by word."""

from collections.abc import Callable

import pytest

from tests.disclosure.writing.year import budget, final
from yiwang.disclosure.document import Document, FileType
from yiwang.disclosure.performance import PerformanceForm
from yiwang.disclosure.reading import read
from yiwang.disclosure.tables import Table
from yiwang.disclosure.writing.blocks import Draft
from yiwang.disclosure.writing.book import Book
from yiwang.disclosure.writing.compose import compose
from yiwang.disclosure.writing.files.docx import docx
from yiwang.disclosure.writing.files.html import html
from yiwang.disclosure.writing.files.pdf import pdf
from yiwang.disclosure.writing.typed import document

MAKERS: dict[str, Callable[[Draft], bytes]] = {"html": html, "docx": docx, "pdf": pdf}
BOOKS: dict[str, Callable[[], Book]] = {"final": final, "budget": budget}


@pytest.fixture(params=[f"{kind}-{book}" for kind in MAKERS for book in BOOKS], scope="module")
def both(request: pytest.FixtureRequest) -> tuple[Document, Document]:
    """The document as composed and as read from a file of it."""
    kind, _dash, book = str(request.param).partition("-")
    draft = compose(BOOKS[book]())
    return document(draft), read(MAKERS[kind](draft), f"made-up.{kind}")


def _said(table: Table) -> tuple[object, ...]:
    columns = [(one.labels, one.role, one.panel, one.number) for one in table.columns]
    rows = [{at: cell.text for at, cell in row.items() if cell.text} for row in table.rows]
    # The lines of a PDF are as long as its page; where a note was wrapped tells nothing.
    notes = "".join(one.text for one in table.notes)
    return table.title, table.number, table.unit, table.form, columns, rows, notes


def test_every_table_is_read_back_cell_by_cell(both: tuple[Document, Document]) -> None:
    written, found = both
    there = {one.title: _said(one) for one in found.tables}
    assert {one.title: _said(one) for one in written.tables}.items() <= there.items()


def _sections(which: Document) -> list[tuple[object, ...]]:
    return [
        (one.level, one.number, one.title, [p.text for p in one.paragraphs])
        for one in which.sections
    ]


def test_sections_and_contents_are_read_back_word_by_word(both: tuple[Document, Document]) -> None:
    written, found = both
    told, read_back = _sections(written), _sections(found)
    if found.type is FileType.PDF:
        # Its charts are printed as text between the paragraphs; its contents have page numbers.
        assert [one[:3] for one in told] == [one[:3] for one in read_back]
        assert len(written.contents) == len(found.contents)
    else:
        assert told == read_back
        assert [one.text for one in written.contents] == [one.text for one in found.contents]


def test_title_kind_year_and_unit_are_read_back(both: tuple[Document, Document]) -> None:
    written, found = both
    told = [(one.title, one.kind, one.year, one.unit_name) for one in both]
    assert told[0] == told[1]
    assert found.warnings == ()


def _promised(form: PerformanceForm) -> tuple[object, ...]:
    head = form.execution
    cells = (head.budget, head.spent, head.rate, head.score) if head else ()
    rows = [
        (one.level_one, one.level_two, one.name, one.target.text,
         one.actual.text if one.actual else "", one.weight, one.score)
        for one in form.indicators
    ]  # fmt: skip
    total = form.total.text if form.total else ""
    texts = [cell.text for cell in cells if cell]
    return form.title, form.whole_unit, form.evaluated, texts, rows, total


def test_performance_sheets_are_read_back(both: tuple[Document, Document]) -> None:
    written, found = both
    assert written.performance
    told = [_promised(one) for one in written.performance]
    assert told == [_promised(one) for one in found.performance]
