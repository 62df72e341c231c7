"""The same document in other layouts of converters is read to the same tables and sections."""

import re
from collections.abc import Callable

import pytest

from tests.disclosure.reading.documents import FINAL
from yiwang.disclosure.document import Document
from yiwang.disclosure.reading import read

Lines = list[str]


def without_blank_lines(lines: Lines) -> Lines:
    return [line for line in lines if line.strip(" \f")]


def blank_lines_between(lines: Lines) -> Lines:
    return [one for line in lines for one in (line, "")]


def tabs_behind_text(lines: Lines) -> Lines:
    return [line + "\t\t" if line.strip() and "\t" not in line else line for line in lines]


def windows_line_ends(lines: Lines) -> Lines:
    return [line + "\r" for line in lines]


def english_colons(lines: Lines) -> Lines:
    return [line.replace("：", ":") for line in lines]


def without_marks(lines: Lines) -> Lines:
    return [re.sub(r"^#+ |\*\*|</?b>", "", line) for line in lines]


def page_numbers(lines: Lines) -> Lines:
    paged: Lines = []
    for at, line in enumerate(lines, 1):
        paged.append(line)
        if at % 9 == 0:
            paged += ["", f"- {at} -", "", "\f"]
    return paged


def spaced_headings(lines: Lines) -> Lines:
    return [line.replace("收入", "收 入") if "\t" in line else line for line in lines]


LAYOUTS: tuple[Callable[[Lines], Lines], ...] = (
    without_blank_lines,
    blank_lines_between,
    tabs_behind_text,
    windows_line_ends,
    english_colons,
    without_marks,
    page_numbers,
    spaced_headings,
)


def told(document: Document) -> list[object]:
    """Tables and sections without their places."""
    tables = [
        (
            table.title,
            table.number,
            table.unit,
            table.form,
            [(column.label, column.role, column.panel) for column in table.columns],
            [[(index, cell.text) for index, cell in row.items()] for row in table.rows],
            len(table.notes),
        )
        for table in document.tables
    ]
    return [*tables, [(one.level, one.number, one.title) for one in document.sections]]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.__name__)
def test_it_reads_the_same(layout: Callable[[Lines], Lines]) -> None:
    as_it_is = told(read(FINAL.encode(), "a.txt"))
    changed = told(read("\n".join(layout(FINAL.split("\n"))).encode(), "a.txt"))
    assert changed == as_it_is


def test_a_repeated_heading_on_the_next_page_is_no_row() -> None:
    lines = FINAL.split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("二、事业收入"))
    heads = [line for line in lines if line.startswith(("收入\t", "项目\t行次", "栏次\t\t1\t栏次"))]
    repeated = [*lines[: at + 1], "", *heads, *lines[at + 1 :]]
    assert told(read("\n".join(repeated).encode(), "a.txt")) == told(read(FINAL.encode(), "a.txt"))


def test_encoding_does_not_matter() -> None:
    assert told(read(FINAL.encode("gb18030"), "a.txt")) == told(read(FINAL.encode(), "a.txt"))


def test_a_title_cut_over_two_lines_is_one() -> None:
    cut = FINAL.replace("财政拨款基本支出决算明细表\n", "财政拨款基本支出决算\n明细表\n")
    assert cut != FINAL
    assert told(read(cut.encode(), "a.txt")) == told(read(FINAL.encode(), "a.txt"))


def bars(lines: Lines) -> Lines:
    """Tables as Markdown draws them, with a rule below the first row."""
    drawn: Lines = []
    for at, line in enumerate(lines):
        if "\t" not in line:
            drawn.append(line)
            continue
        drawn.append("| " + line.replace("\t", " | ") + " |")
        if at and "\t" not in lines[at - 1]:
            drawn.append("|" + " --- |" * (line.count("\t") + 1))
    return drawn


def test_tables_drawn_with_bars_are_read_as_those_with_tabs() -> None:
    drawn = "\n".join(bars(FINAL.split("\n")))
    assert "\t" not in drawn
    assert told(read(drawn.encode(), "a.txt")) == told(read(FINAL.encode(), "a.txt"))
