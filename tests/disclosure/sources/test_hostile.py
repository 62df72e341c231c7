"""Hostile and damaged files: each refused in words, within time and memory."""

import io
import time
import zipfile

import pytest
from openpyxl import Workbook

from tests.disclosure.sources import made
from yiwang.disclosure.sources import taken_in
from yiwang.disclosure.sources.limits import Limits
from yiwang.disclosure.sources.refused import (
    Beyond,
    Damaged,
    EmptyFile,
    Locked,
    OtherKind,
    Unreadable,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITIES = (
    b'<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY c "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<w:document xmlns:w="urn:w"><w:body>&c;</w:body></w:document>'
)


def sheet() -> bytes:
    book = Workbook()
    book.active.append(["科目", "金额"])
    return made.xlsx(book)


REFUSED: dict[str, tuple[bytes, str, type[Unreadable], str]] = {
    "nothing": (b"", "a.txt", EmptyFile, "空文件"),
    "only spaces": (b" \n\n\t", "a.txt", EmptyFile, "空文件"),
    "a zip bomb as docx": (
        made.zip_bomb("word/document.xml", 300 * 2**20),
        "a.docx",
        Beyond,
        "上限",
    ),
    "a zip bomb as xlsx": (made.zip_bomb("xl/workbook.xml", 300 * 2**20), "a.xlsx", Beyond, "上限"),
    "too many parts": (
        made.zipped({"word/document.xml": b"<a/>"} | {f"w/{n}.xml": b"" for n in range(5001)}),
        "a.docx",
        Beyond,
        "内部文件数",
    ),
    "entities that grow": (
        made.zipped({"word/document.xml": ENTITIES}),
        "a.docx",
        OtherKind,
        "实体",
    ),
    "entities in utf-16": (
        made.zipped({"word/document.xml": ENTITIES.decode().encode("utf-16")}),
        "a.docx",
        OtherKind,
        "实体",
    ),
    "tables within tables within tables": (
        made.docx("<w:tbl><w:tr><w:tc>" * 900 + "</w:tc></w:tr></w:tbl>" * 900),
        "a.docx",
        Unreadable,
        "“a.docx”",
    ),
    "half a docx": (made.docx(made.paragraph("甲" * 400))[:300], "a.docx", Damaged, "重新"),
    "half a sheet": (sheet()[:2000], "a.xlsx", Damaged, "重新"),
    "a docx without a closing tag": (
        made.zipped({"word/document.xml": b"<w:document"}),
        "a.docx",
        Damaged,
        "另存",
    ),
    "an xlsx without sheets": (
        made.zipped({"xl/workbook.xml": b"<x/>"}),
        "a.xlsx",
        Damaged,
        "另存",
    ),
    "an encrypted docx": (
        OLE + bytes(2000) + "EncryptedPackage".encode("utf-16-le"),
        "a.docx",
        Locked,
        "取消密码",
    ),
    "an old document": (OLE + b"\x01" * 2000, "a.doc", OtherKind, "请提供docx"),
    "an old workbook": (OLE + b"\x01" * 2000, "a.xls", OtherKind, "请提供xlsx"),
    "a document of WPS": (OLE + b"\x01" * 2000, "a.wps", OtherKind, "请提供docx"),
    "an ofd": (made.zipped({"OFD.xml": b"<ofd/>"}), "a.ofd", OtherKind, "请提供PDF"),
    "some other archive": (made.zipped({"a.txt": b"a"}), "a.zip", OtherKind, "压缩包"),
    "a picture called pdf": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a.pdf", OtherKind, "图片"),
    "binary junk": (bytes(range(256)) * 40, "a.txt", OtherKind, "二进制"),
    "junk without a zero": (bytes([1, 2, 3, 4, 5, 6]) * 400, "a.txt", OtherKind, "二进制"),
    "one endless line": (b"1" * 200_000, "a.txt", Beyond, "单行字数"),
    "lines without end": (b"1\n" * 300_000, "a.txt", Beyond, "行数"),
    "a web page without text": (
        b"<html><body><script>1</script></body></html>",
        "a.html",
        EmptyFile,
        "没有文字",
    ),
    "a table with spans without end": (
        b"<html><table>" + b"<tr><td rowspan=999 colspan=999>a" * 9 + b"</table>",
        "a.html",
        Beyond,
        "单元格",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_words_that_say_what_to_do(name: str) -> None:
    content, filename, kind, words = REFUSED[name]
    started = time.monotonic()
    with pytest.raises(kind) as refused:
        taken_in(content, filename)
    assert words in refused.value.message
    assert "请" in refused.value.message
    assert time.monotonic() - started < 10


def test_a_file_above_the_limit_is_refused_before_it_is_looked_into() -> None:
    with pytest.raises(Beyond, match="字节数"):
        taken_in(b"1\n" * 100, "a.txt", limits=Limits(size=100))


def test_html_too_deep_is_refused_rather_than_read_in_part() -> None:
    with pytest.raises(Unreadable, match="嵌套过深"):
        taken_in(b"<html><body>" + b"<div>" * 100_000 + b"a", "a.html")


def test_comments_that_never_close_take_no_time() -> None:
    started = time.monotonic()
    with pytest.raises(Unreadable):
        taken_in(b"<html><body>" + b"<!-- " * 1_000_000, "a.html")
    assert time.monotonic() - started < 10


def test_a_sheet_that_declares_a_million_rows_is_read_by_what_is_in_it() -> None:
    book = Workbook()
    book.active["A1"] = "科目"
    book.active["A1048576"] = "合计"
    started = time.monotonic()
    flow = taken_in(made.xlsx(book), "a.xlsx")
    assert [line.text for line in flow.lines] == ["科目", "合计"]
    assert time.monotonic() - started < 10


def test_merged_cells_over_a_whole_sheet_are_refused() -> None:
    book = Workbook()
    book.active["A1"] = "科目"
    content = made.xlsx(book)
    with pytest.raises(Beyond, match="单元格"):
        taken_in(_merged(content), "a.xlsx")


def _merged(content: bytes) -> bytes:
    """The same workbook with a merged cell that openpyxl itself would never finish to write."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    path = "xl/worksheets/sheet1.xml"
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    parts[path] = parts[path].replace(b"</sheetData>", merged)
    return made.zipped(parts)
