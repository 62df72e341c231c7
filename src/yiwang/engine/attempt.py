"""What somebody tries to do, and what the engine may look up to decide it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from yiwang.engine.language import TimeLimit
from yiwang.engine.standing import Actor, UnitFact


class Rules(Protocol):
    """What the engine looks up: the dials of the day and the register of units."""

    edition: int

    def limit(
        self, limit: TimeLimit, facts: Mapping[str, Any], unit: int | None
    ) -> tuple[int, str, int] | None:
        """Amount, unit of time and number of the notice under which a limit now runs.

        None for an optional limit of which no notice speaks.
        """

    def unit(self, unit: int) -> UnitFact | None:
        """A unit at work, or None when there is no such unit."""

    def grid(self, point: Sequence[float] | None, area: str, at: int) -> str:
        """The code of the grid that a place lay in on the day of a moment; empty for none."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody tries to do; `subject` is an assignment's or a request's number."""

    action: str
    actor: Actor
    at: int
    given: Mapping[str, Any]
    subject: int = 0
    # The last event that the person had seen; 0: not said.
    seen: int = 0
