"""The same indicator of one procedure only, for composites that must not mix procedures."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from yiwang.measure.formulas import Count, Ratio
from yiwang.measure.language import Condition, Example, Selection, counts_not

Narrowed = TypeVar("Narrowed", Count, Ratio)


def of_procedure(indicator: Narrowed, procedure: str, **words: Any) -> Narrowed:
    """The indicator over the rows of this procedure; `words` are its new key, label …"""
    narrow = _narrower(procedure)
    changed: dict[str, Any] = {
        "procedures": (procedure,),
        "synonyms": (),
        "examples": _examples(indicator.examples, procedure),
    }
    if isinstance(indicator, Count):
        changed["of"] = narrow(indicator.of)
    else:
        changed["whole"] = narrow(indicator.whole)
    return replace(indicator, **(changed | words))


def _narrower(procedure: str) -> Callable[[Selection], Selection]:
    def narrow(of: Selection) -> Selection:
        sql = f"f.procedure = '{procedure}' AND ({of.where.sql})"
        where = Condition(key=f"{procedure}_{of.where.key}", label=of.where.label, sql=sql)
        return replace(of, where=where)

    return narrow


def _examples(examples: tuple[Example, ...], procedure: str) -> tuple[Example, ...]:
    kept = tuple(replace(one, changes=(("procedure", procedure), *one.changes)) for one in examples)
    return (*kept, counts_not("别的流程的案件", procedure="another"))
