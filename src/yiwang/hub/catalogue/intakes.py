"""A catalogue that a unit hands in as a file: read and shown first, then taken over as a whole."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from yiwang.hub.catalogue import actions, codes, sheets
from yiwang.hub.catalogue.actions import Description
from yiwang.hub.catalogue.models import Intake, Resource
from yiwang.hub.catalogue.words import Form, Grade, Group, Opening, Period, Sharing
from yiwang.kernel.refusals import Missing, NotFound, NotNow
from yiwang.kernel.uploads import bare_name
from yiwang.lake.schema import Field, Kind, Meaning, Schema
from yiwang.org import queries as org
from yiwang.org.actors import Worker


def read(*, name: str, content: bytes, by: Worker) -> Intake:
    """Read a file and keep what was found for a look. Raises as `sheets.read`, and `Missing`."""
    if not content:
        raise Missing("请选择一个有内容的文件")
    name = bare_name(name)[:200]
    return Intake.objects.create(
        name=name,
        at=timezone.now(),
        person_id=by.person_id,
        person_name=by.person_name,
        rows=sheets.read(name, content),
    )


def intake(number: int, by: Worker) -> Intake:
    """What this person handed in. Raises `NotFound`."""
    found = Intake.objects.filter(pk=number, person_id=by.person_id).first()
    if found is None:
        raise NotFound("没有这次导入")
    return found


@transaction.atomic
def take(*, number: int, by: Worker) -> list[Resource]:
    """Publish every resource without a fault; those with one stay out and are told.

    Raises `NotNow` when it was taken before, and `NotAllowed` for another unit's resources.
    """
    found = Intake.objects.select_for_update().filter(pk=number, person_id=by.person_id).first()
    if found is None:
        raise NotFound("没有这次导入")
    if found.taken_at is not None:
        raise NotNow("这个文件已导入过")
    good = [one for one in found.rows if not one["faults"]]
    if not good:
        raise NotNow("没有可以导入的资源，请按提示修改文件后重新上传")
    found.taken_at = timezone.now()
    found.save(update_fields=["taken_at"])
    reason = f"由文件“{found.name}”导入"
    return [actions.publish(told=_described(one), reason=reason, by=by) for one in good]


def _described(one: dict[str, Any]) -> Description:
    unit = org.unit(one["unit"])
    code = one["code"] or codes.suggested(one["group"], one["theme"], unit)
    fields = tuple(
        Field(f["key"], f["label"], Kind(f["kind"]), Meaning(f["meaning"]), f["required"])
        for f in one["fields"]
    )
    return Description(
        key=one["key"] or codes.suggested_key(code),
        code=code,
        name=one["name"],
        group=Group(one["group"]),
        unit=unit,
        sharing=Sharing(one["sharing"]),
        period=Period(one["period"]),
        schema=Schema(fields, tuple(one["keys"])),
        abstract=one["abstract"],
        theme=one["theme"],
        form=Form(one["form"]),
        condition=one["condition"],
        basis=one["basis"],
        opening=Opening(one["opening"]),
        grade=Grade(one["grade"]),
        grades={f["key"]: Grade(f["grade"]) for f in one["fields"] if f["grade"]},
        notes={f["key"]: f["note"] for f in one["fields"] if f["note"]},
    )
