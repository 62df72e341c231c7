"""What a receiver must be able to do, whoever speaks with it, and how it says that it cannot."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

from yiwang.kernel.refusals import Refusal
from yiwang.lake.receipts.tallies import Tally


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is to be sent: the digest of each part, and what all of them add up to."""

    folder: Path
    parts: tuple[str, ...]
    counted: Tally

    def part(self, number: int) -> bytes:
        """The bytes of a part, from 1 on."""
        return (self.folder / f"{number:05}.parquet").read_bytes()


class Later(Refusal):
    """The receiver is busy, or was not reached: the same may be tried again after some seconds."""

    code: ClassVar[str] = "later"

    def __init__(self, template: str, seconds: float = 0, **details: Any) -> None:
        super().__init__(template, **details)
        self.seconds = seconds


class Declined(Refusal):
    """The receiver does not want it; trying again changes nothing."""

    code: ClassVar[str] = "declined"


class Receiver(Protocol):
    """Takes deliveries in parts. Every call may come twice and changes nothing the second time."""

    def begin(self, run: str, resource: str, prepared: Prepared) -> frozenset[int]:
        """Announce a delivery; the numbers of the parts that are there already."""
        ...

    def part(self, run: str, number: int, content: bytes) -> None:
        """Hand over one part, from 1 on."""
        ...

    def commit(self, run: str, receipt: bytes) -> dict[str, Any]:
        """Hand over the receipt; the receiver's answer with what it counted and its signature."""
        ...
