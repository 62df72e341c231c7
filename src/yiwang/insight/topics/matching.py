"""Which found topic is one that was there before: a topic that goes on keeps its number. Pure."""

from collections.abc import Mapping, Sequence

# Of the smaller of two so many cases must be in both.
SHARED = 0.5


def matched(
    found: Sequence[tuple[frozenset[int], bool]], before: Mapping[int, tuple[frozenset[int], bool]]
) -> dict[int, int]:
    """For each found topic (by its place) the number of the earlier one that it goes on.

    A topic is its cases and whether it lies across places. Those with the most in common find
    each other first; each is taken once. Of equal ones the older number wins.
    """
    shared = sorted(
        (-len(cases & earlier), number, at)
        for at, (cases, across) in enumerate(found)
        for number, (earlier, lay_across) in before.items()
        if across == lay_across and len(cases & earlier) >= SHARED * min(len(cases), len(earlier))
        if cases & earlier
    )
    taken: dict[int, int] = {}
    for _, number, at in shared:
        if at not in taken and number not in taken.values():
            taken[at] = number
    return taken
