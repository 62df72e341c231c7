"""Phones and identity cards in one written form; what cannot be read stays as it was."""

import re
from dataclasses import dataclass
from typing import ClassVar

import ibis
import ibis.expr.types as ir

from yiwang.kernel.identifiers import check_sign
from yiwang.lake.operations.dialects import where
from yiwang.lake.operations.operation import Operation
from yiwang.lake.operations.text import ANY_SPACE, SPACES, narrow, narrowed

_MARKS = "()./·‐‑‒–—―−-"
_BETWEEN = f"[{ANY_SPACE}{_MARKS}]"
_ABROAD = "^([+]86|0086|86)1[3-9][0-9]{9}$"
_PHONE = "^(1[3-9][0-9]{9}|0[1-9][0-9]{8,10})$"
MOBILE = "^1[3-9][0-9]{9}$"
OLD_CARD, CARD = "^[0-9]{15}$", "^[0-9]{17}[0-9X]$"
MOBILE_DIGITS, OLD_SIGNS = 11, 15
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_SIGNS = "10X98765432"


@dataclass(frozen=True, slots=True)
class NormalisePhone(Operation):
    """Mobiles and landlines as digits alone, without +86; anything else stays as it was."""

    key: ClassVar[str] = "normalise_phone"
    label: ClassVar[str] = "规范电话号码"

    def on(self, value: str | None) -> str | None:
        """The digits, or the same."""
        if value is None:
            return None
        plain = narrow(value).translate(dict.fromkeys(map(ord, SPACES + _MARKS)))
        number = plain[-MOBILE_DIGITS:] if re.search(_ABROAD, plain) else plain
        return number if re.search(_PHONE, number) else value

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        plain = where(column, "[^0-9]", narrowed(column).re_replace(_BETWEEN, ""))
        abroad = plain.re_search(_ABROAD)
        number = ibis.ifelse(abroad, plain.right(MOBILE_DIGITS), plain)
        read = ibis.ifelse(number.re_search(_PHONE), number, column)
        # Most are mobiles already: one look at them instead of five.
        mobile = (column.length() == MOBILE_DIGITS) & column.re_search(MOBILE)
        return ibis.ifelse(mobile, column, read)


@dataclass(frozen=True, slots=True)
class NormaliseCard(Operation):
    """Identity cards of 15 digits get the century and the check sign; anything else stays.

    After `half_width`, `remove_spaces` and `upper`. basis: GB 11643-1999. Whether the check sign
    of 18 is right is a rule's to say.
    """

    key: ClassVar[str] = "normalise_card"
    label: ClassVar[str] = "规范身份证号码"

    def on(self, value: str | None) -> str | None:
        """The 18 signs, or the same."""
        if value is None or len(value) != OLD_SIGNS or not re.search(OLD_CARD, value):
            return value
        first = value[:6] + "19" + value[6:]
        return first + check_sign(first)

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        old = (column.length() == OLD_SIGNS) & column.re_search(OLD_CARD)
        first = column.substr(0, 6).concat("19", column.substr(6, 9))
        return ibis.ifelse(old, first.concat(check_sign_of(first)), column)


def check_sign_of(first: ir.StringValue) -> ir.StringValue:
    """The 18th sign that belongs to 17 digits."""
    digits = [first.substr(place, 1).try_cast("int64") for place in range(len(WEIGHTS))]
    weighed = [digit * weight for digit, weight in zip(digits, WEIGHTS, strict=True)]
    total = weighed[0]
    for one in weighed[1:]:
        total = total + one
    return ibis.literal(CHECK_SIGNS).substr(total % len(CHECK_SIGNS), 1)
