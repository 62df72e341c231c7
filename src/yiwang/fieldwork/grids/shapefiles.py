"""Shapefiles: unpacked within bounds, their table read in the encoding that it names or fits."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import shapefile

from yiwang.kernel.refusals import Invalid, Refusal, TooLarge

PARTS = ("shp", "shx", "dbf", "prj", "cpg")
MOST_UNPACKED = 256 * 1024 * 1024
MOST_ENTRIES = 200
_AREAS = (shapefile.POLYGON, shapefile.POLYGONZ, shapefile.POLYGONM)
_ENCODINGS = ("utf-8", "gb18030")
# Holds every byte, and none of Chinese text as a blank that would be cut off.
_BYTES = "cp437"


def packed(path: Path) -> bytes:
    """A .shp with its neighbours of the same name as one zip, or the file itself."""
    if path.suffix.lower() != ".shp":
        return path.read_bytes()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for beside in sorted(path.parent.iterdir()):
            ending = beside.suffix.lower().lstrip(".")
            if beside.stem == path.stem and ending in PARTS:
                archive.write(beside, beside.name)
    return target.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts of the one shapefile in a zip, by ending. Raises `Invalid` or `TooLarge`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _parts(archive)
    except Refusal:
        raise
    except Exception as error:  # a damaged archive leads the library to raise almost anything
        raise Invalid("压缩文件已损坏或有密码，无法读取") from error


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    found: dict[str, zipfile.ZipInfo] = {}
    if len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > MOST_UNPACKED:
        raise TooLarge("文件展开后过大，不予接收")
    for entry in entries:
        ending = entry.filename.rpartition(".")[2].lower()
        if ending in PARTS and not entry.filename.startswith("__MACOSX"):
            if ending in found:
                raise Invalid("压缩文件中应只有一个Shapefile")
            found[ending] = entry
    missing = [ending for ending in ("shp", "dbf") if ending not in found]
    if missing:
        raise Invalid("压缩文件中缺少.{ending}文件", ending=missing[0])
    return {ending: archive.read(entry) for ending, entry in found.items()}


def read(parts: dict[str, bytes]) -> Iterator[tuple[dict[str, Any], Any]]:
    """Facts and GeoJSON geometry of each shape; None where there is none. Raises `Invalid`."""
    shapes = list(_shapes(parts))
    told = parts.get("cpg", b"").decode("ascii", errors="ignore").strip()
    for encoding in (told, *_ENCODINGS) if told else _ENCODINGS:
        try:
            return iter([(_decoded(facts, encoding), drawn) for facts, drawn in shapes])
        except (UnicodeError, LookupError):
            continue
    raise Invalid("Shapefile的属性表编码无法识别")


def _shapes(parts: dict[str, bytes]) -> Iterator[tuple[dict[str, Any], Any]]:
    kept = [ending for ending in ("shp", "shx", "dbf") if ending in parts]
    streams = {ending: io.BytesIO(parts[ending]) for ending in kept}
    try:
        with shapefile.Reader(**streams, encoding=_BYTES) as reader:
            for found in reader.iterShapeRecords():
                yield found.record.as_dict(), _drawn(found.shape)
    except Exception as error:  # the library raises whatever a broken file leads it to
        raise Invalid("Shapefile已损坏，无法读取") from error


def _decoded(facts: dict[str, Any], encoding: str) -> dict[str, Any]:
    return {_text(key, encoding): _text(value, encoding) for key, value in facts.items()}


def _text(value: Any, encoding: str) -> Any:
    return value.encode(_BYTES).decode(encoding) if isinstance(value, str) else value


def _drawn(shape: Any) -> Any:
    return shape.__geo_interface__ if shape.shapeType in _AREAS else None
