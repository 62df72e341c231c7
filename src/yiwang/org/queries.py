"""Everything that is read of areas, units, people and posts."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from yiwang.engine.duties import Duty
from yiwang.engine.standing import UnitFact
from yiwang.kernel.refusals import NotFound
from yiwang.org.actors import Worker
from yiwang.org.models import ApiToken, Area, Change, Deputy, Person, Post, Unit

REVIEWS_REPLIES = "reviews_replies"
SCOPES = ApiToken.Scope.choices


def worker_of(post_id: int, person_id: int) -> Worker:
    """The worker of a post, held by the person or stood in for now. Raises `NotFound`."""
    for worker in workers_of(person_id):
        if worker.post_id == post_id:
            return worker
    raise NotFound("您没有这个岗位，或代理已到期")


# Asked with every request of every person: written once instead of built each time.
_OWN_POST = """
SELECT post.id, post.duty, person.id, person.name, unit.id, unit.name, unit.path,
       unit.reviews_replies
FROM org_post AS post
JOIN org_person AS person ON person.id = post.person_id
JOIN org_unit AS unit ON unit.id = post.unit_id
WHERE post.id = %s AND person.id = %s AND person.is_active AND unit.active
  AND post.since <= %s AND (post.until IS NULL OR post.until > %s)
"""


def own_worker(post_id: int, person_id: int) -> Worker | None:
    """The worker of a post that the person holds themselves now, in one query."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_OWN_POST, [post_id, person_id, now, now])
        row = cursor.fetchone()
    if row is None:
        return None
    post, duty, person, name, unit, unit_name, path, reviews = row
    traits = frozenset({REVIEWS_REPLIES}) if reviews else frozenset()
    return Worker(person, name, unit, unit_name, path, Duty(duty), post, traits=traits)


def workers_of(person_id: int) -> list[Worker]:
    """Every post in which a person may work now, their own first, then as a deputy."""
    now = timezone.now()
    own = Post.objects.filter(running(now), person_id=person_id, person__is_active=True)
    found = [
        _worker(post, post.person) for post in own.select_related("person", "unit").order_by("id")
    ]
    standing_in = Deputy.objects.filter(
        person_id=person_id, since__lte=now, until__gt=now, person__is_active=True
    ).select_related("person", "post__unit", "post__person")
    found += [_worker(deputy.post, deputy.person, deputy.post.person_id) for deputy in standing_in]
    return found


def running(now: datetime) -> Q:
    """What makes a post one in which somebody works at a moment."""
    return Q(since__lte=now) & (Q(until=None) | Q(until__gt=now)) & Q(unit__active=True)


def _worker(post: Post, person: Person, deputises: int | None = None) -> Worker:
    unit = post.unit
    return Worker(
        person_id=person.pk,
        person_name=person.name,
        unit_id=unit.pk,
        unit_name=unit.name,
        unit_path=unit.path,
        duty=Duty(post.duty),
        post_id=post.pk,
        deputises_id=deputises,
        traits=frozenset({REVIEWS_REPLIES}) if unit.reviews_replies else frozenset(),
    )


def unit_fact(unit_id: int) -> UnitFact | None:
    """What the engine must know of a unit in use."""
    row = Unit.objects.filter(pk=unit_id, active=True).values_list("id", "path", "kind").first()
    return UnitFact(*row) if row else None


def unit_facts() -> dict[int, UnitFact]:
    """The same of all units in use."""
    rows = Unit.objects.filter(active=True).values_list("id", "path", "kind")
    return {row[0]: UnitFact(*row) for row in rows}


def unit(unit_id: int) -> Unit:
    """One unit. Raises `NotFound`."""
    found = Unit.objects.select_related("area").filter(pk=unit_id).first()
    if found is None:
        raise NotFound("没有这个单位")
    return found


def unit_of_code(code: str) -> Unit | None:
    """The unit of a code, or None."""
    return Unit.objects.filter(code=code).first()


def unit_names(ids: Iterable[int | None]) -> dict[int, str]:
    """Names of units by their numbers."""
    return dict(Unit.objects.filter(pk__in={i for i in ids if i}).values_list("id", "name"))


def person_names(ids: Iterable[int | None]) -> dict[int, str]:
    """Names of people by their numbers."""
    return dict(Person.objects.filter(pk__in={i for i in ids if i}).values_list("id", "name"))


def units_that_handle(*, below: str = "") -> QuerySet[Unit]:
    """Units that may be made responsible; within a subtree when `below` is its path."""
    units = Unit.objects.filter(active=True).exclude(kind=Unit.Kind.CENTRE)
    return units.filter(path__startswith=below).exclude(path=below) if below else units


def unit_of_area(code: str, *, kind: str = Unit.Kind.COMMUNITY) -> Unit | None:
    """The unit that manages an area, or the nearest one above it.

    Whoever was told to look after the area by name comes before the unit that it belongs to.
    """
    area = Area.objects.select_related("managed_by").filter(code=code).first()
    while area is not None:
        named = area.managed_by
        if named is not None and named.active and named.kind == kind:
            return named
        found = Unit.objects.filter(area=area, active=True, kind=kind).order_by("id").first()
        if found is not None:
            return found
        area = area.parent
    return None


