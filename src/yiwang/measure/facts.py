"""What is known of a case, a unit's share in it, a step, an act: the columns formulas may name.

Moments are wall-clock times of the district without a zone; spans are whole seconds. Each row of
`SHARES`, `STEPS`, `ACTS` and `FORECASTS` also carries what its case is about, so that they divide
alike. `DUTIES`, `PATROLS`,
`DELIVERIES` and `CHECKS` are of the registers and belong to no case.
"""

from yiwang.measure.columns import PLACE, Column, Kind, View, columns
from yiwang.measure.registers import CHECKS, DELIVERIES, DUTIES, PATROLS

__all__ = [
    "ABOUT",
    "ACTS",
    "CASES",
    "CHECKS",
    "DELIVERIES",
    "DUTIES",
    "FORECASTS",
    "PATROLS",
    "PLACE",
    "SHARES",
    "STEPS",
    "VIEWS",
    "Column",
    "Kind",
    "View",
]

# What each row says of its case, whatever is counted.
ABOUT = (
    *columns(Kind.NUMBER, id="案件", registered_by="登记人"),
    *columns(
        Kind.TEXT,
        procedure="办理流程",
        channel="来源渠道",
        category="分类",
        nature="性质",
        urgency="紧急程度",
        area="所属区域",
        grid="网格",
    ),
    *columns(Kind.MOMENT, opened_at="受理时间"),
)

CASES = View(
    "cases",
    "案件",
    "件",
    (
        *ABOUT,
        *columns(
            Kind.TEXT,
            number="案件编号",
            state="环节",
            duty="登记岗位",
            satisfaction="满意度答复",
            solution="解决情况答复",
        ),
        *columns(
            Kind.NUMBER,
            unit="主办单位",
            seq="记录数",
            people="涉及人数",
            joined="并入诉求数",
            extended="延期次数",
            returns_asked="申请退单次数",
            returned="退单次数",
            rework="返工次数",
            reopened="重办次数",
            urged="督办次数",
            reminded="催办次数",
            instructed="领导批示次数",
            calls="回访次数",
            lates="超期轮数",
            response_seconds="响应用时",
            contact_seconds="联系诉求人用时",
            dispatch_seconds="派遣用时",
            handle_seconds="处置用时",
            close_seconds="办结用时",
        ),
        *columns(
            Kind.MOMENT,
            established_at="立案时间",
            dispatched_at="首次派遣时间",
            # The round of the scored limit that began last: from when, until when, met when.
            clock_from="计时起点",
            due_at="应结时间",
            handled_at="处置完成时间",
            closed_at="结案时间",
            ended_at="终结时间",
            called_at="末次回访时间",
            outer_due_at="市级截止时间",
        ),
        *columns(
            Kind.YES_NO,
            ended="已终结",
            closed="已结案",
            on_time="按期",
            outer_late="市级超期",
            # Ever, before it was late; `paused` is now.
            postponed="挂账或缓办",
            paused="现正挂账",
            reached="已接通回访",
            contacted="已联系诉求人",
            satisfied="满意",
            solved="解决",
            rated="群众已评价",
            rated_satisfied="评价满意",
            rated_solved="评价解决",
            fixed="自行处置",
            missed="漏报",
            found_true="核实属实",
            from_street="巡查上报",
            merged="并单",
            declined="不予受理",
            withdrawn="撤销",
            voided="作废",
            confidential="保密",
        ),
    ),
)
SHARES = View(
    "shares",
    "单位承办任务",
    "次派单",
    (
        *ABOUT,
        *columns(
            Kind.NUMBER,
            no="派单序号",
            unit="承办单位",
            parent="上级派单",
            rework="返工次数",
            returns_asked="申请退单次数",
            sign_seconds="签收用时",
            handle_seconds="处置用时",
        ),
        *columns(
            Kind.MOMENT,
            sent_at="派单时间",
            sign_due_at="签收截止",
            signed_at="签收时间",
            handle_due_at="处置截止",
            replied_at="答复时间",
        ),
        *columns(
            Kind.YES_NO,
            lead="主办",
            given_up="已退回或收回",
            returned="退单",
            designated="指定",
            sign_late="签收超期",
            handle_late="处置超期",
        ),
    ),
)
# Every waiting under a limit, also those that go on: without `done_at` they have no person yet.
STEPS = View(
    "steps",
    "环节用时",
    "次",
    (
        *ABOUT,
        *columns(Kind.TEXT, step="时限", duty="岗位"),
        *columns(Kind.NUMBER, round="轮次", person="办理人", unit="办理单位"),
        *columns(Kind.MOMENT, due_at="截止时间", done_at="完成时间"),
        *columns(Kind.YES_NO, late="超期"),
    ),
)
# One row for each meaning of an act (`engine/meaning.py`), under which `what` names it.
ACTS = View(
    "acts",
    "办理动作",
    "次",
    (
        *ABOUT,
        *columns(Kind.NUMBER, seq="序号", person="办理人", unit="办理单位"),
        *columns(Kind.TEXT, what="动作", action="流程动作", duty="岗位"),
        *columns(Kind.MOMENT, done_at="时间"),
        *columns(Kind.YES_NO, late="超期", accurate="准确"),
    ),
)
# Every open case whose scored clock runs: how likely it will be late (`measure.forecast`).
FORECASTS = View(
    "forecasts",
    "在办案件预测",
    "件",
    (
        *ABOUT,
        *columns(Kind.TEXT, number="案件编号"),
        *columns(Kind.NUMBER, unit="主办单位", chance="超期可能（千分之）", alike="同类案件数"),
        *columns(Kind.MOMENT, due_at="应结时间"),
    ),
)
VIEWS = (CASES, SHARES, STEPS, ACTS, FORECASTS, DUTIES, PATROLS, DELIVERIES, CHECKS)
