"""What a file really is, by its content; dangerous and disguised ones are refused."""

import io
import re
import zipfile
from dataclasses import dataclass

from yiwang.kernel import text_files
from yiwang.kernel.refusals import Invalid

_HANDLER = re.compile(r"\son[a-z]{3,20}\s*=")
# How far back from such a word the beginning of its tag is looked for.
_TAG = 200
# Signs that no text holds; tabs, line and page ends and the old end of file (1A) are none of them.
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f\ufffe\uffff]")
MOST_ENTRIES = 2_000
MOST_UNPACKED = 200 * 1024 * 1024
HIGHEST_RATIO = 200
_RUNS = (".bin", ".exe", ".dll", ".bat", ".cmd", ".js", ".vbs", ".ps1", ".scr", ".jar")
_SCRIPT_MARKS = ("<script", "<html", "<svg", "<!doctype", "<?php", "javascript:")


def bare_name(name: str) -> str:
    """The name alone, without folders and signs that nobody sees or that turn the text around."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable()).strip()


@dataclass(frozen=True)
class FileKind:
    """A kind of file that may be attached."""

    key: str
    mime: str
    endings: tuple[str, ...]


JPEG = FileKind("jpeg", "image/jpeg", ("jpg", "jpeg"))
PNG = FileKind("png", "image/png", ("png",))
WEBP = FileKind("webp", "image/webp", ("webp",))
GIF = FileKind("gif", "image/gif", ("gif",))
PDF = FileKind("pdf", "application/pdf", ("pdf",))
MP4 = FileKind("mp4", "video/mp4", ("mp4", "m4v", "mov"))
MP3 = FileKind("mp3", "audio/mpeg", ("mp3",))
M4A = FileKind("m4a", "audio/mp4", ("m4a",))
DOCX = FileKind(
    "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",)
)
XLSX = FileKind(
    "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",)
)
TEXT = FileKind("text", "text/plain", ("txt", "csv"))


def sniff(name: str, content: bytes) -> FileKind:
    """The kind of a file. Raises `Invalid` when it may not be attached or is not what it says."""
    if not content:
        raise Invalid("“{name}”是空文件", name=name[:80])
    kind = _by_content(content)
    if kind is None:
        raise Invalid(
            "“{name}”不是可以上传的文件类型（图片、PDF、docx、xlsx、txt、mp3、mp4）", name=name[:80]
        )
    ending = name.rpartition(".")[2].lower()
    if ending not in kind.endings:
        raise Invalid("“{name}”的内容是{kind}，与扩展名不符", name=name[:80], kind=kind.endings[0])
    return kind


# Of the many containers that begin alike only these; pictures of phones (heic) are not among them.
_BRANDS = dict.fromkeys((b"isom", b"iso2", b"mp41", b"mp42", b"avc1", b"M4V ", b"qt  "), MP4)
_BRANDS[b"M4A "] = M4A


def _by_content(content: bytes) -> FileKind | None:
    head = content[:64]
    for mark, kind in ((b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"%PDF-", PDF)):
        if head.startswith(mark):
            return kind
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return GIF
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12])
    if head[:3] == b"ID3" or head[:2] in (b"\xff\xfb", b"\xff\xf3"):
        return MP3
    if head.startswith(b"PK\x03\x04"):
        return _office(content)
    return TEXT if _is_text(content) else None


def _office(content: bytes) -> FileKind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile:
        raise Invalid("文件已损坏，无法读取") from None
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or unpacked / packed > HIGHEST_RATIO:
        raise Invalid("文件展开后过大，不予接收")
    names = {entry.filename for entry in entries}
    if "[Content_Types].xml" not in names or any(n.lower().endswith(_RUNS) for n in names):
        return None
    folders = {name.partition("/")[0] for name in names}
    if "word" in folders:
        return DOCX
    return XLSX if "xl" in folders else None


def _is_text(content: bytes) -> bool:
    """Text in any encoding that can be found out, and nothing that a browser or shell would run."""
    try:
        text = text_files.decode(content).text.lower()
    except Invalid:
        return False
    if text.startswith(("#!", "mz")) or _CONTROL.search(text):
        return False
    return not any(mark in text for mark in _SCRIPT_MARKS) and not _handles(text)


def _handles(text: str) -> bool:
    """Whether a tag has an attribute like onload; linear in the length of the text."""
    for found in _HANDLER.finditer(text):
        before = text[max(0, found.start() - _TAG) : found.start()]
        tag = before.rpartition("<")[2] if "<" in before else ""
        if tag[:1].isalpha() and ">" not in tag:
            return True
    return False
