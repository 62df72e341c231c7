"""Learns from the centre's own cases, judges by those kept apart, and refuses what got worse."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from yiwang.insight.classes import actions, kept, queries
from yiwang.insight.classes.experience import Lesson, lessons
from yiwang.insight.classes.kinds import Kind
from yiwang.insight.classes.learned import Learned
from yiwang.insight.classes.learning import Shape, learn
from yiwang.insight.classes.models import Version
from yiwang.insight.classes.scoring import scores
from yiwang.kernel.refusals import Invalid, Refusal

FEWEST = 200
"""Fewer closed cases than this teach nothing that one could rely on."""
SHAPES = {Kind.CLASS: Shape(), Kind.UNIT: Shape(kinds=("word", "told"), odds=True)}
COMPARED = {Kind.CLASS: "macro_f1", Kind.UNIT: "first_3"}


class Worse(Invalid):
    """What was learned scores lower than what is in use."""

    code = "model_got_worse"


@dataclass(frozen=True)
class Learning:
    """What came out: the scores, those of the version in use on the same cases, the version."""

    scores: dict[str, Any]
    in_use: dict[str, Any] | None
    version: Version | None


def school(*, kind: Kind, procedure: str, by: str, try_only: bool = False) -> Learning:
    """Learn anew, and put it into use unless it scores lower on the cases kept apart.

    Raises `Invalid` for too few cases, `Worse` for a model that got worse; then nothing changes.
    """
    every = lessons(kind, procedure)
    if len(every) < FEWEST:
        raise Invalid(
            "已办结、可学习的案件只有{many}件，至少要{fewest}件", many=len(every), fewest=FEWEST
        )
    taught = [one for one in every if not one.apart]
    model = learn(*_pairs(taught), SHAPES[kind])
    judges = [one for one in every if one.apart]
    found = _judged(kind, model, judges) | {"learned_from": len(taught), "judged_by": len(judges)}
    present = queries.in_use(kind, procedure)
    before = _of_present(kind, present, judges)
    if before is not None and found["score"] < before["score"]:
        raise Worse(
            "新模型在检验案件上得分{new}，低于在用版本的{old}，没有启用",
            new=found["score"],
            old=before["score"],
        )
    if try_only:
        return Learning(found, before, None)
    version = actions.keep(kind=kind, procedure=procedure, model=model, scores=found, by=by)
    actions.use(version=version, by=by, reason="学习后在检验案件上不低于在用版本")
    return Learning(found, before, version)


def _of_present(
    kind: Kind, present: Version | None, judges: Sequence[Lesson]
) -> dict[str, Any] | None:
    """What the version in use scores on the same cases; None without one that can be read."""
    if present is None:
        return None
    try:
        return _judged(kind, kept.read(present.digest), judges)
    except Refusal:
        return None


def _pairs(some: Sequence[Lesson]) -> tuple[list[Any], list[str]]:
    return [one.example for one in some], [one.answer for one in some]


def _judged(kind: Kind, model: Learned, judges: Sequence[Lesson]) -> dict[str, Any]:
    """The figures on cases kept apart, and on those among them that somebody had corrected."""
    if not judges:
        raise Invalid("没有留作检验的案件，请等案件多一些再学习")
    examples, answers = _pairs(judges)
    chances = model.all_chances(examples)
    found = scores(model.labels, chances, answers, model.least)
    corrected = [i for i, one in enumerate(judges) if one.corrected]
    if corrected:
        hard = scores(model.labels, chances[corrected], [answers[i] for i in corrected])
        found["corrected"] = {
            "many": len(corrected),
            "accuracy": hard["accuracy"],
            "first_3": hard["first_3"],
        }
    return found | {"score": found[COMPARED[kind]]}
