"""Lays out the steps of an old case as a legal walk through today's procedure."""

from typing import Any

from yiwang.cases.doors import CaseHistory, Step
from yiwang.engine.duties import Duty
from yiwang.history.rows import CaseFacts
from yiwang.history.units import SourceUnits

INFERRED = "【时间推定】原文件没有这一环节的时间，记为最近的已知时间"
NO_CALL = "原文件没有回访记录"
_NOTE = {"note": INFERRED}


class Planner:
    """Makes histories for the rows of one file."""

    def __init__(self, procedure: str, units: SourceUnits) -> None:
        self.procedure = procedure
        self.units = units
        self._centre = {
            duty: units.centre(duty)
            for duty in (Duty.OPERATOR, Duty.DISPATCHER, Duty.VERIFIER, Duty.CALLER)
        }

    def history(self, facts: CaseFacts) -> CaseHistory:
        """The whole case: received, dispatched and, where the file says so, answered and closed."""
        steps = self._opening(facts)
        if facts.closed is not None:
            steps += self._closing(facts, facts.closed)
        return CaseHistory(self.procedure, facts.key, facts.line, tuple(steps))

    def _opening(self, facts: CaseFacts) -> list[Step]:
        operator, at = self._centre[Duty.OPERATOR], facts.opened
        handler = self.units.handler(facts.unit)
        lead: dict[str, Any] = {"lead_unit": handler.unit_id, **_NOTE}
        return [
            Step("receive", at, facts.receive, operator),
            Step("accept", at, _NOTE, operator),
            Step("establish", at, {"category": facts.category, **_NOTE}, operator),
            Step("dispatch", at, lead, self._centre[Duty.DISPATCHER]),
        ]

    def _closing(self, facts: CaseFacts, at: int) -> list[Step]:
        """Answered by the unit and closed by the centre: never by the same side."""
        handler = self.units.handler(facts.unit)
        ground = "anonymous" if facts.anonymous else "not_wished"
        word = f"；原系统标志：{facts.flag}" if facts.flag and facts.closed_inferred else ""
        note = f"{INFERRED if facts.closed_inferred else NO_CALL}{word}"
        return [
            Step("sign", facts.opened, _NOTE, handler),
            Step("reply", at, facts.reply, handler),
            Step("verify_pass", at, _NOTE, self._centre[Duty.VERIFIER]),
            Step("close_without_call", at, {"ground": ground, "note": note}, self._caller),
        ]

    @property
    def _caller(self) -> Any:
        return self._centre[Duty.CALLER]
