"""What is known of a case as rows of facts; pure, one dictionary a row, by view."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from yiwang.cases.facts import Measured
from yiwang.engine.duties import FIELD, Duty
from yiwang.engine.meaning import Meaning
from yiwang.measure.facts import ACTS, CASES, SHARES, STEPS, View

Row = dict[str, Any]
# The clock on the wall of the district; China keeps one time and no summer time.
WALL = ZoneInfo("Asia/Shanghai")


def wall(at: int | None) -> datetime | None:
    """A moment of the epoch as the district's clock shows it."""
    if at is None:
        return None
    return datetime.fromtimestamp(at, WALL).replace(tzinfo=None)


def rows_of(view: View, case: Measured) -> Iterator[Row]:
    """The rows of one case in a view, each with what it says of its case."""
    about = about_row(case)
    for row in _OWN[view.key](case):
        yield about | row


def about_row(case: Measured) -> Row:
    """What every row says of its case."""
    facts, told = case.facts, case.standing.facts
    return {
        "id": case.id,
        "registered_by": facts.reported.person,
        "procedure": facts.procedure,
        "channel": told.get("channel", ""),
        "category": told.get("category", ""),
        "nature": told.get("nature", ""),
        "urgency": told.get("urgency", ""),
        "area": told.get("area", ""),
        "grid": facts.grid,
        "opened_at": wall(facts.reported.at),
    }


def _case(case: Measured) -> Iterator[Row]:
    yield _where(case) | _many(case) | _when(case) | _whether(case) | _said(case)


def _where(case: Measured) -> Row:
    facts, lead = case.facts, case.standing.lead
    return {
        "number": facts.number,
        "state": facts.state,
        "duty": facts.reported.duty,
        "unit": lead.unit if lead else None,
        "seq": case.standing.seq,
        "people": case.standing.facts.get("people", 1),
        "confidential": bool(case.standing.facts.get("confidential")),
    }


def _many(case: Measured) -> Row:
    many = case.facts.many
    return {
        "joined": many(Meaning.JOINED),
        "extended": many(Meaning.EXTENDED),
        "returns_asked": many(Meaning.RETURN_ASKED),
        "returned": many(Meaning.RETURNED),
        "rework": many(Meaning.REWORK),
        "reopened": many(Meaning.REOPENED),
        "urged": many(Meaning.URGED),
        "reminded": many(Meaning.REMINDED),
        "instructed": many(Meaning.INSTRUCTED),
        "calls": case.facts.calls.many,
        "lates": case.facts.lates,
    }


def _when(case: Measured) -> Row:
    facts = case.facts
    return {
        "established_at": wall(facts.established_at),
        "dispatched_at": wall(facts.dispatched_at),
        "clock_from": wall(facts.clock_from),
        "due_at": wall(facts.due_at),
        "handled_at": wall(facts.handled_at),
        "closed_at": wall(facts.closed_at),
        "ended_at": wall(facts.ended_at),
        "called_at": wall(facts.calls.at),
        "outer_due_at": wall(facts.outer.due_at),
        "response_seconds": facts.spans.response,
        "contact_seconds": facts.spans.contact,
        "dispatch_seconds": facts.spans.dispatch,
        "handle_seconds": facts.spans.handle,
        "close_seconds": facts.spans.close,
    }


def _whether(case: Measured) -> Row:
    facts, many = case.facts, case.facts.many
    return {
        "ended": facts.ended,
        "closed": facts.closed_at is not None,
        "on_time": facts.on_time,
        "outer_late": facts.outer.late,
        "postponed": facts.postponed,
        "paused": facts.paused,
        "contacted": many(Meaning.CONTACTED) > 0,
        "fixed": many(Meaning.FIXED) > 0,
        "missed": facts.missed,
        "found_true": facts.found_true,
        "from_street": Duty(facts.reported.duty) in FIELD,
        "merged": many(Meaning.MERGED) > 0,
        "declined": many(Meaning.DECLINED) > 0,
        "withdrawn": many(Meaning.WITHDRAWN) > 0,
        "voided": many(Meaning.VOIDED) > 0,
    }


def _said(case: Measured) -> Row:
    calls = case.facts.calls
    return {
        "reached": calls.reached,
        "satisfied": calls.answer.satisfied,
        "solved": calls.answer.solved,
        "satisfaction": calls.answer.satisfaction,
        "solution": calls.answer.solution,
        "rated": calls.rated,
        "rated_satisfied": calls.rating.satisfied,
        "rated_solved": calls.rating.solved,
    }


def _shares(case: Measured) -> Iterator[Row]:
    for share in case.facts.shares:
        sent, signed, replied = share.sent_at, share.signed_at, share.replied_at
        yield {
            "no": share.no,
            "unit": share.unit,
            "parent": share.parent,
            "rework": share.rework,
            "returns_asked": share.returns_asked,
            "sign_seconds": None if signed is None else signed - sent,
            "handle_seconds": None if replied is None else replied - sent,
            "sent_at": wall(sent),
            "sign_due_at": wall(share.sign.due_at),
            "signed_at": wall(signed),
            "handle_due_at": wall(share.handle.due_at),
            "replied_at": wall(replied),
            "lead": share.lead,
            "given_up": share.given_up,
            "returned": share.returned,
            "designated": share.designated,
            "sign_late": share.sign.late,
            "handle_late": share.handle.late,
        }


def _steps(case: Measured) -> Iterator[Row]:
    for step in case.facts.steps:
        yield {
            "step": step.what,
            "duty": step.duty,
            "round": step.round,
            "person": step.person,
            "unit": step.unit,
            "due_at": wall(step.due_at),
            "done_at": wall(step.at),
            "late": step.late,
        }


def _acts(case: Measured) -> Iterator[Row]:
    for act in case.facts.acts:
        yield {
            "seq": act.seq,
            "person": act.person,
            "unit": act.unit,
            "what": act.what.value,
            "action": act.action,
            "duty": act.duty,
            "done_at": wall(act.at),
            "late": act.late,
            "accurate": act.accurate,
        }


_OWN = {CASES.key: _case, SHARES.key: _shares, STEPS.key: _steps, ACTS.key: _acts}
VIEWS = (CASES, SHARES, STEPS, ACTS)
