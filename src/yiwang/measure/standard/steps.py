"""环节: whether each waiting of a case came to its end in time; one ratio for each limit."""

from dataclasses import dataclass

from yiwang.measure.facts import STEPS
from yiwang.measure.formulas import Ratio
from yiwang.measure.language import (
    Condition,
    Due,
    Indicator,
    Selection,
    Side,
    counts,
    counts_not,
)
from yiwang.measure.reading import Better
from yiwang.measure.standard.sources import HOUSE

WHOLE, PART = Side.WHOLE, Side.PART
NOTE = (
    "分母是期限在期内的，到期没有做的也在内；返工后每一轮另计；挂账期间不计时；"
    "因并单、撤销等失效的期限不计。"
)
_IN_TIME = "f.done_at IS NOT NULL AND NOT coalesce(f.late, FALSE)"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One or more limits of a procedure under which somebody must do one thing.

    `what` is the word for it: 核实 makes 应核实数 and 按时核实数.
    """

    procedure: str
    steps: tuple[str, ...]
    key: str
    label: str
    what: str
    basis: str = HOUSE
    synonyms: tuple[str, ...] = ()


def in_time(waiting: Waiting) -> Ratio:
    """Which share of what was due was done in time, whoever did it."""
    named = ", ".join(f"'{step}'" for step in waiting.steps)
    due = Condition(
        key=waiting.key,
        label=f"应{waiting.what}数",
        sql=f"f.procedure = '{waiting.procedure}' AND f.step IN ({named})",
    )
    of = {"procedure": waiting.procedure, "step": waiting.steps[0]}
    return Ratio(
        key=waiting.key,
        label=waiting.label,
        procedures=(waiting.procedure,),
        whole=Selection(STEPS, Due("due_at"), due),
        part=Condition(key="in_time", label=f"按时{waiting.what}数", sql=_IN_TIME),
        better=Better.HIGHER,
        basis=waiting.basis,
        note=NOTE,
        synonyms=waiting.synonyms,
        examples=(
            counts("期限内完成", WHOLE, PART, **of),
            counts("过了期限才完成", WHOLE, late=True, done_at="2026-06-03 09:00", **of),
            counts("到期没有完成", WHOLE, late=True, done_at=None, person=None, **of),
            counts_not("期限在7月", due_at="2026-07-02 09:00", **of),
            counts_not("别的环节", procedure=waiting.procedure, step="another"),
            counts_not("别的流程的同名环节", procedure="another", step=waiting.steps[0]),
        ),
    )


STEPS_IN_TIME = Ratio(
    key="steps_in_time",
    label="环节按时率",
    whole=Selection(STEPS, Due("due_at"), Condition(key="steps", label="到期环节数", sql="TRUE")),
    part=Condition(key="in_time", label="按时完成环节数", sql=_IN_TIME),
    better=Better.HIGHER,
    basis=HOUSE,
    note=NOTE,
    synonyms=("环节及时率",),
    examples=(
        counts("期限内签收", WHOLE, PART),
        counts("同一案件核查超期", WHOLE, step="verify", late=True),
        counts("到期没有派遣", WHOLE, step="dispatch", late=True, done_at=None, person=None),
        counts_not("期限在7月", due_at="2026-07-02 09:00"),
        counts_not("随案件挂账，期限停着", due_at=None, done_at=None),
    ),
)
WAITINGS: tuple[Indicator, ...] = (STEPS_IN_TIME,)
