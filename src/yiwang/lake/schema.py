"""What a table looks like: its fields, their kinds and meanings, and which are its key."""

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from yiwang.kernel.refusals import Invalid
from yiwang.lake import arrow

if TYPE_CHECKING:
    import pyarrow as pa

# A digest names a shape in receipts, runs and editions of the catalogue.
DIGEST_SIGNS = 16


class Kind(StrEnum):
    """What a field holds. Moments are wall-clock times of the district, without a zone."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    DECIMAL = "decimal"
    YES_NO = "yes_no"
    DAY = "day"
    MOMENT = "moment"


class Meaning(StrEnum):
    """What a field is about, where rules and masks depend on it."""

    PLAIN = "plain"
    PERSON_NAME = "person_name"
    IDENTITY_CARD = "identity_card"
    CREDIT_CODE = "credit_code"
    PHONE = "phone"
    BANK_CARD = "bank_card"
    DIVISION = "division"
    ADDRESS = "address"
    ORGANISATION_NAME = "organisation_name"
    BIRTH_DAY = "birth_day"
    SEX = "sex"
    PLATE = "plate"
    EMAIL = "email"


# What tells of a person: masked wherever a grant does not say otherwise.
PERSONAL = frozenset(
    {
        Meaning.PERSON_NAME,
        Meaning.IDENTITY_CARD,
        Meaning.PHONE,
        Meaning.BANK_CARD,
        Meaning.ADDRESS,
        Meaning.BIRTH_DAY,
        Meaning.PLATE,
        Meaning.EMAIL,
    }
)


@dataclass(frozen=True, slots=True)
class Field:
    """One column: `key` is its name in files and queries, `label` the Chinese one for people."""

    key: str
    label: str
    kind: Kind = Kind.TEXT
    meaning: Meaning = Meaning.PLAIN
    required: bool = False


@dataclass(frozen=True, slots=True)
class Schema:
    """The shape of a table; `keys` name a single row, as a business key does."""

    fields: tuple[Field, ...]
    keys: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        names = [field.key for field in self.fields]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise Invalid("字段重复：{fields}", fields="、".join(twice))
        strange = [key for key in self.keys if key not in names]
        if strange:
            raise Invalid("主键不在字段中：{fields}", fields="、".join(strange))

    @property
    def names(self) -> tuple[str, ...]:
        """The keys of all fields, in their order."""
        return tuple(field.key for field in self.fields)

    @property
    def personal(self) -> tuple[str, ...]:
        """The fields that tell of a person."""
        return tuple(field.key for field in self.fields if field.meaning in PERSONAL)

    @property
    def digest(self) -> str:
        """A short name of the shape: equal shapes have equal digests, whatever their labels."""
        shape = [[field.key, field.kind, field.required] for field in self.fields]
        plain = json.dumps([shape, list(self.keys)], separators=(",", ":"))
        return hashlib.sha256(plain.encode()).hexdigest()[:DIGEST_SIGNS]

    def field(self, key: str) -> Field:
        """The field of this key. Raises `Invalid` where there is none."""
        found = next((field for field in self.fields if field.key == key), None)
        if found is None:
            raise Invalid("没有字段“{field}”", field=key)
        return found

    def only(self, keys: tuple[str, ...]) -> "Schema":
        """The same with these fields alone; their order stays."""
        kept = tuple(field for field in self.fields if field.key in keys)
        return Schema(kept, tuple(key for key in self.keys if key in keys))

    def arrow(self) -> "pa.Schema":
        """The same in Arrow, as files and engines have it."""
        return arrow.shape((field.key, field.kind, not field.required) for field in self.fields)
