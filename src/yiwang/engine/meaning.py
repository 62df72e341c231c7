"""What each action of a procedure means for the measures: from its effects, or as it is named."""

from collections.abc import Iterator
from enum import StrEnum

from yiwang.engine.effects import (
    Ask,
    Assign,
    Effect,
    PassDown,
    Record,
    RequestKind,
    SendBack,
    Settle,
)
from yiwang.engine.language import Action, Part, Procedure


class Meaning(StrEnum):
    """What an act counts as, alike in all procedures; one act may count as several."""

    REPORTED = "reported"
    ESTABLISHED = "established"
    FOUND_TRUE = "found_true"
    FOUND_FALSE = "found_false"
    FIXED = "fixed"
    DISPATCHED = "dispatched"
    PASSED_DOWN = "passed_down"
    WHISTLED = "whistled"
    REPORTED_IN = "reported_in"
    CONTACTED = "contacted"
    RETURN_ASKED = "return_asked"
    RETURNED = "returned"
    RETURN_REFUSED = "return_refused"
    EXTENSION_ASKED = "extension_asked"
    EXTENDED = "extended"
    EXTENSION_REFUSED = "extension_refused"
    SUSPENDED = "suspended"
    POSTPONED = "postponed"
    OBJECTED = "objected"
    REWORK = "rework"
    CALLED = "called"
    REACHED = "reached"
    RATED = "rated"
    EVALUATED = "evaluated"
    REOPENED = "reopened"
    URGED = "urged"
    REMINDED = "reminded"
    INSTRUCTED = "instructed"
    JOINED = "joined"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    VOIDED = "voided"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return LABELS[self]


LABELS = {
    Meaning.REPORTED: "上报登记",
    Meaning.ESTABLISHED: "立案",
    Meaning.FOUND_TRUE: "核实属实",
    Meaning.FOUND_FALSE: "核实不属实",
    Meaning.FIXED: "自行处置",
    Meaning.DISPATCHED: "派遣",
    Meaning.PASSED_DOWN: "转下级",
    Meaning.WHISTLED: "吹哨",
    Meaning.REPORTED_IN: "报到",
    Meaning.CONTACTED: "联系诉求人",
    Meaning.RETURN_ASKED: "申请退单",
    Meaning.RETURNED: "同意退单",
    Meaning.RETURN_REFUSED: "驳回退单",
    Meaning.EXTENSION_ASKED: "申请延期",
    Meaning.EXTENDED: "同意延期",
    Meaning.EXTENSION_REFUSED: "不同意延期",
    Meaning.SUSPENDED: "同意挂账",
    Meaning.POSTPONED: "同意缓办",
    Meaning.OBJECTED: "提出异议",
    Meaning.REWORK: "返工",
    Meaning.CALLED: "回访",
    Meaning.REACHED: "有效回访",
    Meaning.RATED: "群众评价",
    Meaning.EVALUATED: "综合评价",
    Meaning.REOPENED: "重办",
    Meaning.URGED: "督办",
    Meaning.REMINDED: "催办",
    Meaning.INSTRUCTED: "领导批示",
    Meaning.JOINED: "并入诉求",
    Meaning.MERGED: "并单",
    Meaning.WITHDRAWN: "撤销",
    Meaning.DECLINED: "不予受理",
    Meaning.VOIDED: "作废",
}
_ASKED = {
    RequestKind.RETURN: Meaning.RETURN_ASKED,
    RequestKind.EXTENSION: Meaning.EXTENSION_ASKED,
    RequestKind.OBJECTION: Meaning.OBJECTED,
}
_SETTLED = {
    (RequestKind.RETURN, True): Meaning.RETURNED,
    (RequestKind.RETURN, False): Meaning.RETURN_REFUSED,
    (RequestKind.EXTENSION, True): Meaning.EXTENDED,
    (RequestKind.EXTENSION, False): Meaning.EXTENSION_REFUSED,
    (RequestKind.SUSPENSION, True): Meaning.SUSPENDED,
    (RequestKind.POSTPONEMENT, True): Meaning.POSTPONED,
    (RequestKind.WITHDRAWAL, True): Meaning.WITHDRAWN,
}


# By version: hashing a whole declaration for every case would cost more than reckoning it.
_KNOWN: dict[str, dict[str, tuple[Meaning, ...]]] = {}


def meanings(procedure: Procedure) -> dict[str, tuple[Meaning, ...]]:
    """What each action counts as, by its key; in the order of the closed list."""
    found = _KNOWN.get(procedure.version)
    if found is None:
        actions = procedure.action_by_key
        found = {key: _ordered(procedure, action) for key, action in actions.items()}
        _KNOWN[procedure.version] = found
    return found


def _ordered(procedure: Procedure, action: Action) -> tuple[Meaning, ...]:
    found = {*_of_action(procedure, action), *_named(procedure, action.key)}
    return tuple(meaning for meaning in Meaning if meaning in found)


def _named(procedure: Procedure, key: str) -> Iterator[Meaning]:
    for name in procedure.counts.meanings():
        if key in getattr(procedure.counts, name):
            yield Meaning(name)


def _of_action(procedure: Procedure, action: Action) -> Iterator[Meaning]:
    if action.key == procedure.opening.key:
        yield Meaning.REPORTED
    ends = [state.final for state in action.at]
    if any(ends) and action.to is not None and not action.to.final:
        yield Meaning.REOPENED
    for effect in action.does:
        yield from _of_effect(effect)
        if isinstance(effect, SendBack) and action.part is Part.CHECKS and not any(ends):
            yield Meaning.REWORK


def _of_effect(effect: Effect) -> Iterator[Meaning]:
    match effect:
        case Assign() if effect.lead:
            yield Meaning.DISPATCHED
        case PassDown():
            yield Meaning.PASSED_DOWN
        case Record() if "main_case" in effect.keys:
            yield Meaning.MERGED
        case Ask() if effect.kind in _ASKED:
            yield _ASKED[effect.kind]
        case Settle() if (effect.kind, effect.granted) in _SETTLED:
            yield _SETTLED[effect.kind, effect.granted]
