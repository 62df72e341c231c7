"""What a unit hands in itself: its public keys, and its own receipt of a transfer, held to ours."""

from django.db import transaction
from django.utils import timezone

from yiwang.engine.duties import Duty
from yiwang.hub.receipts import actions, own_keys, queries
from yiwang.hub.receipts.models import HandedIn, Key, Receipt
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotAllowed, NotFound, TooLarge
from yiwang.lake.receipts import keys
from yiwang.lake.receipts.checking import checked
from yiwang.lake.receipts.receipt import Receipt as Written
from yiwang.lake.receipts.receipt import counted_in, differences, parsed
from yiwang.org.actors import Worker

MOST_KEY_BYTES = 64 * 1024
MOST_BYTES = 1024**2
_MOST_KEYS = 20


def hand_in_keys(content: bytes, by: Worker) -> list[Key]:
    """Keep the public keys of one's own unit; the same twice is the same.

    Raises `NotAllowed`, `Missing`, `TooLarge`, `Invalid`, `Conflict`.
    """
    party = _party(by)
    _bounded(content, MOST_KEY_BYTES)
    found = list(keys.read(content).values())
    if not 0 < len(found) <= _MOST_KEYS:
        raise Invalid("公钥文件里应有1到{most}个公钥", most=_MOST_KEYS)
    for one in found:
        if one.owner != party and not _keeps(by):
            raise NotAllowed(
                "公钥写的是“{owner}”，只能交来本单位（{own}）的", owner=one.owner, own=party
            )
        if one.owner == own_keys.code() or one.agent:
            raise NotAllowed("这里只接收单位自己的公钥，不接收可代签的公钥")
    with transaction.atomic():
        rows = [own_keys.register(one) for one in found]
        for one, row in zip(found, rows, strict=True):
            if row.owner != one.owner:
                raise Conflict("这个公钥已登记在“{owner}”名下", owner=row.owner)
    return rows


def end_key(key: str, by: Worker) -> Key:
    """From now on nothing signed with it holds; what it signed before stays good."""
    party = _party(by)
    with transaction.atomic():
        row = Key.objects.select_for_update().filter(key=key).first()
        if row is None or row.agent or (row.owner != party and not _keeps(by)):
            raise NotFound("没有这个公钥")
        if row.until is None:
            row.until = timezone.now()
            row.save(update_fields=["until"])
    return row


def hand_in(content: bytes, by: Worker, about: int | None = None) -> HandedIn:
    """Keep a unit's own receipt of a transfer, or its answer to ours, held to what we counted.

    `content` is one line or a file of one receipt with its cover; `about` names our receipt where
    theirs does not tell which it is of. Raises `Missing`, `TooLarge`, `Invalid`, `NotAllowed`,
    `NotFound`.
    """
    party = _party(by)
    _bounded(content, MOST_BYTES)
    line, written = _read(content)
    ours = _ours(written, about, by)
    signer = _signer(written, ours)
    if signer != party and not _keeps(by):
        raise NotAllowed("这张回执是“{owner}”签的，只能交来本单位的", owner=signer)
    faults = checked(1, line, own_keys.known()).faults
    if faults:
        raise Invalid("回执核验不通过：{says}", says=faults[0].says)
    with transaction.atomic():
        if answers(ours, written):
            actions.answered(ours, written.taken)
        wrong = differing(ours, written)
        return HandedIn.objects.create(
            receipt=ours,
            party=signer,
            line=line.decode(),
            agreed=not wrong,
            differences=wrong,
            at=timezone.now(),
            by_id=by.person_id,
            by_name=by.person_name,
        )


def differing(ours: Receipt, theirs: Written) -> list[str]:
    """The fields in which the other side says otherwise than we counted."""
    if answers(ours, theirs):
        return list(theirs.taken["statement"]["differences"])
    other = [] if theirs.content["resource"] == ours.resource else ["resource"]
    return other + differences(ours.content, counted_in(theirs.content))


def answers(ours: Receipt, theirs: Written) -> bool:
    """Whether theirs is the receiver's answer to ours, and no receipt of their own."""
    return theirs.hash == ours.hash and bool(theirs.taken)


def _read(content: bytes) -> tuple[bytes, Written]:
    lines = content.strip().splitlines()
    if len(lines) > 2:
        raise Invalid("一次只交一张回执")
    return lines[-1], parsed(lines[-1])


def _ours(written: Written, about: int | None, by: Worker) -> Receipt:
    """Our receipt of the same transfer: by its hash, by what it is called, or as it was named."""
    rows, said = queries.receipts(by), written.content
    found = rows.filter(hash=written.hash).first()
    if found is None:
        ends = {name: str(said.get(name, "")) for name in ("sender", "receiver", "run")}
        found = rows.filter(**ends).first()
    if found is None and about is not None:
        found = rows.filter(pk=about).first()
    if found is None:
        raise NotFound("没有与这张回执对应的传输；请从那次传输的回执页面交来")
    return found


def _signer(written: Written, ours: Receipt) -> str:
    """Who speaks: the receiver that answers ours, or whoever made a receipt of their own."""
    if answers(ours, written):
        return ours.receiver
    if written.sent == ours.sent:
        raise Invalid("这是本平台开出的回执，还没有贵单位的签名；请回签后再交来")
    return str(written.content["sender"])


def _party(by: Worker) -> str:
    if by.duty not in (Duty.DATA_STEWARD, Duty.DATA_OFFICER):
        raise NotAllowed("公钥和回执由单位的数据专员交来")
    return queries.code_of(by.unit_id)


def _keeps(by: Worker) -> bool:
    return by.duty is Duty.DATA_OFFICER


def _bounded(content: bytes, most: int) -> None:
    if not content.strip():
        raise Missing("请选择文件，或粘贴内容", fields={"file": "请选择文件，或粘贴内容"})
    if len(content) > most:
        raise TooLarge("内容超过{most}KB", most=most // 1024)
