"""Takes a file of the finance system in: looked at, confirmed, undone by counter-entries."""

import hashlib
from collections import defaultdict
from dataclasses import asdict
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from yiwang.budget.register import actions, mapping, queries, reading, reconciling
from yiwang.budget.register.models import Intake, Movement, Subject
from yiwang.budget.register.projects import NewSubject
from yiwang.budget.register.reading import Entry
from yiwang.budget.register.report import Order, Report
from yiwang.budget.register.resolving import Found, Resolver
from yiwang.budget.register.rights import may_keep
from yiwang.budget.register.sheets import MOST_BYTES
from yiwang.fieldwork.uploads import actions as uploads
from yiwang.fieldwork.uploads.actions import NewUpload
from yiwang.fieldwork.uploads.models import Upload
from yiwang.kernel.refusals import Conflict, Missing, NotNow
from yiwang.org.actors import SYSTEM, Worker

__all__ = ["KIND", "MOST_BYTES", "Order", "check", "confirm", "give_up", "hand_in", "take_in"]
KIND = "budget"
CHUNK = 500


def check(order: Order, by: Worker = SYSTEM) -> Report:
    """What would come of a file; nothing is written. Raises `Invalid`, `Conflict`."""
    return _found(order, by).report


def hand_in(*, order: Order, by: Worker) -> Upload:
    """Keep a file with what was found in it, for a person to look at."""
    may_keep(by)
    report = check(order, by).plain()
    options = {"mapping": order.mapping, "year": order.year}
    options["unit"] = order.unit.pk if order.unit else None
    new = NewUpload(
        kind=KIND, name=order.name, content=order.content, options=options, report=report
    )
    return uploads.put(new=new, by=by)


@transaction.atomic
def confirm(*, upload_id: int, by: Worker) -> Intake:
    """Take a file in that was looked at. Raises `NotNow` where nothing of it is new."""
    upload = uploads.own(upload_id=upload_id, by=by)
    options = upload.options
    order = Order(
        name=upload.name,
        content=bytes(upload.content),
        mapping=options["mapping"],
        year=options["year"],
        unit=queries.unit(options["unit"]) if options["unit"] else None,
    )
    report = take_in(order=order, by=by)
    if report.intake is None:
        raise NotNow("这个文件没有新的分录，没有导入")
    uploads.done(upload, result=report.intake, report=report.plain())
    return queries.intake(report.intake)


def give_up(*, upload_id: int, by: Worker) -> None:
    """It is not taken in after all."""
    uploads.drop(upload_id=upload_id, by=by)


@transaction.atomic
def take_in(*, order: Order, by: Worker) -> Report:
    """Take the entries of a file in, once. Raises `Invalid`, `TooLarge`, `Conflict`."""
    if by is not SYSTEM:
        may_keep(by)
    found = _found(order, by)
    if found.fresh:
        _keep(found, by)
    return found.report


def _keep(found: Found, by: Worker) -> None:
    report = found.report
    try:
        with transaction.atomic():
            intake = Intake.objects.create(
                file=report.file,
                sha256=report.sha256,
                mapping=report.mapping,
                report=report.plain(),
                by_name=by.person_name,
                at=timezone.now(),
            )
    except IntegrityError:
        raise Conflict("这个文件刚才已由别人导入") from None
    for project in found.projects:
        project.save()
    Subject.objects.bulk_create(_subject(new, by) for new in found.subjects)
    for row in found.fresh:
        row.intake = intake
    Movement.objects.bulk_create(found.fresh, batch_size=CHUNK)
    report.intake = intake.pk


def _subject(new: NewSubject, by: Worker) -> Subject:
    return Subject(**asdict(new), published_at=timezone.now(), published_by=by.person_name)


@transaction.atomic
def undo(*, number: int, reason: str, by: Worker) -> Intake:
    """Take a whole file back, entry by entry. Raises `NotNow`, `Missing`."""
    may_keep(by)
    if not reason.strip():
        raise Missing("请填写撤销的理由", fields={"reason": "请填写撤销的理由"})
    intake = Intake.objects.select_for_update().filter(pk=number).first() or queries.intake(number)
    if intake.undone_at:
        raise NotNow("这次导入已经撤销")
    rows = intake.movements.filter(reversed_by=None).select_related("unit", "project")
    Movement.objects.bulk_create(
        [actions.counter(row, reason, by) for row in rows], batch_size=CHUNK
    )
    intake.undone_at, intake.undone_by = timezone.now(), by.person_name
    intake.reason = reason.strip()[:200]
    intake.save(update_fields=["undone_at", "undone_by", "reason"])
    return intake


def _found(order: Order, by: Worker) -> Found:
    sha256 = hashlib.sha256(order.content).hexdigest()
    before = Intake.objects.filter(sha256=sha256, undone_at=None).first()
    if before is not None:
        raise Conflict(
            "这个文件已由{name}于{day}导入，没有再次导入",
            name=before.by_name,
            day=timezone.localdate(before.at).isoformat(),
        )
    read = reading.read(order.name, order.content, mapping.read(order.mapping), order.year)
    report = Report(order.name[:200], sha256, order.mapping)
    found = Resolver(order, report, by).resolved(read)
    _count(report, read, found)
    return found


def _count(report: Report, read: reading.Read, found: Found) -> None:
    fresh = {row.line for row in found.fresh}
    refused = {told["row"] for told in report.rows_refused}
    entries = {one.line for one in read.entries} - refused
    report.rows_heading, report.rows_blank = read.heading, read.blank
    report.rows_totals = len({one.line for one in read.printed})
    report.rows_repeated = len(entries - fresh)
    zero = read.used - {one.line for one in read.entries} - {one.line for one in read.printed}
    # A row whose amounts are all 0 says nothing, like a blank one.
    report.rows_blank += len(zero)
    report.rows_entries = len(fresh)
    lines = report.rows_totals + len(entries) + len(refused)
    report.rows_read = report.rows_heading + report.rows_blank + lines
    report.entries_added = len(found.fresh)
    report.years = sorted({one.year for one in read.entries})
    kept = [one for one in read.entries if one.line not in refused]
    compared = reconciling.compared(kept, read.printed)
    report.totals = [asdict(one) | {"same": one.same} for one in compared]
    report.sums = _sums([one for one in kept if one.line in fresh], report.years)


def _sums(fresh: list[Entry], years: list[int]) -> list[dict[str, Any]]:
    """By item and phase what the register has before and after."""
    there: dict[tuple[str, str], int] = defaultdict(int)
    for year in years:
        for one in queries.executed(queries.Wanted(year=year, side=""), "functional", "phase"):
            code, phase = one.key
            there[code, phase] += one.budget + one.adjustment + one.payment + one.closing
    added = reconciling.by_code(fresh)
    return [
        {"code": code, "phase": phase, "before": there[code, phase], "added": fen}
        | {"after": there[code, phase] + fen}
        for (code, phase), fen in sorted(added.items())
    ]
