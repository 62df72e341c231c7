"""Receipts: what was handed over and by whom it is signed; what is pushed upward, and how far."""

from datetime import datetime, time
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yiwang.engine.duties import Duty
from yiwang.hub.pushes import actions as pushing
from yiwang.hub.pushes import queries as pushes
from yiwang.hub.receipts import own_keys, queries
from yiwang.lake.receipts import keys
from yiwang.lake.receipts.checking import checked
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.ui.ways import HUB, HUB_KEEPERS, HUB_WORK

# Who sees receipts of every unit; a steward's file would not show whole chains of others.
_ALL = tuple(duty for duty in HUB if duty is not Duty.DATA_STEWARD)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 18 else 0


@for_duties(*HUB)
@require_safe
def receipts(request: HttpRequest) -> HttpResponse:
    """The receipts, newest first, with how the last verification ended."""
    given = request.GET
    chosen = {key: given.get(key, "")[:120] for key in ("resource", "state")}
    rows = queries.page(request.worker, before=_whole(given.get("before", "")), **chosen)
    shown = rows[: queries.SIZE]
    return render(
        request,
        "hub/receipts.html",
        {
            "rows": shown,
            "older": _older(rows, shown, chosen),
            "chosen": chosen,
            "check": queries.last_check(),
            "following": queries.following(),
            "all": request.worker.duty in _ALL,
        },
    )


def _older(rows: list[Any], shown: list[Any], chosen: dict[str, str]) -> str:
    """The address of the next page; empty on the last one."""
    if len(rows) == len(shown):
        return ""
    kept = {key: value for key, value in chosen.items() if value}
    return "?" + urlencode(kept | {"before": shown[-1].pk})


@for_duties(*HUB)
@require_safe
def receipt(request: HttpRequest, number: int) -> HttpResponse:
    """One receipt in words, verified at this moment, with its neighbours in the chain."""
    row = queries.receipt(number, request.worker)
    return render(
        request,
        "hub/receipt.html",
        {
            "row": row,
            "content": row.content,
            "columns": row.content["columns"],
            "statement": row.written.taken.get("statement", {}),
            "signers": _signers(row),
            "faults": _faults(row),
            "chain": queries.neighbours(row),
            "works": request.worker.duty in HUB_WORK,
        },
    )


def _faults(row: Any) -> list[dict[str, str]]:
    """What is wrong with it now, in the reader's language."""
    found = checked(1, row.written.line(), own_keys.known()).faults
    return [{"field": one.field, "told": one.says.told(_)} for one in found]


def _signers(row: Any) -> list[dict[str, Any]]:
    """Who signed for whom, with which key."""
    taken = row.written.taken
    signed = [(row.sender, _("发送方"), row.sent, row.content["at"])]
    if taken:
        at = taken["statement"]["at"]
        signed.append((row.receiver, _("接收方"), taken["signature"], at))
    known = own_keys.known()
    return [
        {
            "party": party,
            "role": role,
            "key": signature["key"],
            "algorithm": signature["algorithm"],
            "at": datetime.fromisoformat(at),
            "by": known[signature["key"]].owner if signature["key"] in known else "",
        }
        for party, role, signature, at in signed
    ]


@for_duties(*HUB)
@require_safe
def download(request: HttpRequest, number: int) -> HttpResponse:
    """One receipt as a file of its own, which the command verifies and the receiver signs."""
    row = queries.receipt(number, request.worker)
    answer = HttpResponse(queries.alone(row), content_type="application/x-ndjson")
    answer["Content-Disposition"] = f'attachment; filename="receipt-{row.pk}.jsonl"'
    return answer


@for_duties(*_ALL)
@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The receipts of a time as a file that others can verify."""
    since, until = (_moment(request.GET.get(key, "")) for key in ("since", "until"))
    lines = queries.exported(since, until)
    answer = StreamingHttpResponse(lines, content_type="application/x-ndjson")
    answer["Content-Disposition"] = 'attachment; filename="receipts.jsonl"'
    return answer


def _moment(text: str) -> datetime | None:
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    return timezone.make_aware(datetime.combine(day, time())) if day else None


@for_duties(*HUB)
@require_safe
def public_keys(request: HttpRequest) -> HttpResponse:
    """The public keys of all parties, for whoever verifies a file."""
    content = keys.written(own_keys.known().values())
    answer = HttpResponse(content, content_type="application/json")
    answer["Content-Disposition"] = 'attachment; filename="keys.json"'
    return answer


@for_duties(*HUB)
@require_safe
def pushed(request: HttpRequest) -> HttpResponse:
    """What is on its way upward, what arrived, what waits for a person."""
    given = request.GET
    chosen = {"state": given.get("state", "") if given.get("state") in pushes.STATES else ""}
    states = (chosen["state"],) if chosen["state"] else ()
    rows = pushes.page(before=_whole(given.get("before", "")), states=states)
    shown = rows[: pushes.SIZE]
    return render(
        request,
        "hub/pushes.html",
        {
            "rows": shown,
            "readable": queries.readable((one.receipt_id for one in shown), request.worker),
            "older": _older(rows, shown, chosen),
            "chosen": chosen,
            "states": list(pushes.STATES.items()),
            "configured": bool(settings.CITY_DATA_URL),
            "keeps": request.worker.duty in HUB_KEEPERS,
        },
    )


@for_duties(*HUB_KEEPERS)
@require_POST
def push_again(request: HttpRequest, number: int) -> HttpResponse:
    """Send once more what failed too often."""
    pushing.again(number, request.worker)
    said(request, _("已放回队列，稍后重新发送"))
    return redirect("hub:pushes")
