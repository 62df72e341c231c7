"""Which acts and answers the measures count, where the declaration alone does not tell."""

from dataclasses import dataclass, fields

# Needs by which somebody says how it was, and the field that names the good answers.
ANSWERS = {"satisfied": "satisfied", "solved": "solved"}


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Keys of actions by what they mean for the measures; empty where there is no such thing."""

    # 立案: from here on it is a case that somebody must settle.
    established: tuple[str, ...] = ()
    # 核实属实, 不属实: somebody went there and saw it; the last word holds.
    found_true: tuple[str, ...] = ()
    found_false: tuple[str, ...] = ()
    # 自行处置, 自办: settled by whoever found it or by the community itself.
    fixed: tuple[str, ...] = ()
    # 吹哨 and 报到: both sides are credited.
    whistled: tuple[str, ...] = ()
    reported_in: tuple[str, ...] = ()
    # 联系诉求人: the handling unit spoke with the citizen.
    contacted: tuple[str, ...] = ()
    # 回访: every attempt, and those among them that reached somebody.
    called: tuple[str, ...] = ()
    reached: tuple[str, ...] = ()
    # 群众评价: the citizen's own word, unasked; 评价: that of an assessor.
    rated: tuple[str, ...] = ()
    evaluated: tuple[str, ...] = ()
    # 督办, 催办, 批示.
    urged: tuple[str, ...] = ()
    reminded: tuple[str, ...] = ()
    instructed: tuple[str, ...] = ()
    # 并入: the same matter told again.
    joined: tuple[str, ...] = ()
    # 不予受理, 作废.
    declined: tuple[str, ...] = ()
    voided: tuple[str, ...] = ()
    # Answers to the needs `satisfied` and `solved` that count as yes; 基本满意 is one of them.
    satisfied: tuple[str, ...] = ()
    solved: tuple[str, ...] = ()

    def keys(self) -> set[str]:
        """Every action that is named."""
        return {key for name in self.meanings() for key in getattr(self, name)}

    @classmethod
    def meanings(cls) -> tuple[str, ...]:
        """What acts may be named for."""
        return tuple(field.name for field in fields(cls) if field.name not in ANSWERS)
