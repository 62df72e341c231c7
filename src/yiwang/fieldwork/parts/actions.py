"""A census is taken in: every row that says something new is appended; nothing is overwritten."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from yiwang.fieldwork.grids import queries as grids
from yiwang.fieldwork.parts.models import Part, Record, Survey
from yiwang.fieldwork.parts.reading import Draft
from yiwang.fieldwork.parts.report import Report
from yiwang.kernel.coordinates import Position, System, distance_in_metres
from yiwang.org.actors import Worker

# A part that is found further away than this was moved, or one of the two places is wrong.
MOVED_METRES = 20.0
_AT_ONCE = 500
_SEEN = (
    "name",
    "longitude",
    "latitude",
    "grid",
    "owner",
    "owner_name",
    "manager",
    "manager_name",
    "state",
    "surveyed_on",
)


@dataclass(frozen=True, kw_only=True)
class Census:
    """Under which name and in which system a file is taken in, by whom."""

    batch: str
    surveyed_on: date
    system: System
    worker: Worker


@transaction.atomic
def record(*, drafts: Sequence[tuple[int, Draft]], census: Census, report: Report) -> Survey:
    """Append what the rows (line, draft) say; the report is told of each and kept with it."""
    parts = _parts(draft.code.code for _line, draft in drafts)
    said = _said(parts.values())
    at = _grids([draft for _line, draft in drafts])
    added: list[Part] = []
    changed: list[Part] = []
    records: list[Record] = []
    for (line, draft), grid in zip(drafts, at, strict=True):
        columns = draft.columns() | {"grid": grid}
        part = parts.get(draft.code.code)
        if not grid:
            report.outside_of_grids.append({"line": line, "part": draft.code.code})
        if part is None:
            part = _new(draft, columns)
            added.append(part)
        elif _key(part.pk, columns) in said:
            report.rows_repeated += 1
            continue
        else:
            _seen_again(part, columns, line, report)
            changed.append(part)
        records.append(Record(part=part, **columns))
    report.parts_added += len(added)
    survey = _survey(census, report)
    _write(survey, added, changed, records)
    return survey


def _parts(codes: Iterable[str]) -> dict[str, Part]:
    wanted, found = list(codes), {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = Part.objects.filter(code__in=wanted[start : start + _AT_ONCE])
        found |= {part.code: part for part in rows}
    return found


def _said(parts: Iterable[Part]) -> set[tuple[Any, ...]]:
    """Everything that was said of these parts before."""
    wanted, found = [part.pk for part in parts], set()
    columns = ("part_id", *_columns())
    for start in range(0, len(wanted), _AT_ONCE):
        rows = Record.objects.filter(part__in=wanted[start : start + _AT_ONCE])
        found |= set(rows.values_list(*columns))
    return found


def _columns() -> tuple[str, ...]:
    """What is compared: the grid follows from the place and the day, and units from names."""
    return tuple(name for name in _SEEN if name not in ("grid", "owner", "manager"))


def _key(part: int, columns: dict[str, Any]) -> tuple[Any, ...]:
    return (part, *(columns[name] for name in _columns()))


def _grids(drafts: Sequence[Draft]) -> list[str]:
    points = [(draft.longitude, draft.latitude) for draft in drafts]
    return [code or "" for code in grids.codes_at(points)] if points else []


def _new(draft: Draft, columns: dict[str, Any]) -> Part:
    return Part(
        code=draft.code.code,
        segments=list(draft.code.segments),
        category=draft.category,
        **columns,
    )


def _seen_again(part: Part, columns: dict[str, Any], line: int, report: Report) -> None:
    """The part is as it was seen last; an older look is only history."""
    if columns["surveyed_on"] < part.surveyed_on:
        report.rows_older += 1
        return
    metres = distance_in_metres(
        Position(part.longitude, part.latitude),
        Position(columns["longitude"], columns["latitude"]),
    )
    if metres > MOVED_METRES:
        report.moved.append({"line": line, "part": part.code, "metres": round(metres, 1)})
    told = {"name", "longitude", "latitude", "owner_name", "manager_name", "state"}
    report.parts_seen_again += 1
    report.parts_changed += any(getattr(part, name) != columns[name] for name in told)
    for name, value in columns.items():
        setattr(part, name, value)


def _survey(census: Census, report: Report) -> Survey:
    return Survey.objects.create(
        batch=census.batch.strip()[:60],
        file=report.file[:200],
        sha256=report.sha256,
        system=census.system.value,
        report=report.plain(),
        by=census.worker.person_id,
        by_name=census.worker.person_name,
        at=timezone.now(),
    )


def _write(survey: Survey, added: list[Part], changed: list[Part], records: list[Record]) -> None:
    Part.objects.bulk_create(added, batch_size=_AT_ONCE)
    Part.objects.bulk_update(changed, _SEEN, batch_size=100)
    for row in records:
        # Parts that are new have their numbers only now.
        row.part_id, row.survey = row.part.pk, survey
    Record.objects.bulk_create(records, batch_size=_AT_ONCE)
