"""承办: how units took what was sent to them, and how well it was sent."""

from yiwang.measure.facts import ACTS, SHARES
from yiwang.measure.formulas import Count, Ratio
from yiwang.measure.language import (
    At,
    Condition,
    Due,
    Indicator,
    Selection,
    Side,
    counts,
    counts_not,
)
from yiwang.measure.reading import Better
from yiwang.measure.standard.intake import NOT_BY
from yiwang.measure.standard.sources import GB_30428, HOUSE

WHOLE, PART = Side.WHOLE, Side.PART
_TO_SIGN = Selection(
    SHARES,
    Due("sign_due_at"),
    Condition(key="to_sign", label="应签收任务数", sql="NOT f.given_up"),
)
_TO_HANDLE = Selection(
    SHARES,
    Due("handle_due_at"),
    Condition(key="to_handle", label="应处置任务数", sql="NOT f.given_up"),
)
_SENT = Selection(SHARES, At("sent_at"), Condition(key="sent", label="承办任务数", sql="TRUE"))
_DISPATCHES = Selection(
    ACTS,
    At("done_at"),
    Condition(key="dispatches", label="派遣数", sql="f.what = 'dispatched'"),
)
_GIVEN_UP = counts_not("经同意退单：单位不再承办", given_up=True, returned=True)
_NO_DISPATCH = counts_not("不是派遣，是签收、立案等别的动作", what="established")
_MAY = counts_not("5月派的", done_at="2026-05-31 17:00", what="dispatched", accurate=True)

SENT_COUNT = Count(
    key="shares_sent",
    label="承办任务数",
    of=_SENT,
    better=Better.NEITHER,
    basis=HOUSE,
    note="按派单时间计，每个主办、协办单位各一次；退回、收回的也派过一次，计入。",
    synonyms=("派单数", "派单量", "承办数"),
    not_by=NOT_BY,
    examples=(
        counts("派给主办单位", WHOLE),
        counts("同一案件派给协办单位，另计一次", WHOLE, lead=False, no=2),
        counts("派出后退单，也派过一次", WHOLE, given_up=True, returned=True),
        counts_not("5月派的", sent_at="2026-05-31 17:00"),
    ),
)
UNIT_SIGN_RATE = Ratio(
    key="unit_sign_rate",
    label="承办签收率",
    whole=_TO_SIGN,
    part=Condition(key="signed", label="已签收任务数", sql="f.signed_at IS NOT NULL"),
    better=Better.HIGHER,
    basis=GB_30428,
    note="分母是签收期限在期内的任务；迟签也是签收；退回、收回的不计。",
    synonyms=("案件签收率", "签收率"),
    not_by=NOT_BY,
    examples=(
        counts("按时签收", WHOLE, PART),
        counts("迟签", WHOLE, PART, sign_late=True),
        counts("到期没有签收", WHOLE, signed_at=None, sign_seconds=None, sign_late=True),
        _GIVEN_UP,
        counts_not("签收期限在7月", sign_due_at="2026-07-01 11:00"),
    ),
)
UNIT_SIGN_IN_TIME = Ratio(
    key="unit_sign_in_time",
    label="承办签收及时率",
    whole=_TO_SIGN,
    part=Condition(
        key="signed_in_time",
        label="按时签收任务数",
        sql="f.signed_at IS NOT NULL AND NOT coalesce(f.sign_late, FALSE)",
    ),
    better=Better.HIGHER,
    basis=GB_30428,
    note="分母是签收期限在期内的任务，到期没有签收的也在内；退回、收回的不计。",
    synonyms=("签收及时率", "及时签收率", "按时签收率"),
    not_by=NOT_BY,
    examples=(
        counts("按时签收", WHOLE, PART),
        counts("迟签", WHOLE, sign_late=True),
        counts("到期没有签收", WHOLE, signed_at=None, sign_seconds=None, sign_late=True),
        _GIVEN_UP,
        counts_not("签收期限在7月", sign_due_at="2026-07-01 11:00"),
    ),
)
UNIT_HANDLE_IN_TIME = Ratio(
    key="unit_handle_in_time",
    label="按期处置率",
    whole=_TO_HANDLE,
    part=Condition(
        key="handled_in_time",
        label="按期处置任务数",
        sql="f.replied_at IS NOT NULL AND NOT coalesce(f.handle_late, FALSE)",
    ),
    better=Better.HIGHER,
    basis=GB_30428,
    note="按各单位自己的处置期限计，主办、协办各计各的；到期没有答复的在分母里；退回、收回的不计。",
    synonyms=("按时处置率", "处置及时率", "按期答复率"),
    not_by=NOT_BY,
    examples=(
        counts("按期答复", WHOLE, PART),
        counts("超期答复", WHOLE, handle_late=True),
        counts("到期没有答复", WHOLE, replied_at=None, handle_seconds=None, handle_late=True),
        _GIVEN_UP,
        counts_not("处置期限在7月", handle_due_at="2026-07-02 18:00"),
        counts_not("随案件挂账，期限停着", handle_due_at=None, replied_at=None),
    ),
)
RETURN_RATE = Ratio(
    key="return_rate",
    label="退单率",
    whole=_SENT,
    part=Condition(key="returned", label="退单任务数", sql="f.returned"),
    better=Better.LOWER,
    basis=HOUSE,
    note="按派单时间计；经同意退单的才算，驳回的不算；被中心改派、收回的不算单位退单。",
    synonyms=("退回率", "回退率"),
    not_by=NOT_BY,
    examples=(
        counts("申请退单，经同意", WHOLE, PART, given_up=True, returned=True),
        counts("申请退单，被驳回", WHOLE),
        counts("被中心改派", WHOLE, given_up=True),
        counts_not("5月派的", sent_at="2026-05-31 17:00"),
    ),
)
DISPATCHED_COUNT = Count(
    key="dispatched",
    label="派遣数",
    of=_DISPATCHES,
    better=Better.NEITHER,
    basis=GB_30428,
    note="按派遣的动作计：改派、再派各计一次；加派协办不计。",
    synonyms=("派遣量",),
    examples=(
        counts("派遣", WHOLE, what="dispatched", accurate=True),
        counts("退单后再派，另计一次", WHOLE, what="dispatched", accurate=True, seq=9),
        _NO_DISPATCH,
        _MAY,
    ),
)
DISPATCH_ACCURACY = Ratio(
    key="dispatch_accuracy",
    label="派遣准确率",
    whole=_DISPATCHES,
    part=Condition(key="accurate", label="准确派遣数", sql="coalesce(f.accurate, FALSE)"),
    better=Better.HIGHER,
    basis=GB_30428,
    note="派出后经同意退单、被改派或指定给别家的为不准；社区办不了上报街道的、随结案收回的不算派错。",
    synonyms=("派单准确率", "准确派遣率"),
    examples=(
        counts("派对了", WHOLE, PART, what="dispatched", accurate=True),
        counts("派出后同意退单", WHOLE, what="dispatched", accurate=False),
        _NO_DISPATCH,
        _MAY,
    ),
)
UNITS: tuple[Indicator, ...] = (
    SENT_COUNT,
    UNIT_SIGN_RATE,
    UNIT_SIGN_IN_TIME,
    UNIT_HANDLE_IN_TIME,
    RETURN_RATE,
    DISPATCHED_COUNT,
    DISPATCH_ACCURACY,
)
