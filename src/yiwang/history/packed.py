"""Looks an xlsx file through before it is read: how big it really is, and which cells hold nothing.

The reader of workbooks lays each sheet out whole, from its first cell to its last: two cells in
opposite corners would take hundreds of gigabytes. And it reads errors and formulas that nobody
worked out as blanks. Both show only in the XML itself.
"""

import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from yiwang.history.faults import FileFault

MOST_WORKBOOK_BYTES = 500 << 20
# Rows times columns of one sheet, blank ones included.
MOST_CELLS = 12_000_000
# Beyond this many unusable cells a sheet is not looked through for more.
MOST_UNUSABLE = 100_000
# Stands for the value of a formula that has none.
NOT_WORKED_OUT = "\x1a公式没有结果"
_CHUNK = 1 << 18
_LOCAL_HEADER = 30
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_ROOT = re.compile(rb"<(\w+:)?worksheet[\s>]")
_PLACE = re.compile(rb"\br=[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=[\"'](\d{1,7})[\"'][^>]*(?<!/)>")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_BLANKS = bytes.maketrans(b"\t\r\n", b"   ")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)<")
_TAG = re.compile(r"<(?:\w+:)?(sheet|Relationship)\s([^>]*)>")
_ATTRIBUTE = re.compile(r"""(?:\w+:)?(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass
class SheetFacts:
    """What was seen in the XML of one sheet; rows and columns count from 0."""

    rows: int = 0
    columns: int = 0
    unusable: dict[tuple[int, int], str] = field(default_factory=dict)


def look_through(path: Path) -> dict[str, SheetFacts]:
    """The facts of each sheet by its name. Raises `FileFault` for what must not be opened."""
    try:
        with zipfile.ZipFile(path) as packed, path.open("rb") as stream:
            entries = {entry.filename: entry for entry in packed.infolist()}
            _check_kind(entries)
            names = _names(packed, entries)
            return _sheets(stream, entries, names)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise FileFault("工作簿已损坏，或不是Excel文件；请重新导出", kind="malformed") from None


def _check_kind(entries: dict[str, zipfile.ZipInfo]) -> None:
    if _BOOK in entries:
        return
    if any(name.startswith("xl/") or name == "mimetype" for name in entries):
        raise FileFault("这种工作簿（xlsb、ods）不能导入，请另存为xlsx或CSV", kind="not_xlsx")
    raise FileFault("这是ZIP压缩包，不是工作簿；请先解压，再导入里面的文件", kind="not_xlsx")


def _sheets(
    stream: BinaryIO, entries: dict[str, zipfile.ZipInfo], names: dict[str, str]
) -> dict[str, SheetFacts]:
    found: dict[str, SheetFacts] = {}
    size = 0
    for part, entry in entries.items():
        facts = SheetFacts()
        is_sheet = part.startswith("xl/worksheets/") and part.endswith(".xml")
        cells = _Cells(facts) if is_sheet else None
        for chunk in inflated(stream, entry):
            size += len(chunk)
            if size > MOST_WORKBOOK_BYTES:
                raise FileFault("工作簿解开后超过500 MB，请另存为CSV再导入", kind="too_large")
            if cells:
                cells.read(chunk)
        if cells:
            _check_size(facts, names.get(part, part))
            found[names.get(part, part)] = facts
    return found


def _check_size(facts: SheetFacts, name: str) -> None:
    if facts.rows * facts.columns > MOST_CELLS:
        raise FileFault(
            "工作表“{name}”从第一格到最后一格有{rows}行、{columns}列，太大了；"
            "请删去远处的零星内容，或另存为CSV再导入",
            name=name,
            rows=facts.rows,
            columns=facts.columns,
            kind="too_large",
        )


def inflated(stream: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a part as they really are, whatever size the directory claims."""
    stream.seek(entry.header_offset)
    header = stream.read(_LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise EOFError
    name, more = header[26:28], header[28:30]
    stream.seek(int.from_bytes(name, "little") + int.from_bytes(more, "little"), 1)
    left = entry.compress_size
    unpack = zlib.decompressobj(-15) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    if unpack is None and entry.compress_type != zipfile.ZIP_STORED:
        raise NotImplementedError
    while left > 0:
        packed = stream.read(min(_CHUNK, left))
        if not packed:
            raise EOFError
        left -= len(packed)
        if unpack is None:
            yield packed
            continue
        while packed:
            yield unpack.decompress(packed, 4 * _CHUNK)
            packed = unpack.unconsumed_tail
    if unpack is not None:
        yield unpack.flush()


class _Cells:
    """Reads the cells of a sheet from its XML, piece by piece, each byte once or twice."""

    def __init__(self, facts: SheetFacts) -> None:
        self.facts = facts
        self._left = b""
        self._open = self._close = b""

    def read(self, chunk: bytes) -> None:
        """One more piece of the XML."""
        text = self._left + chunk.translate(_BLANKS)
        if not self._close:
            root = _ROOT.search(text)
            prefix = (root[1] or b"") if root else b""
            self._open, self._close = b"<" + prefix + b"c ", b"</" + prefix + b"c>"
        *cells, self._left = text.split(self._close)
        for cell in cells:
            self._cell(cell)
        if len(self._left) > 4 * _CHUNK:
            # No cell is so long: what lies before is not one.
            self._left = self._left[-_CHUNK:]

    def _cell(self, text: bytes) -> None:
        start = text.rfind(self._open)
        if b"row" in text[: max(start, 0)]:
            for row in _ROW.finditer(text, 0, start):
                self.facts.rows = max(self.facts.rows, int(row[1]))
        head, _, body = text[start:].partition(b">") if start >= 0 else (b"", b"", b"")
        place = _PLACE.search(head)
        if place is None or head.endswith(b"/"):
            return
        row, column = int(place[2]), _column(place[1])
        self.facts.rows = max(self.facts.rows, row)
        self.facts.columns = max(self.facts.columns, column)
        what = _unusable(head, body)
        if what and len(self.facts.unusable) < MOST_UNUSABLE:
            self.facts.unusable[row - 1, column - 1] = what


def _unusable(head: bytes, body: bytes) -> str:
    """What stands in a cell instead of a value: an error, or a formula without result."""
    value = _VALUE.search(body)
    if b't="e"' in head or b"t='e'" in head:
        return value[1].decode("ascii", "replace") if value else "#N/A"
    is_text = b't="str"' in head or b"t='str'" in head
    waits = value is None and not is_text and _FORMULA.search(body) is not None
    return NOT_WORKED_OUT if waits else ""


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _names(packed: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> dict[str, str]:
    """The name of the sheet that each part is; parts that nobody names are left out."""
    texts = []
    for part in (_BOOK, _RELATIONS):
        entry = entries.get(part)
        small = entry is not None and entry.file_size <= 4 * _CHUNK
        texts.append(packed.read(part).decode("utf-8", "replace") if small else "")
    sheets = {tag.get("id", ""): tag.get("name", "") for tag in _tags(texts[0], "sheet")}
    targets = {tag.get("Id", ""): tag.get("Target", "") for tag in _tags(texts[1], "Relationship")}
    return {_part(targets.get(key, "")): name for key, name in sheets.items()}


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)


def _tags(text: str, wanted: str) -> Iterator[dict[str, str]]:
    for tag in _TAG.finditer(text):
        if tag[1] == wanted:
            found = _ATTRIBUTE.finditer(tag[2])
            yield {one[1]: html.unescape(one[2] or one[3] or "") for one in found}
