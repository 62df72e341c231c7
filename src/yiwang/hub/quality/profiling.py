"""Profiles of tables: one of each version that was looked at, kept, and compared with the last."""

import logging
from dataclasses import dataclass
from time import monotonic

from django.utils import timezone

from yiwang.hub import places
from yiwang.hub.catalogue.models import Resource
from yiwang.hub.catalogue.queries import resources
from yiwang.hub.quality.models import TableProfile
from yiwang.kernel.refusals import NotFound
from yiwang.lake import finding
from yiwang.lake.profiling import Change, Profile, changes, passes, proposals

log = logging.getLogger(__name__)
# So many versions are offered for looking back.
MOST_VERSIONS = 30


@dataclass(frozen=True)
class Looked:
    """A profile with what changed since the one before; `before` is None at the first."""

    row: TableProfile
    told: Profile
    before: TableProfile | None
    changes: tuple[Change, ...]


def keep(resource: Resource) -> TableProfile:
    """Look at the newest version of a table, once. Raises `NotFound` before its first rows.

    Takes as long as the table is large: in a process of its own.
    """
    began, held = monotonic(), places.store()
    if not held.exists(resource.key):
        raise NotFound("“{resource}”还没有数据，接入后再探查", resource=resource.name)
    snapshot = held.snapshot(resource.key)
    known = TableProfile.objects.filter(resource=resource, version=snapshot.version).first()
    if known:
        return known
    at, engine = timezone.now(), places.engine()
    try:
        table = engine.table(snapshot.files)
        found = passes.profile(engine, table, resource.schema, timezone.localdate(at))
    finally:
        engine.close()
    return TableProfile.objects.create(
        resource=resource,
        version=snapshot.version,
        rows=found.rows,
        columns=found.plain()["columns"],
        seconds=round(monotonic() - began, 3),
        at=at,
    )


def due() -> list[Resource]:
    """Resources whose newest version nobody looked at."""
    held = places.versions()
    newest = dict(TableProfile.objects.order_by("version").values_list("resource", "version"))
    some = [one for one in resources() if held.exists(one.key)]
    return [one for one in some if newest.get(one.pk) != held.version(one.key)]


def history(resource: Resource) -> list[TableProfile]:
    """The versions that were looked at, newest first, without their columns."""
    held = TableProfile.objects.filter(resource=resource).defer("columns")
    return list(held.order_by("-version")[:MOST_VERSIONS])


def look(resource: Resource, version: int | None = None) -> Looked | None:
    """A version and what changed up to it, by default the newest; None before the first.

    Raises `NotFound` for a version that nobody looked at.
    """
    held = TableProfile.objects.filter(resource=resource).order_by("-version")
    row = held.first() if version is None else held.filter(version=version).first()
    if row is None and version is not None:
        raise NotFound("第{version}版没有探查记录", version=version)
    if row is None:
        return None
    before, told = held.filter(version__lt=row.version).first(), row.told
    return Looked(row, told, before, changes(before.told, told) if before else ())


def proposed(resource: Resource) -> "tuple[finding.Found, ...]":
    """Rules that the newest profile speaks for."""
    held = look(resource)
    return proposals.proposals(held.told, resource.schema) if held else ()
