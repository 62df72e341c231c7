"""Numbers with a check sign, computed by arithmetic over the whole column."""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from operator import add

import ibis
import ibis.expr.types as ir

from yiwang.kernel.stored import BANK_CARD, BEGINNINGS, ORGANISATION
from yiwang.lake.identifiers.shapes import DAY, in_leap_year, matches

_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_DIGITS_AND_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = "0123456789"
# Where a digit stands in it is the sum of the digits of its double: 6 → 12 → 3.
_DOUBLED = "0516273849"
_LONGEST_CARD = 19


def valid_identity_card(column: ir.StringValue, on: date | None = None) -> ir.BooleanValue:
    """An identity card number whose bearer was born by the day `on`; basis: GB 11643."""
    born = column.substr(6, 8)
    latest = f"{on:%Y%m%d}" if on else "20491231"
    shaped = matches(column, f"{BEGINNINGS}[0-9]{{4}}{DAY}[0-9]{{3}}[0-9X]")
    exists = in_leap_year(born)
    alive = (born >= "18800101") & (born <= min(latest, "20491231"))
    checked = _card_remainder(column) == _value(column, 17, "10X98765432")
    # First what repeats parts of itself: DuckDB computes them once where nothing stands before.
    return checked & shaped & exists & alive


def _card_remainder(column: ir.StringValue) -> ir.IntegerValue:
    """The weighted sum of the first 17 digits, modulo 11; of digits only.

    The weight of digit k from the right is 2^k. Because 10 ≡ -1 (mod 11), digit k is, but for
    its sign, n mod 10^k less n mod 10^(k-1): so no digit needs to be cut out of the text.
    """
    number = column.substr(0, 17).try_cast("int64")
    weights = [pow(2, k, 11) for k in range(1, 18)] + [0]
    signed = [(-1) ** k * (weights[k] + weights[k + 1]) % 11 for k in range(17)]
    parts = [(number % 10 ** (k + 1)) * factor for k, factor in enumerate(signed)]
    return reduce(add, parts) % 11


def valid_credit_code(column: ir.StringValue) -> ir.BooleanValue:
    """A unified social credit code; basis: GB 32100."""
    total = _weighted(column, _CREDIT_SIGNS, [pow(3, place, 31) for place in range(17)])
    checked = (total + _value(column, 17, _CREDIT_SIGNS)) % 31 == 0
    return matches(column, f"[{_CREDIT_SIGNS}]{{18}}") & checked


def valid_organisation_code(column: ir.StringValue) -> ir.BooleanValue:
    """An organisation code, with or without its hyphen; basis: GB 11714."""
    total = _weighted(column, _DIGITS_AND_LETTERS, (3, 7, 9, 10, 5, 8, 4, 2))
    last = column.substr(column.length() - 1, 1)
    checked = total % 11 == ibis.literal("0X987654321").find(last)
    return matches(column, ORGANISATION) & checked


def valid_bank_card(column: ir.StringValue) -> ir.BooleanValue:
    """The number of a bank card with the right check digit (Luhn); basis: ISO/IEC 7812-1."""
    padded = column.lpad(_LONGEST_CARD, "0")
    values = [
        _value(padded, place, _DOUBLED if place % 2 else _DIGITS) for place in range(_LONGEST_CARD)
    ]
    return matches(column, BANK_CARD) & (reduce(add, values) % 10 == 0)


def _weighted(column: ir.StringValue, signs: str, weights: Sequence[int]) -> ir.IntegerValue:
    parts = [_value(column, place, signs) * weight for place, weight in enumerate(weights)]
    return reduce(add, parts)


def _value(column: ir.StringValue, place: int, signs: str) -> ir.IntegerValue:
    """Where the sign at this place stands among `signs`; others count below zero."""
    return ibis.literal(signs).find(column.substr(place, 1))
