"""What a question may name: indicators, what is registered in the district, classes, holidays.

All of it is handed in as values, so that the grammar knows no register and no database.
"""

from dataclasses import dataclass
from datetime import date

from yiwang.measure.dimensions import Dimension
from yiwang.measure.language import Indicator

AREAS = frozenset({Dimension.STREET, Dimension.COMMUNITY, Dimension.GRID})


@dataclass(frozen=True, slots=True)
class Name:
    """One key of a dimension and how it is called.

    `words` are other ways to say it; `within` is the key of the area in which it lies; `kind` says
    what sort of unit it is.
    """

    dimension: Dimension
    key: str
    name: str
    words: tuple[str, ...] = ()
    within: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """A class of matters, two digits of its code a level, with the usual words for it."""

    code: str
    name: str
    procedure: str
    keywords: tuple[str, ...] = ()
    # No longer offered; cases of earlier days are still in it.
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Holiday:
    """Days off on end, by their name, as one year's calendar was published."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Everything that can be named by whoever asks; compared by identity, since it is large."""

    indicators: tuple[Indicator, ...]
    names: tuple[Name, ...] = ()
    matters: tuple[Matter, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    # Procedures that ask for the nature of a matter: only their cases can be complaints.
    with_nature: tuple[str, ...] = ()
    # What staff agreed a word to mean, by the key of its sense: 城管局 is unit:12.
    agreed: tuple[tuple[str, str], ...] = ()

    def indicator(self, key: str) -> Indicator | None:
        """The indicator of a key, or None."""
        return next((one for one in self.indicators if one.key == key), None)

    def named(self, key: str) -> Name | None:
        """What is registered under a key as an area, or None."""
        return next((one for one in self.names if one.key == key and one.dimension in AREAS), None)
