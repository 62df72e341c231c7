"""Reads outlines with their facts from GeoJSON, zipped or plain shapefiles, and CSV with WKT."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import shapely

from yiwang.fieldwork.grids import shapefiles
from yiwang.fieldwork.tables import features
from yiwang.kernel.refusals import Invalid, Missing, TooLarge
from yiwang.kernel.text_files import decode

MOST_BYTES = 64 * 1024 * 1024
MOST_ROWS = 20_000
LONGEST_FIELD = 4 * 1024 * 1024
_WKT = ("wkt", "边界", "geometry", "geom", "the_geom")


@dataclass(frozen=True)
class Row:
    """One outline as the file has it: a GeoJSON geometry or WKT; counted from 1, CSV by line."""

    number: int
    facts: dict[str, str]
    drawn: Any


@dataclass
class Source:
    """The rows of a file, and the coordinate systems that it names itself."""

    rows: list[Row] = field(default_factory=list)
    told: set[str] = field(default_factory=set)


def read(name: str, content: bytes) -> Source:
    """The rows of a file, by the ending of its name. Raises `Invalid` or `TooLarge`."""
    if len(content) > MOST_BYTES:
        raise TooLarge("文件超过{most}兆字节", most=MOST_BYTES // 1024 // 1024)
    ending = name.rpartition(".")[2].lower()
    reader = _READERS.get(ending)
    if reader is None:
        raise Invalid("请提供GeoJSON、Shapefile（zip）或含WKT的CSV文件")
    source = Source()
    for row in reader(content, source):
        if len(source.rows) == MOST_ROWS:
            raise TooLarge("一个文件最多{most}个网格", most=MOST_ROWS)
        source.rows.append(row)
    if not source.rows:
        raise Missing("文件中没有网格")
    return source


def _geojson(content: bytes, source: Source) -> Iterator[Row]:
    for number, feature in features(content, source.told):
        facts = feature.get("properties")
        yield Row(number, _texts(facts if isinstance(facts, dict) else {}), feature.get("geometry"))


def _shapes(content: bytes, source: Source) -> Iterator[Row]:
    parts = shapefiles.unpacked(content)
    if "prj" in parts:
        source.told.add(decode(parts["prj"]).text[:2000])
    for number, (facts, drawn) in enumerate(shapefiles.read(parts), 1):
        yield Row(number, _texts(facts), drawn)


def _table(content: bytes, source: Source) -> Iterator[Row]:
    text = decode(content).text
    former = csv.field_size_limit(LONGEST_FIELD)
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""))
        column = next((c for c in reader.fieldnames or () if plain(c) in _WKT), None)
        if column is None:
            raise Invalid("CSV文件缺少WKT列（列名为WKT、边界或geometry）")
        for facts in reader:
            drawn = facts.pop(column) or ""
            wkt = _without_srid(drawn, source)
            yield Row(reader.line_num, _texts(facts), wkt)
    except csv.Error:
        raise Invalid("CSV文件的第{line}行无法读取", line=reader.line_num) from None
    finally:
        csv.field_size_limit(former)


def _without_srid(drawn: str, source: Source) -> str:
    if drawn.lstrip().upper().startswith("SRID="):
        number, _, drawn = drawn.partition(";")
        source.told.add(number.partition("=")[2][:20])
    return drawn


def geometry(drawn: Any) -> Any:
    """What a row has drawn, as GeoJSON. Raises `Invalid`."""
    if not isinstance(drawn, str):
        return drawn
    try:
        return shapely.geometry.mapping(shapely.from_wkt(drawn))
    except (shapely.errors.ShapelyError, AttributeError, ValueError):
        raise Invalid("边界的WKT写法不对") from None


def plain(heading: str) -> str:
    """A heading as it is compared."""
    return heading.strip().strip("\ufeff").lower()


def _texts(facts: dict[Any, Any]) -> dict[str, str]:
    return {plain(str(key)): _text(value) for key, value in facts.items() if value is not None}


def _text(value: Any) -> str:
    # A table of numbers may hold a code as one.
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value) if whole else value).strip()[:200]


_READERS: dict[str, Callable[[bytes, Source], Iterator[Row]]] = {
    "geojson": _geojson,
    "json": _geojson,
    "zip": _shapes,
    "csv": _table,
}
