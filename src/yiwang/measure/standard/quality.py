"""返工、重办、延期、挂账、督办: what did not go straight."""

from collections.abc import Iterator
from dataclasses import dataclass

from yiwang.measure.facts import CASES
from yiwang.measure.formulas import Ratio
from yiwang.measure.language import (
    Condition,
    Due,
    Example,
    Indicator,
    Selection,
    Side,
    counts,
    counts_not,
)
from yiwang.measure.reading import Better
from yiwang.measure.standard.intake import CLOSED, NOT_BY, OPENED
from yiwang.measure.standard.sources import FUZHOU, GB_30428, HOUSE, LOOP

WHOLE, PART = Side.WHOLE, Side.PART
HAD_DEADLINE = Selection(
    CASES, Due("due_at"), Condition(key="had_deadline", label="到期案件数", sql="TRUE")
)
_NOT_CLOSED = counts_not("还没有结案", closed=False, closed_at=None)
_JULY = counts_not("7月才结案", closed_at="2026-07-02 09:00")
_MAY = counts_not("5月受理：按受理的月份计", opened_at="2026-05-20 09:00")
_NOT_DUE = counts_not("7月才到期", due_at="2026-07-02 18:00")


@dataclass(frozen=True)
class _Share:
    key: str
    label: str
    whole: Selection
    part: Condition
    basis: str
    note: str
    examples: tuple[Example, ...]
    synonyms: tuple[str, ...] = ()
    better: Better = Better.LOWER


_SHARES = (
    _Share(
        "rework_rate",
        "返工率",
        CLOSED,
        Condition(key="reworked", label="有返工的结案数", sql="f.rework > 0"),
        f"{GB_30428}；{FUZHOU}",
        "分母是结案数（各地口径不一）；一件返工几次都只计一件；结案后的重办另计重办率。",
        (
            counts("核查不通过，退回一次", WHOLE, PART, rework=1),
            counts("退回三次，只计一件", WHOLE, PART, rework=3),
            counts("没有返工", WHOLE),
            counts_not("返工后还没有结案", rework=1, closed=False, closed_at=None),
            _JULY,
        ),
        ("退回重办率",),
    ),
    _Share(
        "reopened_rate",
        "重办率",
        CLOSED,
        Condition(key="reopened", label="重办过的结案数", sql="f.reopened > 0"),
        LOOP,
        "结案后又重办、再次结案的；按最后一次结案的时间计；结案前的返工另计返工率。",
        (
            counts("结案后重办，6月再次结案", WHOLE, PART, reopened=1),
            counts("结案前返工，没有重办", WHOLE, rework=1),
            counts_not("正在重办，还没有再次结案", reopened=1, closed=False, closed_at=None),
            _JULY,
        ),
        ("重开率",),
    ),
    _Share(
        "extended_rate",
        "延期率",
        HAD_DEADLINE,
        Condition(key="extended", label="同意过延期的案件数", sql="f.extended > 0"),
        FUZHOU,
        "按延期后的期限所在的月份计；申请而未获同意的不计；一件延期几次都只计一件。",
        (
            counts("延期一次", WHOLE, PART, extended=1),
            counts("申请延期，未获同意", WHOLE),
            _NOT_DUE,
            counts_not("没有办理时限", extended=0, due_at=None),
        ),
    ),
    _Share(
        "postponed_rate",
        "挂账缓办率",
        OPENED,
        Condition(key="postponed", label="挂账或缓办过的案件数", sql="f.postponed"),
        HOUSE,
        "按受理时间计；超期以后才挂账的不计，以免用挂账掩盖超期。",
        (
            counts("曾经挂账，已恢复", WHOLE, PART, postponed=True),
            counts("从未挂账", WHOLE),
            _MAY,
        ),
        ("挂账率", "缓办率"),
        Better.NEITHER,
    ),
    _Share(
        "urged_rate",
        "督办率",
        OPENED,
        Condition(key="urged", label="督办过的案件数", sql="f.urged > 0"),
        LOOP,
        "按受理时间计；群众催办不是督办；一件督办几次都只计一件。",
        (
            counts("督办两次，只计一件", WHOLE, PART, urged=2),
            counts("没有督办", WHOLE),
            _MAY,
        ),
    ),
    _Share(
        "reminded_rate",
        "催办率",
        OPENED,
        Condition(key="reminded", label="催办过的案件数", sql="f.reminded > 0"),
        LOOP,
        "按受理时间计；督办不是催办；一件催办几次都只计一件。",
        (
            counts("群众来电催办", WHOLE, PART, reminded=1),
            counts("只有督办，没有催办", WHOLE, urged=1, reminded=0),
            _MAY,
        ),
    ),
)


def _ratios() -> Iterator[Ratio]:
    for one in _SHARES:
        yield Ratio(
            key=one.key,
            label=one.label,
            whole=one.whole,
            part=one.part,
            better=one.better,
            basis=one.basis,
            note=one.note,
            synonyms=one.synonyms,
            not_by=NOT_BY,
            examples=one.examples,
        )


_RATIOS = tuple(_ratios())
REWORK_RATE = _RATIOS[0]
QUALITY: tuple[Indicator, ...] = _RATIOS
