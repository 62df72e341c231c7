"""What the citizen said: when called back, and of their own accord."""

from dataclasses import dataclass

from yiwang.cases.reckoning.log import Happened, Log
from yiwang.engine.counts import ANSWERS
from yiwang.engine.language import Procedure


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether satisfied and solved, as it was said and as it counts; None where nothing was said.

    Which answers count as yes is declared (`Counts`); 基本满意 does, and what was said is kept, so
    that a formula may weigh it otherwise.
    """

    satisfied: bool | None = None
    solved: bool | None = None
    satisfaction: str = ""
    solution: str = ""


@dataclass(frozen=True, slots=True)
class Calls:
    """Every attempt to call back, and the last word that came of it."""

    many: int
    reached: bool
    # The last that reached somebody; where none did, the last attempt.
    at: int | None
    answer: Answer
    # The citizen's own rating; never mixed with what was said when called.
    rated: bool
    rating: Answer


def calls(procedure: Procedure, log: Log) -> Calls:
    """The calls and ratings of a case."""
    counts = procedure.counts
    called = [event for event in log.events if event.kind in counts.called]
    reached = [event for event in called if event.kind in counts.reached]
    rated = [event for event in log.events if event.kind in counts.rated]
    last = (reached or called)[-1:]
    return Calls(
        many=len(called),
        reached=bool(reached),
        at=last[0].at if last else None,
        answer=_answer(procedure, reached),
        rated=bool(rated),
        rating=_answer(procedure, rated),
    )


def _answer(procedure: Procedure, told: list[Happened]) -> Answer:
    """The last word; an earlier one was about work that was done anew since."""
    if not told:
        return Answer()
    said = {need: told[-1].answers.get(need, "") for need in ANSWERS}
    good = {need: said[need] in getattr(procedure.counts, need) for need in ANSWERS}
    return Answer(
        satisfied=good["satisfied"] if said["satisfied"] else None,
        solved=good["solved"] if said["solved"] else None,
        satisfaction=said["satisfied"],
        solution=said["solved"],
    )
