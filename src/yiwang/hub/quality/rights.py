"""Who may do what with quality: the centre keeps rules and sends back, units see their own rows."""

from yiwang.engine.duties import Duty
from yiwang.hub.catalogue.models import Resource
from yiwang.kernel.refusals import NotAllowed
from yiwang.org.actors import Worker


def keeps(by: Worker) -> bool:
    """Whether they may change rules, run them and send rows back."""
    return by.duty in (Duty.DATA_OFFICER, Duty.SYSTEM)


def sees_rows(by: Worker, resource: Resource) -> bool:
    """Whether they may see which rows are bad."""
    own = by.duty is Duty.DATA_STEWARD and by.unit_id == resource.unit_id
    return keeps(by) or own


def may_keep(by: Worker) -> None:
    """Raises `NotAllowed`."""
    if not keeps(by):
        raise NotAllowed("质量规则由数据管理员维护")


def may_see_rows(by: Worker, resource: Resource) -> None:
    """Raises `NotAllowed`."""
    if not sees_rows(by, resource):
        raise NotAllowed("问题行只供数据管理员和“{unit}”的数据专员查看", unit=resource.unit.name)
