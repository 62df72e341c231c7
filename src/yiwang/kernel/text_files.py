"""Reads a text file whose encoding nobody told: found out, then decoded without losing a byte."""

from dataclasses import dataclass

from charset_normalizer import from_bytes

from yiwang.kernel.refusals import Invalid

MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Asked in this order; GB 18030 holds all of GBK and GB 2312.
USUAL = ("utf-8", "gb18030")
# How much of a file the guess looks at, when neither of the usual ones fits.
LOOKED_AT = 65_536


@dataclass(frozen=True)
class TextFile:
    """The text of a file and the encoding in which it was written."""

    text: str
    encoding: str


def decode(content: bytes, *, name: str = "文件") -> TextFile:
    """The text of a file, every byte accounted for.

    Raises `Invalid` for binary content, and with the offset of the first bad byte where a file
    is neither of the encodings in use. What is valid GB 18030 is taken for it, Big5 that happens
    to be included.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding, name)
    without_mark = _utf_16(content)
    if without_mark:
        return _decoded(content, without_mark, name)
    if b"\x00" in content:
        offset = content.index(b"\x00")
        raise Invalid(
            "{name}不是文本文件（第{offset}字节起是二进制内容）", name=name, offset=offset
        )
    for encoding in USUAL:
        try:
            return TextFile(content.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    return _decoded(content, _guess(content), name)


def _decoded(content: bytes, encoding: str, name: str) -> TextFile:
    try:
        return TextFile(content.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise Invalid(
            "{name}的第{offset}字节不是{encoding}编码，请另存为UTF-8",
            name=name,
            offset=error.start,
            encoding=encoding.upper(),
        ) from None


def _utf_16(content: bytes) -> str:
    """UTF-16 without a mark shows in its line ends, which are never zero bytes elsewhere."""
    if len(content) % 2:
        return ""
    head = content[:LOOKED_AT]
    for encoding, ends in (("utf-16-le", b"\n\x00"), ("utf-16-be", b"\x00\n")):
        at = head.find(ends)
        while at >= 0 and at % 2:
            at = head.find(ends, at + 1)
        if at >= 0 and _readable(head, encoding):
            return encoding
    return ""


def _readable(head: bytes, encoding: str) -> bool:
    text = head[: len(head) // 4 * 4].decode(encoding, errors="replace")
    return "\x00" not in text and text.count("\ufffd") <= 1


def _guess(content: bytes) -> str:
    """The encoding that most of a damaged file is in: it names the first bad byte."""
    best = from_bytes(content[:LOOKED_AT]).best()
    if best is not None and best.encoding in ("big5", "big5hkscs", "cp950"):
        return best.encoding
    failures = {encoding: _first_bad(content, encoding) for encoding in USUAL}
    return max(USUAL, key=failures.__getitem__)


def _first_bad(content: bytes, encoding: str) -> int:
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return len(content)
