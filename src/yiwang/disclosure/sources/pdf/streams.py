"""Counts what the compressed parts of a pdf would unpack to, before anything is parsed."""

import re
import zlib

from yiwang.disclosure.sources.limits import Watch
from yiwang.disclosure.sources.refused import OtherKind

_STREAM = re.compile(rb"stream\r?\n")
# Two packings one inside the other multiply; no program that makes disclosures does that.
_TWICE = re.compile(rb"/(?:Fl|FlateDecode|LZW|LZWDecode)\s*/(?:Fl|FlateDecode|LZW|LZWDecode)\b")
_STEP = 1024 * 1024


def count(content: bytes, watch: Watch) -> None:
    """Raises `Beyond` where the streams unpack to more than the limit, without keeping them."""
    watch.at_most("内部对象数", content.count(b" obj"), watch.limits.objects)
    if _TWICE.search(content):
        raise OtherKind(
            "“{name}”的内容被重复压缩，无法安全读取，请重新打印或另存为PDF后再试", name=watch.name
        )
    view, unpacked = memoryview(content), 0
    for found in _STREAM.finditer(content):
        # The first byte of what zlib packs; other streams stand as they are or hold pictures.
        if content[found.end() : found.end() + 1] not in (b"\x78", b"\x48", b"\x58", b"\x68"):
            continue
        end = content.find(b"endstream", found.end())
        unpacked += _unpacked(view[found.end() : end if end > 0 else len(content)], watch)
        watch.at_most("解压后字节数", unpacked, watch.limits.unpacked)


def _unpacked(packed: memoryview, watch: Watch) -> int:
    """How many bytes one stream holds; a damaged one counts as far as it goes."""
    unpacking, count, rest = zlib.decompressobj(), 0, bytes(packed[:_STEP])
    place = len(rest)
    while rest and not unpacking.eof:
        try:
            count += len(unpacking.decompress(rest, _STEP))
        except zlib.error:
            break
        watch.look()
        watch.at_most("解压后字节数", count, watch.limits.unpacked)
        rest = unpacking.unconsumed_tail
        if not rest:
            rest = bytes(packed[place : place + _STEP])
            place += len(rest)
    return count
