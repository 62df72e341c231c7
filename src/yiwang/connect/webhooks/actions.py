"""Subscribes addresses, pauses and forgets them; refuses those that point where they must not."""

import secrets
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_noop

from yiwang.cases import outbox
from yiwang.connect.webhooks import queries
from yiwang.connect.webhooks.models import Subscription
from yiwang.kernel.addresses import is_public
from yiwang.kernel.refusals import Invalid
from yiwang.org.actors import SYSTEM, Worker
from yiwang.org.changes import About, note

LONGEST_URL = 300


@transaction.atomic
def subscribe(
    *, name: str, url: str, kinds: Sequence[str] = (), by: Worker = SYSTEM
) -> tuple[Subscription, str]:
    """A subscription and its secret, which is shown once. Without kinds it is told of all."""
    if not name.strip():
        raise Invalid("请填写订阅的名称", fields={"name": "请填写订阅的名称"})
    if len(url) > LONGEST_URL:
        raise Invalid("推送地址不能超过{most}个字符", most=LONGEST_URL)
    if not set(kinds) <= set(queries.kind_labels()):
        raise Invalid("请从列表中选择事件", fields={"kinds": "请从列表中选择事件"})
    check_address(url)
    secret = secrets.token_urlsafe(32)
    kept = Subscription.objects.create(
        name=name.strip()[:60], url=url, secret=secret, kinds=list(kinds)
    )
    note(about=_about(kept), what=gettext_noop("新增订阅"), by=by, detail=url)
    return kept, secret


@transaction.atomic
def set_active(*, subscription: Subscription, active: bool, by: Worker) -> None:
    """Pause it, so that it is told of nothing that happens meanwhile; or let it go on."""
    if Subscription.objects.filter(pk=subscription.pk, active=not active).update(active=active):
        what = gettext_noop("恢复推送") if active else gettext_noop("暂停推送")
        note(about=_about(subscription), what=what, by=by)


@transaction.atomic
def unsubscribe(*, subscription: Subscription, by: Worker) -> None:
    """Forget the address and its secret; what was to be told it is given up."""
    note(about=_about(subscription), what=gettext_noop("删除订阅"), by=by, detail=subscription.url)
    why = gettext_noop("订阅已删除")
    outbox.drop_waiting(destination=subscription.destination, worker=by, why=why)
    subscription.delete()


def _about(subscription: Subscription) -> About:
    return About(subject=queries.SUBJECT, number=subscription.pk, name=subscription.name)


def check_address(url: str) -> None:
    """Raises `Invalid` for an address of this machine or of a private network.

    A district whose systems all live on a private network allows them by setting
    YIWANG_PRIVATE_ADDRESSES=1. Looked at again before every delivery, since names move.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise Invalid("推送地址应为http或https，且不含账号")
    if settings.PRIVATE_ADDRESSES:
        return
    try:
        public = is_public(parts.hostname, parts.port or 443)
    except OSError:
        raise Invalid("推送地址的主机名无法解析") from None
    if not public:
        raise Invalid("推送地址不能指向本机或内部网络")
