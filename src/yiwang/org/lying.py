"""Where areas lie in one another; read whole, for tables of facts."""

from yiwang.org.models import Area


def street_and_community() -> list[tuple[str, str, str]]:
    """Each area's code with the codes of the street and the community in which it lies, or ""."""
    known = {area.pk: area for area in Area.objects.all()}
    found = []
    for area in known.values():
        above: dict[str, str] = {}
        at: Area | None = area
        while at is not None:
            above[at.level] = at.code
            at = known[at.parent_id] if at.parent_id else None
        street, community = above.get(Area.Level.STREET, ""), above.get(Area.Level.COMMUNITY, "")
        found.append((area.code, street, community))
    return found


def district_name() -> str:
    """What the district is called; empty where none is known."""
    found = Area.objects.filter(level=Area.Level.DISTRICT, active=True).order_by("code").first()
    return found.name if found else ""
