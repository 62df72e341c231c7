"""How much each degree of likeness says: kept as data, learned where a site has its own records."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from math import log2
from typing import Any

from yiwang.kernel.refusals import Invalid
from yiwang.lake.linkage.declarations import Linkage

# A share that was never seen is still possible.
LEAST = 1e-9
MOST_LIKELY = 0.1


@dataclass(frozen=True, slots=True)
class Weights:
    """Per comparison and degree (0 = nothing agrees): its share among same and among different.

    `each` is how many other records of the same a record has on average.
    """

    each: float
    shares: Mapping[str, tuple[tuple[float, float], ...]]

    def of(self, comparison: str, degree: int) -> float:
        """The weight of one degree in bits; a missing value (-1) says nothing."""
        if degree < 0:
            return 0.0
        same, different = self.shares[comparison][degree]
        return log2(max(same, LEAST) / max(different, LEAST))

    def plain(self) -> dict[str, Any]:
        """The same for JSON."""
        shares = {key: [list(pair) for pair in one] for key, one in self.shares.items()}
        return {"each": self.each, "shares": shares}

    def prior(self, records: int) -> float:
        """How probable it is that two of so many records, chosen at random, are of the same."""
        return min(MOST_LIKELY, self.each / max(records, 1))


def from_plain(told: Mapping[str, Any], linkage: Linkage) -> Weights:
    """Read back what `plain` told. Raises `Invalid` where it does not fit the linkage."""
    shares = {
        key: tuple((float(m), float(u)) for m, u in one) for key, one in told["shares"].items()
    }
    for comparison in linkage.comparisons:
        if len(shares.get(comparison.key, ())) != len(comparison.levels) + 1:
            raise Invalid("权重与比对项“{label}”不符，请重新训练", label=comparison.label)
    return Weights(float(told["each"]), shares)


def shipped(linkage: Linkage) -> Weights:
    """The weights that come with the program, learned from made-up records."""
    path = files("yiwang.lake.linkage") / "weights" / f"{linkage.key}.json"
    return from_plain(json.loads(path.read_text(encoding="utf-8")), linkage)
