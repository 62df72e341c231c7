"""Chinese identifiers as expressions over whole columns; null where the column is null.

Each says of a column what `kernel.stored` says of one text, on every engine alike.
"""

from yiwang.lake.identifiers.numbers import (
    valid_bank_card,
    valid_credit_code,
    valid_identity_card,
    valid_organisation_code,
)
from yiwang.lake.identifiers.shapes import (
    matches,
    valid_day,
    valid_division,
    valid_phone,
    valid_plate,
)

__all__ = [
    "matches",
    "valid_bank_card",
    "valid_credit_code",
    "valid_day",
    "valid_division",
    "valid_identity_card",
    "valid_organisation_code",
    "valid_phone",
    "valid_plate",
]
