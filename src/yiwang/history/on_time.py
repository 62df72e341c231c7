"""Compares what our clocks say of a case with the other system's own flag, row by row."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from yiwang.cases.doors import Written
from yiwang.history.mapping import Flag
from yiwang.history.rows import CaseFacts

ON_TIME, OVERDUE = "on_time", "overdue"
NO_FLAG = "原文件这一行没有按期标志"
NO_CLOSING_TIME = "原文件没有办结时间，按期与否只有原系统的说法，无从计算"
NO_LIMIT = "原文件没有时限"
NO_AS_OF = "未办结，且原文件没有截至时间"
BROKEN_OFF = "未办结，且导入中途停止，没有读到文件的截至时间"
NOT_WRITTEN = "此前已导入或未能导入，本次不比较"
OTHER = "按原文件的时间计算，结果与其标志不同"
CLOCK = "outer"


@dataclass
class Comparison:
    """Takes the flags of the rows and the clocks of the cases; tells what agrees."""

    flag: Flag
    compared: int = 0
    attested: Counter[str] = field(default_factory=Counter)
    undecidable: Counter[str] = field(default_factory=Counter)
    differences: list[dict[str, Any]] = field(default_factory=list)
    # Rows for which we have a result and the file has none.
    unflagged: list[dict[str, Any]] = field(default_factory=list)
    _waiting: dict[int, tuple[str, bool]] = field(default_factory=dict)
    _open: list[tuple[int, str, int]] = field(default_factory=list)

    def expect(self, facts: CaseFacts) -> None:
        """Remember the flag of a row until its case is written."""
        self._waiting[facts.line] = (facts.flag, facts.closed_inferred)

    def written(self, case: Written) -> None:
        """Compare a case that was written; an open one waits for the time of the file."""
        flag, inferred = self._waiting.pop(case.line)
        theirs = self._theirs(flag)
        if inferred:
            self.undecidable[NO_CLOSING_TIME if theirs else NO_FLAG] += 1
            self.attested.update([theirs] if theirs else [])
            return
        clock = case.standing.clock(CLOCK)
        if clock is None or clock.due_at is None:
            self._settle(case.line, self.flag.without_limit, theirs, NO_LIMIT)
        elif case.standing.closed_at is None:
            self._open.append((case.line, theirs, clock.due_at))
        else:
            late = clock.late(case.standing.closed_at)
            self._settle(case.line, OVERDUE if late else ON_TIME, theirs, "")

    def finish(self, as_of: int | None, without: str = NO_AS_OF) -> None:
        """Judge open cases at the time of the file; `without` says why it has none."""
        for line, theirs, due_at in self._open:
            ours = "" if as_of is None else OVERDUE if as_of > due_at else ON_TIME
            self._settle(line, ours, theirs, without)
        self._open.clear()
        if self._waiting:
            self.undecidable[NOT_WRITTEN] += len(self._waiting)

    def _theirs(self, flag: str) -> str:
        if flag in self.flag.on_time:
            return ON_TIME
        return OVERDUE if flag in self.flag.overdue else ""

    def _settle(self, line: int, ours: str, theirs: str, cause: str) -> None:
        if not theirs:
            self.undecidable[NO_FLAG] += 1
            if ours:
                self.unflagged.append({"line": line, "ours": ours, "theirs": "", "cause": NO_FLAG})
        elif not ours:
            self.undecidable[cause] += 1
            self.attested[theirs] += 1
        else:
            self.compared += 1
            if ours != theirs:
                found = {"line": line, "ours": ours, "theirs": theirs, "cause": OTHER}
                self.differences.append(found)
