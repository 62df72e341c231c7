"""Areas as places: grids with what lies above them, and what an address names."""

import re
from collections.abc import Iterable

from yiwang.org.models import Area, Unit

# What kind of area it is; people leave it out of addresses.
_KIND = re.compile(r"(?:社区|街道|村|镇|乡)$")


def grids_of_codes(codes: Iterable[str]) -> dict[str, tuple[str, bool]]:
    """Of those that are grids: the area right above, and whether a unit is told to manage it.

    One query, and none where no code is given.
    """
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    rows = Area.objects.filter(code__in=wanted, level=Area.Level.GRID)
    told = rows.values_list("code", "parent__code", "managed_by")
    return {code: (above or "", unit is not None) for code, above, unit in told}


def named_in(address: str) -> Area | None:
    """The community, else the street, that an address names; None where several might be meant."""
    if not address.strip():
        return None
    levels = (Area.Level.COMMUNITY, Area.Level.STREET)
    rows = Area.objects.filter(active=True, level__in=levels).select_related("parent")
    for level in levels:
        hits = [row for row in rows if row.level == level and _names(row.name, address)]
        streets = [row for row in hits if row.parent and _names(row.parent.name, address)]
        longest = _longest(streets or hits)
        if longest is not None:
            return longest
    return None


def _longest(hits: list[Area]) -> Area | None:
    """The longest name that was found; 江滩南社区 is not meant to be 江滩社区."""
    most = max((len(row.name) for row in hits), default=0)
    found = [row for row in hits if len(row.name) == most]
    return found[0] if len(found) == 1 else None


def _names(name: str, address: str) -> bool:
    stem = _KIND.sub("", name)
    return name in address or (len(stem) > 1 and stem in address)


def looking_after() -> tuple[frozenset[int], frozenset[str]]:
    """The numbers of the units that work, and the codes of areas with a community of their own."""
    rows = Unit.objects.filter(active=True).values_list("id", "kind", "area__code")
    told = list(rows)
    own = {area for _number, kind, area in told if kind == Unit.Kind.COMMUNITY and area}
    return frozenset(number for number, _kind, _area in told), frozenset(own)
