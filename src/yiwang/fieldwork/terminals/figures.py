"""What a month of a number says: connection rate, over quota, idle, cost. Pure.

Connection rate (接通率) = connected calls / calls; none without calls. Over quota: more was used
than is paid for. Idle: the bill tells of calls, messages and data, and all are nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Used:
    """What was used in a month; None where the bill says nothing of it."""

    sms: int | None = None
    minutes: Decimal | None = None
    data: Decimal | None = None
    calls: int | None = None
    connected: int | None = None
    cost: Decimal | None = None

    @property
    def idle(self) -> bool:
        """Whether nothing was used of what the bill tells of."""
        told = [v for v in (self.sms, self.minutes, self.data, self.calls) if v is not None]
        return bool(told) and not any(told)

    @property
    def percent_connected(self) -> float | None:
        """The connection rate in per cent."""
        if not self.calls or self.connected is None:
            return None
        return round(self.connected / self.calls * 100, 1)


@dataclass(frozen=True)
class Quota:
    """What is paid for in a month, and the least connection rate; None: not limited."""

    sms: int | None = None
    minutes: int | None = None
    data: int | None = None
    connected: Decimal | None = None

    def exceeded(self, used: Used) -> list[str]:
        """Of what more was used than is paid for."""
        pairs = {
            "sms": (used.sms, self.sms),
            "minutes": (used.minutes, self.minutes),
            "data": (used.data, self.data),
        }
        return [k for k, (u, q) in pairs.items() if u is not None and q is not None and u > q]

    def missed(self, used: Used) -> bool:
        """Whether fewer calls were connected than must be; not without calls."""
        if not used.calls or used.connected is None or self.connected is None:
            return False
        # Not by the rounded rate: 94.96 % are less than 95 %.
        return used.connected * 100 < used.calls * self.connected


@dataclass(frozen=True)
class Scoped:
    """A quota for a terminal, for a unit, or for all; `retired`: nothing special any more."""

    quota: Quota
    terminal: int | None = None
    unit: int | None = None
    retired: bool = False


def in_force(published: Iterable[Scoped], *, terminal: int, unit: int | None) -> Quota:
    """What holds for a terminal of a unit, of quotas in the order of their publication.

    The most specific one holds as a whole, of several the last; without any nothing is limited.
    """
    newest: dict[tuple[int | None, int | None], Scoped] = {}
    for one in published:
        newest[one.terminal, one.unit] = one
    scopes = [(terminal, None), (None, unit), (None, None)]
    found = (newest.get(scope) for scope in scopes)
    return next((one.quota for one in found if one is not None and not one.retired), Quota())


def summed(quotas: Iterable[Quota]) -> Quota:
    """What is paid for together; nothing where one of them is not limited.

    The least connection rate is the highest that any of them asks for.
    """
    rows = list(quotas)
    rates = [row.connected for row in rows if row.connected is not None]
    return Quota(
        _sum(row.sms for row in rows),
        _sum(row.minutes for row in rows),
        _sum(row.data for row in rows),
        max(rates, default=None),
    )


def _sum(amounts: Iterable[int | None]) -> int | None:
    rows = list(amounts)
    return None if not rows or None in rows else sum(row for row in rows if row is not None)


def together(rows: Iterable[Used]) -> Used:
    """All numbers added up; calls without their connections count in neither."""
    found = list(rows)
    told = [row for row in found if row.calls is not None and row.connected is not None]
    return Used(
        sms=sum(row.sms or 0 for row in found),
        minutes=sum((row.minutes or Decimal(0) for row in found), Decimal(0)),
        data=sum((row.data or Decimal(0) for row in found), Decimal(0)),
        calls=sum(row.calls or 0 for row in told),
        connected=sum(row.connected or 0 for row in told),
        cost=sum((row.cost or Decimal(0) for row in found), Decimal(0)),
    )
