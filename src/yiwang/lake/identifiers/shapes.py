"""What is told by its shape alone: one pattern, read alike by RE2, Java and Python."""

from collections.abc import Collection

import ibis.expr.types as ir

from yiwang.kernel.stored import DIVISION, PHONE, PLATE

_LONG = "(?:0[13578]|1[02])(?:0[1-9]|[12][0-9]|3[01])"
_SHORT = "(?:0[469]|11)(?:0[1-9]|[12][0-9]|30)"
_FEBRUARY = "02(?:0[1-9]|1[0-9]|2[0-9])"
# Eight digits of a day, every February with 29 days: leap years by `in_leap_year`. Told apart,
# because one pattern for both would be read five times slower.
DAY = f"[0-9]{{4}}(?:{_LONG}|{_SHORT}|{_FEBRUARY})"
_LEAP = "[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00"


def matches(column: ir.StringValue, pattern: str) -> ir.BooleanValue:
    """Whether the whole text fits the pattern; a line's end at its end does not fit."""
    return column.re_search(rf"^(?:{pattern})\z")


def in_leap_year(digits: ir.StringValue) -> ir.BooleanValue:
    """Of eight digits of a day: whether 29 February stands in a leap year; other days do."""
    return (digits.substr(4, 4) != "0229") | matches(digits.substr(0, 4), _LEAP)


def valid_phone(column: ir.StringValue) -> ir.BooleanValue:
    """A mobile, landline or service number."""
    return matches(column, PHONE)


def valid_plate(column: ir.StringValue) -> ir.BooleanValue:
    """A number plate of a vehicle."""
    return matches(column, PLATE)


def valid_division(column: ir.StringValue, codes: Collection[str] | None = None) -> ir.BooleanValue:
    """A division code by its levels, or one of `codes` where they are given."""
    return matches(column, DIVISION) if codes is None else column.isin(sorted(codes))


def valid_day(column: ir.StringValue) -> ir.BooleanValue:
    """A text that is a day of the calendar from the year 1000: 2024-02-29 or 20240229."""
    hyphened = matches(column, "[0-9]{4}-[0-9]{2}-[0-9]{2}")
    digits = hyphened.ifelse(column.replace("-", ""), column)
    return matches(digits, DAY) & in_leap_year(digits) & (column >= "1000")
