"""The clocks of a grid matter; classes and kinds of whistle have their own in `limits.csv`."""

from yiwang.engine.duties import Duty
from yiwang.engine.effects import AssignmentStatus
from yiwang.engine.language import Reminder, Scope, State, TimeLimit
from yiwang.kernel.worktime import TimeUnit
from yiwang.procedures.grid_matters import states as s

_STATUS = AssignmentStatus


def _days(key: str, label: str, days: int, starts: State, *ends: State) -> TimeLimit:
    """How long a matter may stay in one place, in workdays."""
    return TimeLimit(
        key=key,
        label=label,
        amount=days,
        unit=TimeUnit.WORKDAY,
        may_be=(1, 60),
        starts=starts,
        ends=ends,
        again=True,
    )


def _visit(key: str, label: str, days: int, starts: State) -> TimeLimit:
    return TimeLimit(
        key=key,
        label=label,
        amount=days,
        unit=TimeUnit.CALENDAR_DAY,
        may_be=(1, 180),
        starts=starts,
        ends=(s.CLOSED, s.IN_COMMUNITY, s.AT_STREET),
        again=True,
    )


ACCEPT = TimeLimit(
    key="accept",
    label="受理时限",
    amount=4,
    unit=TimeUnit.WORK_HOUR,
    may_be=(1, 40),
    starts=s.REPORTED,
    ends=(s.IN_COMMUNITY, s.AT_STREET, s.SELF_SETTLED, s.DECLINED),
    again=True,
)
HANDLE = TimeLimit(
    key="handle",
    label="办理时限",
    amount=10,
    unit=TimeUnit.WORKDAY,
    may_be=(1, 120),
    starts=s.REPORTED,
    ends=(s.SELF_SETTLED, s.CONFIRMED, s.DECLINED),
    again=True,
    basis="从上报到社区自办或街道确认；按分类公布，返工重新计时",
)
COMMUNITY = _days(
    "community", "社区办理时限", 2, s.IN_COMMUNITY, s.AT_STREET, s.SELF_SETTLED, s.REPORTED
)
STREET = _days("street", "街道办理时限", 2, s.AT_STREET, s.WHISTLED, s.CONFIRMED, s.REPORTED)
JOINT = _days(
    "joint",
    "会办时限",
    5,
    s.WHISTLED,
    s.TO_CONFIRM,
    s.CONFIRMED,
    s.AT_STREET,
    s.REPORTED,
)
CONFIRM = _days("confirm", "街道确认时限", 1, s.TO_CONFIRM, s.CONFIRMED, s.WHISTLED)
SELF_VISIT = _visit("self_visit", "自办回访时限", 7, s.SELF_SETTLED)
FIRST_VISIT = _visit("first_visit", "首次回访时限", 7, s.CONFIRMED)
SECOND_VISIT = TimeLimit(
    key="second_visit",
    label="再访时限",
    amount=30,
    unit=TimeUnit.CALENDAR_DAY,
    may_be=(1, 180),
    ends=(s.CLOSED, s.IN_COMMUNITY, s.AT_STREET),
    again=True,
    basis="首次回访后起算，到期前再访",
)
OUTER = TimeLimit(
    key="outer",
    label="市级时限",
    amount=1,
    unit=TimeUnit.URGENT_HOUR,
    may_be=(1, 1),
    starts=s.REPORTED,
    ends=(s.CLOSED, s.DECLINED),
    given="outer_due",
    outer=True,
    unpausable=True,
    basis="市级平台转办时给定",
)
REPORT_IN = TimeLimit(
    key="report_in",
    label="报到（签收）时限",
    amount=8,
    unit=TimeUnit.WORK_HOUR,
    may_be=(1, 80),
    scope=Scope.ASSIGNMENT,
    starts_status=_STATUS.SENT,
    ends_status=(_STATUS.SIGNED, _STATUS.REPLIED),
    again=True,
    basis="部门报到的时限随哨别公布：工作推进3个工作日，攻坚克难5个工作日",
)
UNIT_HANDLE = TimeLimit(
    key="unit_handle",
    label="单位办理时限",
    amount=3,
    unit=TimeUnit.WORKDAY,
    may_be=(1, 120),
    scope=Scope.ASSIGNMENT,
    starts_status=_STATUS.SENT,
    ends_status=(_STATUS.REPLIED,),
    again=True,
)
REQUEST = TimeLimit(
    key="request",
    label="申请审定时限",
    amount=1,
    unit=TimeUnit.WORKDAY,
    may_be=(1, 10),
    scope=Scope.REQUEST,
    again=True,
)
REOPENING = TimeLimit(
    key="reopening",
    label="重办期限",
    amount=90,
    unit=TimeUnit.CALENDAR_DAY,
    may_be=(1, 365),
    starts=s.CLOSED,
    ends=(s.REPORTED,),
    again=True,
    window=True,
)
LIMITS = (
    ACCEPT,
    HANDLE,
    COMMUNITY,
    STREET,
    JOINT,
    CONFIRM,
    SELF_VISIT,
    FIRST_VISIT,
    SECOND_VISIT,
    OUTER,
    REPORT_IN,
    UNIT_HANDLE,
    REQUEST,
    REOPENING,
)
REMINDERS = (
    Reminder(limit="accept", percent=80, to=Duty.OPERATOR),
    Reminder(limit="report_in", percent=80, to=Duty.HANDLER),
    Reminder(limit="unit_handle", percent=80, to=Duty.HANDLER),
    Reminder(limit="community", percent=80, to=Duty.GRID_WORKER),
    Reminder(limit="confirm", percent=80, to=Duty.HANDLER),
    Reminder(limit="handle", percent=80, to=Duty.SUPERVISOR),
    Reminder(limit="handle", percent=100, to=Duty.SUPERVISOR),
    Reminder(limit="self_visit", percent=80, to=Duty.CALLER),
    Reminder(limit="first_visit", percent=80, to=Duty.CALLER),
    Reminder(limit="second_visit", percent=80, to=Duty.CALLER),
    Reminder(limit="outer", percent=80, to=Duty.SUPERVISOR),
)
