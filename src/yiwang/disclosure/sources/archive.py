"""Zip archives (docx, xlsx) opened only after their real contents were counted."""

import io
import zipfile
import zlib

from yiwang.disclosure.sources.limits import Watch
from yiwang.disclosure.sources.refused import Damaged, Locked, OtherKind

_STEP = 1024 * 1024
_ENCRYPTED = 0x1
# What is parsed later; pictures in the archive are never unpacked.
_PARSED = (".xml", ".rels")
# A document type in a part of a docx or xlsx is never written by an office: it is how entities
# are defined that grow without end. The second spelling is the same in UTF-16.
_DECLARED = ("<!DOCTYPE", "<!ENTITY")
_DECLARATIONS = tuple(
    word.encode(encoding) for word in _DECLARED for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


def opened(content: bytes, watch: Watch) -> zipfile.ZipFile:
    """The archive, when it is whole, not encrypted and within the limits.

    What the headers say of sizes is not believed: each part is unpacked once and counted.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError):
        raise _damaged(watch) from None
    entries = archive.infolist()
    watch.at_most("内部文件数", len(entries), watch.limits.entries)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Locked("“{name}”已加密，请取消密码后再试", name=watch.name)
    try:
        _count(archive, watch)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
        raise _damaged(watch) from None
    return archive


def _count(archive: zipfile.ZipFile, watch: Watch) -> None:
    unpacked = 0
    for entry in archive.infolist():
        if not entry.filename.lower().endswith(_PARSED):
            continue
        part, before = 0, b""
        with archive.open(entry) as stream:
            while piece := stream.read(_STEP):
                part += len(piece)
                unpacked += len(piece)
                watch.at_most("解压后字节数", unpacked, watch.limits.unpacked)
                watch.look()
                _refuse_declarations(before + piece, watch)
                before = piece[-32:]


def _refuse_declarations(piece: bytes, watch: Watch) -> None:
    if any(word in piece for word in _DECLARATIONS):
        raise OtherKind(
            "“{name}”含有实体定义，不是办公软件保存的文件，请用办公软件重新另存后再试",
            name=watch.name,
        )


def part(archive: zipfile.ZipFile, path: str, watch: Watch) -> bytes | None:
    """One part as a whole, or None when there is none of that name."""
    try:
        entry = archive.getinfo(path)
    except KeyError:
        return None
    watch.at_most("正文字节数", entry.file_size, watch.limits.markup)
    with archive.open(entry) as stream:
        found = stream.read(watch.limits.markup + 1)
    watch.at_most("正文字节数", len(found), watch.limits.markup)
    return found


def _damaged(watch: Watch) -> Damaged:
    return Damaged("“{name}”已损坏或不完整，请重新导出或重新下载后再试", name=watch.name)
