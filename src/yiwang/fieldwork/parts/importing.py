"""Takes a file of a census in: the good rows at once, all others in the report."""

import hashlib
from dataclasses import dataclass

from yiwang.fieldwork import tables
from yiwang.fieldwork.grids import systems
from yiwang.fieldwork.parts import actions, same_place
from yiwang.fieldwork.parts.actions import Census
from yiwang.fieldwork.parts.models import Part, Survey
from yiwang.fieldwork.parts.reading import HEADINGS, MUST, Draft, Reader
from yiwang.fieldwork.parts.report import Report
from yiwang.kernel.refusals import Invalid, Refusal

# What looks like one part under two codes is listed up to here.
MOST_PAIRS = 2_000


@dataclass(frozen=True)
class Taken:
    """The report, and what was recorded; `refused` where the file as a whole was."""

    report: Report
    survey: Survey | None = None
    refused: Refusal | None = None


def import_file(*, name: str, content: bytes, census: Census) -> Taken:
    """Take a file in; whatever is wrong with it is in the report. Raises `Invalid` unnamed."""
    if not census.batch.strip():
        raise Invalid("请填写批次名称", fields={"batch": "请填写批次名称"})
    digest = hashlib.sha256(content).hexdigest()
    report = Report(name, digest, census.system.value)
    try:
        source = tables.read(name, content, HEADINGS, MUST)
        for told in sorted(source.told):
            systems.agree(told, census.system)
    except Refusal as refusal:
        report.file_refused = {"code": refusal.code, "reason": refusal.message}
        return Taken(report, refused=refusal)
    report.rows_read = len(source.rows)
    drafts = _drafts(source, census, report)
    _show_same_places([draft for _line, draft in drafts], report)
    return Taken(report, actions.record(drafts=drafts, census=census, report=report))


def _drafts(source: tables.Source, census: Census, report: Report) -> list[tuple[int, Draft]]:
    reader = Reader(census.system, census.surveyed_on, report)
    found = []
    for row in source.rows:
        try:
            found.append((row.line, reader.draft(row)))
        except Refusal as refusal:
            report.refuse_row(row.line, row["code"], refusal)
    return found


def _show_same_places(drafts: list[Draft], report: Report) -> None:
    new = {draft.code.code: draft for draft in drafts}
    classes = {draft.category for draft in drafts}
    columns = ("code", "category", "longitude", "latitude")
    rows = Part.objects.filter(category__in=classes).values_list(*columns)
    spots = [same_place.Spot(*row, new=False) for row in rows if row[0] not in new]
    spots += [
        same_place.Spot(code, draft.category, draft.longitude, draft.latitude, new=True)
        for code, draft in new.items()
    ]
    for one, other, metres in same_place.pairs(spots):
        if len(report.same_place) == MOST_PAIRS:
            break
        told = {"parts": [one.code, other.code], "class": one.category}
        report.same_place.append(told | {"metres": round(metres, 2)})
