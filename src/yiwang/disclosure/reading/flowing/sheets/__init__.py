"""Sheets of targets whose lines were broken: fields, money, goals and indicators as rows."""

from yiwang.disclosure.reading.flowing.sheets.sheet import sheet_table

__all__ = ["sheet_table"]
