"""The notation of the questions in `asked/` and `held_out/`, and how an outcome is held against it.

`question => indicators period by:… in:…=… compare:… order:… top:… having:… share` is a plan; `~`
before the period says that something is assumed. `question ? word` must be asked back about the
word, `question ! word` must be refused with the word. Names stand for their keys; `*department`
for all units of a kind.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.measure.words.vocabulary import TODAY, vocabulary
from yiwang.measure.dimensions import Dimension
from yiwang.measure.plan import Plan, read
from yiwang.measure.words.asking import understand
from yiwang.measure.words.outcome import Ambiguous, NotUnderstood, Outcome, Understood

HERE = Path(__file__).parent
_LINE = re.compile(r"(?P<question>.+?) (?P<sign>=>|\?|!) (?P<wanted>.+)")


@dataclass(frozen=True)
class Question:
    """One line of a set."""

    text: str
    sign: str
    wanted: str

    @property
    def plan(self) -> Plan:
        """What is wanted, as a plan."""
        indicators, period, *parts = self.wanted.split()
        told = {"indicator": indicators.split(","), "period": [period.removeprefix("~")]}
        for part in parts:
            name, _, value = part.partition(":")
            if name == "in":
                dimension, _, names = value.partition("=")
                told[f"in.{dimension}"] = _keys(Dimension(dimension), names)
            elif name in ("by", "compare"):
                told[name] = value.split(",")
            else:
                told.setdefault(name, []).append(value or "1")
        return canonical(read(told))


def _keys(dimension: Dimension, names: str) -> list[str]:
    known = [one for one in vocabulary().names if one.dimension is dimension]
    if names.startswith("*"):
        return [one.key for one in known if one.kind == names[1:]]
    return [next((one.key for one in known if one.name == name), name) for name in names.split(",")]


def canonical(plan: Plan) -> Plan:
    """The same, with what has no order in a fixed one."""
    filters = (replace(one, keys=tuple(sorted(one.keys))) for one in plan.where)
    where = tuple(sorted(filters, key=lambda one: one.dimension))
    return replace(plan, where=where, compare=tuple(sorted(plan.compare)))


def questions(folder: str) -> Iterator[Question]:
    """Every line of a set."""
    for path in sorted((HERE / folder).glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                found = _LINE.fullmatch(line)
                assert found, line
                yield Question(found["question"], found["sign"], found["wanted"])


def asked(question: Question) -> Outcome:
    """What comes of a question."""
    return understand(question.text, vocabulary(), TODAY)


def is_exact(question: Question, outcome: Outcome) -> bool:
    """Whether it is what was wanted, and says what it assumed."""
    match outcome:
        case Understood():
            told = question.sign == "=>" and canonical(outcome.plan) == question.plan
            return told and ("~" in question.wanted) == bool(outcome.assumed)
        case Ambiguous():
            return question.sign == "?" and _names(question, [d.word for d in outcome.doubts])
        case NotUnderstood():
            named = [one.word for one in (*outcome.unknown, *outcome.meant)]
            named += [outcome.refusal.message] if outcome.refusal else []
            return question.sign == "!" and _names(question, named)


def is_wrong(question: Question, outcome: Outcome) -> bool:
    """Whether figures would be shown that were not asked for."""
    return isinstance(outcome, Understood) and not is_exact(question, outcome)


def _names(question: Question, words: list[str]) -> bool:
    wanted = question.wanted.lower()
    return any(wanted in word or word in wanted for word in words)


def told(question: Question, outcome: Outcome) -> str:
    """Both beside each other, for whoever looks at what failed."""
    match outcome:
        case Understood():
            found = f"{outcome.plan.written()} {outcome.assumed}"
        case Ambiguous():
            found = f"? {[(d.word, [o.key for o in d.options]) for d in outcome.doubts]}"
        case NotUnderstood():
            named = [(one.word, one.why.name) for one in outcome.unknown]
            meant = [(d.word, [o.label for o in d.options]) for d in outcome.meant]
            found = f"! {named} {meant} {outcome.refusal}"
    return f"{question.text}\n   {question.sign} {question.wanted}\n   {found}"
