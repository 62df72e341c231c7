"""Asks the model for a plan in a closed form; whatever else it writes is refused."""

import json
from collections.abc import Iterator

from django.utils import timezone
from pydantic import BaseModel, ConfigDict, Field

from yiwang.analytics.asking.proposals import checked
from yiwang.analytics.asking.vocabulary import vocabulary
from yiwang.connect.model import client
from yiwang.kernel.refusals import Invalid
from yiwang.measure.dimensions import Dimension
from yiwang.measure.plan import Compare, Plan, read
from yiwang.measure.words.segment import LONGEST_QUESTION
from yiwang.measure.words.vocabulary import Vocabulary
from yiwang.org.actors import Worker

MOST_NAMES = 400


class Proposal(BaseModel):
    """A plan as the model may write it; nothing else fits."""

    model_config = ConfigDict(extra="forbid", strict=True)

    indicator: list[str] = Field(min_length=1, max_length=6)
    period: str = Field(max_length=40)
    by: list[str] = Field(default=[], max_length=3)
    only: dict[str, list[str]] = Field(default={}, max_length=6)
    compare: list[str] = Field(default=[], max_length=2)
    order: str = Field(default="", max_length=80)
    top: int = Field(default=0, ge=0, le=1000)
    having: list[str] = Field(default=[], max_length=3)
    share: bool = False

    def parameters(self) -> dict[str, list[str]]:
        """The same as the parameters of an address."""
        found = {
            "indicator": self.indicator,
            "period": [self.period],
            "by": self.by,
            "compare": self.compare,
            "order": [self.order],
            "top": [str(self.top)],
            "having": self.having,
            "share": ["1" if self.share else ""],
        }
        return found | {f"in.{dimension}": keys for dimension, keys in self.only.items()}


def propose(text: str, worker: Worker) -> Plan:
    """The plan that the model proposes, where it names only what this worker may name.

    Raises `NotNow` when the model does not answer, `Invalid` when what it answers is no such plan.
    The model sees the question and names of places, units, channels, classes and indicators; no
    case, no figure and no person.
    """
    question = text.strip()[:LONGEST_QUESTION]
    known = vocabulary(worker)
    messages = [
        {"role": "system", "content": _task(known, question)},
        {"role": "user", "content": question},
    ]
    answer = client.read(client.complete(messages), Proposal, Invalid("模型没有给出可用的理解"))
    return checked(read(answer.parameters()), worker)


def _task(known: Vocabulary, question: str) -> str:
    form = json.dumps(Proposal.model_json_schema(), ensure_ascii=False)
    lines = "\n".join(_lines(known, question))
    return (
        f"你把一句话写成统计口径，只输出一个JSON对象，符合：{form}\n"
        f"今天是{timezone.localdate().isoformat()}。period写2026、2026-Q2、2026-06、2026-W23、"
        "2026-06-03或2026-06-03..2026-06-20；order写指标标识，前加-为从高到低；"
        "having写如on_time_rate<90；只用下列标识，不能确定就输出{}。\n"
        f"by和only的维度：{'、'.join(f'{d.value}={d.label}' for d in Dimension)}\n"
        f"compare：{'、'.join(f'{c.value}={c.label}' for c in Compare)}\n{lines}"
    )


def _lines(known: Vocabulary, question: str) -> Iterator[str]:
    """Every indicator, and the names that share something with the question, as `key=name`."""
    yield from (f"indicator {one.key}={one.label}" for one in known.indicators)
    signs = set(question)
    named = [
        (len(signs & set(one.name)), f"{one.dimension.value} {one.key}={one.name}")
        for one in known.names
        if one.dimension is not Dimension.PERSON
    ]
    named += [
        (len(signs & set(one.name)), f"category{_level(one.code)} {one.code}={one.name}")
        for one in known.matters
    ]
    closest = sorted((pair for pair in named if pair[0]), key=lambda pair: -pair[0])
    yield from (line for _, line in closest[:MOST_NAMES])


def _level(code: str) -> str:
    return {2: "", 4: "_2"}.get(len(code), "_3")
