"""How likely a case that is still handled will be late: by how cases alike went. Pure.

How far a case has come is the share of its limit that has passed, so that limits of hours and of
months compare. Alike are the cases of its class whose deadline lay in the last ninety days and that
came at least as far; the chance is the share of them that were late. Because they are chosen by
their deadline, those that are still not handled are among them, as late. A class in which fewer
than `LEAST` came as far is widened by its last two digits, up to the whole procedure.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import merge

DAYS = 90
LEAST = 20
# From this chance on, in thousandths, a case is expected to be late.
EXPECTED = 500
SURE = 1000
_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Chance:
    """In thousandths, and how many cases alike say so; 0 of them when the deadline has passed."""

    permille: int
    alike: int


class Group:
    """The shares of their limit that cases had used when they were handled, in order.

    More than 1 is late; a case that was never handled has used up any share.
    """

    def __init__(self, shares: Iterable[float]) -> None:
        self.shares: Sequence[float] = list(shares)

    @cached_property
    def late(self) -> int:
        """How many of them were late."""
        return len(self.shares) - bisect_right(self.shares, 1.0)

    def further(self, used: float) -> int:
        """How many of them came further than this."""
        return len(self.shares) - bisect_right(self.shares, used)


class Experience:
    """How cases went, by procedure and class."""

    def __init__(self, shares: Iterable[tuple[str, str, Sequence[float]]]) -> None:
        """`shares` are those of one procedure and class each, sorted upwards."""
        self._own = [(procedure, category, list(found)) for procedure, category, found in shares]
        self._groups: dict[tuple[str, str], Group] = {}

    def group(self, procedure: str, prefix: str) -> Group:
        """All cases of a procedure whose class begins so."""
        place = (procedure, prefix)
        if place not in self._groups:
            fitting = [s for p, c, s in self._own if p == procedure and c.startswith(prefix)]
            self._groups[place] = Group(merge(*fitting))
        return self._groups[place]

    def chance(self, procedure: str, category: str, used: float) -> Chance | None:
        """How likely a case is late that has used this share of its limit; None: nobody knows."""
        if used >= 1:
            return Chance(SURE, 0)
        for prefix in _widening(category):
            group = self.group(procedure, prefix)
            alike = group.further(used)
            if alike >= LEAST:
                return Chance(SURE * group.late // alike, alike)
        return None


def _widening(category: str) -> Iterator[str]:
    """The class itself and those above it, and at last any."""
    for length in range(len(category), 0, -_DIGITS):
        yield category[:length]
    yield ""


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of forecasts: each is (foretold in thousandths, whether it came true)."""

    outcomes: tuple[tuple[int, bool], ...]

    def count(self, *, foretold: bool, late: bool) -> int:
        """How many were (not) expected to be late and were (not) late."""
        return sum((p >= EXPECTED) == foretold and was == late for p, was in self.outcomes)

    @property
    def precision(self) -> float | None:
        """Of those expected to be late, the share that were."""
        right = self.count(foretold=True, late=True)
        return _share(right, right + self.count(foretold=True, late=False))

    @property
    def recall(self) -> float | None:
        """Of those that were late, the share that was expected."""
        right = self.count(foretold=True, late=True)
        return _share(right, right + self.count(foretold=False, late=True))

    @property
    def hit_rate(self) -> float | None:
        """The share of all that came as foretold."""
        right = self.count(foretold=True, late=True) + self.count(foretold=False, late=False)
        return _share(right, len(self.outcomes))

    @property
    def expected(self) -> float:
        """How many should have been late if the chances are right."""
        return sum(permille for permille, _late in self.outcomes) / SURE

    @property
    def late(self) -> int:
        """How many were late."""
        return sum(late for _permille, late in self.outcomes)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
