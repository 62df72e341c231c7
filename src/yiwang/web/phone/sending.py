"""Takes one queued item of a phone, once and only once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from yiwang.engine.duties import FIELD
from yiwang.kernel.refusals import Invalid, NotAllowed, Refusal
from yiwang.org import queries as org
from yiwang.org.actors import Worker
from yiwang.web.phone import acting, answers, bounds, patrolling, visiting
from yiwang.web.phone import item as items
from yiwang.web.phone.answers import Answer
from yiwang.web.phone.item import Item
from yiwang.web.refusals import faults, last_act, sentence

# What the phone must not take for a refusal of the item: it waits for its own person.
SIGNED_OUT, NOT_YOURS = "signed_out", "not_yours"


@dataclass(frozen=True)
class Kind:
    """How an item of a kind is done, and what is said of it then."""

    take: Callable[[Item, Worker, HttpRequest], tuple[Answer, bool]]
    sentence: Callable[[Answer], str] = answers.sentence


KINDS = {
    "": Kind(acting.take),
    "visit": Kind(visiting.take),
    "log_in": Kind(patrolling.log_in, patrolling.duty_sentence),
    "log_out": Kind(patrolling.log_out, patrolling.duty_sentence),
    "track": Kind(patrolling.track, patrolling.track_sentence),
}


# The secret of forms is looked for only once the bounds stand: to find it, the form is read.
@csrf_exempt
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """Do what one item says; a repeat of it gets the first answer and does nothing."""
    if not request.user.is_authenticated:
        return _told(_("登录已过期，重新登录后会继续发送"), SIGNED_OUT, 401)
    try:
        bounds.bound(request)
        return _with_secret(request)
    except Refusal as refusal:
        details = {"last": last_act(refusal), "fields": faults(refusal)}
        return _told(sentence(refusal), refusal.code, refusal.status, **details)


@csrf_protect
def _with_secret(request: HttpRequest) -> HttpResponse:
    item = items.read(request)
    if item.person != request.user.pk:
        return _told(_("这份内容是另一位同事填写的，须由本人登录后发送"), NOT_YOURS, 403)
    kind = KINDS.get(item.kind)
    if kind is None:
        raise Invalid("这份内容无法读取，请重新填写")
    worker, answer = _worker(item), answers.known(item)
    new = answer is None
    if answer is None:
        answer, new = kind.take(item, worker, request)
    told = "。".join(filter(None, (kind.sentence(answer), answers.on_time(answer))))
    return JsonResponse(answer | {"sentence": told}, status=201 if new else 200)


def _told(sentence: str, code: str, status: int, **more: Any) -> JsonResponse:
    return JsonResponse({"sentence": sentence, "code": code} | more, status=status)


def _worker(item: Item) -> Worker:
    """At the post in which it was written, even when the person works in another one now."""
    worker = org.worker_of(item.post, item.person)
    if worker.duty not in FIELD:
        allowed = "、".join(duty.label for duty in sorted(FIELD))
        raise NotAllowed("手机上报供{allowed}使用", allowed=allowed)
    return worker
