"""Codes and names of rows, and the signs that a table was not read as it was printed."""

import re

from yiwang.disclosure.auditing.books import labels
from yiwang.disclosure.forms import Form
from yiwang.disclosure.tables import Column, Entry, Role, Table

# How long codes are: classes, sections, items; units have three or six digits.
_LENGTHS = {
    Form.INCOME: {3, 5, 6, 7},
    Form.SPENDING: {3, 5, 6, 7},
    Form.GENERAL_SPENDING: {3, 5, 6, 7},
    Form.FUND_SPENDING: {3, 5, 6, 7},
    Form.CAPITAL_SPENDING: {3, 5, 6, 7},
    Form.BASIC_SPENDING: {3, 5},
}
_HALVES = (Form.SUMMARY, Form.GRANT_SUMMARY)
_NAMES = re.compile(r"名称|编码|科目$")


def code(entry: Entry) -> str:
    """The code of a row without the spaces that were printed in it; empty for words (合计)."""
    found = re.sub(r"[-/、]", "", labels.tidy(entry.code or ""))
    return found if any(one.isdigit() for one in found) else ""


def label(entry: Entry) -> str:
    """The name of a row; a total is often printed where the codes stand."""
    return labels.tidy(entry.label if code(entry) else (entry.code or "") + entry.label)


def signs_of_misreading(table: Table, entries: tuple[Entry, ...]) -> list[str]:
    """What tells that columns or rows of a table were mixed up in reading; empty if nothing."""
    form = Form(table.form) if table.form else Form.OTHER
    found = []
    if form in _LENGTHS and any(_odd(one, _LENGTHS[form]) for one in entries):
        found.append("codes that are none")
    if form in _LENGTHS and any(_names(one.labels) for one in _figured(table)):
        found.append("figures where names should be")
    if (form in _LENGTHS or form in _HALVES) and _nameless(entries):
        found.append("figures without a name")
    if form in _HALVES and _mixed(table):
        found.append("income and spending in one half")
    return found


def _figured(table: Table) -> list[Column]:
    return [one for one in table.columns if one.role is Role.FIGURE]


def _odd(entry: Entry, lengths: set[int]) -> bool:
    key = code(entry)
    return bool(key) and not (key.isdigit() and len(key) in lengths)


def _names(headings: tuple[str, ...]) -> bool:
    return bool(headings) and _NAMES.search(labels.tidy(headings[-1])) is not None


def _nameless(entries: tuple[Entry, ...]) -> bool:
    """Rows with figures that have no name, but for the first and the last of their half."""
    return any(
        one.figures and not code(one) and not label(one)
        for panel in {one.panel for one in entries}
        for one in [each for each in entries if each.panel == panel][1:-1]
    )


def _mixed(table: Table) -> bool:
    for panel in {one.panel for one in table.columns}:
        heads = {
            labels.tidy(one.labels[0])
            for one in table.columns
            if one.panel == panel and one.labels and one.role is Role.FIGURE
        }
        words = {word for word in ("收入", "支出") for one in heads if word in one}
        if len(words) == 2:
            return True
    return False
