"""Which operations mask which column; defaults by what a column means."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yiwang.kernel.refusals import Invalid
from yiwang.lake.operations import MASKING, Chain
from yiwang.lake.operations.days import DayTo
from yiwang.lake.operations.hiding import HideAddress, HideName, HidePhone, KeepEnds, Nullify
from yiwang.lake.operations.numbers import NormaliseCard, NormalisePhone
from yiwang.lake.operations.operation import Operation
from yiwang.lake.operations.pseudonyms import Pseudonym
from yiwang.lake.operations.text import HalfWidth, RemoveSpaces, Upper
from yiwang.lake.schema import PERSONAL, Field, Kind, Meaning, Schema

# One domain for the numbers of persons: tables of different units can still be joined by them.
PERSONS = "identity_card"
_TIDY = (HalfWidth(), RemoveSpaces(), Upper())
_DEFAULTS: dict[Meaning, tuple[Operation, ...]] = {
    Meaning.PERSON_NAME: (HideName(),),
    Meaning.IDENTITY_CARD: (*_TIDY, NormaliseCard(), Pseudonym(PERSONS)),
    Meaning.PHONE: (NormalisePhone(), HidePhone()),
    Meaning.BANK_CARD: (*_TIDY, Pseudonym("bank_card")),
    Meaning.ADDRESS: (HideAddress("street"),),
    Meaning.PLATE: (*_TIDY, KeepEnds(2, 1)),
    Meaning.EMAIL: (*_TIDY, Pseudonym("email")),
}
_BIRTH = (DayTo("year"),)


@dataclass(frozen=True, slots=True)
class Recipe:
    """Chains by column of a shape; a column without one stays, unless it tells of a person.

    Raises `Invalid` for a strange column, a step that does not take what comes, and a chain of
    a personal column without a mask.
    """

    schema: Schema
    chains: Mapping[str, Chain]

    def __post_init__(self) -> None:
        strange = sorted(set(self.chains) - set(self.schema.names))
        if strange:
            raise Invalid("没有字段“{field}”", field=strange[0])
        for field in self.schema.fields:
            chain = self.chain(field)
            chain.gives(field.kind)
            if field.meaning in PERSONAL and not _masks(chain):
                raise Invalid("字段“{field}”是个人信息，须有一步脱敏操作", field=field.label)

    def chain(self, field: Field) -> Chain:
        """What is done to a column: its chain, or the default of its meaning."""
        return self.chains.get(field.key) or default_chain(field)

    def plain(self) -> dict[str, list[dict[str, Any]]]:
        """The chains as JSON holds them."""
        return {key: chain.plain() for key, chain in self.chains.items()}

    @staticmethod
    def from_plain(schema: Schema, plain: Mapping[str, Any]) -> "Recipe":
        """The recipe that `plain` told. Raises `Invalid`."""
        return Recipe(schema, {key: Chain.from_plain(chain) for key, chain in plain.items()})


def _masks(chain: Chain) -> bool:
    return any(isinstance(one, MASKING) for one in chain.operations)


def default_chain(field: Field) -> Chain:
    """How a column is masked where nobody said otherwise; where no mask fits, nothing stays."""
    if field.meaning not in PERSONAL:
        return Chain(())
    if field.kind is Kind.DAY and field.meaning is Meaning.BIRTH_DAY:
        return Chain(_BIRTH)
    if field.kind is Kind.TEXT and field.meaning in _DEFAULTS:
        return Chain(_DEFAULTS[field.meaning])
    return Chain((Nullify(),))


def default_recipe(schema: Schema) -> Recipe:
    """The masks of every personal column of a shape, by its meaning."""
    return Recipe(schema, {name: default_chain(schema.field(name)) for name in schema.personal})
