"""Who keeps the register and who reads it, and which years there can be."""

from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Invalid, NotAllowed
from yiwang.org.actors import Worker

KEEPERS = (Duty.FINANCE,)
READERS = (Duty.FINANCE, Duty.LEADER, Duty.SUPERVISOR, Duty.ASSESSOR)
EARLIEST, LATEST = 2000, 2100


def may_keep(by: Worker) -> None:
    """Raises `NotAllowed` for others than the finance office."""
    if by.duty not in KEEPERS:
        raise NotAllowed("预算台账由财务员登记")


def checked_year(year: int) -> int:
    """The year, if it can be one. Raises `Invalid`."""
    if not EARLIEST <= year <= LATEST:
        raise Invalid("年度应在{first}到{last}之间", first=EARLIEST, last=LATEST)
    return year
