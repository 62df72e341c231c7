"""What each line is by itself: a title of a table, its unit, a note, a row, a heading, or text."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from yiwang.disclosure.forms import topical
from yiwang.disclosure.reading.clean import bare, cut, plain, squeezed
from yiwang.disclosure.reading.numbering import numbered
from yiwang.disclosure.tables import Line


class Mark(Enum):
    """The part that a line plays."""

    BLANK = auto()
    PAGE = auto()
    HEADLINE = auto()
    TITLE = auto()
    HEADING = auto()
    NOTE = auto()
    ROW = auto()
    TEXT = auto()


_PAGE = re.compile(r"[-—–]\s*\d{1,4}\s*[-—–]|第\s*\d{1,4}\s*页(?:.{0,3}共\s*\d{1,4}\s*页)?")
# What Markdown draws below headings of columns.
_RULE = re.compile(r":?-{2,}:?")
_UNIT = re.compile(
    r"[（(]?(?:金额|计量|货币)?\s*单\s*位\s*[:：]?\s*[（(]?\s*(?:人民币)?\s*[（(]?(万元|千元|亿元|元)[）)]{0,2}(?=\s|$|[,，;；])"
)
_OPEN = r"(?:财决|预决算|预算|决算|部门|单位)*公开\s*(?:\d{1,2}(?:-\d)?\s*表|附?表\s*\d{1,2})"
_LISTED = r"附?表\s*[0-9一二三四五六七八九十]{1,3}(?:-\d{1,2})?\s*[:：]?"
_NUMBER = re.compile(
    rf"^(?:{_OPEN}|(?:财决|财预|预算|决算)\s*\d{{1,2}}\s*表|{_LISTED}|附件\s*\d*(?:-\d)?)(?=\s|$)"
)
_OWNER = re.compile(
    r"(?:编制|填报|预算|公开)?(?:部门|单位)(?:/单位|/部门)?(?:名称)?(?:[（(][^（）()]{1,8}[）)])?"
    r"\s*[:：]\s*(?!\d)\S.*?"
    r"(?=\s+(?:金额|计量|填报|编制|公开\s*\d|单\s*位|日期)|$)"
)
_DAY = re.compile(r"(?:填报|填表|编制|填制|报表)?(?:日期|时间)\s*[:：][\s\d年月日./-]*")
_NOTE = re.compile(r"^[（(]?(?:备?\s*注|说\s*明|注\s*释|填报说明|填表说明)\s*[0-9]?\s*[:：]")
_FORMULA = re.compile(r"^\d{1,3}\s*[行栏][各行列]*\s*[=＝]")
_ENUMERATED = re.compile(
    r"^(?:附?表|附件)\s*([0-9一二三四五六七八九十]{1,3}(?:-\d)?)\s*[.．、:：\s]\s*(?=\S)"
)
_OPENED = re.compile(rf"^({_OPEN})\s*[:：]?\s*(?=\S)")
_BRACKETED = re.compile(r"[（(]\s*((?:公开)?\s*(?:附?表)?\s*\d{1,2}(?:-\d)?\s*表?)\s*[）)]\s*$")
_TRAILING = re.compile(r"(?<=表)\s*(\d{1,2})\s*$")
_REMARK = re.compile(r"[（(][^（）()]{1,20}[）)]\s*$")
_SENTENCE = re.compile(r"[。；;！？!?，,]|(?:如|见|上|下|本|该|此)表$|\.{3,}|…")
_LONGEST_TITLE = 70


@dataclass(frozen=True)
class Strip:
    """A line with what is known of it by itself."""

    line: Line

    @cached_property
    def plain(self) -> str:
        """Without marks of converters, outer spaces kept off, inner tabs and bars as spaces."""
        if self.tabs and "\t" not in self.line.text:
            return " ".join(self.filled)
        return plain(self.line.text).replace("\t", " ").strip()

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The cells of a line with tabs or bars, cleaned; any other line is one cell."""
        return tuple(squeezed(plain(one)) for _, one in cut(self.line.text))

    @cached_property
    def filled(self) -> tuple[str, ...]:
        """The cells that are not empty."""
        return tuple(one for one in self.fields if one)

    @property
    def lonely(self) -> bool:
        """Whether all that stands in a line with tabs is its first cell.

        It is a row where rows surround it; elsewhere converters only left tabs behind text.
        """
        return self.tabs > 0 and len(self.filled) == 1 and bool(self.fields[0])

    @cached_property
    def tabs(self) -> int:
        """How many tabs or bars part its cells."""
        return len(self.fields) - 1

    @cached_property
    def mark(self) -> Mark:
        """The part that it plays."""
        if not self.plain or not self.filled:
            return Mark.ROW if self.tabs else Mark.BLANK
        if _PAGE.fullmatch(self.plain) or all(_RULE.fullmatch(one) for one in self.filled):
            return Mark.PAGE
        if _is_heading(" ".join(self.filled)):
            return Mark.HEADING
        if len(self.filled) > 1:
            return Mark.ROW
        return self._of_one_field(self.filled[0] if self.filled else "")

    def _of_one_field(self, text: str) -> Mark:
        if PART.match(text) and len(text) < _LONGEST_TITLE:
            return Mark.HEADLINE
        if _NOTE.match(text) or _FORMULA.match(text):
            return Mark.NOTE
        if titled(text) is not None:
            return Mark.TITLE
        return Mark.ROW if self.tabs and not self.lonely else Mark.TEXT


