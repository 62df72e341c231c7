"""Made-up receipts between made-up units, signed by keys made for the test."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from yiwang.lake.receipts import keys
from yiwang.lake.receipts.covers import chained, cover
from yiwang.lake.receipts.keys import PublicKey, SigningKey
from yiwang.lake.receipts.receipt import Delivery, Link, Receipt, countersign, issue
from yiwang.lake.receipts.tallies import Tally

AT = "2026-03-01T08:00:00+08:00"
COUNTED = Tally(
    "0123456789abcdef",
    {
        "fields": [["code", "text", "plain", True], ["amount", "decimal", "plain", False]],
        "keys": ["code"],
    },
    3,
    {
        "code": {"nulls": 0},
        "amount": {"nulls": 1, "sum": "12.5000", "least": "1.0000", "most": "11.5000"},
    },
    tuple(f"{which:024x}" for which in range(256)),
)


def key(folder: Path, owner: str, *, agent: bool = False) -> SigningKey:
    """A key of a party, in a file of its own."""
    return keys.made(folder / f"{owner}.pem", owner, agent=agent)


def delivery(number: int, sender: str = "U01", receiver: str = "HUB") -> Delivery:
    """One delivery of a made-up resource."""
    return Delivery(
        run=f"run-{sender}-{number}",
        resource="shops",
        sender=sender,
        receiver=receiver,
        at=AT,
        version=number,
        watermark_to=f"{number}",
        purpose="核对门店",
    )


def chain(count: int, sent: SigningKey, taken: SigningKey, *, sums: bool = False) -> list[Receipt]:
    """Receipts in a chain, all of them agreed."""
    link, made = Link(), []
    counted = COUNTED if sums else replace(COUNTED)
    for number in range(1, count + 1):
        said = delivery(number, sent.public.owner, taken.public.owner)
        receipt = countersign(issue(said, counted, link, sent), counted, taken, AT)
        link = receipt.link
        made.append(receipt if sums else replace(receipt, sums=()))
    return made


def lines(receipts: Sequence[Receipt], by: SigningKey, public: Sequence[PublicKey]) -> list[bytes]:
    """A file of them: cover first."""
    head = cover(chained(receipts), public, by, at=AT, by=by.public.owner)
    return [one + b"\n" for one in (head, *(receipt.line() for receipt in receipts))]
