"""Where a case stands: what its events add up to. Moments are whole epoch seconds."""

from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

from yiwang.engine.duties import Duty
from yiwang.engine.effects import ACTIVE, AssignmentStatus, RequestKind, Role

# The fact that nobody hands in: it is found out by the place, and kept.
GRID = "grid"


@dataclass(slots=True)
class ClockStanding:
    """One running, paused or ended clock; `budget` and `used` are seconds of running time."""

    limit: str
    scope: str
    subject: int
    round: int
    started_at: int
    amount: int
    unit: str
    edition: int
    notice: int
    budget: int
    used: int = 0
    running_since: int | None = None
    due_at: int | None = None
    ended_at: int | None = None
    # Ended by something other than being met: it counts for nobody.
    dropped: bool = False
    # When it was first overrun although a later change gave more time.
    late_since: int | None = None

    @property
    def open(self) -> bool:
        """Whether it still runs or is paused."""
        return self.ended_at is None

    def late(self, now: int) -> bool:
        """Whether it was, or by `now` is, overrun."""
        if self.late_since is not None:
            return True
        moment = self.ended_at if self.ended_at is not None else now
        return not self.dropped and self.due_at is not None and moment > self.due_at


@dataclass(slots=True)
class AssignmentStanding:
    """A unit's duty to act on the case."""

    no: int
    unit: int
    path: str
    role: str
    parent: int
    status: str
    designated: bool
    sent_at: int
    signed_at: int | None = None
    replied_at: int | None = None

    @property
    def active(self) -> bool:
        """Whether the unit still owes something."""
        return self.status in ACTIVE


@dataclass(slots=True)
class RequestStanding:
    """Something asked with a reason that another decides."""

    no: int
    kind: str
    assignment: int
    asked_by: int | None
    asked_unit: int | None
    asked_at: int
    event: int
    settled_at: int | None = None
    granted: bool | None = None
    settled_by: int | None = None
    # Who supported it on its way, in order.
    endorsed_by: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Standing:
    """The whole projection of one case."""

    procedure: str
    number: str
    state: str = ""
    seq: int = 0
    opened_at: int = 0
    entered_at: int = 0
    closed_at: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    assignments: list[AssignmentStanding] = field(default_factory=list)
    requests: list[RequestStanding] = field(default_factory=list)
    clocks: list[ClockStanding] = field(default_factory=list)
    # Who took part on each side of the separation of duties.
    handled_by: list[int] = field(default_factory=list)
    checked_by: list[int] = field(default_factory=list)
    last: list[Any] = field(default_factory=list)
    hash: str = ""

    def assignment(self, no: int) -> AssignmentStanding | None:
        """The assignment of this number."""
        return self.assignments[no - 1] if 0 < no <= len(self.assignments) else None

    def request(self, no: int) -> RequestStanding | None:
        """The request of this number."""
        return self.requests[no - 1] if 0 < no <= len(self.requests) else None

    def pending(self, kind: RequestKind) -> list[RequestStanding]:
        """The requests of a kind that nobody has decided yet."""
        return [r for r in self.requests if r.kind == kind and r.settled_at is None]

    def assignments_of(self, unit: int) -> list[AssignmentStanding]:
        """What a unit holds or held, the latest first."""
        return [a for a in reversed(self.assignments) if a.unit == unit]

    @property
    def lead(self) -> AssignmentStanding | None:
        """The unit in the lead that did not hand the case back, the latest."""
        for item in reversed(self.assignments):
            if item.role == Role.LEAD and not item.parent and item.status not in GIVEN_UP:
                return item
        return None

    @property
    def chain(self) -> set[int]:
        """The units in the handling chain, which can never check this case."""
        return {
            a.unit for a in self.assignments if a.signed_at is not None or a.status not in GIVEN_UP
        }

    def open_clocks(self, scope: str, subject: int) -> list[ClockStanding]:
        """The clocks that still run for the case, an assignment or a request."""
        return [
            c
            for c in self.clocks
            if c.ended_at is None and c.subject == subject and c.scope == scope
        ]

    def clock(self, limit: str, subject: int = 0) -> ClockStanding | None:
        """The latest clock of a limit."""
        for clock in reversed(self.clocks):
            if clock.limit == limit and clock.subject == subject:
                return clock
        return None


GIVEN_UP = frozenset({AssignmentStatus.RETURNED, AssignmentStatus.RECALLED})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person at work in one unit under one duty, perhaps as a deputy."""

    person: int | None
    unit: int | None
    path: str
    duty: Duty
    # The person who is absent and stood in for.
    deputises: int | None = None
    traits: frozenset[str] = frozenset()


class UnitFact(NamedTuple):
    """What the engine must know of a unit that is named in an action."""

    unit: int
    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; never changed (过程记录)."""

    seq: int
    kind: str
    at: int
    person: int | None
    unit: int | None
    duty: str
    deputises: int | None
    source: str
    target: str
    subject: int
    given: dict[str, Any]
    # What was looked up when it was decided, so that replay needs no dial.
    resolved: dict[str, Any]
    version: str


def standing_from(stored: dict[str, Any]) -> Standing:
    """The standing that was stored as JSON."""
    plain = dict(stored)
    plain["assignments"] = [AssignmentStanding(**a) for a in stored["assignments"]]
    plain["requests"] = [RequestStanding(**r) for r in stored["requests"]]
    plain["clocks"] = [ClockStanding(**c) for c in stored["clocks"]]
    return Standing(**plain)


_PARTS = (ClockStanding, AssignmentStanding, RequestStanding)
_NAMES: dict[type, tuple[str, ...]] = {
    kind: tuple(one.name for one in fields(kind)) for kind in (Standing, *_PARTS)
}


def plain_part(part: Any) -> dict[str, Any]:
    """A clock, an assignment or a request as plain values; none holds anything that changes."""
    return {name: getattr(part, name) for name in _NAMES[type(part)]}


def plain(standing: Standing) -> dict[str, Any]:
    """The same as `dataclasses.asdict`, several times faster: this is done at every act."""
    return {name: _plain(getattr(standing, name)) for name in _NAMES[Standing]}


def _plain(value: Any) -> Any:
    if isinstance(value, _PARTS):
        return plain_part(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
