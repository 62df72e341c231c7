"""Text without the marks that converters leave: headings, bold, tags, TeX, spaced characters."""

import re

_TAGS = re.compile(r"</?(?:b|i|u|sup|sub|strong|em|br|span|p|font|center|div)\b[^<>]{0,80}>", re.I)
_BOX = re.compile(r"<input\b[^<>]{0,80}>", re.I)
_TEX = re.compile(r"\$([^$\n]{1,60})\$")
_BOLD = re.compile(r"\*\*|__(?=\S)")
_HASHES = re.compile(r"^\s*#{1,6}\s+")
_BULLET = re.compile(r"^\s*[-*+•·]\s+(?=\S)(?!\d+\s*-\s*$)")
_ESCAPED = re.compile(r"\\([*_#~$%\[\]<>-])")
# What converters of formulas write for the signs that targets use.
_SIGNS = (
    ("\\geqslant", "≥"),
    ("\\leqslant", "≤"),
    ("\\geq", "≥"),
    ("\\leq", "≤"),
    ("\\ge", "≥"),
    ("\\le", "≤"),
    ("\\times", "×"),
    ("\\div", "÷"),
    ("\\pm", "±"),
    ("\\sim", "~"),
    ("\\cdots", "..."),
    ("\\cdot", "·"),
    ("\\neq", "≠"),
    ("\\gt", ">"),
    ("\\lt", "<"),
    ("\\%", "%"),
)
_COMMAND = re.compile(r"\\[a-zA-Z]+|[{}\\^]")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\u3001-\u3011\uff00-\uffef“”‘’]"
_GAP = re.compile(rf"(?<={_WIDE})[ \t\u3000\u00a0]+(?={_WIDE})")
_SPACES = re.compile(r"[ \u3000\u00a0]+")


def plain(text: str) -> str:
    """A line without marks of converters; tabs and runs of spaces stay."""
    if "<" in text:
        text = _TAGS.sub("", _BOX.sub(_box, text))
    if "$" in text:
        text = _TEX.sub(_formula, text)
    text = _BOLD.sub("", _HASHES.sub("", text))
    text = _BULLET.sub("", _ESCAPED.sub(r"\1", text))
    return text.replace("\f", "").replace("\ufeff", "").replace("\u00a0", " ")


def _box(match: re.Match[str]) -> str:
    return "☑" if "checked" in match.group().lower() else "□"


def _formula(match: re.Match[str]) -> str:
    text = match.group(1)
    if "\\" not in text and len(text) > 12:
        return match.group()
    for written, sign in _SIGNS:
        text = text.replace(written, sign)
    return _SPACES.sub("", _COMMAND.sub("", text))


_PIPED = re.compile(r"^\s*\|.*\|\s*$")


def cut(text: str) -> list[tuple[int, str]]:
    """The cells of a line, each with where it begins: parted by tabs, or by bars as in Markdown."""
    if "\t" not in text and _PIPED.match(text):
        first, last = text.index("|") + 1, text.rindex("|")
        return _parted(text[first:last], "|", first)
    return _parted(text, "\t", 0)


def _parted(text: str, separator: str, offset: int) -> list[tuple[int, str]]:
    cells = []
    for cell in text.split(separator):
        cells.append((offset, cell))
        offset += len(cell) + 1
    return cells


def squeezed(text: str) -> str:
    """A cell or a title: no spaces between Chinese characters, single ones elsewhere."""
    return _SPACES.sub(" ", _GAP.sub("", text)).strip()


def bare(text: str) -> str:
    """For comparing: no spaces, no quotation marks, brackets of one width."""
    return re.sub(r"[\s\u3000“”\"'‘’]", "", text).translate(_BRACKETS)


_BRACKETS = str.maketrans("（）：，", "():,")
