"""What the hub counted of a transfer beside what the other side says: field by field, buckets."""

from dataclasses import dataclass
from typing import Any

from yiwang.hub.receipts.handing_in import answers
from yiwang.hub.receipts.models import HandedIn
from yiwang.lake.receipts.receipt import parsed


@dataclass(frozen=True, slots=True)
class Beside:
    """One field on which both sides speak; `same` says whether they agree."""

    field: str
    ours: str
    theirs: str
    same: bool


def fields(handed: HandedIn) -> list[Beside]:
    """Every field that both sides count, those that differ first."""
    written = parsed(handed.line.encode())
    answer = answers(handed.receipt, written)
    theirs = written.taken["statement"]["counted"] if answer else written.content
    ours, told = handed.receipt.content, {}
    for side, content in enumerate((ours, theirs)):
        for name, value in _flat(content).items():
            told.setdefault(name, ["", ""])[side] = value
    rows = [Beside(name, *pair, same=pair[0] == pair[1]) for name, pair in told.items()]
    return sorted(rows, key=lambda row: row.same)


def _flat(content: dict[str, Any]) -> dict[str, str]:
    """What is counted, each figure by its name as differences name it."""
    told = {"rows": str(content["rows"]), "schema": str(content["schema"])}
    for name, figures in content["columns"].items():
        told |= {f"columns.{name}.{what}": _text(value) for what, value in figures.items()}
    return told | {"buckets": str(content["buckets"])}


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def buckets(handed: HandedIn) -> list[int] | None:
    """The buckets that differ, of 256; None where one side did not hand its sums over."""
    written = parsed(handed.line.encode())
    if answers(handed.receipt, written):
        # The receiver's answer holds the digest of its buckets alone.
        return None if "buckets" in handed.differences else []
    if len(written.sums) != len(handed.receipt.sums):
        return None
    pairs = zip(written.sums, handed.receipt.sums, strict=True)
    return [place for place, (one, other) in enumerate(pairs) if one != other]
