"""A pdf page by page: text layer, ruled tables, warnings of pages that are only pictures."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pdfminer.pdfdocument import PDFEncryptionError
from pdfplumber.pdf import PDF

from yiwang.disclosure.document import FileType
from yiwang.disclosure.sources.flow import Flow, Grid
from yiwang.disclosure.sources.grids import blocks
from yiwang.disclosure.sources.limits import Watch
from yiwang.disclosure.sources.pdf import streams
from yiwang.disclosure.sources.pdf.furniture import furniture
from yiwang.disclosure.sources.pdf.letters import Row, laid_out, letters, rows
from yiwang.disclosure.sources.pdf.ruled import Ruled, ruled
from yiwang.disclosure.sources.pdf.watched import WatchedPage, pages
from yiwang.disclosure.sources.refused import Damaged, Locked, PicturesOnly
from yiwang.disclosure.tables import Line, Place
from yiwang.kernel.refusals import Refusal

# Letters whose font does not say which signs they are.
_UNKNOWN = re.compile(r"\(cid:\d+\)|\ufffd|[\ue000-\uf8ff]")
_FEW = 10


@dataclass(frozen=True)
class _Read:
    """One page: its lines, the rows that they were, its tables, and a word on what is missing."""

    lines: tuple[Line, ...]
    rows: tuple[Row, ...]
    tables: tuple[Ruled, ...]
    missing: str | None


def flow(content: bytes, watch: Watch) -> Flow:
    """What stands in a pdf; `page` counts its pages, `line` the printed lines of a page."""
    streams.count(content, watch)
    try:
        with PDF.open(io.BytesIO(content)) as pdf:
            read = [_page(page) for page in pages(pdf, watch)]
    except Refusal:
        raise
    except Exception as error:
        # The parser raises what it likes for damaged files; each of them is one of these two.
        raise _refused(error, watch) from error
    if not any(one.lines for one in read):
        raise PicturesOnly(
            "“{name}”只有图像，没有文字层，无法读取，请提供docx、xlsx，或先做文字识别再试",
            name=watch.name,
        )
    told = tuple(_blocks(read))
    lines = tuple(line for one in read for line in one.lines)
    warnings = tuple(one.missing for one in read if one.missing)
    return Flow(watch.name, FileType.PDF, told, lines, warnings)


def _refused(error: Exception, watch: Watch) -> Refusal:
    told = (error, error.__cause__, error.__context__, *error.args)
    if any(isinstance(one, PDFEncryptionError) for one in told):
        return Locked("“{name}”已加密，请取消密码后再试", name=watch.name)
    return Damaged("“{name}”已损坏或不完整，请重新导出或重新下载后再试", name=watch.name)


def _page(page: WatchedPage) -> _Read:
    found = letters(page.chars)
    number = page.page_number
    unknown = sum(bool(_UNKNOWN.search(one.text)) for one in found)
    if unknown > len(found) / 5:
        return _Read((), (), (), f"第{number}页的文字没有编码，无法读取，请提供docx或重新导出的PDF")
    told = rows(found)
    lines = tuple(
        Line(text, Place(line, line, number)) for line, text in enumerate(laid_out(told), 1)
    )
    only_picture = len(found) < _FEW and any(_large(one, page) for one in page.images)
    missing = f"第{number}页只有图像，没有文字层，无法读取" if only_picture else None
    tables = ruled(page.find_tables(), found, number, told) if found else []
    return _Read(lines, tuple(told), tuple(tables), missing)


def _large(image: dict[str, float], page: WatchedPage) -> bool:
    """Whether a picture covers most of a page; seals and emblems do not."""
    covered = (image["x1"] - image["x0"]) * (image["bottom"] - image["top"])
    return covered > float(page.width * page.height) / 3


def _blocks(read: Sequence[_Read]) -> Iterator[Line | Grid]:
    outside = [[line for line, _row, table in _placed(one) if table is None] for one in read]
    dropped = furniture(outside)
    for one in read:
        for table, group in groupby(_placed(one), key=lambda placed: placed[2]):
            if table is None:
                yield from (line for line, _row, _none in group if line not in dropped)
            else:
                yield from blocks(list(table.cells))


def _placed(one: _Read) -> Iterator[tuple[Line, Row, Ruled | None]]:
    """Each line with the table it stands in; tables in the order of their first lines."""
    for line, row in zip(one.lines, one.rows, strict=True):
        yield line, row, next((table for table in one.tables if table.holds(row)), None)
