"""Finds units and people by a part of their name, for pickers."""

from yiwang.org import queries
from yiwang.org.models import Person, Unit

MOST = 8


def units(text: str) -> list[Unit]:
    """Units in use whose name holds the text."""
    return list(Unit.objects.filter(active=True, name__contains=text)[:MOST])


def people(text: str) -> list[tuple[Person, str]]:
    """People at work whose name or unit holds the text, each with where they work."""
    found: dict[int, tuple[Person, list[str]]] = {}
    for post in queries.posts(text=text):
        where = found.setdefault(post.person_id, (post.person, []))[1]
        where.append(f"{post.unit.name} {post.duty_label}")
    return [(person, "、".join(where)) for person, where in list(found.values())[:MOST]]
