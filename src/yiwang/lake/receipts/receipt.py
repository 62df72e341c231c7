"""A receipt of one delivery: what was handed over, signed by who sent it and who took it.

A line of a file of receipts is one JSON object:
`content` says what was delivered, `marks` has a short mark of each of its fields, so that an
altered one can be named; `hash` is the digest of both; `sent` is the sender's signature over the
hash; `taken` is what the receiver counted itself, agreed or not, with its signature over the hash
of that statement, which names the receipt's; `sums` are the buckets that the content has the digest
of.
Receipts from one sender to one receiver are numbered from 1, each naming the hash of the former.
"""

from dataclasses import dataclass, replace
from typing import Any

import orjson

from yiwang.kernel.refusals import Invalid
from yiwang.lake.receipts.canonical import canonical, digest, marks
from yiwang.lake.receipts.keys import SigningKey
from yiwang.lake.receipts.tallies import Tally

FORMAT = "yiwang-receipt-1"
# The first receipt of a chain follows nothing.
BEGINNING = ""
# What both sides count, and so must agree in.
COUNTED = ("schema", "shape", "rows", "columns", "buckets")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What is handed over: which rows of which resource, from whom to whom, and why.

    `run` names the delivery, so that the same one is never receipted twice; `version` is that of
    the table; `file` the SHA-256 of a file, where it was one; `at` a moment in ISO 8601.
    """

    run: str
    resource: str
    sender: str
    receiver: str
    at: str
    version: int | None = None
    watermark_from: str = ""
    watermark_to: str = ""
    purpose: str = ""
    grant: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Where a chain stands: the number and hash of its last receipt; 0 and nothing at first."""

    number: int = 0
    hash: str = BEGINNING


@dataclass(frozen=True, slots=True)
class Receipt:
    """One receipt as it stands: `sent` and `taken` are empty until somebody signed."""

    content: dict[str, Any]
    marks: dict[str, str]
    hash: str
    sent: dict[str, Any]
    taken: dict[str, Any]
    sums: tuple[str, ...] = ()

    @property
    def link(self) -> Link:
        """What the next receipt of its chain follows."""
        return Link(int(self.content["number"]), self.hash)

    @property
    def agreed(self) -> bool | None:
        """Whether the receiver counted the same; None while it said nothing."""
        return bool(self.taken["statement"]["agreed"]) if self.taken else None

    def line(self) -> bytes:
        """The receipt as one line of a file, without the end of the line."""
        told: dict[str, Any] = {
            "content": self.content,
            "hash": self.hash,
            "marks": self.marks,
            "sent": self.sent,
            "taken": self.taken,
        }
        return canonical(told | ({"sums": list(self.sums)} if self.sums else {}))


def issue(
    delivery: Delivery,
    counted: Tally,
    after: Link,
    key: SigningKey,
    *,
    algorithm: str = "sha256",
) -> Receipt:
    """The next receipt of a chain, signed by the sender; `algorithm` makes all its digests."""
    told = {name: getattr(delivery, name) for name in Delivery.__dataclass_fields__}
    content = {
        "format": FORMAT,
        "digest": algorithm,
        "number": after.number + 1,
        "previous": after.hash,
        **told,
        **counted.plain(),
    }
    named = marks(content)
    name = digest(algorithm, canonical([content, named]))
    return Receipt(content, named, name, signature(key, name), {}, counted.buckets)


def countersign(receipt: Receipt, counted: Tally, key: SigningKey, at: str) -> Receipt:
    """The receiver's answer: signed agreement, or a signed refusal that names what differs."""
    ours = counted.plain()
    differing = differences(receipt.content, ours)
    statement = {
        "receipt": receipt.hash,
        "receiver": receipt.content["receiver"],
        "at": at,
        "agreed": not differing,
        "counted": ours,
        "differences": differing,
    }
    named = marks(statement)
    name = digest(receipt.content["digest"], canonical([statement, named]))
    taken = {"statement": statement, "marks": named, "hash": name}
    taken["signature"] = signature(key, name)
    return replace(receipt, taken=taken)


def claim(receipt: Receipt, counted: Tally, key: SigningKey) -> Receipt:
    """The sender's own receipt in the place of one that an agent signed for it."""
    said = receipt.content
    names = Delivery.__dataclass_fields__
    after = Link(int(said["number"]) - 1, said["previous"])
    delivery = Delivery(**{name: said[name] for name in names})
    return issue(delivery, counted, after, key, algorithm=said["digest"])


def counted_in(content: dict[str, Any]) -> dict[str, Any]:
    """What of a receipt both sides count."""
    return {name: content.get(name) for name in COUNTED}


def said_by(receipt: Receipt) -> Tally:
    """What the sender counted, for a receiver that holds the very bytes of the file."""
    told = {name: receipt.content[name] for name in ("schema", "shape", "rows", "columns")}
    return Tally(**told, buckets=receipt.sums)


def differences(said: dict[str, Any], counted: dict[str, Any]) -> list[str]:
    """What two tallies differ in: names as `rows` and `columns.amount.sum`, in their order."""
    return sorted(_differing(counted_in(said), counted, ""))


def _differing(one: Any, two: Any, place: str) -> list[str]:
    if one == two:
        return []
    if isinstance(one, dict) and isinstance(two, dict):
        names = one.keys() | two.keys()
        inner = (_differing(one.get(name), two.get(name), f"{place}.{name}") for name in names)
        return [name for found in inner for name in found]
    return [place.removeprefix(".")]


def signature(key: SigningKey, name: str) -> dict[str, str]:
    """A signature over a digest, with the key and algorithm that made it."""
    return {
        "key": key.public.id,
        "algorithm": key.public.algorithm,
        "value": key.sign(name.encode()),
    }


def parsed(line: bytes) -> Receipt:
    """The receipt of a line; nothing is verified. Raises `Invalid` for what is none."""
    try:
        told = orjson.loads(line)
        sums = tuple(told.get("sums", ()))
        content, named, sent = (dict(told[name]) for name in ("content", "marks", "sent"))
        return Receipt(content, named, str(told["hash"]), sent, dict(told["taken"]), sums)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Invalid("不是一张回执") from error
