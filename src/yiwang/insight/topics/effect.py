"""What changed after something was done, beside what changed elsewhere in the same time.

Rates before and after, each with its days; the ratio of the two is set against the same ratio of
everything else in the district (difference in differences, on a logarithmic scale). Weeks that
vary more than chance would (dispersion) widen the interval.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import exp, log, sqrt

# 95 of 100 such intervals hold the true ratio.
WIDTH = 1.96
LONGEST = 56
# With fewer than these nothing is concluded.
LEAST_BEFORE, LEAST_DAYS, LEAST_OTHERS = 5, 14, 20


class Verdict(StrEnum):
    """What may be said."""

    TOO_FEW = "too_few"
    TOO_EARLY = "too_early"
    LESS = "less"
    MORE = "more"
    OPEN = "open"


@dataclass(frozen=True)
class Side:
    """What came in before or after, in so many days."""

    topic: int
    others: int
    days: int

    @property
    def weekly(self) -> float:
        """The topic's rate a week."""
        return 7 * self.topic / self.days if self.days else 0.0

    @property
    def others_weekly(self) -> float:
        """The rate of everything else a week."""
        return 7 * self.others / self.days if self.days else 0.0


@dataclass(frozen=True)
class Effect:
    """Before, after, and the ratio beyond what happened elsewhere, with its interval."""

    before: Side
    after: Side
    verdict: Verdict
    ratio: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def percent(self) -> int | None:
        """By how much more or less than elsewhere."""
        return None if self.ratio is None else round(100 * (self.ratio - 1))


def spans(acted: date, until: date, known: date) -> tuple[tuple[date, date], tuple[date, date]]:
    """The days before and after, ends excluded: at most eight weeks each way.

    The day of the act counts as after; before the first day that is `known` nothing is compared.
    """
    begin = min(acted, max(known, acted - timedelta(days=LONGEST)))
    end = max(acted, min(until + timedelta(days=1), acted + timedelta(days=LONGEST)))
    return (begin, acted), (acted, end)


def dispersion(counts: Sequence[int]) -> float:
    """How much more weeks vary than chance would; at least 1."""
    if len(counts) < 3 or not sum(counts):
        return 1.0
    mean = sum(counts) / len(counts)
    return max(1.0, sum((one - mean) ** 2 for one in counts) / (len(counts) - 1) / mean)


def effect(before: Side, after: Side, *, spread: float = 1.0) -> Effect:
    """What may be concluded; nothing where too little is known."""
    if before.topic < LEAST_BEFORE or min(before.others, after.others) < LEAST_OTHERS:
        return Effect(before, after, Verdict.TOO_FEW)
    if before.days < LEAST_DAYS or after.days < LEAST_DAYS:
        return Effect(before, after, Verdict.TOO_EARLY)
    # Half a case is added everywhere, so that none at all after is a number too.
    ratio = log((after.topic + 0.5) / after.days) - log((before.topic + 0.5) / before.days)
    ratio -= log(after.others / after.days) - log(before.others / before.days)
    own = spread * (1 / (after.topic + 0.5) + 1 / (before.topic + 0.5))
    error = WIDTH * sqrt(own + 1 / after.others + 1 / before.others)
    low, high = exp(ratio - error), exp(ratio + error)
    verdict = Verdict.LESS if high < 1 else Verdict.MORE if low > 1 else Verdict.OPEN
    return Effect(before, after, verdict, exp(ratio), low, high)
