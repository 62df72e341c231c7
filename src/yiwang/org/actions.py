"""Every change to units, people, posts, deputies and tokens."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from yiwang.engine.duties import OUTSIDE, Duty
from yiwang.kernel.refusals import Invalid, NotNow
from yiwang.org.actors import SYSTEM, Worker
from yiwang.org.changes import About, note
from yiwang.org.models import ApiToken, Area, Deputy, Person, Post, Unit

TOKEN = "token"  # noqa: S105 - the kind of thing in the book of changes
MOST_DAYS = 366
USE_KEPT_EVERY = timedelta(minutes=1)


@transaction.atomic
def add_area(
    *,
    code: str,
    name: str,
    level: str,
    parent: Area | None = None,
    outline: list[list[float]] | None = None,
) -> Area:
    """A new area below another."""
    area = Area(code=code, name=name, level=level, parent=parent, outline=outline or [])
    area.path = f"{parent.path if parent else '/'}{code}/"
    area.save()
    return area


def keep_area(
    *, area: Area, outline: list[Any], managed_by: Unit | None, active: bool = True
) -> bool:
    """What a register knows of an area; whether that was new."""
    known = {"outline": outline, "managed_by": managed_by, "active": active}
    changed = [field for field, value in known.items() if getattr(area, field) != value]
    for field in changed:
        setattr(area, field, known[field])
    if changed:
        area.save(update_fields=changed)
    return bool(changed)


@transaction.atomic
def add_unit(
    *, code: str, name: str, kind: str, parent: Unit | None = None, area: Area | None = None
) -> Unit:
    """A new unit below another; it sees its own subtree."""
    unit = Unit.objects.create(code=code, name=name, kind=kind, parent=parent, area=area, path="")
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.save(update_fields=["path"])
    return unit


@transaction.atomic
def add_person(*, login: str, name: str, password: str, phone: str = "") -> Person:
    """Somebody who may sign in."""
    person = Person(login=login, name=name, phone=phone)
    person.set_password(password)
    person.save()
    return person


def give_post(*, person: Person, unit: Unit, duty: Duty, since: datetime | None = None) -> Post:
    """Let a person work in a unit under a duty. Raises `Invalid` for duties held by nobody."""
    if duty in OUTSIDE:
        raise Invalid("“{duty}”不是可以授予人员的岗位", duty=duty.label)
    return Post.objects.create(
        person=person, unit=unit, duty=duty.value, since=since or timezone.now()
    )


def end_post(*, post: Post) -> None:
    """The person no longer works under this duty; what they did stays as it is."""
    post.until = timezone.now()
    post.save(update_fields=["until"])


def name_deputy(
    *, post: Post, person: Person, since: datetime, until: datetime, reason: str
) -> Deputy:
    """Let somebody stand in for a post. Raises `Invalid` when the span or person is wrong."""
    if until <= since:
        raise Invalid("代理结束时间应晚于开始时间")
    if person.pk == post.person_id:
        raise Invalid("不能由本人代理自己")
    return Deputy.objects.create(post=post, person=person, since=since, until=until, reason=reason)


@transaction.atomic
def issue_token(
    *, name: str, post: Post, scopes: list[str], days: int = 90, by: Worker = SYSTEM
) -> tuple[ApiToken, str]:
    """A token and its secret text, which is shown once and never stored."""
    if not 1 <= days <= MOST_DAYS:
        raise Invalid("令牌有效期应为1至366天", fields={"days": "令牌有效期应为1至366天"})
    if not name.strip():
        raise Invalid("请写明令牌的用途", fields={"name": "请写明令牌的用途"})
    if not scopes or not set(scopes) <= set(ApiToken.Scope.values):
        raise Invalid("请选择令牌的权限", fields={"scopes": "请选择令牌的权限"})
    prefix, secret = secrets.token_hex(5), secrets.token_urlsafe(32)
    now = timezone.now()
    token = ApiToken.objects.create(
        name=name.strip()[:80],
        prefix=prefix,
        digest=hashlib.sha256(secret.encode()).hexdigest(),
        post=post,
        scopes=scopes,
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    holder = f"{post.person.name}（{post.unit.name} {post.duty_label}）"
    detail = f"{holder} {'、'.join(token.scope_labels)} {days}天"
    note(about=_token(token), what=gettext_noop("签发"), by=by, detail=detail)
    return token, f"yw_{prefix}_{secret}"


@transaction.atomic
def revoke_token(*, token: ApiToken, by: Worker = SYSTEM) -> None:
    """The token opens nothing from now on. Raises `NotNow` when it was revoked before."""
    stamped = ApiToken.objects.filter(pk=token.pk, revoked_at=None)
    if not stamped.update(revoked_at=timezone.now()):
        raise NotNow("这个令牌已经吊销")
    note(about=_token(token), what=gettext_noop("吊销"), by=by)


def token_used(*, token: ApiToken) -> None:
    """Keep when a token was last used, to the minute: most requests write nothing."""
    now = timezone.now()
    if token.used_at is None or now - token.used_at >= USE_KEPT_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(used_at=now)


def _token(token: ApiToken) -> About:
    return About(subject=TOKEN, number=token.pk, name=token.name)
