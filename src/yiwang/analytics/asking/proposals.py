"""A plan that somebody else wrote for a question: it may name only what the asker may name."""

from django.utils import timezone

from yiwang.analytics import queries as figures
from yiwang.analytics.asking.queries import meaning
from yiwang.analytics.asking.vocabulary import vocabulary
from yiwang.analytics.queries import Table
from yiwang.kernel.refusals import Invalid
from yiwang.measure.plan import Plan
from yiwang.measure.words.classes import LEVELS
from yiwang.measure.words.outcome import NotUnderstood
from yiwang.measure.words.why import Why
from yiwang.org.actors import Worker

_CLASSES = {dimension: length for length, dimension in LEVELS.items()}


def checked(plan: Plan, worker: Worker) -> Plan:
    """The plan, where everything that it names exists for this worker.

    Raises `Invalid`, `NotFound` with what does not: a made-up name would give a figure of nothing.
    """
    known = vocabulary(worker)
    if plan.period.first > timezone.localdate():
        raise Invalid("期间“{period}”还没有到", period=plan.period.label)
    named = {(one.dimension, one.key) for one in known.names}
    named |= {(dimension, m.code) for m in known.matters for dimension in _of_length(len(m.code))}
    for one in plan.where:
        for key in one.keys:
            if (one.dimension, key) not in named:
                raise Invalid("没有“{key}”这个{what}", key=key[:40], what=one.dimension.label)
    figures.check(plan)
    return plan


def _of_length(length: int) -> list[str]:
    return [dimension for dimension, many in _CLASSES.items() if many == length]


def proposed(plan: Plan, worker: Worker) -> Table:
    """The figures of a checked plan, through the gate of all figures."""
    return figures.table(checked(plan, worker), worker)


def strange_words(text: str, worker: Worker) -> list[str]:
    """The words of a question that the grammar does not know: they stand beside any proposal."""
    outcome = meaning(text, worker)
    if not isinstance(outcome, NotUnderstood):
        return []
    unknown = [one.word for one in outcome.unknown if one.why is Why.UNKNOWN]
    return list(dict.fromkeys([*unknown, *(doubt.word for doubt in outcome.meant)]))
