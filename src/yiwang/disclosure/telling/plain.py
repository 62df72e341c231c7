"""Documents and findings as plain values for JSON; amounts are strings, so none loses a fen."""

from collections.abc import Iterable
from typing import Any

from yiwang.disclosure.auditing.finding import Finding
from yiwang.disclosure.document import Document, FileType, Section
from yiwang.disclosure.performance import Indicator, PerformanceForm
from yiwang.disclosure.tables import Cell, Column, Entry, Place, Table


def summary(document: Document) -> dict[str, Any]:
    """What an audit tells of the document itself; rows and columns are counted."""
    return {
        **_facts(document),
        "tables": [
            {
                **_table_facts(document, table),
                "rows": len(table.rows),
                "columns": len(table.columns),
            }
            for table in document.tables
        ],
        "warnings": list(document.warnings),
    }


def findings(document: Document, found: Iterable[Finding]) -> list[dict[str, Any]]:
    """Every finding with its place, as the command prints it."""
    return [_finding(document, one) for one in found]


def whole(document: Document) -> dict[str, Any]:
    """The typed document with every cell, its labels, value, unit and line."""
    return {
        **_facts(document),
        "sections": [_section(document, one) for one in document.sections],
        "tables": [_table(document, one) for one in document.tables],
        "performance": [_form(document, one) for one in document.performance],
        "warnings": list(document.warnings),
    }


def place(document: Document, at: Place) -> dict[str, int]:
    """Lines of a text; page and paragraph besides for other kinds of files."""
    told = {"line": at.line, "end_line": at.end_line}
    if at.page is not None:
        told["page"] = at.page
    if document.type is not FileType.TXT:
        told["paragraph"] = at.line
    return told


def _facts(document: Document) -> dict[str, Any]:
    return {
        "name": document.name,
        "type": document.type.value,
        "title": document.title,
        "kind": document.kind.value,
        "year": document.year,
        "unit_name": document.unit_name,
    }


def _finding(document: Document, one: Finding) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "severity": one.severity.value,
        **place(document, one.place),
        "quote": one.quote,
        "printed": one.printed,
        "expected": one.expected,
        "message": one.message,
        "where": one.where,
        "cells": [
            {
                "text": cell.text,
                **place(document, cell.place),
                "row": cell.row,
                "column": cell.column,
            }
            for cell in one.cells
        ],
    }


def _table_facts(document: Document, table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "number": table.number,
        "form": table.form,
        "unit": table.printed_unit or (table.unit.label if table.unit else None),
        **place(document, table.place),
    }


def _table(document: Document, table: Table) -> dict[str, Any]:
    labels = {(one.row, one.panel): one.label for one in table.entries}
    columns = {one.index: one for one in table.columns}

    def cell(one: Cell) -> dict[str, Any]:
        column = columns[one.column]
        label = labels.get((one.row, column.panel), "")
        return _cell(one, label, column, table) | place(document, one.place)

    return {
        **_table_facts(document, table),
        "columns": [_column(one) for one in table.columns],
        "rows": [[cell(row[index]) for index in sorted(row)] for row in table.rows],
        "entries": [_entry(one) for one in table.entries],
        "notes": [one.text for one in table.notes],
    }


def _column(one: Column) -> dict[str, Any]:
    return {
        "index": one.index,
        "labels": list(one.labels),
        "role": one.role.value,
        "panel": one.panel,
        "number": one.number,
    }


def _cell(one: Cell, label: str, column: Column, table: Table) -> dict[str, Any]:
    printed = one.figure
    unit = table.unit.label if table.unit else None
    return {
        "row": one.row,
        "column": one.column,
        "row_label": label,
        "column_label": column.label,
        "text": one.text,
        "value": None if printed is None else str(printed.value),
        "unit": "%" if printed and printed.percent else (unit if printed else None),
    }


def _entry(one: Entry) -> dict[str, Any]:
    return {
        "row": one.row,
        "panel": one.panel,
        "code": one.code,
        "label": one.label,
        "line_number": one.line_number,
        "figures": {str(index): cell.text for index, cell in one.figures.items()},
    }


def _section(document: Document, one: Section) -> dict[str, Any]:
    return {
        "title": one.title,
        "number": one.number,
        "level": one.level,
        **place(document, one.place),
        "paragraphs": [
            {"text": text.text, **place(document, text.place)} for text in one.paragraphs
        ],
    }


def _form(document: Document, one: PerformanceForm) -> dict[str, Any]:
    return {
        "title": one.title,
        "subject": one.subject,
        "whole_unit": one.whole_unit,
        "evaluated": one.evaluated,
        **place(document, one.place),
        "indicators": [_indicator(document, each) for each in one.indicators],
        "total": one.total.text if one.total else None,
        "fields": {name: cell.text for name, cell in one.fields.items()},
    }


def _indicator(document: Document, one: Indicator) -> dict[str, Any]:
    return {
        "level_one": one.level_one,
        "level_two": one.level_two,
        "name": one.name,
        "target": {
            "text": one.target.text,
            "operator": one.target.operator.value,
            "value": _number(one.target.value),
            "upper": _number(one.target.upper),
            "unit": one.target.unit,
        },
        "actual": None
        if one.actual is None
        else {
            "text": one.actual.text,
            "value": _number(one.actual.value),
            "unit": one.actual.unit,
        },
        "weight": _number(one.weight),
        "score": _number(one.score),
        **place(document, one.place),
    }


def _number(value: object) -> str | None:
    return None if value is None else str(value)
