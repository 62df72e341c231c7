"""The clocks of a data matter: adjustable birth values; classes have their own in `limits.csv`."""

from yiwang.engine.duties import Duty
from yiwang.engine.effects import AssignmentStatus
from yiwang.engine.language import Reminder, Scope, TimeLimit
from yiwang.kernel.worktime import TimeUnit
from yiwang.procedures.data_matters import states as s

_STATUS = AssignmentStatus
ADJUSTABLE = "默认值，可调整，以本区公布的为准"

DISPATCH = TimeLimit(
    key="dispatch",
    label="派单时限",
    amount=1,
    unit=TimeUnit.WORKDAY,
    may_be=(1, 10),
    starts=s.REGISTERED,
    ends=(s.HANDLING, s.DECLINED, s.CLOSED),
    again=True,
    basis=ADJUSTABLE,
)
HANDLE = TimeLimit(
    key="handle",
    label="整改时限",
    amount=10,
    unit=TimeUnit.WORKDAY,
    may_be=(1, 120),
    starts=s.HANDLING,
    ends=(s.ANSWERED, s.CLOSED),
    again=True,
    basis=f"校核一般10个工作日（{ADJUSTABLE}）；按分类公布，返工重新计时",
)
VERIFY = TimeLimit(
    key="verify",
    label="复核时限",
    amount=3,
    unit=TimeUnit.WORKDAY,
    may_be=(1, 20),
    starts=s.ANSWERED,
    ends=(s.CLOSED, s.HANDLING),
    again=True,
    basis=ADJUSTABLE,
)
OUTER = TimeLimit(
    key="outer",
    label="市级时限",
    amount=1,
    unit=TimeUnit.URGENT_HOUR,
    may_be=(1, 1),
    starts=s.REGISTERED,
    ends=(s.CLOSED, s.DECLINED),
    given="outer_due",
    outer=True,
    unpausable=True,
    basis="市级平台转办时给定",
)
UNIT_SIGN = TimeLimit(
    key="unit_sign",
    label="承办签收时限",
    amount=8,
    unit=TimeUnit.WORK_HOUR,
    may_be=(1, 40),
    scope=Scope.ASSIGNMENT,
    starts_status=_STATUS.SENT,
    ends_status=(_STATUS.SIGNED, _STATUS.PASSED),
    again=True,
    basis=ADJUSTABLE,
)
UNIT_REPLY = TimeLimit(
    key="unit_reply",
    label="单位答复时限",
    amount=10,
    unit=TimeUnit.WORKDAY,
    may_be=(1, 120),
    scope=Scope.ASSIGNMENT,
    starts_status=_STATUS.SENT,
    ends_status=(_STATUS.REPLIED,),
    again=True,
    basis=ADJUSTABLE,
)
REQUEST = TimeLimit(
    key="request",
    label="申请审定时限",
    amount=2,
    unit=TimeUnit.WORKDAY,
    may_be=(1, 10),
    scope=Scope.REQUEST,
    again=True,
    basis=ADJUSTABLE,
)
REOPENING = TimeLimit(
    key="reopening",
    label="重办期限",
    amount=90,
    unit=TimeUnit.CALENDAR_DAY,
    may_be=(1, 365),
    starts=s.CLOSED,
    ends=(s.REGISTERED,),
    again=True,
    window=True,
    basis=ADJUSTABLE,
)
LIMITS = (DISPATCH, HANDLE, VERIFY, OUTER, UNIT_SIGN, UNIT_REPLY, REQUEST, REOPENING)
# Told by duty, from who must act to who watches: the escalation of a late matter.
REMINDERS = (
    Reminder(limit="dispatch", percent=80, to=Duty.DATA_OFFICER),
    Reminder(limit="unit_sign", percent=80, to=Duty.DATA_STEWARD),
    Reminder(limit="unit_reply", percent=80, to=Duty.DATA_STEWARD),
    Reminder(limit="unit_reply", percent=100, to=Duty.REVIEWER),
    Reminder(limit="handle", percent=100, to=Duty.DATA_OFFICER),
    Reminder(limit="handle", percent=150, to=Duty.SUPERVISOR),
    Reminder(limit="verify", percent=80, to=Duty.DATA_OFFICER),
    Reminder(limit="outer", percent=80, to=Duty.SUPERVISOR),
)
