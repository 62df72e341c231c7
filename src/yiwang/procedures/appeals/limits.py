"""The clocks of an appeal; every amount is a birth value that staff may change in the dials."""

from yiwang.engine.duties import Duty
from yiwang.engine.effects import AssignmentStatus
from yiwang.engine.language import Reminder, Scope, TimeLimit
from yiwang.kernel.worktime import TimeUnit
from yiwang.procedures.appeals import states as s

_STATUS = AssignmentStatus
SIGN = TimeLimit(
    key="sign",
    label="签收时限",
    amount=24,
    unit=TimeUnit.URGENT_HOUR,
    may_be=(1, 24),
    starts=s.RECEIVED,
    ends=(s.ACCEPTED, s.HANDLING),
    basis="签收转办不超过24小时",
)
ESTABLISH = TimeLimit(
    key="establish",
    label="立案时限",
    amount=4,
    unit=TimeUnit.WORK_HOUR,
    may_be=(1, 40),
    starts=s.ACCEPTED,
    ends=(s.ESTABLISHED, s.HANDLING, s.CLOSED, s.DECLINED),
)
DISPATCH = TimeLimit(
    key="dispatch",
    label="派遣时限",
    amount=4,
    unit=TimeUnit.WORK_HOUR,
    may_be=(1, 40),
    starts=s.ESTABLISHED,
    ends=(s.HANDLING,),
    again=True,
)
HANDLE = TimeLimit(
    key="handle",
    label="区内办理时限",
    amount=5,
    unit=TimeUnit.WORKDAY,
    may_be=(1, 60),
    starts=s.HANDLING,
    ends=(s.ANSWERED,),
    again=True,
    basis="潍坊市12345条例：一般5个工作日；法定时限更长的从其规定",
)
OUTER = TimeLimit(
    key="outer",
    label="市级时限",
    amount=1,
    unit=TimeUnit.URGENT_HOUR,
    may_be=(1, 1),
    starts=s.RECEIVED,
    ends=(s.CLOSED, s.DECLINED),
    given="outer_due",
    outer=True,
    unpausable=True,
    basis="市级平台转办时给定",
)
CLOSE = TimeLimit(
    key="close",
    label="办结时限",
    amount=15,
    unit=TimeUnit.WORKDAY,
    may_be=(1, 90),
    starts=s.RECEIVED,
    ends=(s.CLOSED, s.DECLINED),
)
VERIFY = TimeLimit(
    key="verify",
    label="核查时限",
    amount=1,
    unit=TimeUnit.WORKDAY,
    may_be=(1, 10),
    starts=s.ANSWERED,
    ends=(s.VERIFIED, s.HANDLING),
    again=True,
)
CALL_BACK = TimeLimit(
    key="call_back",
    label="回访时限",
    amount=3,
    unit=TimeUnit.WORKDAY,
    may_be=(1, 15),
    starts=s.VERIFIED,
    ends=(s.CLOSED, s.HANDLING),
    again=True,
)
SUSPENSION = TimeLimit(
    key="suspension",
    label="挂账期限",
    amount=30,
    unit=TimeUnit.CALENDAR_DAY,
    may_be=(1, 365),
    starts=s.SUSPENDED,
    ends=(s.HANDLING,),
    again=True,
    given="until",
    unpausable=True,
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
)
UNIT_REPLY = TimeLimit(
    key="unit_reply",
    label="单位答复时限",
    amount=4,
    unit=TimeUnit.WORKDAY,
    may_be=(1, 60),
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
    amount=30,
    unit=TimeUnit.CALENDAR_DAY,
    may_be=(1, 365),
    starts=s.CLOSED,
    ends=(s.HANDLING,),
    again=True,
    window=True,
)
RATING = TimeLimit(
    key="rating",
    label="评价期限",
    amount=15,
    unit=TimeUnit.CALENDAR_DAY,
    may_be=(1, 90),
    starts=s.CLOSED,
    ends=(s.HANDLING,),
    again=True,
    window=True,
)
LIMITS = (
    SIGN,
    ESTABLISH,
    DISPATCH,
    HANDLE,
    OUTER,
    CLOSE,
    VERIFY,
    CALL_BACK,
    SUSPENSION,
    UNIT_SIGN,
    UNIT_REPLY,
    REQUEST,
    REOPENING,
    RATING,
)
REMINDERS = (
    Reminder(limit="sign", percent=80, to=Duty.OPERATOR),
    Reminder(limit="unit_sign", percent=80, to=Duty.HANDLER),
    Reminder(limit="unit_reply", percent=80, to=Duty.HANDLER),
    Reminder(limit="handle", percent=80, to=Duty.SUPERVISOR),
    Reminder(limit="handle", percent=100, to=Duty.SUPERVISOR),
    Reminder(limit="outer", percent=80, to=Duty.SUPERVISOR),
    Reminder(limit="verify", percent=80, to=Duty.VERIFIER),
    Reminder(limit="call_back", percent=80, to=Duty.CALLER),
    Reminder(limit="suspension", percent=100, to=Duty.SUPERVISOR),
)
