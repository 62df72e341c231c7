"""Questions that this district can answer now: with names of which there is something to tell."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils import timezone

from yiwang.analytics import queries as figures
from yiwang.analytics.asking.queries import meaning
from yiwang.analytics.asking.vocabulary import vocabulary
from yiwang.kernel.refusals import Refusal
from yiwang.measure.dimensions import Dimension
from yiwang.measure.period import Grain, around
from yiwang.measure.plan import Plan
from yiwang.measure.words.outcome import Understood
from yiwang.measure.words.vocabulary import Vocabulary
from yiwang.org.actors import Worker

# Whatever of these cannot be asked here is left out.
PLAIN = (
    "上个月各街道按时办结率排名",
    "近30天每天的受理量",
    "目前各单位超期在办数前五",
    "今年各街道受理量占比",
    "本月受理量同比环比",
    "上个月满意率低于90%的单位有哪些",
)
WITH_NAME = (
    (Dimension.COMMUNITY, "{name}今年投诉比去年同期多多少"),
    (Dimension.STREET, "{name}今年各月受理量和办结率"),
    (Dimension.CHANNEL, "{name}今年受理了多少件"),
    (Dimension.CATEGORY, "{name}今年各街道件数"),
    (Dimension.UNIT, "{name}今年按期处置率"),
)


def examples(worker: Worker) -> list[str]:
    """Questions that are understood as they stand, for this worker."""
    known = vocabulary(worker)
    found = [*PLAIN, *_with_names(known, worker)]
    return [text for text in found if isinstance(meaning(text, worker), Understood)]


def _with_names(known: Vocabulary, worker: Worker) -> Iterator[str]:
    classes = {one.code: one.name for one in known.matters}
    called = {(one.dimension, one.key): one.name for one in known.names}
    for dimension, text in WITH_NAME:
        key = _busiest(dimension, worker)
        name = classes.get(key) if dimension is Dimension.CATEGORY else called.get((dimension, key))
        if name:
            yield text.format(name=name)


def _busiest(dimension: Dimension, worker: Worker) -> str:
    """The key of which there is most this year; empty where there is nothing."""
    key = "shares_sent" if dimension is Dimension.UNIT else "received"
    today = timezone.localdate()
    plan = Plan((key,), around(Grain.YEAR, today).up_to(today), by=(dimension,), order=f"-{key}")
    try:
        rows = figures.table(replace(plan, top=2), worker).rows
    except Refusal:
        return ""
    return next((row.keys[0] for row in rows if row.keys[0]), "")
