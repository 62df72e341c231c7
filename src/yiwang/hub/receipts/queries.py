"""Every read of receipts: lists, one of them, files for third parties, whether evidence holds."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Max, Min, Q, QuerySet
from django.utils import timezone

from yiwang.engine.duties import Duty
from yiwang.hub.receipts import own_keys
from yiwang.hub.receipts.models import Answer, Check, Following, HandedIn, Receipt
from yiwang.kernel.refusals import NotFound, NotNow
from yiwang.lake.receipts.covers import Chain, cover
from yiwang.org.actors import Worker
from yiwang.org.models import Unit

SIZE = 50


def receipts(worker: Worker | None = None) -> QuerySet[Receipt]:
    """All receipts, the newest first; a steward sees those of their own unit."""
    rows = Receipt.objects.select_related("answer")
    if worker is not None and worker.duty is Duty.DATA_STEWARD:
        code = Unit.objects.filter(pk=worker.unit_id).values("code")[:1]
        rows = rows.filter(Q(sender__in=code) | Q(receiver__in=code))
    return rows


def page(worker: Worker, *, before: int = 0, resource: str = "", state: str = "") -> list[Receipt]:
    """One page, the newest first; `before` is the last id of the page before."""
    rows = receipts(worker)
    if before:
        rows = rows.filter(pk__lt=before)
    if resource:
        rows = rows.filter(resource=resource)
    if state:
        rows = rows.filter(**_STATES.get(state, {}))
    return list(rows.defer("sums", "content", "marks")[: SIZE + 1])


_STATES: dict[str, dict[str, bool]] = {
    "agreed": {"answer__agreed": True},
    "refused": {"answer__agreed": False},
    "waiting": {"answer__isnull": True},
}


def receipt(number: int, worker: Worker | None = None) -> Receipt:
    """One receipt. Raises `NotFound`, also for one that is not this person's."""
    found = receipts(worker).filter(pk=number).first()
    if found is None:
        raise NotFound("没有这张回执")
    return found


def code_of(unit_id: int | None) -> str:
    """What a unit is called in receipts. Raises `NotFound`."""
    code = Unit.objects.filter(pk=unit_id).values_list("code", flat=True).first()
    if code is None:
        raise NotFound("没有这个单位")
    return str(code)


def handed_in(worker: Worker) -> list[HandedIn]:
    """What parties handed in, the newest first; a steward sees what is of their own unit."""
    mine = receipts(worker).values("pk")
    rows = HandedIn.objects.select_related("receipt").filter(receipt__in=mine)
    return list(rows.defer("line", "receipt__sums", "receipt__marks")[:SIZE])


def one_handed_in(number: int, worker: Worker) -> HandedIn:
    """One of them. Raises `NotFound`, also for one that is not this person's."""
    found = HandedIn.objects.filter(pk=number, receipt__in=receipts(worker).values("pk")).first()
    if found is None:
        raise NotFound("没有这张交来的回执")
    return found


def of_grant(number: int, receiver: str, worker: Worker | None = None) -> list[Receipt]:
    """The receipts of files that a grant gave to a unit, the newest first; at most fifty."""
    rows = receipts(worker).filter(receiver=receiver)
    rows = rows.filter(sender=own_keys.code(), content__grant=str(number))
    return list(rows.defer("sums", "marks")[:SIZE])


def readable(numbers: Iterable[int | None], worker: Worker) -> set[int]:
    """Which of these receipts this person may open."""
    wanted = [one for one in numbers if one is not None]
    return set(receipts(worker).filter(pk__in=wanted).values_list("pk", flat=True))


def neighbours(row: Receipt) -> list[Receipt]:
    """The receipts around one in its chain, in their order."""
    near = (row.number - 2, row.number + 2)
    rows = Receipt.objects.select_related("answer").filter(number__range=near)
    return list(rows.filter(sender=row.sender, receiver=row.receiver).order_by("number"))


def last_check() -> Check | None:
    """The newest verification of all receipts."""
    return Check.objects.first()


def exported(
    since: datetime | None = None, until: datetime | None = None, worker: Worker | None = None
) -> Iterator[bytes]:
    """A file of receipts of a time, line by line, with its signed cover: for third parties.

    What is issued or answered while it is written is not in it.
    """
    last = Receipt.objects.first()
    rows = receipts(worker).filter(pk__lte=last.pk if last else 0)
    rows = rows.filter(**{"at__gte": since} if since else {}, **{"at__lt": until} if until else {})
    yield from _file(rows)


def alone(row: Receipt) -> bytes:
    """One receipt with its buckets as a file of its own, to be verified and signed elsewhere."""
    return b"".join(_file(Receipt.objects.select_related("answer").filter(pk=row.pk), sums=True))


def _file(rows: QuerySet[Receipt], *, sums: bool = False) -> Iterator[bytes]:
    answer = Answer.objects.order_by("-pk").first()
    newest = answer.pk if answer else 0
    public = list(own_keys.known().values())
    at, key = own_keys.stamp(timezone.now()), own_keys.own()
    yield cover(_chains(rows, newest), public, key, at=at, by=own_keys.code()) + b"\n"
    ordered = rows.order_by("sender", "receiver", "number")
    ordered = ordered if sums else ordered.defer("sums")
    for row in ordered.iterator(1000):
        yield row.known(newest).line() + b"\n"


def _chains(rows: QuerySet[Receipt], newest: int) -> list[Chain]:
    ends = rows.order_by("sender", "receiver").values("sender", "receiver")
    found = ends.annotate(first=Min("number"), last=Max("number"))
    return [_chain(rows, newest, one) for one in found]


def _chain(rows: QuerySet[Receipt], newest: int, one: dict[str, Any]) -> Chain:
    own = rows.filter(sender=one["sender"], receiver=one["receiver"]).order_by("number")
    first, last = own.get(number=one["first"]), own.get(number=one["last"])
    waiting = own.filter(Q(answer=None) | Q(answer__pk__gt=newest))
    return Chain(
        one["sender"],
        one["receiver"],
        first.number,
        first.content["previous"],
        last.number,
        last.hash,
        list(waiting.values_list("number", flat=True)),
    )


def following() -> Following:
    """How far receipts follow the runs of feeds."""
    return Following.objects.get_or_create(pk=1)[0]


def check_evidence(now: datetime | None = None) -> None:
    """Raises `NotNow` when receipts could not be issued for longer than is allowed.

    Transfers stop then, rather than go on without evidence, as X-Road does after
    `acceptable-timestamp-failure-period`.
    """
    row = Following.objects.filter(pk=1).first()
    most = timedelta(seconds=settings.RECEIPT_FAILURE_SECONDS)
    if row and row.failing_since and (now or timezone.now()) - row.failing_since > most:
        reason = row.told.get("reason", "")
        raise NotNow("回执开不出来，数据传输已暂停：{reason}", reason=reason)
