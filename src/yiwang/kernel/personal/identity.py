"""Identity cards (GB 11643-1999): 18 signs with a check sign, or 15 digits after a cue."""

import re
from collections.abc import Iterator

from yiwang.kernel.identifiers import check_sign
from yiwang.kernel.personal.cues import before, is_thing
from yiwang.kernel.personal.spans import Kind, Span

_MONTH_DAY = r"(?:0[1-9]|1[0-2])[- ]?(?:0[1-9]|[12]\d|3[01])"
_PLACE = r"(?<![\dA-Z])(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])\d[- ]?\d{3}[- ]?"
_LONG = re.compile(
    _PLACE + r"(?:18|19|20)\d{2}[- ]?" + _MONTH_DAY + r"[- ]?\d{3}[- ]?[\dX](?![\dA-Z])"
)
_SHORT = re.compile(_PLACE + r"\d{2}" + _MONTH_DAY + r"\d{3}(?![\dA-Z])")
_CUE = re.compile(r"身份|证件|证号|身份证|公民|ID(?:CARD)?[: ]")


def find(text: str) -> Iterator[Span]:
    """Long ones with the right check sign or a cue, short ones with a cue."""
    for found in _LONG.finditer(text):
        signs = re.sub(r"[- ]", "", found.group())
        right = check_sign(signs[:17]) == signs[17]
        cue = _CUE.search(before(text, found.start())) is not None
        if cue or (right and not is_thing(text, found.start())):
            yield Span(found.start(), found.end(), Kind.IDENTITY_CARD, "check" if right else "cue")
    for found in _SHORT.finditer(text):
        if _CUE.search(before(text, found.start())):
            yield Span(found.start(), found.end(), Kind.IDENTITY_CARD, "cue", 0.9)
