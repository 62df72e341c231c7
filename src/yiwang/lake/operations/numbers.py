"""Phones and identity cards in one written form; what cannot be read stays as it was."""

import re
from dataclasses import dataclass
from typing import ClassVar

import ibis
import ibis.expr.types as ir

from yiwang.kernel.identifiers import check_sign
from yiwang.lake.operations.operation import Operation
from yiwang.lake.operations.text import SPACES, Upper, narrow, narrowed, upper

_BETWEEN = SPACES + "-()./·‐‑‒–—―−"
_ABROAD = "^([+]86|0086|86)1[3-9][0-9]{9}$"
_PHONE = "^(1[3-9][0-9]{9}|0[1-9][0-9]{8,10})$"
MOBILE = "^1[3-9][0-9]{9}$"
OLD_CARD, CARD = "^[0-9]{15}$", "^[0-9]{17}[0-9X]$"
MOBILE_DIGITS = 11
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
        plain = narrow(value).translate(dict.fromkeys(map(ord, _BETWEEN)))
        number = plain[-MOBILE_DIGITS:] if re.search(_ABROAD, plain) else plain
        return number if re.search(_PHONE, number) else value

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        plain = narrowed(column).translate(_BETWEEN, "")
        abroad = plain.re_search(_ABROAD)
        number = ibis.ifelse(abroad, plain.right(MOBILE_DIGITS), plain)
        return ibis.ifelse(number.re_search(_PHONE), number, column)


@dataclass(frozen=True, slots=True)
class NormaliseCard(Operation):
    """Identity cards with 18 signs and a capital X; 15 digits get the century and check sign.

    basis: GB 11643-1999. Whether the check sign of 18 is right is a rule's to say.
    """

    key: ClassVar[str] = "normalise_card"
    label: ClassVar[str] = "规范身份证号码"

    def on(self, value: str | None) -> str | None:
        """The 18 signs, or the same."""
        if value is None:
            return None
        plain = upper(narrow(value)).translate(dict.fromkeys(map(ord, SPACES)))
        if re.search(OLD_CARD, plain):
            first = plain[:6] + "19" + plain[6:]
            return first + check_sign(first)
        return plain if re.search(CARD, plain) else value

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        plain = Upper().apply(narrowed(column)).translate(SPACES, "")
        first = plain.substr(0, 6).concat("19", plain.substr(6, 9))
        return ibis.cases(
            (plain.re_search(OLD_CARD), first.concat(check_sign_of(first))),
            (plain.re_search(CARD), plain),
            else_=column,
        )


def check_sign_of(first: ir.StringValue) -> ir.StringValue:
    """The 18th sign that belongs to 17 digits."""
    digits = [first.substr(place, 1).try_cast("int64") for place in range(len(WEIGHTS))]
    weighed = [digit * weight for digit, weight in zip(digits, WEIGHTS, strict=True)]
    total = weighed[0]
    for one in weighed[1:]:
        total = total + one
    return ibis.literal(CHECK_SIGNS).substr(total % len(CHECK_SIGNS), 1)
