"""Cleaning of texts: ends, spaces, widths, cases, signs that nobody sees, words for nothing."""

import re
from dataclasses import dataclass
from typing import ClassVar

import ibis
import ibis.expr.types as ir

from yiwang.kernel.refusals import Invalid
from yiwang.lake.operations.dialects import trimmed, where
from yiwang.lake.operations.operation import Operation, short

# What Python and people take for a space; none of them is a sign of a text.
SPACES = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
# The same within a class of signs of a pattern.
ANY_SPACE = "\\t-\\r\\x1c- " + "".join(sign for sign in SPACES if sign > "\x7f")
_SPACES = f"[{ANY_SPACE}]+"
_WIDE = "".join(chr(code) for code in range(0xFF01, 0xFF5F)) + "\u3000"
_NARROW = "".join(chr(code) for code in range(0x21, 0x7F)) + " "
_BEYOND = "[^\\x00-\\x7f]"
_SMALL = "abcdefghijklmnopqrstuvwxyz"
# Line ends and tabs are for `collapse`; here go the others, and signs without a width.
_CONTROL = (
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f"
    + "".join(chr(code) for code in (*range(0x80, 0xA0), *range(0x200B, 0x2010), 0x2060, 0xFEFF))
    + "]"
)
EMPTY_WORDS = (
    *("无", "空", "没有", "暂无", "不详", "未知", "-", "--", "/"),
    *("null", "none", "nan", "n/a", "na", "nil", "\\n", "#n/a"),
)


def narrow(text: str) -> str:
    """Full-width signs of ASCII as half-width ones; nothing else changes."""
    return text.translate(str.maketrans(_WIDE, _NARROW))


def narrowed(column: ir.StringValue) -> ir.StringValue:
    """The same on an engine."""
    return where(column, "[！-～\u3000]", column.translate(_WIDE, _NARROW))


def trim(text: str) -> str:
    """Without spaces of any kind at both ends."""
    return text.strip(SPACES)


@dataclass(frozen=True, slots=True)
class Trim(Operation):
    """Spaces of any kind at both ends are taken away."""

    key: ClassVar[str] = "trim"
    label: ClassVar[str] = "去除首尾空格"
    leaves_plain: ClassVar[bool] = True

    def on(self, value: str | None) -> str | None:
        """Without them."""
        return None if value is None else trim(value)

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        return trimmed(column, SPACES)


@dataclass(frozen=True, slots=True)
class Collapse(Operation):
    """Runs of spaces of any kind become one plain space."""

    key: ClassVar[str] = "collapse"
    label: ClassVar[str] = "合并连续空格"
    leaves_plain: ClassVar[bool] = True

    def on(self, value: str | None) -> str | None:
        """With single spaces."""
        return None if value is None else re.sub(_SPACES, " ", value)

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        return where(column, _SPACES, column.re_replace(_SPACES, " "))


@dataclass(frozen=True, slots=True)
class RemoveSpaces(Operation):
    """Spaces of any kind go, wherever they stand."""

    key: ClassVar[str] = "remove_spaces"
    label: ClassVar[str] = "去除所有空格"
    leaves_plain: ClassVar[bool] = True

    def on(self, value: str | None) -> str | None:
        """Without spaces."""
        return None if value is None else re.sub(_SPACES, "", value)

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        return where(column, _SPACES, column.re_replace(_SPACES, ""))


@dataclass(frozen=True, slots=True)
class HalfWidth(Operation):
    """Full-width letters, digits and signs become those of ASCII."""

    key: ClassVar[str] = "half_width"
    label: ClassVar[str] = "全角转半角"
    leaves_plain: ClassVar[bool] = True

    def on(self, value: str | None) -> str | None:
        """With half-width signs."""
        return None if value is None else narrow(value)

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        return narrowed(column)


@dataclass(frozen=True, slots=True)
class Upper(Operation):
    """Small letters a to z become capital; others stay, as engines differ on them."""

    key: ClassVar[str] = "upper"
    label: ClassVar[str] = "转大写"
    leaves_plain: ClassVar[bool] = True

    def on(self, value: str | None) -> str | None:
        """In capitals."""
        return None if value is None else value.translate(str.maketrans(_SMALL, _SMALL.upper()))

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        # Signs of ASCII become capital alike on all engines, and far quicker than one by one.
        small = ibis.ifelse(
            column.re_search(_BEYOND), column.translate(_SMALL, _SMALL.upper()), column.upper()
        )
        return where(column, "[a-z]", small)


@dataclass(frozen=True, slots=True)
class Lower(Operation):
    """Capital letters A to Z become small; others stay, as engines differ on them."""

    key: ClassVar[str] = "lower"
    label: ClassVar[str] = "转小写"

    def on(self, value: str | None) -> str | None:
        """In small letters."""
        return None if value is None else value.translate(str.maketrans(_SMALL.upper(), _SMALL))

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        return where(column, "[A-Z]", column.translate(_SMALL.upper(), _SMALL))


@dataclass(frozen=True, slots=True)
class RemoveControl(Operation):
    """Control signs and signs without a width go; tabs and line ends stay."""

    key: ClassVar[str] = "remove_control"
    label: ClassVar[str] = "去除控制字符"
    leaves_plain: ClassVar[bool] = True

    def on(self, value: str | None) -> str | None:
        """Without them."""
        return None if value is None else re.sub(_CONTROL, "", value)

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        return where(column, _CONTROL, column.re_replace(_CONTROL, ""))


@dataclass(frozen=True, slots=True)
class EmptyWords(Operation):
    """Words that say nothing (无, null, -, N/A) become an empty cell, as does an empty text."""

    words: tuple[str, ...] = EMPTY_WORDS
    key: ClassVar[str] = "empty_words"
    label: ClassVar[str] = "空值词转为空"

    def __post_init__(self) -> None:
        if not 0 < len(self.words) <= 100:
            raise Invalid("空值词须为1至100个")
        for word in self.words:
            short("words", word, least=1)

    @property
    def _known(self) -> list[str]:
        return sorted({_compared(word) for word in self.words} | {""})

    def on(self, value: str | None) -> str | None:
        """Nothing where a word says so."""
        return None if value is None or _compared(value) in self._known else value

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        compared = trimmed(Lower().apply(narrowed(column)), SPACES)
        return ibis.ifelse(compared.isin(self._known), ibis.null("string"), column)


def _compared(text: str) -> str:
    return trim(str(Lower().on(narrow(text))))
