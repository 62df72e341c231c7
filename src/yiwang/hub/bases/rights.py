"""Who keeps the bases, who reads portraits, and who sees the register of looks."""

from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import NotAllowed
from yiwang.org.actors import Worker

KEEPERS = (Duty.DATA_OFFICER,)
# Who sees how the bases stand; a steward of pairs and conflicts only their unit's.
READERS = (Duty.DATA_OFFICER, Duty.DATA_STEWARD, Duty.LEADER, Duty.SUPERVISOR)
# Who opens portraits; a steward sees of them what their own unit gave.
LOOKERS = READERS
AUDITORS = (Duty.DATA_OFFICER, Duty.SUPERVISOR)


def may_keep(by: Worker) -> None:
    """Raises `NotAllowed`."""
    if by.duty not in KEEPERS:
        raise NotAllowed("基础库由数据管理员维护")


def may_look(by: Worker) -> None:
    """Raises `NotAllowed`."""
    if by.duty not in LOOKERS:
        raise NotAllowed("您的岗位不查看全息画像")


def only_unit(by: Worker) -> int | None:
    """The unit to whose own data this worker is confined; None for those who see all."""
    return by.unit_id or -1 if by.duty is Duty.DATA_STEWARD else None
