"""How everything in use is called, as plain rows: for whoever looks names up in a text."""

from django.utils import timezone

from yiwang.org.models import Area, Post, Unit
from yiwang.org.queries import running


def area_names() -> list[tuple[str, str, str, str]]:
    """Code, name, level and the code above of every area in use below the district."""
    areas = Area.objects.filter(active=True).exclude(level=Area.Level.DISTRICT)
    return list(areas.values_list("code", "name", "level", "parent__code"))


def unit_places() -> list[tuple[int, str, str, str, str | None]]:
    """Number, name, kind, path and area of every unit in use."""
    units = Unit.objects.filter(active=True)
    return list(units.values_list("pk", "name", "kind", "path", "area__code"))


def people_at_work() -> list[tuple[int, str, str, str]]:
    """Number and name of everybody with a running post, with the name and path of its unit."""
    at_work = Post.objects.filter(running(timezone.now()), person__is_active=True)
    rows = at_work.values_list("person_id", "person__name", "unit__name", "unit__path")
    return list(rows.order_by("person_id", "pk"))
