"""An identity: one amount that must equal a sum of others; how far it is off, and how much."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from yiwang.disclosure.auditing.books.amounts import Amount
from yiwang.disclosure.auditing.finding import Severity
from yiwang.kernel.money import MoneyUnit


@dataclass(frozen=True)
class Term:
    """One amount of an identity: sign, the amount (None for an empty cell), where it stands."""

    amount: Amount | None
    where: str
    sign: int = 1

    @property
    def value(self) -> Decimal:
        return Decimal(0) if self.amount is None else self.sign * self.amount.value

    @property
    def slack(self) -> Decimal:
        """What rounding leaves open; a printed nought is nothing at all, as an empty cell is."""
        return self.amount.slack if self.amount is not None and self.amount.value else Decimal(0)


@dataclass(frozen=True)
class Identity:
    """`total` must equal the sum of `addends`.

    `rule` is the key of the rule it belongs to, `reason` says why in words (本行应等于各类之和).
    `sure` is false where the sum is only guessed from headings: what breaks it is a warning.
    """

    rule: str
    total: Term
    addends: tuple[Term, ...]
    reason: str
    unit: MoneyUnit
    sure: bool = True

    @cached_property
    def expected(self) -> Decimal:
        return sum((one.value for one in self.addends), Decimal(0))

    @cached_property
    def off(self) -> Decimal:
        """By how much the printed total exceeds the sum, in yuan."""
        return self.total.value - self.expected

    @cached_property
    def slack(self) -> Decimal:
        """By how much rounding may set it off: half of a last digit for each figure."""
        return sum((one.slack for one in self.terms), Decimal(0))

    @property
    def terms(self) -> tuple[Term, ...]:
        return (self.total, *self.addends)

    @cached_property
    def signs(self) -> dict[int, int]:
        """For each printed cell (by identity) how the difference moves with it."""
        found = {id(one.amount.cell): -one.sign for one in self.addends if one.amount}
        if self.total.amount:
            found[id(self.total.amount.cell)] = 1
        return found

    @property
    def told(self) -> bool:
        """Whether there is anything to compare: a figure on either side."""
        return any(one.amount for one in self.terms)

    @property
    def severity(self) -> Severity | None:
        """None where it holds; the last printed digit is rounding."""
        if not self.off or not self.told:
            return None
        if abs(self.off) <= self.slack:
            return Severity.ROUNDING
        one_sided = self.total.amount is None or all(one.amount is None for one in self.addends)
        return Severity.ERROR if self.sure and not one_sided else Severity.WARNING


def unlike(identities: Iterable[Identity]) -> list[Identity]:
    """Each sum once: the first of those with the same cells on both sides."""
    seen: set[tuple[int | None, frozenset[int]]] = set()
    kept = []
    for one in identities:
        total = id(one.total.amount.cell) if one.total.amount else None
        key = (total, frozenset(one.signs))
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return kept
