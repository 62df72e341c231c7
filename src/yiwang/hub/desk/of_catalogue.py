"""What waits of requests and grants: to be decided, decided too late, given and never used."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_noop

from yiwang.hub.catalogue import requests, use
from yiwang.hub.catalogue.models import Grant, Request
from yiwang.hub.desk.topics import ASKED, UNUSED, Item, Topic
from yiwang.org.actors import Worker


def _asked(worker: Worker) -> list[Item]:
    return [_request(one) for one in _waiting(worker)]


def _asked_too_long(worker: Worker) -> list[Item]:
    now = timezone.now()
    return [_request(one) for one in _waiting(worker) if one.due_at < now]


def _waiting(worker: Worker) -> Iterable[Request]:
    """To whoever watches all that waits, to a unit what waits for it."""
    if worker.duty not in requests.WATCHERS:
        return requests.to_decide(worker)
    rows = Request.objects.filter(state=Request.State.ASKED).order_by("due_at", "pk")
    return rows.select_related("resource__unit", "unit")[:500]


def _request(one: Request) -> Item:
    state = str(Request.State(one.state).label)
    return Item("request", one.pk, one.resource.name, one.unit.name, state, one.at)


def _unused(worker: Worker) -> list[Item]:
    return [_grant(one) for one in use.unused(worker)]


def _grant(one: Grant) -> Item:
    state = gettext_noop("授权后长期未使用")
    return Item("grant", one.pk, one.resource.name, one.unit.name, state, one.at)


TOPICS = (
    Topic(
        "asked",
        gettext_noop("待审核申请"),
        ASKED,
        gettext_noop("等提供单位审核的共享申请"),
        _asked,
    ),
    Topic(
        "asked_too_long",
        gettext_noop("审核超时"),
        ASKED,
        gettext_noop("超过审核时限仍未答复的共享申请"),
        _asked_too_long,
        alarm=True,
    ),
    Topic(
        "unused_grants",
        gettext_noop("闲置授权"),
        UNUSED,
        gettext_noop("授权很久而没有人用过的数据"),
        _unused,
    ),
)
