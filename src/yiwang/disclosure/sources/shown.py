"""Values of a workbook as the sheet shows them: 0.9615 with the format 0.00% is 96.15%."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

# The part for positive numbers, without colours, quoted words and spaces for brackets.
_DRESS = re.compile(r"\[[^\]]*\]|\"[^\"]*\"|\\.|_.|\*.")
_PLACES = re.compile(r"\.([0#?]+)")


def shown(value: object, number_format: str) -> str:
    """The text of one cell; whole numbers of floats without “.0”."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d") if not (value.hour or value.minute) else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return _number(Decimal(repr(value)), number_format)


def _number(value: Decimal, number_format: str) -> str:
    if not value.is_finite():
        return str(value)
    dress = _DRESS.sub("", number_format.split(";")[0])
    percent = "%" in dress
    scaled = value * 100 if percent else value
    if "0" not in dress and "#" not in dress:
        # General and text: what was typed, not more signs than a float has for sure.
        return _plain(Decimal(f"{scaled:.15g}"))
    places = _PLACES.search(dress)
    count = len(places.group(1)) if places else 0
    rounded = scaled.quantize(Decimal(1).scaleb(-count), ROUND_HALF_UP)
    grouped = f"{rounded:,f}" if "," in dress else f"{rounded:f}"
    return grouped + ("%" if percent else "")


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
