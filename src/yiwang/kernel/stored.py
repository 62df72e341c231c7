"""Whether a text, exactly as a table holds it, is a right number of its kind.

What was typed is read leniently by `kernel.identifiers`; what is stored and compared must be
plain: ASCII, without spaces, letters in capitals. `lake.identifiers` says the same of columns.
"""

import re
from datetime import date

from yiwang.kernel.identifiers import identity_card, social_credit_code
from yiwang.kernel.personal.bank import luhn
from yiwang.kernel.refusals import Invalid

# Provinces of GB/T 2260, first digit by region; written so that every engine reads it alike.
PROVINCES = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|81|82"
# Identity numbers begin also with 83 (residents of Taiwan) and 9 (foreigners who stay for good).
BEGINNINGS = f"(?:{PROVINCES}|83|9[0-9])"
_PLACE = "(?:0[1-9]|[1-9][0-9])"
_STREET = "(?:00[1-9]|0[1-9][0-9]|[1-9][0-9]{2})"
# Six, nine or twelve digits; below a level of zeros there are only zeros, but a city without
# districts has its streets below it.
DIVISION = (
    f"(?:{PROVINCES})(?:0000(?:000(?:000)?)?"
    f"|{_PLACE}[0-9]{{2}}(?:000(?:000)?|{_STREET}(?:[0-9]{{3}})?)?)"
)
# Mobile; landline with its area; 400 and 800; each with an extension; service numbers.
PHONE = (
    "(?:1[3-9][0-9]{9}|0[1-9][0-9]{1,2}-?[0-9]{7,8}|[48]00-?[0-9]{3}-?[0-9]{4})(?:-[0-9]{1,6})?"
    "|1[0-9]{2}|1[0-9]{4}"
)
PLATE = (
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-Z]"
    "(?:[0-9]{5}[A-HJK]|[A-HJK][A-HJ-NP-Z0-9][0-9]{4}"
    "|[A-HJ-NP-Z0-9]{4}[警挂学港澳领试超使]|[A-HJ-NP-Z0-9]{5})"
)
# ISO/IEC 7812 allows fewer; cards of banks have these.
BANK_CARD = "[1-9][0-9]{14,18}"
ORGANISATION = "[0-9A-Z]{8}-?[0-9X]"
_DAY = re.compile("([1-9][0-9]{3})(-?)([0-9]{2})\\2([0-9]{2})")
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def is_identity_card(text: str, on: date | None = None) -> bool:
    """An identity card number whose bearer was born by the day `on`; basis: GB 11643."""
    try:
        card = identity_card(text)
    except Invalid:
        return False
    plausible = re.match(BEGINNINGS, text) is not None
    return card.number == text and plausible and (on is None or card.born <= on)


def is_credit_code(text: str) -> bool:
    """A unified social credit code; basis: GB 32100."""
    try:
        return social_credit_code(text) == text
    except Invalid:
        return False


def is_organisation_code(text: str) -> bool:
    """An organisation code (组织机构代码), with or without its hyphen; basis: GB 11714."""
    if re.fullmatch(ORGANISATION, text) is None:
        return False
    values = (int(sign, 36) for sign in text[:8])
    total = sum(v * w for v, w in zip(values, _ORGANISATION_WEIGHTS, strict=True))
    return "0X987654321"[total % 11] == text[-1]


def is_phone(text: str) -> bool:
    """A mobile, landline or service number, hyphens where they are usual."""
    return re.fullmatch(PHONE, text) is not None


def is_bank_card(text: str) -> bool:
    """The number of a bank card with the right check digit (Luhn); basis: ISO/IEC 7812-1."""
    return re.fullmatch(BANK_CARD, text) is not None and luhn(text)


def is_division(text: str) -> bool:
    """A division code (行政区划代码) by its levels; basis: GB/T 2260 and GB/T 10114."""
    return re.fullmatch(DIVISION, text) is not None


def is_day(text: str) -> bool:
    """A day of the calendar from the year 1000, as 2024-02-29 or 20240229."""
    found = _DAY.fullmatch(text)
    if found is None:
        return False
    try:
        date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        return False
    return True


def is_plate(text: str) -> bool:
    """A number plate of a vehicle, without a dot; basis: GA 36."""
    return re.fullmatch(PLATE, text) is not None
