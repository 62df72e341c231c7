"""What an action does besides moving the case: a closed list of declared effects."""

from dataclasses import dataclass
from enum import StrEnum


class AssignmentStatus(StrEnum):
    """Where a unit's assignment (派单) stands."""

    SENT = "sent"
    SIGNED = "signed"
    DRAFTED = "drafted"
    PASSED = "passed"
    REPLIED = "replied"
    RETURNED = "returned"
    RECALLED = "recalled"

    @property
    def label(self) -> str:
        """The Chinese word on screen."""
        return STATUS_LABELS[self]


STATUS_LABELS = {
    AssignmentStatus.SENT: "待签收",
    AssignmentStatus.SIGNED: "办理中",
    AssignmentStatus.DRAFTED: "答复待审",
    AssignmentStatus.PASSED: "已转下级",
    AssignmentStatus.REPLIED: "已答复",
    AssignmentStatus.RETURNED: "已退回",
    AssignmentStatus.RECALLED: "已收回",
}
# Statuses in which the unit still owes something.
ACTIVE = frozenset(
    {
        AssignmentStatus.SENT,
        AssignmentStatus.SIGNED,
        AssignmentStatus.DRAFTED,
        AssignmentStatus.PASSED,
    }
)


class Role(StrEnum):
    """主办 or 协办."""

    LEAD = "lead"
    JOINT = "joint"

    @property
    def label(self) -> str:
        """The Chinese word on screen."""
        return "主办" if self is Role.LEAD else "协办"


class RequestKind(StrEnum):
    """What a unit or a citizen may ask for and somebody else decides."""

    RETURN = "return"
    OBJECTION = "objection"
    EXTENSION = "extension"
    POSTPONEMENT = "postponement"
    SUSPENSION = "suspension"
    WITHDRAWAL = "withdrawal"

    @property
    def label(self) -> str:
        """The Chinese word on screen."""
        return REQUEST_LABELS[self]


REQUEST_LABELS = {
    RequestKind.RETURN: "退单",
    RequestKind.OBJECTION: "异议",
    RequestKind.EXTENSION: "延期",
    RequestKind.POSTPONEMENT: "缓办",
    RequestKind.SUSPENSION: "挂账",
    RequestKind.WITHDRAWAL: "撤销",
}


@dataclass(frozen=True)
class Record:
    """Copies what was given into the facts of the case."""

    keys: tuple[str, ...]


@dataclass(frozen=True)
class Assign:
    """Makes units responsible: the unit of need `lead` as 主办, those of `joint` as 协办."""

    lead: str = ""
    joint: str = ""
    designated: bool = False
    # Takes back what other units still held: 改派.
    recalls: bool = False
    # Only a community or village may be named: 一单直达.
    community_only: bool = False
    # Nobody is named: the actor's own unit takes the lead, or the one directly above it.
    own: bool = False
    above: bool = False
    # How far a unit is at once that takes a matter on by itself.
    begins: AssignmentStatus = AssignmentStatus.SENT


@dataclass(frozen=True)
class PassDown:
    """The unit hands its assignment to a unit of its own subtree and waits for its answer."""

    unit: str


@dataclass(frozen=True)
class MoveAssignment:
    """Moves the unit's own assignment to another status."""

    to: AssignmentStatus


@dataclass(frozen=True)
class SendBack:
    """Units that had answered must act again: 返工; given as the status they come back to."""

    to: AssignmentStatus = AssignmentStatus.SENT


@dataclass(frozen=True)
class Ask:
    """Opens a request that somebody else decides; the unit must not ask twice at a time."""

    kind: RequestKind


@dataclass(frozen=True)
class Settle:
    """Decides the open request of this kind."""

    kind: RequestKind
    granted: bool
    # How many others must have endorsed it before: the chain of approval.
    endorsed: int = 0


@dataclass(frozen=True)
class Endorse:
    """Supports the open request of this kind on its way to whoever decides it."""

    kind: RequestKind


@dataclass(frozen=True)
class Extend:
    """Moves the deadlines of these limits by the amount given under `amount`."""

    limits: tuple[str, ...]
    amount: str


@dataclass(frozen=True)
class Stage:
    """Ends some limits of the case and begins others: the next stage of one handling."""

    ends: tuple[str, ...]
    begins: tuple[str, ...] = ()


@dataclass(frozen=True)
class Relimit:
    """Measures these running limits anew from their own start, under what was recorded now."""

    limits: tuple[str, ...]


Effect = (
    Record
    | Assign
    | PassDown
    | MoveAssignment
    | SendBack
    | Ask
    | Endorse
    | Settle
    | Extend
    | Stage
    | Relimit
)


def statuses_after(effect: Effect) -> tuple[AssignmentStatus, ...]:
    """The statuses that assignments may come to by this effect."""
    match effect:
        case Assign():
            return (effect.begins,)
        case PassDown():
            return (AssignmentStatus.SENT,)
        case MoveAssignment():
            return (effect.to, AssignmentStatus.SIGNED)
        case SendBack():
            return (effect.to,)
        case Settle(kind=RequestKind.RETURN):
            return (AssignmentStatus.SIGNED,)
    return ()
