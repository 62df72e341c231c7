"""The clocks of the seven stages; sub-classes have their own amounts in the catalogue."""

from yiwang.engine.duties import Duty
from yiwang.engine.effects import AssignmentStatus
from yiwang.engine.language import Reminder, Scope, State, TimeLimit
from yiwang.kernel.worktime import TimeUnit
from yiwang.procedures.urban_management import states as s

_STATUS = AssignmentStatus


def _stage(key: str, label: str, hours: int, starts: State, *ends: State) -> TimeLimit:
    """A limit of the centre itself, in working hours."""
    return TimeLimit(
        key=key,
        label=label,
        amount=hours,
        unit=TimeUnit.WORK_HOUR,
        may_be=(1, 40),
        starts=starts,
        ends=ends,
        again=True,
    )


ACCEPT = _stage("accept", "受理时限", 1, s.REPORTED, s.TO_CHECK, s.TO_ESTABLISH, s.TO_CLOSE)
CHECK = _stage("check", "核实时限", 2, s.TO_CHECK, s.TO_ESTABLISH, s.TO_CLOSE)
ESTABLISH = _stage("establish", "立案时限", 1, s.TO_ESTABLISH, s.ESTABLISHED, s.TO_CHECK)
DISPATCH = _stage("dispatch", "派遣时限", 1, s.ESTABLISHED, s.HANDLING, s.TO_ESTABLISH)
FEED_BACK = _stage("feedback", "反馈审核时限", 2, s.FED_BACK, s.TO_VERIFY, s.HANDLING)
VERIFY = _stage("verify", "核查时限", 4, s.TO_VERIFY, s.TO_CLOSE, s.HANDLING)
CLOSE = _stage("closing", "结案时限", 2, s.TO_CLOSE, s.CLOSED, s.TO_VERIFY)
HANDLE = TimeLimit(
    key="handle",
    label="处置时限",
    amount=5,
    unit=TimeUnit.WORKDAY,
    may_be=(1, 365),
    starts=s.HANDLING,
    ends=(s.FED_BACK,),
    again=True,
    basis="按小类和立案条件公布，见分类目录",
)
FIRST_STAGE = TimeLimit(
    key="first_stage",
    label="第一阶段时限",
    amount=4,
    unit=TimeUnit.WORK_HOUR,
    may_be=(1, 365),
    starts=s.HANDLING,
    ends=(s.FED_BACK,),
    optional=True,
)
SECOND_STAGE = TimeLimit(
    key="second_stage",
    label="第二阶段时限",
    amount=7,
    unit=TimeUnit.WORKDAY,
    may_be=(1, 365),
    ends=(s.FED_BACK,),
    optional=True,
)
WHOLE = TimeLimit(
    key="close",
    label="全程时限",
    amount=20,
    unit=TimeUnit.WORKDAY,
    may_be=(1, 400),
    starts=s.ESTABLISHED,
    ends=(s.CLOSED,),
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


def _pause(key: str, label: str, starts: State) -> TimeLimit:
    return TimeLimit(
        key=key,
        label=label,
        amount=30,
        unit=TimeUnit.CALENDAR_DAY,
        may_be=(1, 365),
        starts=starts,
        ends=(s.HANDLING,),
        again=True,
        given="until",
        unpausable=True,
    )


POSTPONEMENT = _pause("postponement", "缓办期限", s.POSTPONED)
SUSPENSION = _pause("suspension", "挂账期限", s.SUSPENDED)
UNIT_SIGN = TimeLimit(
    key="unit_sign",
    label="承办签收时限",
    amount=2,
    unit=TimeUnit.WORK_HOUR,
    may_be=(1, 40),
    scope=Scope.ASSIGNMENT,
    starts_status=_STATUS.SENT,
    ends_status=(_STATUS.SIGNED, _STATUS.PASSED),
    again=True,
)
UNIT_HANDLE = TimeLimit(
    key="unit_handle",
    label="单位处置时限",
    amount=5,
    unit=TimeUnit.WORKDAY,
    may_be=(1, 365),
    scope=Scope.ASSIGNMENT,
    starts_status=_STATUS.SENT,
    ends_status=(_STATUS.REPLIED,),
    again=True,
)
REQUEST = TimeLimit(
    key="request",
    label="申请审定时限",
    amount=4,
    unit=TimeUnit.WORK_HOUR,
    may_be=(1, 40),
    scope=Scope.REQUEST,
    again=True,
)
REOPENING = TimeLimit(
    key="reopening",
    label="重办期限",
    amount=15,
    unit=TimeUnit.CALENDAR_DAY,
    may_be=(1, 365),
    starts=s.CLOSED,
    ends=(s.ESTABLISHED,),
    again=True,
    window=True,
)
LIMITS = (
    ACCEPT,
    CHECK,
    ESTABLISH,
    DISPATCH,
    HANDLE,
    FIRST_STAGE,
    SECOND_STAGE,
    FEED_BACK,
    VERIFY,
    CLOSE,
    WHOLE,
    OUTER,
    POSTPONEMENT,
    SUSPENSION,
    UNIT_SIGN,
    UNIT_HANDLE,
    REQUEST,
    REOPENING,
)
REMINDERS = (
    Reminder(limit="check", percent=80, to=Duty.COLLECTOR),
    Reminder(limit="verify", percent=80, to=Duty.COLLECTOR),
    Reminder(limit="unit_sign", percent=80, to=Duty.HANDLER),
    Reminder(limit="unit_handle", percent=80, to=Duty.HANDLER),
    Reminder(limit="handle", percent=80, to=Duty.SUPERVISOR),
    Reminder(limit="handle", percent=100, to=Duty.SUPERVISOR),
    Reminder(limit="first_stage", percent=80, to=Duty.HANDLER),
    Reminder(limit="outer", percent=80, to=Duty.SUPERVISOR),
)
