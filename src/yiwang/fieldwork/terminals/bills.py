"""A bill that was handed in on a page: looked at first, then taken in or given up."""

from typing import Any

from django.db import transaction

from yiwang.fieldwork.terminals import importing, queries
from yiwang.fieldwork.terminals import mapping as mappings
from yiwang.fieldwork.terminals.importing import MOST_BYTES
from yiwang.fieldwork.terminals.mapping import BillMapping
from yiwang.fieldwork.terminals.models import Bill
from yiwang.fieldwork.uploads import actions as uploads
from yiwang.fieldwork.uploads.actions import NewUpload
from yiwang.fieldwork.uploads.models import Upload
from yiwang.kernel.refusals import Conflict, NotNow
from yiwang.org.actors import Worker

__all__ = ["KIND", "MOST_BYTES", "confirm", "give_up", "hand_in", "refused_as_other"]
KIND = "bill"


def hand_in(*, name: str, content: bytes, mapping: BillMapping, by: Worker) -> Upload:
    """Keep a bill with what was found in it. Raises `Invalid` or `TooLarge` when it is none."""
    report = importing.check_bill(name=name, content=content, mapping=mapping)
    new = NewUpload(
        kind=KIND, name=name, content=content, options=mapping.plain(), report=report.plain()
    )
    return uploads.put(new=new, by=by)


@transaction.atomic
def confirm(*, upload_id: int, replace: bool, by: Worker) -> Bill:
    """Take a bill in that was looked at. Raises `NotNow` where nothing of it is new."""
    upload = uploads.own(upload_id=upload_id, by=by)
    report = importing.import_bill(
        name=upload.name,
        content=bytes(upload.content),
        mapping=mappings.build(upload.options),
        by=by,
        replace=replace,
    )
    if report.bill is None:
        raise NotNow("这份账单没有新的内容，没有导入")
    uploads.done(upload, result=report.bill, report=report.plain())
    return queries.bill(report.bill)


def give_up(*, upload_id: int, by: Worker) -> None:
    """It is not taken in after all."""
    uploads.drop(upload_id=upload_id, by=by)


def refused_as_other(report: dict[str, Any]) -> int:
    """How many rows were refused since other amounts are on record; a new edition takes those."""
    return sum(row["code"] == Conflict.code for row in report["rows_refused"])
