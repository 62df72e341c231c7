"""Who may see which figures: the centre all of them, a unit those of its own subtree."""

from yiwang.engine.duties import OUTSIDE, Duty
from yiwang.kernel.refusals import NotAllowed
from yiwang.measure.dimensions import Dimension
from yiwang.measure.plan import Filter, Plan
from yiwang.org import queries as org
from yiwang.org.actors import Worker

# Who may see how single people did.
OF_PEOPLE = frozenset({Duty.SUPERVISOR, Duty.LEADER, Duty.ASSESSOR, Duty.SHIFT_LEADER})


def narrowed(plan: Plan, worker: Worker) -> Plan:
    """The plan with what this worker may see. Raises `NotAllowed`."""
    if worker.duty in OUTSIDE:
        raise NotAllowed("统计数据只供工作人员查看")
    named = {*plan.by, *(one.dimension for one in plan.where)}
    if Dimension.PERSON in named and worker.duty not in OF_PEOPLE:
        raise NotAllowed("您的岗位不能按人员查看统计数据")
    if worker.at_centre:
        return plan
    units = (str(unit.pk) for unit in org.units() if unit.path.startswith(worker.unit_path))
    return plan.within(Filter(Dimension.UNIT, tuple(units)))
