"""Rows of a register's file (CSV, XLSX, GeoJSON of points), each with its line, all as texts."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from yiwang.kernel import uploads
from yiwang.kernel.refusals import Invalid, Missing, Refusal, TooLarge
from yiwang.kernel.text_files import decode

MOST_BYTES = 64 * 1024 * 1024
MOST_ROWS = 200_000
LONGEST_FIELD = 64 * 1024
MOST_COLUMNS = 200
# A heading may stand below a title, but not deeper than this.
HEADING_WITHIN = 10
LONGITUDE, LATITUDE = "longitude", "latitude"
_EXACT = 10**15
Headings = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Row:
    """One row: its line in the file (its place in GeoJSON) and its facts by our own names."""

    line: int
    facts: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.facts.get(name, "")


@dataclass
class Source:
    """The rows of a file, and the coordinate systems that it names itself."""

    rows: list[Row] = field(default_factory=list)
    told: set[str] = field(default_factory=set)


def from_path(path: Path) -> tuple[str, bytes]:
    """Name and content of a file. Raises `Invalid`, `TooLarge`."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise TooLarge("文件超过{most}兆字节", most=MOST_BYTES // 1024 // 1024)
        return path.name, path.read_bytes()
    except OSError:
        raise Invalid("文件“{name}”无法打开", name=path.name) from None


def read(name: str, content: bytes, headings: Headings, must: Iterable[str]) -> Source:
    """The rows of a file, by the ending of its name. Raises `Invalid`, `Missing`, `TooLarge`.

    `headings` are the words by which columns may be called; those in `must` have to be there.
    """
    if len(content) > MOST_BYTES:
        raise TooLarge("文件超过{most}兆字节", most=MOST_BYTES // 1024 // 1024)
    reader = _READERS.get(name.rpartition(".")[2].lower())
    if reader is None:
        raise Invalid("请提供CSV、XLSX或GeoJSON文件（xls请另存为xlsx）")
    source = Source()
    for row in reader(content, source, _Columns(headings, tuple(must))):
        if len(source.rows) == MOST_ROWS:
            raise TooLarge("一个文件最多{most}行", most=MOST_ROWS)
        source.rows.append(row)
    if not source.rows:
        raise Missing("文件中没有数据行")
    return source


@dataclass(frozen=True)
class _Columns:
    """Which heading says what."""

    headings: Headings
    must: tuple[str, ...]

    def places(self, cells: Iterable[str]) -> dict[str, int]:
        """Where each column stands in a row of headings; the first of two that say the same."""
        plain = [_plain(cell) for cell in cells]
        found = {}
        for name, words in self.headings.items():
            at = next((plain.index(word) for word in words if word in plain), None)
            if at is not None:
                found[name] = at
        return found

    def lacking(self, found: Iterable[str]) -> list[str]:
        """The columns that must be there and are not, by their Chinese heading."""
        there = set(found)
        return [self.headings[name][0] for name in self.must if name not in there]


def _table(records: Iterable[tuple[int, list[str]]], columns: _Columns) -> Iterator[Row]:
    """Rows below the heading; blank ones are none."""
    places: dict[str, int] = {}
    best = list(columns.must)
    for seen, (line, cells) in enumerate(records):
        if not places:
            found = columns.places(cells)
            missing = columns.lacking(found)
            best = min(best, missing, key=len) if seen else missing
            if not missing:
                places = found
            elif seen >= HEADING_WITHIN:
                break
            continue
        if any(cells):
            facts = {name: cells[at] for name, at in places.items() if at < len(cells)}
            yield Row(line, facts)
    if not places:
        lacking = best if isinstance(best[0], str) else []
        raise Invalid("文件缺少这些列：{names}", names="、".join(lacking))


def _csv(content: bytes, source: Source, columns: _Columns) -> Iterator[Row]:
    text = decode(content).text
    former = csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""))

    def records() -> Iterator[tuple[int, list[str]]]:
        line = 1
        for cells in reader:
            yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1

    try:
        yield from _table(records(), columns)
    except csv.Error:
        raise Invalid("CSV文件的第{line}行无法读取", line=reader.line_num) from None
    finally:
        csv.field_size_limit(former)


