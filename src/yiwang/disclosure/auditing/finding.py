"""What an audit says: findings of declared rules, each with its place and its reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from yiwang.disclosure.document import Document
from yiwang.disclosure.tables import Cell, Place


class Severity(StrEnum):
    """How much it weighs; a difference of the last digit is rounding, never an error."""

    ERROR = "error"
    WARNING = "warning"
    ROUNDING = "rounding"


@dataclass(frozen=True)
class Finding:
    """One place that does not keep one rule: printed, expected, and why in a sentence.

    `quote` is the text at the place as printed. `cells` are those to be highlighted, `where` names
    table, row and column in words.
    """

    rule: str
    severity: Severity
    place: Place
    quote: str
    printed: str
    expected: str
    message: str
    where: str = ""
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Audited:
    """What rules look at: the document and, where given, the one of the year before."""

    document: Document
    previous: Document | None = None


@dataclass(frozen=True)
class Rule:
    """A declared rule; `example` is two made-up texts, one that breaks it, one that not.

    `basis` names the form, law or standard it follows from.
    """

    key: str
    label: str
    explanation: str
    basis: str
    example: tuple[str, str]
    check: Callable[[Audited], Iterable[Finding]]
