"""Units as a tree, with how many people work in each."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from yiwang.engine.duties import Duty
from yiwang.org.models import Area, Post, Unit

KINDS = Unit.Kind.choices


@dataclass(frozen=True)
class Row:
    """A unit in the tree: how deep, and how many people work in it."""

    unit: Unit
    depth: int
    people: int


def rows(*, text: str = "", retired: bool = False) -> list[Row]:
    """The tree from the top, each unit before those below it; two queries.

    With a text only units whose name or code holds it, and those above them.
    """
    units = [u for u in Unit.objects.select_related("parent") if u.active or retired]
    if text:
        hits = [u for u in units if text in u.name or text.lower() in u.code.lower()]
        wanted = {int(key) for u in hits for key in u.path.strip("/").split("/")}
        units = [u for u in units if u.pk in wanted]
    people = _people()
    known = {unit.pk for unit in units}
    below: dict[int, list[Unit]] = {}
    for unit in units:
        above = unit.parent_id if unit.parent_id in known else 0
        below.setdefault(above or 0, []).append(unit)
    return [Row(unit, depth, people.get(unit.pk, 0)) for unit, depth in _walk(below, 0, 0)]


def _walk(below: dict[int, list[Unit]], above: int, depth: int) -> Iterator[tuple[Unit, int]]:
    for unit in below.get(above, ()):
        yield unit, depth
        yield from _walk(below, unit.pk, depth + 1)


def _people() -> dict[int, int]:
    running = Post.objects.filter(_running(), person__is_active=True).order_by()
    counted = running.values_list("unit").annotate(number=Count("person", distinct=True))
    return dict(counted)


def _running() -> Q:
    now = timezone.now()
    return Q(since__lte=now) & (Q(until=None) | Q(until__gt=now))


def posts_in(unit: Unit) -> list[Post]:
    """The running posts of one unit."""
    found = Post.objects.filter(_running(), unit=unit, person__is_active=True)
    return list(found.select_related("person").order_by("duty", "person__name"))


def works_in(unit: Unit, duty: Duty) -> bool:
    """Whether anybody works in a unit under a duty now."""
    return any(post.duty == duty for post in posts_in(unit))


def unit_where(duty: Duty) -> Unit | None:
    """The unit in use in which most people work under a duty now."""
    running = Post.objects.filter(_running(), duty=duty, unit__active=True, person__is_active=True)
    most = running.values("unit").annotate(people=Count("id")).order_by("-people", "unit").first()
    return Unit.objects.get(pk=most["unit"]) if most else None


def managed_areas() -> list[Area]:
    """The areas that a unit may manage: the district, streets, communities."""
    return list(Area.objects.exclude(level=Area.Level.GRID))
