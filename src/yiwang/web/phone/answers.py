"""What comes of one item of a phone: done once under its key, and told in a sentence."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.cases import once
from yiwang.kernel.refusals import Conflict
from yiwang.web.phone.done_at import MAY_WAIT, believed
from yiwang.web.phone.item import Item

Answer = dict[str, Any]
DROPPED = "这份内容此前已经送达，后来的改动没有收下，请核对后放弃"


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What came of an item; kept under its key. `page` is where it can be looked at."""

    label: str
    at: str
    by_phone: bool
    number: str = ""
    page: str = ""
    more: Answer = field(default_factory=dict)


def source(item: Item) -> str:
    """Whose keys they are."""
    return f"phone:{item.person}"


def known(item: Item) -> Answer | None:
    """The answer that this item got before. Raises `Conflict` for other content under its key."""
    try:
        found = once.answered(source=source(item), key=item.key, content=item.content)
    except Conflict as refusal:
        raise Conflict(DROPPED) from refusal
    return found if isinstance(found, dict) else None


def done(item: Item, do: Callable[[], Taken]) -> tuple[Answer, bool]:
    """The answer, and whether it was done now (else it is the kept one). Raises what `do` does."""
    try:
        return once.once(
            source=source(item), key=item.key, content=item.content, do=lambda: asdict(do())
        )
    except Conflict as refusal:
        if refusal.details.get("key") != item.key:
            raise
        raise Conflict(DROPPED) from refusal


def moment_of(
    item: Item, *, last: datetime | None = None, may_wait: timedelta = MAY_WAIT
) -> tuple[datetime, bool]:
    """When it was done, and whether by the clock of the phone."""
    now = timezone.now()
    at = believed(item.done_at, sent_at=item.sent_at, now=now, last=last, may_wait=may_wait)
    return at or now, at is not None


def sentence(answer: Answer) -> str:
    """What was done, and to what."""
    label, number = answer["label"], answer["number"]
    if number:
        return _("已{label}：{number}").format(label=_(label), number=number)
    return _("已{label}").format(label=_(label))


def on_time(answer: Answer) -> str:
    """Where the phone's clock was not believed, a sentence that says so; else nothing."""
    if answer["by_phone"]:
        return ""
    at = timezone.localtime(datetime.fromisoformat(answer["at"])).strftime("%m-%d %H:%M")
    return _("手机时间与服务器不符或送达太晚，按服务器时间{at}记录").format(at=at)