def area(code: str) -> Area | None:
    """The area of a code, or None."""
    return Area.objects.select_related("parent").filter(code=code).first()


def areas_of_codes(codes: Iterable[str]) -> list[Area]:
    """The areas of these codes, those that are offered no more among them."""
    return list(Area.objects.filter(code__in=list(codes)))


def areas_below(code: str = "", *, level: str = "") -> QuerySet[Area]:
    """Areas directly below one, or of one level in the whole district."""
    areas = Area.objects.filter(active=True)
    if level:
        areas = areas.filter(level=level)
    return areas.filter(parent__code=code) if code else areas


def area_label(code: str) -> str:
    """An area with those above it, as 江滩街道·临江社区·第3网格."""
    return "·".join(name for name in _area_names(code) if name)


@lru_cache(maxsize=4096)
def _area_names(code: str) -> tuple[str, ...]:
    found = area(code)
    names: list[str] = []
    while found is not None and found.level != Area.Level.DISTRICT:
        names.append(found.name)
        found = found.parent
    return tuple(reversed(names))


def find_areas(text: str, *, limit: int = 10) -> list[Area]:
    """Areas whose name or code holds the text, the smallest first."""
    named = Q(name__contains=text) | Q(code__startswith=text)
    hits = Area.objects.filter(named, active=True)
    return list(hits.select_related("parent__parent").order_by("-path")[:limit])


def areas_with_communities() -> list[tuple[Area, list[Area]]]:
    """Each street with the communities and grids below it, for a picker."""
    areas = Area.objects.filter(active=True).exclude(level=Area.Level.DISTRICT)
    rows = list(areas.order_by("code"))
    streets = [row for row in rows if row.level == Area.Level.STREET]
    return [
        (street, [row for row in rows if row.path.startswith(street.path) and row != street])
        for street in streets
    ]


def valid_token(text: str) -> ApiToken | None:
    """The token of this text if it opens anything now."""
    parts = text.split("_", 2)
    if len(parts) != 3 or parts[0] != "yw":
        return None
    token = (
        ApiToken.objects.select_related("post__person", "post__unit")
        .filter(prefix=parts[1])
        .first()
    )
    digest = hashlib.sha256(parts[2].encode()).hexdigest()
    if token is None or not secrets.compare_digest(token.digest, digest):
        return None
    return token if token.state == ApiToken.State.VALID else None


def areas_around(code: str) -> list[Area]:
    """The street of an area with everything in it; nothing for an unknown one."""
    path = Area.objects.filter(code=code).values_list("path", flat=True).first()
    if path is None:
        return []
    street = "/".join(path.split("/")[:3]) + "/"
    return list(Area.objects.filter(path__startswith=street).order_by("code"))


def token_worker(token: ApiToken) -> Worker:
    """Who works by a token: the person of its post."""
    return _worker(token.post, token.post.person)


def tokens() -> list[ApiToken]:
    """Every token, those that still open something first, then the newest."""
    rows = ApiToken.objects.select_related("post__person", "post__unit").order_by("-id")
    return sorted(rows, key=lambda token: token.state != ApiToken.State.VALID)


def token(token_id: int) -> ApiToken:
    """One token. Raises `NotFound`."""
    found = ApiToken.objects.filter(pk=token_id).first()
    if found is None:
        raise NotFound("没有这个令牌")
    return found


def changes(subject: str, subject_id: int | None = None, *, limit: int = 50) -> list[Change]:
    """The last changes of one thing, or of all of its kind, the newest first."""
    rows = Change.objects.filter(subject=subject)
    if subject_id is not None:
        rows = rows.filter(subject_id=subject_id)
    return list(rows.order_by("-id")[:limit])


def posts(*, text: str = "") -> list[Post]:
    """Running posts, all or those whose person or unit holds the text."""
    found = Post.objects.filter(running(timezone.now())).select_related("person", "unit")
    if text:
        found = found.filter(Q(person__name__contains=text) | Q(unit__name__contains=text))
    return list(found.order_by("unit__code", "person__name")[:300])


def post(post_id: int) -> Post:
    """One post. Raises `NotFound`."""
    found = Post.objects.select_related("person", "unit").filter(pk=post_id).first()
    if found is None:
        raise NotFound("没有这个岗位")
    return found


def running_post(post_id: int) -> Post:
    """One post in which somebody works now. Raises `NotFound`."""
    found = Post.objects.filter(running(timezone.now()), pk=post_id, person__is_active=True)
    post = found.select_related("person", "unit").first()
    if post is None:
        raise NotFound("没有这个岗位，或岗位已结束")
    return post


def deputies() -> list[Deputy]:
    """Who stands in for whom now or later."""
    rows = Deputy.objects.filter(until__gt=timezone.now())
    return list(rows.select_related("person", "post__person", "post__unit").order_by("since"))


def person(person_id: int) -> Person:
    """One person. Raises `NotFound`."""
    found = Person.objects.filter(pk=person_id, is_active=True).first()
    if found is None:
        raise NotFound("没有这个人员")
    return found


def units() -> list[Unit]:
    """Every unit in use."""
    return list(Unit.objects.filter(active=True))
