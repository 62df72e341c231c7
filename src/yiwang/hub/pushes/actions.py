"""Every write of pushes: put in the queue, carried part by part, ended, sent again."""

import random
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from yiwang.engine.duties import Duty
from yiwang.hub.pushes import parts, queries
from yiwang.hub.pushes.models import OPEN, Push, State
from yiwang.hub.pushes.receiving import Declined, Later, Prepared, Receiver
from yiwang.hub.receipts import actions as receipts
from yiwang.hub.receipts import own_keys
from yiwang.hub.receipts import queries as evidence
from yiwang.hub.receipts.actions import Handed
from yiwang.hub.receipts.models import Receipt
from yiwang.kernel.refusals import NotAllowed, NotNow, Refusal
from yiwang.org.actors import Worker

# So many versions of one table may wait for one receiver; then it is not given more.
MOST_WAITING = 3
MOST_ATTEMPTS = 8
_FIRST_WAIT = 30.0
_LONGEST_WAIT = 3600.0
# One worker has a push for so long; every part that was sent begins it anew.
_HELD = timedelta(minutes=5)


def enqueue(resource: str, target: str, version: int) -> Push | None:
    """Put a version into the queue, once; None while the receiver is too far behind."""
    found = Push.objects.filter(resource=resource, target=target, version=version).first()
    if found is not None:
        return found
    waiting = Push.objects.filter(resource=resource, target=target, state__in=OPEN).count()
    if waiting >= MOST_WAITING:
        return None
    now = timezone.now()
    return Push.objects.create(
        resource=resource, target=target, version=version, next_at=now, created_at=now
    )


def work(target: str, receiver: Receiver, *, most: int = 20) -> int:
    """Carry what is due, one after another, each resource in the order of its versions.

    Raises `NotNow` while receipts cannot be issued: nothing leaves without evidence.
    """
    evidence.check_evidence()
    done = 0
    for number in queries.due(target)[:most]:
        push = _claimed(number)
        if push is not None:
            _carried(push, receiver)
            done += 1
    return done


@transaction.atomic
def _claimed(number: int) -> Push | None:
    """This push for this worker alone, unless another of its resource is under way."""
    now = timezone.now()
    push = Push.objects.select_for_update().get(pk=number)
    busy = Push.objects.filter(
        resource=push.resource, target=push.target, held_until__gt=now, state=State.SENDING
    )
    if push.state not in OPEN or busy.exists():
        return None
    push.state, push.held_until, push.attempts = State.SENDING, now + _HELD, push.attempts + 1
    push.save()
    return push


def _carried(push: Push, receiver: Receiver) -> None:
    try:
        prepared = parts.prepared(push)
        _hand_over(push, receiver, prepared)
        _commit(push, receiver, prepared)
    except Later as later:
        _again(push, later, later.seconds)
    except Declined as declined:
        _ended(push, State.DEAD, declined)
    except Refusal as refusal:
        _again(push, refusal, 0)


def _hand_over(push: Push, receiver: Receiver, prepared: Prepared) -> None:
    there = receiver.begin(push.run, push.resource, prepared)
    push.parts, push.sent = len(prepared.parts), len(there)
    for number in range(1, push.parts + 1):
        if number in there:
            continue
        receiver.part(push.run, number, prepared.part(number))
        push.sent += 1
        push.held_until = timezone.now() + _HELD
        push.save()


def _commit(push: Push, receiver: Receiver, prepared: Prepared) -> None:
    push.receipt = _receipt(push, prepared)
    push.save()
    taken = receiver.commit(push.run, push.receipt.written.line())
    answer = receipts.answered(push.receipt, taken)
    _ended(push, State.DONE if answer.agreed else State.REFUSED, None)


def _receipt(push: Push, prepared: Prepared) -> Receipt:
    handed = Handed(
        run=push.run,
        resource=push.resource,
        sender=own_keys.code(),
        receiver=push.target,
        version=push.version,
        purpose="上报",
    )
    return receipts.issued(handed, prepared.counted)


def _again(push: Push, refusal: Refusal, seconds: float) -> None:
    """Once more after a while, which doubles and is never the same for two; at last no more."""
    if push.attempts >= MOST_ATTEMPTS:
        _ended(push, State.DEAD, refusal)
        return
    doubled = min(_FIRST_WAIT * 2 ** (push.attempts - 1), _LONGEST_WAIT)
    wait = max(seconds, doubled * random.uniform(0.5, 1.0))  # noqa: S311 - nothing secret
    push.state, push.held_until, push.told = State.WAITING, None, refusal.plain()
    push.next_at = timezone.now() + timedelta(seconds=wait)
    push.save()


def _ended(push: Push, state: State, refusal: Refusal | None) -> None:
    push.state, push.held_until, push.ended_at = state, None, timezone.now()
    push.told = refusal.plain() if refusal else {}
    push.save()
    if state is State.DONE:
        parts.dropped(push)


@transaction.atomic
def again(number: int, by: Worker) -> Push:
    """Send once more what failed too often. Raises `NotAllowed`, `NotNow`."""
    if by.duty is not Duty.DATA_OFFICER:
        raise NotAllowed("上报由数据管理员维护")
    push = Push.objects.select_for_update().get(pk=queries.push(number).pk)
    if push.state != State.DEAD:
        raise NotNow("只有多次失败的上报可以重新发送")
    push.state, push.attempts, push.next_at = State.WAITING, 0, timezone.now()
    push.ended_at = None
    push.save()
    return push
