"""Opens a text file of unknown making: plain or gzip; finds its encoding and separator."""

import codecs
import csv
import gzip
import hashlib
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from charset_normalizer import from_bytes

from yiwang.history.faults import FileFault
from yiwang.history.mapping import FileShape, plain

CHUNK = 1 << 20
SAMPLE = 1 << 18
# Beyond this an unpacked file is no list of cases but an attack or a mistake.
MOST_BYTES = 4 << 30
HEADER_WITHIN = 30
LONGEST_CELL = 1 << 20
SEPARATORS = (",", "\t", ";", "|", "，")
_GZIP = b"\x1f\x8b"
_MARKUP = re.compile(rb"<(?:!doctype|[?]xml|html|head|meta|table|script|style)\b", re.I)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # Before UTF-16, the mark of which is its beginning.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class TextShape:
    """What was found out about a text file; `found` are the wanted columns in its heading."""

    encoding: str
    separator: str
    found: frozenset[str]


def digest(path: Path) -> str:
    """SHA-256 of the file as it lies on the disk. Raises `FileFault` when there is none."""
    if not path.is_file():
        raise FileFault("没有这个文件：{name}", name=path.name, kind="no_file")
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def unpacked(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a file, unpacked when it is gzip. Raises `FileFault` for a broken one."""
    with path.open("rb") as stream:
        packed = stream.read(2) == _GZIP
    try:
        with gzip.open(path, "rb") if packed else path.open("rb") as stream:
            yield stream  # type: ignore[misc]
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise FileFault("压缩文件已损坏或不完整，请重新传输或导出", kind="broken_gzip") from None


def recognise(path: Path, shape: FileShape, wanted: frozenset[str]) -> TextShape:
    """Encoding and separator: those under which the wanted columns are in the heading."""
    with unpacked(path) as stream:
        sample = stream.read(SAMPLE)
    _check_kind(sample)
    csv.field_size_limit(LONGEST_CELL)
    separators = SEPARATORS if shape.separator == "auto" else (shape.separator,)
    tries = [(name, "strict") for name in _encodings(sample, shape.encoding)]
    # At last as if broken bytes were whole: `check_bytes` then says on which line they are.
    tries.append((tries[0][0], "replace"))
    best: TextShape | None = None
    for encoding, errors in tries:
        text = _decoded(sample, encoding, errors)
        for separator in separators if text is not None else ():
            found = _heading(text or "", separator, wanted)
            if best is None or len(found) > len(best.found):
                best = TextShape(encoding, separator, found)
        if best is not None and best.found == wanted:
            return best
    if best is None:
        raise FileFault("看不懂文件的文字编码，请另存为UTF-8后再导入", kind="unknown_encoding")
    return best


def _check_kind(sample: bytes) -> None:
    """Raises `FileFault` for what cannot be a table in text."""
    start = sample.removeprefix(codecs.BOM_UTF8).lstrip()
    if not start:
        raise FileFault("文件是空的，请重新导出", kind="empty")
    if _MARKUP.match(start):
        raise FileFault(
            "文件其实是网页或XML，只是名字像表格；请用表格软件打开，另存为xlsx或CSV", kind="markup"
        )
    if start.startswith((b"PK\x03\x04", b"%PDF", b"Rar!", b"7z\xbc\xaf")):
        raise FileFault("文件其实是压缩包、工作簿或PDF；请先解开或另存为CSV", kind="not_text")


def _encodings(sample: bytes, wanted: str) -> list[str]:
    """Encodings to try, the likeliest first."""
    if wanted != "auto":
        return [codecs.lookup(wanted).name]
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return [name]
    guess = from_bytes(sample[: 1 << 15]).best()
    found = ["utf-8", "gb18030", "big5"]
    # UTF-7 can hold halves of letters, which nothing else can.
    if guess is not None and guess.encoding.replace("_", "-") not in [*found, "utf-7"]:
        found.append(guess.encoding)
    return found


def _decoded(sample: bytes, encoding: str, errors: str) -> str | None:
    """The sample as text; None when its bytes are of another encoding."""
    try:
        return codecs.getincrementaldecoder(encoding)(errors).decode(sample)
    except UnicodeError:
        return None


def _heading(text: str, separator: str, wanted: frozenset[str]) -> frozenset[str]:
    """The wanted columns in the likeliest heading."""
    found: frozenset[str] = frozenset()
    # A torn quote at the end of the sample is no matter here.
    with suppress(csv.Error):
        for at, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator)):
            found = max(found, wanted & {plain(cell) for cell in cells}, key=len)
            if at > HEADER_WITHIN:
                break
    return found


def check_bytes(path: Path, encoding: str) -> None:
    """Read the whole file once. Raises `FileFault` with the line of the first broken byte."""
    wide = encoding.startswith(("utf-16", "utf-32"))
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    seen = lines = 0
    with unpacked(path) as stream:
        while chunk := stream.read(CHUNK):
            seen += len(chunk)
            if seen > MOST_BYTES:
                raise FileFault("文件解开后超过4 GB，请分开导入", kind="too_large")
            if not wide and b"\0" in chunk:
                line = lines + chunk[: chunk.index(b"\0")].count(b"\n") + 1
                raise FileFault(
                    "第{line}行含有空字节，不是文本文件，或缺少编码标记；请另存为UTF-8后再导入",
                    line=line,
                    kind="nul_byte",
                )
            _decode(decoder, chunk, lines, encoding)
            lines += chunk.count(b"\n")
        _decode(decoder, b"", lines, encoding)


def _decode(decoder: codecs.IncrementalDecoder, chunk: bytes, lines: int, encoding: str) -> None:
    try:
        decoder.decode(chunk, final=not chunk)
    except UnicodeError as fault:
        before = chunk[: getattr(fault, "start", 0)].count(b"\n")
        raise FileFault(
            "第{line}行不是有效的{encoding}文字，请确认文件的编码",
            line=lines + before + 1,
            encoding=encoding,
            kind="wrong_encoding",
        ) from None
