"""Made-up values on which a page shows what a mask leaves; no row of anybody is looked at."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from yiwang.kernel.identifiers import check_sign
from yiwang.lake.operations import Chain, Secret
from yiwang.lake.schema import Field, Kind, Meaning

# Not the key of the installation: its pseudonyms are shown to nobody without need.
_KEY = Secret(b"made-up key of examples alone")
_CARD = "42019919900307123"
_OF_MEANING: dict[Meaning, str] = {
    Meaning.PERSON_NAME: "欧小明",
    Meaning.IDENTITY_CARD: _CARD + check_sign(_CARD),
    Meaning.PHONE: "138 0000 1234",
    Meaning.BANK_CARD: "6200000000000000005",
    Meaning.ADDRESS: "某市某区某街道和平路8号",
    Meaning.PLATE: "鄂A00001",
    Meaning.EMAIL: "name@yiwang.example",
    Meaning.DIVISION: "420199",
    Meaning.ORGANISATION_NAME: "某某商贸有限公司",
}
_OF_KIND: dict[Kind, Any] = {
    Kind.TEXT: "示例文字",
    Kind.WHOLE: 23,
    Kind.NUMBER: 3.14159,
    Kind.DECIMAL: Decimal("1234.5600"),
    Kind.YES_NO: True,
    Kind.DAY: date(1990, 3, 7),
    Kind.MOMENT: datetime(2024, 3, 5, 10, 20),  # noqa: DTZ001 — wall-clock, as tables hold it
}


def before_and_after(field: Field, chain: Chain) -> tuple[Any, Any]:
    """A made-up value of the field, and what the chain leaves of it."""
    value = _OF_KIND[field.kind]
    if field.kind is Kind.TEXT:
        value = _OF_MEANING.get(field.meaning, value)
    return value, chain.under(_KEY).on(value)
