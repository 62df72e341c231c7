"""Which Chinese identifier a column looks like: judged loosely, so that wrong ones show."""

import re
from collections.abc import Sequence

from yiwang.kernel.stored import DIVISION, PLATE
from yiwang.lake.quality.words import Identifier
from yiwang.lake.schema import Meaning

# From this share of the filled values on; a list of six digits is a division only by nearly all.
_ALIKE = 0.5
_SURELY = 0.9
_FEWEST = 5
_MEANT = {
    Meaning.IDENTITY_CARD: Identifier.IDENTITY_CARD,
    Meaning.CREDIT_CODE: Identifier.CREDIT_CODE,
    Meaning.PHONE: Identifier.PHONE,
    Meaning.BANK_CARD: Identifier.BANK_CARD,
    Meaning.DIVISION: Identifier.DIVISION,
    Meaning.PLATE: Identifier.PLATE,
}
# In this order: what is a card is no account of a bank, though both are digits.
_LOOSELY: tuple[tuple[Identifier, str, float], ...] = (
    (Identifier.IDENTITY_CARD, "[1-9][0-9]{5}(?:18|19|20)[0-9]{9}[0-9Xx]", _ALIKE),
    (Identifier.CREDIT_CODE, "[1-9ANY][1-9][0-9]{6}[0-9A-Za-z]{10}", _ALIKE),
    (Identifier.PHONE, "1[3-9][0-9]{9}|0[1-9][0-9]{1,2}-?[0-9]{7,8}", _ALIKE),
    (Identifier.BANK_CARD, "[3-6][0-9]{14,18}", _ALIKE),
    (Identifier.PLATE, PLATE, _ALIKE),
    (Identifier.ORGANISATION_CODE, "[0-9A-Z]{8}-[0-9X]", _ALIKE),
    (Identifier.DAY, "(?:18|19|20)[0-9]{2}-?[01][0-9]-?[0-3][0-9]", _SURELY),
    (Identifier.DIVISION, DIVISION, _SURELY),
)
PERSONAL_LIKENESS = frozenset(
    {Identifier.IDENTITY_CARD, Identifier.PHONE, Identifier.BANK_CARD, Identifier.PLATE}
)


def likeness(values: Sequence[str | None], meaning: Meaning) -> Identifier | None:
    """What a column is by its meaning, or looks like by some of its values; None for neither."""
    if meaning in _MEANT:
        return _MEANT[meaning]
    filled = [value for value in values if value]
    if len(filled) < _FEWEST:
        return None
    for identifier, pattern, least in _LOOSELY:
        fitting = sum(re.fullmatch(pattern, value) is not None for value in filled)
        if fitting >= least * len(filled):
            return identifier
    return None
