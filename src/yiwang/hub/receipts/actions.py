"""Every write of receipts: issued, taken in from a unit, answered, verified."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from yiwang.hub.receipts import own_keys, queries
from yiwang.hub.receipts.models import Answer, Check, Receipt
from yiwang.kernel.refusals import Conflict, Invalid
from yiwang.lake.receipts.checking import checked
from yiwang.lake.receipts.receipt import Delivery, Link, countersign, issue, parsed
from yiwang.lake.receipts.receipt import Receipt as Written
from yiwang.lake.receipts.tallies import Tally
from yiwang.lake.receipts.verifying import Verdict, verify

_MOST_FAULTS = 100


@dataclass(frozen=True, kw_only=True)
class Handed:
    """What is handed over, as a receipt names it; `run` is never used twice between two parties."""

    run: str
    resource: str
    sender: str
    receiver: str
    version: int | None = None
    watermark_from: str = ""
    watermark_to: str = ""
    purpose: str = ""
    grant: str = ""
    file: str = ""


def issued(handed: Handed, counted: Tally, *, answered: bool = False) -> Receipt:
    """The receipt of a delivery, signed by the hub for itself or for a unit without a key.

    The same run again gives the same receipt. With `answered` the hub is the receiver and signs
    what it counted as well. Raises `Invalid` where the key cannot be read.
    """
    found = Receipt.objects.filter(
        sender=handed.sender, receiver=handed.receiver, run=handed.run
    ).first()
    if found is not None:
        return found
    key, now = own_keys.own(), timezone.now()
    with transaction.atomic():
        said = Delivery(at=own_keys.stamp(now), **vars(handed))
        link = _link(handed.sender, handed.receiver)
        written = issue(said, counted, link, key, algorithm=settings.RECEIPT_DIGEST)
        row = _kept(written, now)
        if answered:
            _answer(row, countersign(written, counted, key, said.at), now)
    return row


def taken_in(line: bytes, counted: Tally) -> Receipt:
    """A receipt that a unit signed itself: verified, kept, and answered with what we counted.

    Raises `Invalid` with what is wrong in it, `Conflict` where it does not follow the last one.
    """
    written = parsed(line)
    faults = checked(1, line, own_keys.known()).faults
    if faults:
        raise Invalid("回执核验不通过：{says}", says=faults[0].says)
    said = written.content
    if said["receiver"] != own_keys.code() or written.taken:
        raise Invalid("这张回执不是交给本平台、等待回签的")
    link = _link(said["sender"], said["receiver"])
    if (said["number"], said["previous"]) != (link.number + 1, link.hash):
        raise Conflict("上一张回执是第 {number} 号，这一张接不上", number=link.number)
    now = timezone.now()
    with transaction.atomic():
        row = _kept(written, now)
        _answer(row, countersign(written, counted, own_keys.own(), own_keys.stamp(now)), now)
    return row


def answered(receipt: Receipt, taken: dict) -> Answer:
    """Keep the answer of a receiver. Raises `Invalid` where it is not one to this receipt."""
    before = receipt.written
    line = Written(
        before.content, before.marks, before.hash, before.sent, taken, before.sums
    ).line()
    faults = checked(1, line, own_keys.known()).faults
    if faults:
        raise Invalid("对方的回签核验不通过：{says}", says=faults[0].says)
    return _answer(receipt, parsed(line), timezone.now())


def _link(sender: str, receiver: str) -> Link:
    last = Receipt.objects.filter(sender=sender, receiver=receiver).order_by("-number").first()
    return Link(last.number, last.hash) if last else Link()


def _kept(written: Written, now: datetime) -> Receipt:
    said = written.content
    try:
        with transaction.atomic():
            return Receipt.objects.create(
                **{name: said[name] for name in _NAMED},
                hash=written.hash,
                content=said,
                marks=written.marks,
                sent=written.sent,
                sums=list(written.sums),
                at=now,
            )
    except IntegrityError as error:
        raise Conflict("同一批次或编号的回执已由他人开出，请重试") from error


_NAMED = ("sender", "receiver", "number", "resource", "run", "version", "rows")


def _answer(row: Receipt, written: Written, now: datetime) -> Answer:
    told = {"taken": written.taken, "agreed": written.agreed is True, "at": now}
    return Answer.objects.get_or_create(receipt=row, defaults=told)[0]


def verified() -> tuple[Check, Verdict]:
    """Verify every receipt as a third party would, and keep what was found."""
    verdict = verify(queries.exported(), own_keys.known())
    faults = [
        {
            "receipt": one.receipt,
            "field": one.field,
            "reason": str(one.says),
            "template": one.says.template,
            "details": one.says.details,
        }
        for one in verdict.faults[:_MOST_FAULTS]
    ]
    check = Check.objects.create(
        at=timezone.now(),
        receipts=verdict.receipts,
        chains=verdict.chains,
        unanswered=verdict.unanswered,
        faults=faults,
    )
    return check, verdict
