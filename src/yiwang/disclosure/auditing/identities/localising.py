"""Which cell is wrong: the one whose change makes all sums hold that do not hold.

One wrong figure breaks the sum of its column, the sum of its row and the agreement of tables.
These become one finding at that figure. A sum that no common figure explains keeps its own.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from yiwang.disclosure.auditing.finding import Severity
from yiwang.disclosure.auditing.identities.identity import Identity, Term


@dataclass(frozen=True)
class Cause:
    """Sums that one figure explains; `term` is None where there is a single sum.

    `change` is what the figure would have to grow by, in yuan.
    """

    broken: tuple[Identity, ...]
    term: Term | None = None
    change: Decimal = Decimal(0)


def causes(identities: list[Identity]) -> list[Cause]:
    """Every sum that does not hold, in groups of one cause each, in their order."""
    broken = [one for one in identities if one.severity is not None]
    touching: defaultdict[int, list[Identity]] = defaultdict(list)
    for one in identities:
        for cell in one.signs:
            touching[cell].append(one)
    left = {id(one): one for one in broken}
    found: list[Cause] = []
    while best := _best(list(left.values()), touching):
        found.append(best)
        for one in best.broken:
            left.pop(id(one), None)
    found.extend(Cause((one,)) for one in left.values())
    order = {id(one): number for number, one in enumerate(broken)}
    return sorted(found, key=lambda one: order[id(one.broken[0])])


def _best(broken: list[Identity], touching: dict[int, list[Identity]]) -> Cause | None:
    """The figure that explains most of the serious ones and spoils least of what holds."""
    serious = [one for one in broken if one.severity is not Severity.ROUNDING]
    tried: set[tuple[int, Decimal]] = set()
    best: tuple[int, Cause] | None = None
    for one in serious:
        for term in one.terms:
            if term.amount is None:
                continue
            cell = id(term.amount.cell)
            change = -one.off / one.signs[cell]
            if (cell, change) in tried:
                continue
            tried.add((cell, change))
            cause, score = _tried(broken, touching[cell], term, change)
            if score > 1 and (best is None or score > best[0]):
                best = (score, cause)
    return best[1] if best else None


def _tried(
    broken: list[Identity], touched: list[Identity], term: Term, change: Decimal
) -> tuple[Cause, int]:
    """What a change of one figure would mend, and the score: mended sums less spoilt ones."""
    assert term.amount is not None  # noqa: S101 - the caller has looked
    cell = id(term.amount.cell)
    open_ones = {id(one) for one in broken}
    mended, spoilt = [], 0
    for one in touched:
        after = abs(one.off + one.signs[cell] * change)
        if id(one) in open_ones and after <= one.slack and after < abs(one.off):
            mended.append(one)
        elif after > one.slack and abs(one.off) <= one.slack:
            spoilt += 1
    weight = sum(one.severity is not Severity.ROUNDING for one in mended)
    return Cause(tuple(mended), term, change), weight - spoilt
