"""Publishes what is paid for in a month; a new row each time, from a month on."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone

from yiwang.dials.actions import By
from yiwang.fieldwork.terminals.figures import Quota
from yiwang.fieldwork.terminals.models import QuotaNotice, Terminal
from yiwang.kernel.refusals import Invalid, Missing, NotFound
from yiwang.org import queries as org

MOST = 1_000_000
# A contract may be put on record after its month; longer ago nothing is reckoned anew.
MONTHS_BACK = 12


@dataclass(frozen=True, kw_only=True)
class NewQuota:
    """A quota to be: for a terminal, for the terminals of a unit, or for all."""

    quota: Quota
    month: date
    terminal_id: int | None = None
    unit_id: int | None = None
    # Nothing special holds any more; the quota says nothing then.
    retired: bool = False


def publish(*, new: NewQuota, name: str, basis: str) -> QuotaNotice:
    """Publish it. Raises `Invalid`, `Missing`, `NotFound`."""
    _check(new)
    if new.terminal_id and not Terminal.objects.filter(pk=new.terminal_id).exists():
        raise NotFound("没有这台终端")
    unit = org.unit(new.unit_id) if new.unit_id else None
    starts = timezone.make_aware(datetime.combine(new.month.replace(day=1), time.min))
    quota = Quota() if new.retired else new.quota
    return QuotaNotice.objects.create(
        terminal_id=new.terminal_id,
        unit=unit,
        sms=quota.sms,
        minutes=quota.minutes,
        data=quota.data,
        connected=quota.connected,
        retired=new.retired,
        **By(name=name, basis=basis[:200], valid_from=starts).row(),
    )


def _check(new: NewQuota) -> None:
    quota, today = new.quota, timezone.localdate()
    amounts = [quota.sms, quota.minutes, quota.data]
    if new.terminal_id and new.unit_id:
        raise Invalid("额度只能定给一台终端或一个单位")
    if new.retired and not (new.terminal_id or new.unit_id):
        raise Invalid("统一额度不能停用，请公布新的额度")
    if not new.retired and all(one is None for one in (*amounts, quota.connected)):
        raise Missing("请至少填写一项额度")
    if any(one is not None and not 0 <= one <= MOST for one in amounts):
        raise Invalid("额度应在0至{most}之间", most=MOST)
    if quota.connected is not None and not Decimal(0) <= quota.connected <= 100:
        raise Invalid("接通率应在0至100之间")
    months = (today.year - new.month.year) * 12 + today.month - new.month.month
    if not -MONTHS_BACK <= months <= MONTHS_BACK:
        raise Invalid("额度应从前后{months}个月内的账期起", months=MONTHS_BACK)
