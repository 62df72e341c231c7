"""受理、立案、发现: what came in, what became of it, and who found it."""

from yiwang.measure.dimensions import Dimension
from yiwang.measure.facts import CASES
from yiwang.measure.formulas import Count, Ratio
from yiwang.measure.language import (
    At,
    Condition,
    Indicator,
    Selection,
    Side,
    Value,
    counts,
    counts_not,
)
from yiwang.measure.reading import Better
from yiwang.measure.standard.sources import GB_30428, GB_33358, MERGING, XUCHANG

WHOLE, PART = Side.WHOLE, Side.PART
# A row of CASES names who registered it; what others did with it is not that person's.
NOT_BY = (Dimension.PERSON,)
ESTABLISHED = Condition(
    key="established", label="立案数", sql="f.established_at IS NOT NULL AND NOT f.voided"
)
FROM_STREET = Condition(key="from_street", label="巡查上报数", sql="f.from_street")
MERGED = Condition(key="merged", label="并单数", sql="f.merged")
FIXED = Condition(key="fixed", label="自行处置数", sql="f.fixed")
OPENED = Selection(CASES, At("opened_at"), Condition(key="received", label="受理数", sql="TRUE"))
CAME_TO_BE = Selection(CASES, At("established_at"), ESTABLISHED)
CLOSED = Selection(CASES, At("closed_at"), Condition(key="closed", label="结案数", sql="f.closed"))
MAY = counts_not("5月受理：按受理的月份计", opened_at="2026-05-20 09:00")
VOIDED: dict[str, Value] = {"state": "voided", "voided": True, "closed": False, "closed_at": None}

RECEIVED = Count(
    key="received",
    label="受理数",
    of=OPENED,
    better=Better.NEITHER,
    basis=GB_33358,
    note="补充到主案的重复反映不另计；作废、不予受理的仍计入受理。",
    synonyms=("受理量", "工单量", "案件量", "件数", "诉求量"),
    examples=(
        counts("6月受理", WHOLE),
        counts("受理后不予受理的，也是受理过的", WHOLE, state="declined", closed=False),
        counts_not("5月受理，6月才结案：按受理的月份计", opened_at="2026-05-20 09:00"),
    ),
)
ESTABLISHED_COUNT = Count(
    key="established",
    label="立案数",
    of=CAME_TO_BE,
    better=Better.NEITHER,
    basis=GB_30428,
    note="按立案时间计；直接答复、不予立案的没有立案；立案后作废的扣除。",
    synonyms=("立案量",),
    examples=(
        counts("6月立案", WHOLE),
        counts("5月受理、6月立案：按立案的月份计", WHOLE, opened_at="2026-05-31 20:00"),
        counts_not("没有立案，直接答复", established_at=None),
        counts_not("立案后作废", **VOIDED),
    ),
)
ESTABLISHED_RATE = Ratio(
    key="established_rate",
    label="立案率",
    whole=OPENED,
    part=ESTABLISHED,
    better=Better.NEITHER,
    basis=GB_30428,
    note="按受理时间计；6月受理、7月才立案的，仍算6月受理的已立案；作废的不算立案。",
    examples=(
        counts("受理并立案", WHOLE, PART),
        counts("直接答复，没有立案", WHOLE, established_at=None),
        counts("立案后作废", WHOLE, **VOIDED),
        MAY,
    ),
)
MERGED_RATE = Ratio(
    key="merged_rate",
    label="重复并单率",
    whole=OPENED,
    part=MERGED,
    better=Better.NEITHER,
    basis=MERGING,
    note="只计已登记后并单的；登记前就补充到主案的重复反映不是案件，不计。",
    synonyms=("并单率", "重复率", "重复诉求率"),
    examples=(
        counts("登记后发现重复，并入主案", WHOLE, PART, state="merged", merged=True),
        counts("主案本身不是并单", WHOLE),
        MAY,
    ),
)
PATROL_FOUND = Count(
    key="patrol_found",
    label="巡查上报数",
    of=Selection(CASES, At("opened_at"), FROM_STREET),
    better=Better.HIGHER,
    basis=GB_30428,
    note="只计监督员、网格员在街面上报的；群众举报、上级交办、系统转来的不计。",
    synonyms=("巡查发现数", "上报数", "主动发现数"),
    examples=(
        counts("监督员巡查上报", WHOLE, from_street=True),
        counts_not("群众来电反映"),
        counts_not("5月巡查上报", from_street=True, opened_at="2026-05-20 09:00"),
    ),
)
VALID_REPORT_RATE = Ratio(
    key="valid_report_rate",
    label="有效上报率",
    whole=Selection(CASES, At("opened_at"), FROM_STREET),
    part=Condition(
        key="valid",
        label="有效上报数（立案或自行处置）",
        sql="(f.established_at IS NOT NULL OR f.fixed) AND NOT f.voided",
    ),
    better=Better.HIGHER,
    basis=GB_30428,
    note="立案或当场自行处置的为有效；不予立案、作废的无效；群众反映的不在其内。",
    examples=(
        counts("巡查上报并立案", WHOLE, PART, from_street=True),
        counts(
            "当场自行处置，没有立案", WHOLE, PART, from_street=True, fixed=True, established_at=None
        ),
        counts("不予立案", WHOLE, from_street=True, established_at=None, state="declined"),
        counts("立案后作废", WHOLE, **(VOIDED | {"from_street": True})),
        counts_not("群众来电反映的，不是巡查上报"),
    ),
)
DISCOVERY_RATE = Ratio(
    key="discovery_rate",
    label="巡查发现率",
    whole=CAME_TO_BE,
    part=FROM_STREET,
    better=Better.HIGHER,
    basis=GB_30428,
    note="分母是立案数；自行处置而没有立案的两边都不计。",
    synonyms=("主动发现率", "问题发现率", "案件发现率"),
    examples=(
        counts("监督员先发现", WHOLE, PART, from_street=True),
        counts("群众先反映", WHOLE),
        counts_not("自行处置，没有立案", from_street=True, fixed=True, established_at=None),
        counts_not("5月立案", from_street=True, established_at="2026-05-31 17:00"),
    ),
)
FIXED_RATE = Ratio(
    key="fixed_rate",
    label="自行处置率",
    whole=CLOSED,
    part=FIXED,
    better=Better.HIGHER,
    basis=XUCHANG,
    note="分母是结案数；派给单位办结的不算自行处置；自行处置后没有结案的不计。",
    synonyms=("自处置率",),
    examples=(
        counts("监督员当场处置，或社区自办", WHOLE, PART, fixed=True),
        counts("派给单位办结", WHOLE),
        counts_not("自行处置了，还没有结案", fixed=True, closed=False, closed_at=None),
    ),
)
INTAKE: tuple[Indicator, ...] = (
    RECEIVED,
    ESTABLISHED_COUNT,
    ESTABLISHED_RATE,
    MERGED_RATE,
    PATROL_FOUND,
    VALID_REPORT_RATE,
    DISCOVERY_RATE,
    FIXED_RATE,
)
