"""What the text of a document says in figures: amounts, changes, rates, shares, reasons."""

from dataclasses import dataclass
from enum import StrEnum

from yiwang.disclosure.figures import Figure
from yiwang.disclosure.tables import Place


class Says(StrEnum):
    """What kind of thing a statement says."""

    AMOUNT = "amount"  # 支出合计 10 万元
    CHANGE = "change"  # 增加 2 万元
    RATE = "rate"  # 增长 25%
    SHARE = "share"  # 占本年支出 30%
    COMPLETION = "completion"  # 完成年初预算的 95%
    COUNT = "count"  # 车辆 3 辆
    SAME = "same"  # 与上年持平
    REASON = "reason"  # 增加的主要原因是…


class Way(StrEnum):
    """In which direction something went; OPEN is a template's 增加（减少） left undecided."""

    UP = "up"
    DOWN = "down"
    OPEN = "open"


class Measure(StrEnum):
    """Which amount of a thing is meant."""

    BUDGET = "budget"  # 年初预算, 全年预算, 预算安排
    ACCOUNT = "account"  # 支出决算, 预算执行数


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure of the text (or 持平, or a reason) with what it is about.

    `subject` are the words of the thing, without year and measure; `year` the one printed with it.
    `base` is what a change, rate, completion or share is measured against, as printed, `base_year`
    the year in it; “last year” (上年) has none. An amount with a `base` is itself only what another
    is compared with. `about` is the amount that a change, rate, share,
    completion, 持平 or reason belongs to. `reason` is the sentence that explains. `section` is the
    heading above, `path` that of the headings above it, `paragraph` counts through the document
    and `start`, `end` are positions in that paragraph, so that statements of one place can be
    told apart and their order kept.
    """

    kind: Says
    subject: str
    figure: Figure | None
    unit: str
    place: Place
    quote: str
    year: int | None = None
    measure: Measure | None = None
    way: Way | None = None
    base: str = ""
    base_year: int | None = None
    reason: str = ""
    section: str = ""
    path: str = ""
    paragraph: int = 0
    start: int = 0
    end: int = 0
    about: "Statement | None" = None
