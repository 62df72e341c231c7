"""What a file really is, by its content; its ending only decides what we warn of."""

import io
import zipfile
from dataclasses import dataclass

from yiwang.disclosure.document import FileType
from yiwang.disclosure.sources.limits import Watch
from yiwang.disclosure.sources.refused import Damaged, EmptyFile, Locked, OtherKind
from yiwang.kernel.refusals import Refusal
from yiwang.kernel.text_files import decode

_LOOKED_AT = 4096
_ENDINGS = {
    FileType.TXT: ("txt", "text", "md", "csv"),
    FileType.DOCX: ("docx", "docm"),
    FileType.PDF: ("pdf",),
    FileType.XLSX: ("xlsx", "xlsm"),
    FileType.HTML: ("html", "htm", "xhtml", "shtml"),
}
_HTML_MARKS = ("<!doctype html", "<html", "<table", "<body", "<head", "<div")
# Other kinds by their first bytes: what they are, and as what they should be saved.
_OTHERS = (
    (b"\xff\xd8\xff", "图片", "带文字层的PDF"),
    (b"\x89PNG", "图片", "带文字层的PDF"),
    (b"GIF8", "图片", "带文字层的PDF"),
    (b"RIFF", "图片", "带文字层的PDF"),
    (b"II*\x00", "图片", "带文字层的PDF"),
    (b"MM\x00*", "图片", "带文字层的PDF"),
    (b"{\\rtf", "RTF文档", "docx"),
    (b"Rar!", "压缩包", "解压后的docx、xlsx或PDF"),
    (b"7z\xbc\xaf", "压缩包", "解压后的docx、xlsx或PDF"),
    (b"\x1f\x8b", "压缩包", "解压后的docx、xlsx或PDF"),
)
# Files of the old office (doc, xls, wps, et) all begin alike; their ending tells which it was.
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_SHEETS = ("xls", "et")
# What an encrypted docx or xlsx holds, as it is written in the folder of such a file.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Known:
    """The kind of a file, and a warning when its name says another."""

    type: FileType
    warnings: tuple[str, ...] = ()


def known(content: bytes, watch: Watch) -> Known:
    """The kind of a file within the limits of size. Raises an `Unreadable` for what is not read."""
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe\x1a"):
        raise EmptyFile("“{name}”是空文件，请重新导出后再试", name=watch.name)
    watch.at_most("字节数", len(content), watch.limits.size)
    kind = _kind(content, watch)
    ending = _ending(watch.name)
    if not ending or ending in _ENDINGS[kind]:
        return Known(kind)
    told = f"文件扩展名是{ending}，内容是{_ENDINGS[kind][0]}，已按内容读取"
    return Known(kind, (told,))


def _ending(name: str) -> str:
    _stem, dot, ending = name.rpartition(".")
    return ending.lower() if dot else ""


def _kind(content: bytes, watch: Watch) -> FileType:
    if b"%PDF-" in content[:1024]:
        return FileType.PDF
    if content.startswith(b"PK"):
        return _zipped(content, watch)
    if content.startswith(_OLD_OFFICE):
        raise _old_office(content, watch)
    for mark, what, wanted in _OTHERS:
        if content.startswith(mark):
            raise _other(watch, what, wanted)
    return _text(content, watch)


def _zipped(content: bytes, watch: Watch) -> FileType:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        raise Damaged(
            "“{name}”已损坏或不完整，请重新导出或重新下载后再试", name=watch.name
        ) from None
    if "word/document.xml" in names:
        return FileType.DOCX
    if "xl/workbook.xml" in names:
        return FileType.XLSX
    if "OFD.xml" in names:
        raise _other(watch, "OFD版式文件", "PDF或docx")
    if "mimetype" in names:
        raise _other(watch, "ODF文档", "docx或xlsx")
    raise _other(watch, "压缩包", "解压后的docx、xlsx或PDF")


def _old_office(content: bytes, watch: Watch) -> Refusal:
    if _ENCRYPTED in content:
        return Locked("“{name}”已加密，请取消密码后再试", name=watch.name)
    if _ending(watch.name) in _OLD_SHEETS:
        return _other(watch, "旧格式表格（xls、et）", "xlsx")
    return _other(watch, "旧格式文档（doc、wps）", "docx")


def _other(watch: Watch, what: str, wanted: str) -> OtherKind:
    return OtherKind(
        "“{name}”是{what}，不能直接读取，请提供{wanted}", name=watch.name, what=what, wanted=wanted
    )


def _text(content: bytes, watch: Watch) -> FileType:
    try:
        text = decode(content, name=watch.name).text
    except Refusal:
        raise _other(watch, "无法识别的二进制文件", "txt、docx、xlsx、html或PDF") from None
    head = text[:_LOOKED_AT].lstrip("\ufeff \t\r\n").lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in head and head.startswith("<?xml"):
        raise _other(watch, "XML表格", "xlsx")
    if head.startswith("<") and any(mark in head for mark in _HTML_MARKS):
        return FileType.HTML
    if _odd_signs(text) > len(text) // 100:
        raise _other(watch, "无法识别的二进制文件", "txt、docx、xlsx、html或PDF")
    return FileType.TXT


def _odd_signs(text: str) -> int:
    """How many signs of the first ones no text holds; tabs, line and page ends are none."""
    return sum(sign < " " and sign not in "\t\n\r\f\v\x1a" for sign in text[:_LOOKED_AT])
