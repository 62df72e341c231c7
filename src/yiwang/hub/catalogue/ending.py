"""How rights begin and end by the clock, and by who gave them: consents, reminders, ends."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from yiwang.hub.catalogue import requests
from yiwang.hub.catalogue.asking import Approval, grant_asked, locked, step
from yiwang.hub.catalogue.models import Grant, Request, Step
from yiwang.hub.catalogue.terms import terms
from yiwang.hub.catalogue.words import Sharing
from yiwang.kernel.refusals import Missing, NotAllowed, NotNow
from yiwang.org.actors import SYSTEM, Worker


@transaction.atomic
def revoke(*, number: int, words: str, by: Worker) -> Grant:
    """End a grant at once, with a reason. Raises `NotAllowed`, `NotNow`, `Missing`."""
    Grant.objects.select_for_update().filter(pk=number).first()
    grant = requests.grant(number)
    if not requests.may_decide(grant.request, by):
        raise NotAllowed("授权由提供单位的数据专员收回")
    if not words.strip():
        raise Missing("请写明收回理由")
    _end(grant, Step.Kind.REVOKED, by, words)
    return grant


def follow() -> int:
    """What the clock asks for: automatic consents, reminders, ends; how many steps were taken."""
    return _consent() + _remind() + _expire()


def _consent() -> int:
    """Unconditional sharing that nobody decided in time is granted, masked."""
    late = Request.objects.filter(
        state=Request.State.ASKED,
        resource__sharing=Sharing.UNCONDITIONAL,
        resource__retired_at=None,
        due_at__lt=timezone.now(),
        until__gte=timezone.localdate(),
    )
    found = list(late.values_list("pk", flat=True)[:100])
    for number in found:
        with transaction.atomic():
            request = locked(number)
            if request.state == Request.State.ASKED:
                grant_asked(request, Approval(words="无条件共享，到期未办，自动同意"), SYSTEM)
    return len(found)


def _remind() -> int:
    soon = timezone.localdate() + timedelta(days=terms().remind_days)
    grants = Grant.objects.filter(ended_at=None, reminded_at=None, until__lte=soon)
    found = list(grants.select_related("request")[:100])
    for grant in found:
        with transaction.atomic():
            grant.reminded_at = timezone.now()
            grant.save(update_fields=["reminded_at"])
            step(grant.request, Step.Kind.REMINDED, SYSTEM, words=f"{grant.until}")
    return len(found)


def _expire() -> int:
    over = Grant.objects.filter(ended_at=None, until__lt=timezone.localdate())
    found = list(over.select_related("request")[:100])
    for grant in found:
        with transaction.atomic():
            _end(grant, Step.Kind.ENDED, SYSTEM, "")
    return len(found)


def _end(grant: Grant, kind: Step.Kind, by: Worker, words: str) -> None:
    if grant.ended_at is not None:
        raise NotNow("授权已终止")
    grant.ended_at = timezone.now()
    grant.save(update_fields=["ended_at"])
    step(grant.request, kind, by, words=words)
