"""Every write of this room: following the log, and what people say of two cases."""

from collections.abc import Iterable

from yiwang.engine import register
from yiwang.engine.duties import Duty
from yiwang.engine.language import Action
from yiwang.insight.alike import grouping, indexing, suggesting, verdicts
from yiwang.insight.alike.models import Mark
from yiwang.kernel.refusals import Invalid, NotAllowed
from yiwang.org.actors import Worker

MERGE_NEED = "main_case"


def follow() -> int:
    """What the clock asks for: new texts into the index, and what they look like; how many."""
    built = Mark.objects.filter(pk=1, built=True).exists()
    done = indexing.follow(suggesting.look)
    if not built and Mark.objects.filter(pk=1, built=True).exists():
        suggesting.look_at_all()
    return done


def look_again(cases: Iterable[int]) -> None:
    """At once, for whoever has just done something to these cases."""
    wanted = list(cases)
    indexing.take_in(wanted)
    suggesting.look(wanted)


def anew() -> int:
    """Forget the index and build it once more; what people said stays. How many cases."""
    indexing.begin_anew()
    return follow()


def merges(action: Action) -> bool:
    """Whether an act merges its case into another."""
    return MERGE_NEED in action.need_by_key


def may_judge(duty: Duty) -> bool:
    """Who says what is one matter: whoever may merge under some procedure."""
    return any(
        merges(action) and duty in action.by
        for procedure in register.procedures()
        for action in procedure.actions
    )


def hold_apart(*, case: int, others: Iterable[int], worker: Worker) -> int:
    """Not the same matter; they are suggested together no more. Raises a `Refusal`."""
    _check(worker)
    wanted = [other for other in others if other != case]
    if not wanted:
        raise Invalid("没有可以与之区分的案件")
    act = verdicts.hold_apart(case=case, others=wanted, worker=worker)
    grouping.group([case, *wanted])
    return act


def withdraw(*, act: int, worker: Worker) -> None:
    """Take back that cases are not the same matter. Raises a `Refusal`."""
    _check(worker)
    grouping.group(verdicts.withdraw(act=act, worker=worker))


def _check(worker: Worker) -> None:
    if not may_judge(worker.duty):
        raise NotAllowed("您的岗位不能判断是否同件，可由有并单权限的岗位判断")
