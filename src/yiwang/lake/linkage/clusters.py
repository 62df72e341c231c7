"""Records that belong together: the strongest pairs first, and never against what is known.

Two records join unless that would put two different sure numbers into one cluster, two records of
one source where each source has one record of a thing, more than a cluster may hold, or two that
a person has said to be different. What was refused is told with its reason.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

MOST = 50


class Why(StrEnum):
    """Why a pair did not join."""

    SURE = "sure"
    SOURCE = "source"
    SIZE = "size"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Known:
    """What may not be joined: by record number, its sure number and its source, where there are."""

    sure: Sequence[str | None] = ()
    sources: Sequence[str] = ()
    apart: frozenset[tuple[int, int]] = frozenset()
    most: int = MOST


@dataclass(slots=True)
class _Group:
    members: list[int]
    sure: set[str]
    sources: set[str]
    apart: set[int] = field(default_factory=set)


class Clusters:
    """Groups of the records 0 … count-1 as they grow."""

    def __init__(self, count: int, known: Known) -> None:
        self._of = list(range(count))
        self._groups: dict[int, _Group] = {}
        self._known = known
        self._enemies: dict[int, set[int]] = {}
        for one, other in known.apart:
            self._enemies.setdefault(one, set()).add(other)
            self._enemies.setdefault(other, set()).add(one)

    def of(self, record: int) -> int:
        """The number of the cluster of a record; equal for all of its records."""
        while self._of[record] != record:
            self._of[record] = self._of[self._of[record]]
            record = self._of[record]
        return record

    def join(self, one: int, other: int, *, decided: bool = False) -> Why | None:
        """Put two records together; why not, where it may not be. People may join what is sure."""
        left, right = self.of(one), self.of(other)
        if left == right:
            return None
        mine, theirs = self._group(left), self._group(right)
        why = self._against(mine, theirs, decided)
        if why is None:
            self._merge(left, right, mine, theirs)
        return why

    def members(self) -> dict[int, list[int]]:
        """The records of every cluster that has several, by cluster."""
        return {
            key: sorted(one.members) for key, one in self._groups.items() if len(one.members) > 1
        }

    def _group(self, key: int) -> _Group:
        found = self._groups.get(key)
        if found is None:
            sure = self._known.sure[key] if self._known.sure else None
            sources = {self._known.sources[key]} if self._known.sources else set()
            apart = set(self._enemies.get(key, ()))
            found = self._groups[key] = _Group([key], {sure} if sure else set(), sources, apart)
        return found

    def _against(self, mine: _Group, theirs: _Group, decided: bool) -> Why | None:
        small, large = sorted((mine, theirs), key=lambda one: len(one.members))
        if large.apart.intersection(small.members):
            return Why.DECIDED
        if decided:
            return None
        if not (mine.sure <= theirs.sure or theirs.sure <= mine.sure):
            return Why.SURE
        if mine.sources & theirs.sources:
            return Why.SOURCE
        return Why.SIZE if len(mine.members) + len(theirs.members) > self._known.most else None

    def _merge(self, left: int, right: int, mine: _Group, theirs: _Group) -> None:
        if len(mine.members) < len(theirs.members):
            left, right, mine, theirs = right, left, theirs, mine
        mine.members += theirs.members
        mine.sure |= theirs.sure
        mine.sources |= theirs.sources
        mine.apart |= theirs.apart
        self._of[right] = left
        del self._groups[right]


def grouped(
    count: int,
    pairs: Iterable[tuple[int, int]],
    *,
    known: Known | None = None,
    together: Iterable[tuple[int, int]] = (),
) -> tuple[Clusters, list[tuple[int, int, Why]]]:
    """Clusters from pairs, strongest first, and the pairs that were refused.

    `together` are pairs that people have said to be of the same; they come before all others.
    """
    clusters = Clusters(count, known or Known())
    refused: list[tuple[int, int, Why]] = []
    for decided, some in ((True, together), (False, pairs)):
        for one, other in some:
            why = clusters.join(one, other, decided=decided)
            if why is not None:
                refused.append((one, other, why))
    return clusters, refused
