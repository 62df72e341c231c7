"""What a check found, as figures: A of B for each rule."""

from dataclasses import dataclass

from yiwang.lake.quality.rules import Rule


@dataclass(frozen=True, slots=True)
class Count:
    """Of one rule: how many it evaluated (B) and how many of those break it (B - A)."""

    rule: Rule
    evaluated: int
    broken: int

    @property
    def passed(self) -> int:
        """A: what it evaluated and found right."""
        return self.evaluated - self.broken

    @property
    def share(self) -> float | None:
        """A/B, from 0 to 1; None where there was nothing to evaluate."""
        return self.passed / self.evaluated if self.evaluated else None

    @property
    def percent(self) -> float | None:
        """X = A/B × 100, rounded down to hundredths: 100 means that no row is bad."""
        return self.passed * 10_000 // self.evaluated / 100 if self.evaluated else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check found: how many rows there are, and each rule's count in its order."""

    rows: int
    counts: tuple[Count, ...]

    def count(self, key: str) -> Count:
        """The count of the rule of this key; `KeyError` where there is none."""
        found = {count.rule.key: count for count in self.counts}
        return found[key]