def _workbook(content: bytes, source: Source, columns: _Columns) -> Iterator[Row]:
    """The first sheet; read as a stream, so that far cells cost nothing."""
    uploads.sniff("workbook.xlsx", content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        cells = book.worksheets[0].iter_rows(max_col=MOST_COLUMNS, max_row=MOST_ROWS + 100)
        yield from _table(_texts(cells), columns)
    except Refusal:
        raise
    except Exception as error:  # the library raises whatever a broken workbook leads it to
        raise Invalid("工作簿已损坏或有密码，无法读取") from error


def _texts(rows: Iterable[Any]) -> Iterator[tuple[int, list[str]]]:
    for line, cells in enumerate(rows, 1):
        yield line, [text(cell.value) for cell in cells]


def _geojson(content: bytes, source: Source, columns: _Columns) -> Iterator[Row]:
    for number, feature in features(content, source.told):
        yield Row(number, _facts(feature, columns))


def features(content: bytes, told: set[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The features of a GeoJSON with their places; adds to `told` the system that it names.

    Raises `Invalid`.
    """
    try:
        found = json.loads(decode(content).text)
    except (ValueError, RecursionError):
        raise Invalid("文件不是有效的JSON") from None
    if not isinstance(found, dict) or not isinstance(found.get("features"), list):
        raise Invalid("文件不是GeoJSON的FeatureCollection")
    if found.get("crs") is not None:
        told.add(_named(found["crs"]))
    for number, feature in enumerate(found["features"], 1):
        yield number, feature if isinstance(feature, dict) else {}


def _facts(feature: dict[str, Any], columns: _Columns) -> dict[str, str]:
    """Properties by our names, and the point; anything but a point is none."""
    properties = feature.get("properties")
    given = properties if isinstance(properties, dict) else {}
    names = list(given)
    found = columns.places(names)
    facts = {name: text(given[names[at]]) for name, at in found.items()}
    geometry = feature.get("geometry")
    drawn = geometry if isinstance(geometry, dict) else {}
    corners = drawn.get("coordinates")
    if drawn.get("type") == "Point" and isinstance(corners, list) and len(corners) >= 2:
        facts |= {LONGITUDE: text(corners[0]), LATITUDE: text(corners[1])}
    return facts


def _named(crs: Any) -> str:
    """The name in a `crs` member of the older GeoJSON."""
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return str(name or crs)[:200]


def text(value: Any) -> str:
    """A cell as people read it: whole numbers without a point, days as days."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if not value.time().second else value.isoformat()
    return str(value).strip()[:500]


def day(value: str, otherwise: date | None = None) -> date | None:
    """A day however it is written: 2026-01-02, 2026/1/2, 20260102, 2026年1月2日.

    Raises `Invalid`.
    """
    plain = value.strip()
    if not plain:
        return otherwise
    parts = plain.replace("年", "-").replace("月", "-").replace("日", "")
    parts = parts.replace("/", "-").replace(".", "-").split(" ")[0].split("T")[0]
    if parts.isdigit() and len(parts) == 8:
        parts = f"{parts[:4]}-{parts[4:6]}-{parts[6:]}"
    try:
        year, month, number = (int(part) for part in parts.split("-"))
        return date(year, month, number)
    except ValueError:
        raise Invalid("“{text}”不是有效的日期", text=value[:20]) from None


def _plain(heading: str) -> str:
    return heading.strip().strip("\ufeff*").strip().lower()


_READERS: dict[str, Callable[[bytes, Source, _Columns], Iterator[Row]]] = {
    "csv": _csv,
    "xlsx": _workbook,
    "geojson": _geojson,
    "json": _geojson,
}
