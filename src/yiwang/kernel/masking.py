"""Hides personal data: whole fields, or what stands inside free text."""

import re
from collections.abc import Callable

# Full-width digits and signs count as the plain ones; one sign stays one sign.
_PLAIN = str.maketrans("０１２３４５６７８９Ｘｘ＋－（）＠．", "0123456789Xx+-()@.")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,40}@[A-Za-z0-9.-]{1,60}\.[A-Za-z]{2,10}")
_CARD_18 = re.compile(
    r"(?<!\d)[1-9]\d{5} ?(?:19|20)\d{2} ?(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r" ?\d{3}[\dXx](?!\d)"
)
_CARD_15 = re.compile(r"(?<=身份证)\D{0,8}\d{15}(?!\d)")
_BANK = re.compile(r"(?<!\d)[3-6]\d{3}(?: ?\d{4}){3}(?: ?\d{1,3})?(?!\d)")
_MOBILE = re.compile(r"(?<!\d)(?:(?:\+|00)?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_LANDLINE = re.compile(r"(?<![\d-])(?:\(0[1-9]\d{1,2}\)|0[1-9]\d{1,2})[- ]?\d{7,8}(?!\d)")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    r"[A-HJ-NP-Z][·\s]?[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])"
)


def _always(found: str) -> bool:
    return True


def _luhn(found: str) -> bool:
    """Whether a bank card number has the right check digit; an order number rarely does."""
    digits = [int(sign) for sign in found if sign.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


_IN_TEXT: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("email", _EMAIL, _always),
    ("identity_card", _CARD_18, _always),
    ("identity_card", _CARD_15, _always),
    ("bank_card", _BANK, _luhn),
    ("phone", _MOBILE, _always),
    ("phone", _LANDLINE, _always),
    ("plate", _PLATE, _always),
)


def name(text: str) -> str:
    """张小明 → 张**."""
    text = text.strip()
    return text[:1] + "*" * max(1, len(text) - 1) if text else ""


def phone(text: str) -> str:
    """13812345678 → 138****5678."""
    if len(text) < 7:
        return "*" * len(text)
    return text[:3] + "*" * (len(text) - 7) + text[-4:]


def identity_card(text: str) -> str:
    """Keeps the division and the last two digits."""
    return text[:6] + "*" * max(0, len(text) - 8) + text[-2:] if len(text) > 8 else "*" * len(text)


def address(text: str) -> str:
    """Keeps what comes before the first house number."""
    found = re.search(r"\d", text)
    return text if found is None else text[: found.start()] + "***"


def free_text(text: str) -> tuple[str, dict[str, int]]:
    """The text with personal numbers hidden, and how many of each kind; linear in its length."""
    counts: dict[str, int] = {}
    signs = list(text)
    for kind, pattern, accepted in _IN_TEXT:
        # What one kind has hidden, the next does not look at again.
        for found in pattern.finditer("".join(signs).translate(_PLAIN)):
            if not accepted(found.group()):
                continue
            hidden = _hide(found.group())
            signs[found.start() : found.end()] = hidden
            counts[kind] = counts.get(kind, 0) + 1
    return "".join(signs), counts


def _hide(found: str) -> str:
    keep = 3 if len(found) > 8 else 2
    return found[:keep] + "*" * (len(found) - keep - 2) + found[-2:]
