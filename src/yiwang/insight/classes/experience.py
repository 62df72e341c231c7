"""What the centre's own closed cases teach: their texts, and what became of them in the end."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any
from zlib import crc32

from yiwang.cases.models import Case, Event
from yiwang.engine import register
from yiwang.insight.classes.grams import Example, folded
from yiwang.insight.classes.kinds import Kind

MOST = 20_000
"""The newest cases that are learned from: what is learned fits the units and habits of today, in
two gigabytes and a few minutes."""
APART = 5
"""One text in so many is never learned from, by any version: by these all are judged."""
CHUNK = 500


@dataclass(frozen=True)
class Lesson:
    """A case as an example: its answer, whether it is kept apart, whether somebody corrected it."""

    example: Example
    answer: str
    apart: bool
    corrected: bool


def lessons(kind: Kind, procedure: str) -> list[Lesson]:
    """The newest closed cases of a procedure; none that was void, withdrawn, declined or merged.

    What is confidential teaches nothing: words of it would stand in the model.
    """
    wanted = {"class": "category", "unit": "lead_unit_id"}[kind.value]
    done = register.procedure(procedure).done
    rows = (
        Case.objects.filter(procedure=procedure, state=done, main_case="", confidential=False)
        .exclude(**{wanted: None if kind is Kind.UNIT else ""})
        .order_by("-opened_at", "-id")[:MOST]
    )
    left = rows.values("id", "title", "content", "address", "category", "area", "channel", wanted)
    found: list[Lesson] = []
    every = left.iterator(chunk_size=CHUNK)
    while some := list(islice(every, CHUNK)):
        corrected = _corrected(kind, [row["id"] for row in some])
        found += (_lesson(kind, row, str(row[wanted]), corrected) for row in some)
    return found


def example_of(kind: Kind, facts: Mapping[str, Any]) -> Example:
    """A case, or what a form says so far, as an example; a class is told to find the unit."""
    text = "\n".join(str(facts.get(key) or "") for key in ("title", "content", "address"))
    if kind is Kind.CLASS:
        return Example(text)
    return Example(text, dict(_told(facts)))


def _told(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is known of the matter and the place, also coarser, so that the rare is not unknown."""
    category, area = str(facts.get("category") or ""), str(facts.get("area") or "")
    yield from {f"class{len(category[:n]) // 2}": category[:n] for n in (2, 4, 6)}.items()
    yield from {"street": area[:9], "area": area}.items()
    for key in ("channel", "title", "address"):
        # Of use where they repeat, as in files of other systems; else in too few cases to count.
        yield key, str(facts.get(key) or "")[:60]


def _lesson(kind: Kind, row: Mapping[str, Any], answer: str, corrected: set[int]) -> Lesson:
    example = example_of(kind, row)
    return Lesson(example, answer, is_apart(example), row["id"] in corrected)


def is_apart(example: Example) -> bool:
    """Whether it is one of those that judge: by its text, so that copies lie on one side."""
    return crc32(folded(example.text)[:40].encode()) % APART == 0


def _corrected(kind: Kind, cases: Iterable[int]) -> set[int]:
    """The cases whose class or unit somebody first gave otherwise."""
    key = "category" if kind is Kind.CLASS else "lead_unit"
    given: dict[int, set[str]] = {}
    rows = Event.objects.filter(case_id__in=list(cases)).values_list("case_id", "given")
    for case, what in rows:
        if what and what.get(key):
            given.setdefault(case, set()).add(str(what[key]))
    return {case for case, values in given.items() if len(values) > 1}
