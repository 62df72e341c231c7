"""Takes in what the city's platform sends: each message once, in any order, nothing lost."""

import json
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from yiwang.cases import city
from yiwang.cases.actions import Act, Opening, open_case, perform
from yiwang.cases.belonging import ReporterFacts
from yiwang.cases.once import once
from yiwang.connect.city_platform.models import CityMessage
from yiwang.kernel.refusals import Invalid, Refusal
from yiwang.org.actors import PLATFORM, Worker

SOURCE = "city_platform"
PROCEDURE = "appeals"
LONGEST = 64


def receive(body: bytes) -> tuple[dict[str, Any], bool]:
    """The answer to a message and whether it was new. Raises `Invalid` for one without sense.

    A message that cannot be carried out is kept as a conflict for a person: the city is told
    that we have it, so that it is neither lost nor sent for ever.
    """
    message = _parsed(body)
    key = _text(message, "message_id")
    return once(source=SOURCE, key=key, content=body, do=lambda: _take(key, message))


def _parsed(body: bytes) -> dict[str, Any]:
    try:
        message = json.loads(body)
    except (ValueError, RecursionError):
        raise Invalid("消息不是有效的JSON") from None
    if not isinstance(message, dict) or message.get("kind") not in _HANDLERS:
        raise Invalid("消息没有可识别的kind")
    _text(message, "outer_number")
    return message


def _text(message: dict[str, Any], key: str) -> str:
    value = message.get(key)
    if not isinstance(value, str) or not 0 < len(value.strip()) <= LONGEST:
        raise Invalid("消息缺少{key}", key=key)
    return value.strip()


def _take(key: str, message: dict[str, Any]) -> dict[str, Any]:
    kept = CityMessage(
        key=key,
        kind=message["kind"],
        outer_number=message["outer_number"].strip(),
        payload=message,
        received_at=timezone.now(),
    )
    _carry_out(kept)
    if kept.kind == "forward" and kept.state == CityMessage.State.DONE:
        _carry_out_what_came_early(kept.outer_number)
    return {"received": True, "state": kept.state, "number": kept.case_number}


def _carry_out(kept: CityMessage) -> None:
    try:
        with transaction.atomic():
            kept.case_number = _HANDLERS[kept.kind](kept)
        kept.state, kept.why = CityMessage.State.DONE, ""
    except Refusal as refusal:
        kept.state, kept.why = CityMessage.State.CONFLICT, refusal.message[:300]
    kept.save()


def _carry_out_what_came_early(outer_number: str) -> None:
    """A reminder may overtake the case that it is about."""
    early = CityMessage.objects.filter(
        outer_number=outer_number, state=CityMessage.State.CONFLICT
    ).exclude(kind="forward")
    for message in early.order_by("id"):
        _carry_out(message)


def _forward(kept: CityMessage) -> str:
    message = kept.payload
    existing = city.by_outer_number(kept.outer_number)
    if existing is not None:
        raise Invalid(
            "上级编号“{number}”已有案件{case}", number=kept.outer_number, case=existing.number
        )
    given = {
        key: message[key]
        for key in ("title", "content", "category", "area", "address", "urgency", "outer_due")
        if message.get(key)
    }
    given |= {"channel": "mayor_line", "outer_number": kept.outer_number}
    given.setdefault("title", str(given.get("content", ""))[:40])
    person = ReporterFacts(name=str(message.get("name", "")), phone=str(message.get("phone", "")))
    opening = Opening(
        procedure=PROCEDURE, worker=PLATFORM, given=given, reporter=person, via="platform"
    )
    return open_case(opening).number


def _act(action: str) -> Callable[[CityMessage], str]:
    def carry_out(kept: CityMessage) -> str:
        case = city.by_outer_number(kept.outer_number)
        if case is None:
            raise Invalid("上级编号“{number}”还没有案件", number=kept.outer_number)
        key = "reason" if action == "ask_withdrawal" else "note"
        given = {key: str(kept.payload.get("text", "")) or "市级平台"}
        act = Act(number=case.number, action=action, worker=PLATFORM, given=given, via="platform")
        return perform(act).number

    return carry_out


_HANDLERS: dict[str, Callable[[CityMessage], str]] = {
    "forward": _forward,
    "remind": _act("remind"),
    "withdraw": _act("ask_withdrawal"),
}


def conflicts() -> list[CityMessage]:
    """What waits for a person, the oldest first."""
    return list(CityMessage.objects.filter(state=CityMessage.State.CONFLICT).order_by("id")[:200])


def settle(*, message_id: int, worker: Worker, why: str) -> None:
    """A person has looked at it and says what became of it."""
    if not why.strip():
        raise Invalid("请写明核对结果")
    CityMessage.objects.filter(pk=message_id, state=CityMessage.State.CONFLICT).update(
        state=CityMessage.State.SETTLED, why=why.strip()[:300], settled_by=worker.person_id
    )


def try_again(*, message_id: int) -> None:
    """Carry a conflict out once more, as after a missing area was added."""
    kept = CityMessage.objects.filter(pk=message_id, state=CityMessage.State.CONFLICT).first()
    if kept is not None:
        _carry_out(kept)
