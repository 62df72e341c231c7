"""What people ask of feeds: a run now, and a decision on a run that is held."""

from django.db import transaction
from django.utils import timezone

from yiwang.hub.feeds import queries, rights
from yiwang.hub.feeds.models import Ask, Delivery, Feed, Run
from yiwang.hub.feeds.words import Asked
from yiwang.kernel.refusals import Conflict, Missing
from yiwang.org.actors import Worker


@transaction.atomic
def ask(
    *,
    feed: Feed,
    kind: str,
    by: Worker,
    delivery: Delivery | None = None,
    held: Run | None = None,
    reason: str = "",
) -> Ask:
    """Append what was asked; the clock does it within seconds."""
    return Ask.objects.create(
        feed=feed,
        kind=kind,
        delivery=delivery,
        held=held,
        reason=reason.strip()[:200],
        at=timezone.now(),
        by_id=by.person_id,
        by_name=by.person_name,
    )


def run_now(*, feed: Feed, by: Worker) -> Ask:
    """Ask for a run. Raises `NotAllowed`, `Conflict` where one is asked for or held already."""
    rights.may_provide(by, feed)
    if queries.held(feed):
        raise Conflict("上次运行待数据管理员决定，决定前不再运行")
    if queries.open_asks(feed):
        raise Conflict("已有运行在排队，请稍候")
    return ask(feed=feed, kind=Asked.RUN, by=by)


def decide(*, number: int, release: bool, reason: str, by: Worker) -> Ask:
    """Release a held run, or give it up. Raises `NotAllowed`, `Missing`, `Conflict`."""
    rights.may_keep(by)
    if not reason.strip():
        raise Missing("请填写决定的理由", fields={"reason": "请填写决定的理由"})
    run = queries.run(number)
    if queries.held(run.feed) != run or any(one.held_id for one in queries.open_asks(run.feed)):
        raise Conflict("这次运行已经决定")
    kind = Asked.RELEASE if release else Asked.DISMISS
    return ask(feed=run.feed, kind=kind, held=run, reason=reason, by=by)
