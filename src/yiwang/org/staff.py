"""Running posts page by page, as the units lie in one another, then by name; people to choose."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from yiwang.org.models import Person, Post
from yiwang.org.queries import running

PAGE_SIZE = 50
MOST_OFFERED = 8


@dataclass(frozen=True)
class Page:
    """One page of posts and after which post the next one begins; 0 at the end."""

    posts: list[Post]
    following: int


def page(*, text: str = "", after: int = 0, size: int = PAGE_SIZE) -> Page:
    """The running posts whose person, login or unit holds the text; two queries, no counting.

    A unit is followed by those below it. A post that has ended since still says where to go on.
    """
    rows = _running(text)
    last = Post.objects.select_related("person", "unit").filter(pk=after).first() if after else None
    if last is not None:
        rows = rows.filter(_behind(last))
    ordered = rows.order_by("unit__path", "person__name", "pk")
    found = list(ordered.select_related("person", "unit")[: size + 1])
    return Page(found[:size], found[size - 1].pk if len(found) > size else 0)


def _running(text: str) -> QuerySet[Post]:
    rows = Post.objects.filter(running(timezone.now()))
    if text:
        named = Q(person__name__contains=text) | Q(person__login__startswith=text)
        rows = rows.filter(named | Q(unit__name__contains=text))
    return rows


def _behind(last: Post) -> Q:
    path, name = last.unit.path, last.person.name
    here = Q(unit__path=path)
    later = Q(person__name__gt=name) | Q(person__name=name, pk__gt=last.pk)
    return Q(unit__path__gt=path) | (here & later)


def persons(text: str) -> list[Person]:
    """People who may sign in and whose name or login holds the text, by name."""
    named = Q(name__contains=text) | Q(login__startswith=text)
    return list(Person.objects.filter(named, is_active=True).order_by("name", "pk")[:MOST_OFFERED])
