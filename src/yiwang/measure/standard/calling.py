"""回访: whom the centre reached, and what they said."""

from yiwang.measure.facts import CASES
from yiwang.measure.formulas import Ratio
from yiwang.measure.language import (
    At,
    Condition,
    Indicator,
    Selection,
    Side,
    counts,
    counts_not,
)
from yiwang.measure.reading import Better
from yiwang.measure.standard.intake import CLOSED, NOT_BY
from yiwang.measure.standard.sources import LOOP, THREE_RATES

WHOLE, PART = Side.WHOLE, Side.PART
_CALLED = Condition(key="called", label="回访数", sql="f.calls > 0")
_REACHED = Condition(key="reached", label="有效回访数", sql="f.reached")
CALLED = Selection(CASES, At("called_at"), _CALLED)
REACHED = Selection(CASES, At("called_at"), _REACHED)
_NOT_REACHED = counts_not("回访没有接通：不是有效回访", reached=False, satisfied=None, solved=None)
_OWN_WORD = counts_not(
    "群众自己在网上评价、没有回访：不是回访", calls=0, reached=False, called_at=None
)
_JULY = counts_not("7月才回访", called_at="2026-07-02 10:00")

CALL_BACK_RATE = Ratio(
    key="call_back_rate",
    label="回访率",
    whole=CLOSED,
    part=Condition(key="called", label="回访过的结案数", sql="f.calls > 0"),
    better=Better.HIGHER,
    not_by=NOT_BY,
    basis=LOOP,
    note="分母是结案数；打过电话就算回访，接通与否见有效回访率；免回访办结的在分母里。",
    examples=(
        counts("回访后结案", WHOLE, PART),
        counts("两次未接通后结案", WHOLE, PART, calls=2, reached=False),
        counts("匿名，免回访结案", WHOLE, calls=0, reached=False, called_at=None),
        counts_not("回访了，还没有结案", closed=False, closed_at=None),
    ),
)
REACHED_RATE = Ratio(
    key="reached_rate",
    label="有效回访率",
    whole=CALLED,
    part=_REACHED,
    better=Better.HIGHER,
    not_by=NOT_BY,
    basis=THREE_RATES,
    note="按最后一次回访的时间计；接通并得到答复的为有效；从未回访的不在分母里。",
    synonyms=("接通率", "回访接通率"),
    examples=(
        counts("接通并得到答复", WHOLE, PART),
        counts("两次都没有接通", WHOLE, calls=2, reached=False),
        _OWN_WORD,
        _JULY,
    ),
)
SOLVED_RATE = Ratio(
    key="solved_rate",
    label="解决率",
    whole=REACHED,
    part=Condition(key="solved", label="答复解决数", sql="coalesce(f.solved, FALSE)"),
    better=Better.HIGHER,
    not_by=NOT_BY,
    basis=THREE_RATES,
    note="分母是有效回访数，没有接通的不计；基本解决算解决；以最后一次有效回访为准。",
    synonyms=("问题解决率",),
    examples=(
        counts("接通，答复解决", WHOLE, PART),
        counts("接通，答复未解决", WHOLE, solved=False),
        _NOT_REACHED,
        _OWN_WORD,
        _JULY,
    ),
)
SATISFIED_RATE = Ratio(
    key="satisfied_rate",
    label="满意率",
    whole=REACHED,
    part=Condition(key="satisfied", label="答复满意数", sql="coalesce(f.satisfied, FALSE)"),
    better=Better.HIGHER,
    not_by=NOT_BY,
    basis=THREE_RATES,
    note="分母是有效回访数，没有接通的不计；基本满意算满意（有的城市只计0.9）；以最后一次有效回访为准。",
    synonyms=("满意度", "群众满意率", "回访满意率", "满意度率"),
    examples=(
        counts("接通，答复满意", WHOLE, PART),
        counts("接通，答复不满意", WHOLE, satisfied=False),
        _NOT_REACHED,
        _OWN_WORD,
        _JULY,
    ),
)
CALLING: tuple[Indicator, ...] = (CALL_BACK_RATE, REACHED_RATE, SOLVED_RATE, SATISFIED_RATE)