PART = re.compile(r"^第\s*[一二三四五六七八九十]{1,3}\s*部分")


def _is_heading(text: str) -> bool:
    """Whether a line says nothing but whose table it is, its number, its day and its unit."""
    if len(text) > 120 or not text:
        return False
    if text in ("续表", "（续）", "(续)", "（续表）"):
        return True
    rest = _UNIT.sub(" ", text).strip()
    rest = _NUMBER.sub("", rest).strip()
    rest = _DAY.sub(" ", rest).strip()
    rest = _OWNER.sub("", rest, count=1).strip()
    rest = _NUMBER.sub("", rest).strip(" 　,，;；")
    return not rest and not text.endswith("。")


def is_note(text: str) -> bool:
    """Whether a line begins a note to a table, or prints what its rows add up from."""
    return bool(_NOTE.match(text) or _FORMULA.match(text))


def unit_of(text: str) -> str | None:
    """The money unit that a line of a heading names."""
    found = _UNIT.search(text)
    return found.group(1) if found else None


def number_of(text: str) -> str | None:
    """The printed number in a line of a heading: 公开 01 表."""
    for one in (text, _UNIT.sub(" ", text).strip()):
        found = _NUMBER.match(one)
        if found:
            return squeezed(found.group()).strip(" :：")
    found = re.search(r"公开\s*\d{1,2}\s*表", text)
    return squeezed(found.group()) if found else None


def owner_of(text: str) -> str | None:
    """The unit whose table it is, of a line of a heading."""
    found = _OWNER.search(_UNIT.sub(" ", text).strip())
    if not found or not re.search(r"[:：]", found.group()):
        return None
    return squeezed(re.split(r"[:：]", found.group(), maxsplit=1)[1]).strip() or None


@dataclass(frozen=True, slots=True)
class Titled:
    """A title of a table and the number printed with it."""

    title: str
    number: str | None


def titled(text: str) -> Titled | None:
    """The title of a table that a line is, or None; 表 N. and （表 N） become its number."""
    whole = _UNIT.sub("", text).strip()
    if not 3 < len(squeezed(whole)) <= _LONGEST_TITLE or is_note(whole):
        return None
    number: str | None = None
    listed = numbered(whole)
    if listed is not None and listed.level in (2, 3, 4):
        whole = listed.title
    for pattern in (_ENUMERATED, _OPENED, _BRACKETED, _TRAILING):
        found = pattern.search(whole)
        if found:
            number = number or squeezed(found.group(1))
            whole = (whole[: found.start()] + whole[found.end() :]).strip()
    if number and number[0] in "0123456789一二三四五六七八九十":
        number = f"表 {number}"
    whole = squeezed(whole)
    body = _REMARK.sub("", whole)
    if not body.endswith("表") or _SENTENCE.search(body) or not topical(bare(body)):
        return None
    return Titled(whole, number)
