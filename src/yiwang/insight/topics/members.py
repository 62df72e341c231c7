"""What a topic is made of, as far as somebody may see it: places, units, channels, its cases."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from yiwang.cases import lists
from yiwang.cases.models import Case
from yiwang.insight.topics.finding import EXAMPLES
from yiwang.insight.topics.models import TopicCase
from yiwang.insight.topics.queries import members
from yiwang.insight.words import plain
from yiwang.org.actors import Worker

CASES = 50
# Of so many the ones to be shown are chosen.
LOOKED = 60


@dataclass(frozen=True)
class Made:
    """What a topic is made of, as far as somebody may see it."""

    total: int
    areas: list[tuple[str, int]]
    units: list[tuple[str, int]]
    channels: list[tuple[str, int]]
    points: list[tuple[float, float]]


def made_of(worker: Worker, number: int) -> Made:
    """Places, units and channels of the cases of a topic that this worker may see."""
    ids = members(number).values_list("case_id", flat=True)
    seen = lists.seen_among(worker, ids)
    rows = Case.objects.filter(pk__in=seen).values_list(
        "area", "lead_unit__name", "channel", "longitude", "latitude"
    )
    found = list(rows)
    return Made(
        len(found),
        _counted(row[0] for row in found),
        _counted(row[1] for row in found),
        _counted(row[2] for row in found),
        [(row[3], row[4]) for row in found if row[3] is not None and row[4] is not None],
    )


def _counted(values: Iterable[str | None]) -> list[tuple[str, int]]:
    counts = Counter(value for value in values if value)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def examples(worker: Worker, number: int) -> list[Case]:
    """The cases that stand best for a topic, as far as this worker sees them; no title twice."""
    ids = list(members(number).values_list("case_id", flat=True)[:LOOKED])
    seen = lists.seen_among(worker, ids)
    cases = Case.objects.in_bulk(seen)
    by_title: dict[str, Case] = {}
    for case in ids:
        if case in seen:
            by_title.setdefault(plain(cases[case].title), cases[case])
    return list(by_title.values())[:EXAMPLES]


def cases_page(worker: Worker, number: int, page: int) -> tuple[list[dict], int]:
    """One page of the cases of a topic as rows of a list, the newest first, and how many in all."""
    ids = TopicCase.objects.filter(topic_id=number).order_by("-on", "-case_id")
    numbers = list(ids.values_list("case_id", flat=True))
    seen = lists.seen_among(worker, numbers)
    order = [case for case in numbers if case in seen]
    part = order[page * CASES : (page + 1) * CASES]
    rows = lists.rows_by_id(worker, part)
    return [rows[case] for case in part if case in rows], len(order)
