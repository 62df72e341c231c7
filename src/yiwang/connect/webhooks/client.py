"""Tells a subscriber of one event, as a signed CloudEvent."""

import json
from typing import Any

import httpx
from django.utils import timezone
from django.utils.translation import gettext_noop

from yiwang.connect.webhooks.actions import check_address
from yiwang.connect.webhooks.models import PREFIX, Subscription
from yiwang.kernel.signing import HEADER, sign

TIMEOUT = httpx.Timeout(10.0, connect=3.0)


def subscribed() -> list[tuple[int, list[str]]]:
    """Every active subscription with the kinds that it wants; without any it wants all."""
    return list(Subscription.objects.filter(active=True).values_list("id", "kinds"))


def destinations(kind: str, subscriptions: list[tuple[int, list[str]]]) -> list[str]:
    """Those of the subscriptions that want to know of this kind of event."""
    return [f"{PREFIX}{number}" for number, kinds in subscriptions if not kinds or kind in kinds]


def deliver(destination: str, kind: str, payload: dict[str, Any]) -> str:
    """Send it; an empty text when it was taken, otherwise what went wrong."""
    number = destination.partition(":")[2]
    subscription = Subscription.objects.filter(pk=number, active=True).first()
    if subscription is None:
        return gettext_noop("订阅已停用")
    check_address(subscription.url)
    body = json.dumps(_cloud_event(kind, payload), ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/cloudevents+json; charset=utf-8",
        HEADER: sign(subscription.secret, body),
        "Idempotency-Key": f"{payload['number']}:{payload['seq']}",
    }
    try:
        answer = httpx.post(
            subscription.url, content=body, headers=headers, timeout=TIMEOUT, follow_redirects=False
        )
    except httpx.HTTPError as fault:
        return f"{type(fault).__name__}: {fault}"
    return "" if answer.is_success else f"HTTP {answer.status_code}"


def _cloud_event(kind: str, payload: dict[str, Any]) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": f"{payload['number']}:{payload['seq']}",
        "type": f"cn.yiwang.{kind}",
        "source": "/figures" if kind.startswith("figures.") else "/cases",
        "subject": payload["number"],
        "time": timezone.now().isoformat(),
        "datacontenttype": "application/json",
        "data": payload,
    }
