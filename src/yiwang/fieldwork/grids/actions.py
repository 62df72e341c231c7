"""Grids are put on record and adjusted: split, merged, reassigned, redrawn, retired, taken back.

Every adjustment holds from the beginning of its day, today or later; only grids that are put on
record for the first time may have begun before. A code that once named a grid never names
another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from yiwang.fieldwork.grids import checks, mosaic, outlines, queries, rules
from yiwang.fieldwork.grids.following import follow
from yiwang.fieldwork.grids.models import Adjustment, Ending, Grid
from yiwang.fieldwork.grids.outlines import Outline
from yiwang.kernel.identifiers import grid_code
from yiwang.kernel.refusals import Invalid, NotNow
from yiwang.org.actors import Worker
from yiwang.org.models import Area, Unit

# Any number that no other lock of this database has; the letters of "grids".
_ADJUSTING = int.from_bytes(b"grids")


@dataclass(frozen=True, kw_only=True)
class Order:
    """Who adjusts, on what basis, from which day on."""

    worker: Worker
    basis: str
    effective_on: date


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A grid to be: its outline may be left to a merger."""

    code: str
    name: str
    area: Area
    outline: Outline | None = None
    managed_by: Unit | None = None
    kind: str = Grid.Kind.BASIC


@transaction.atomic
def add(*, grids: Sequence[Draft], order: Order, accept_overlaps: bool = False) -> Adjustment:
    """Put grids on record for the first time; their day may lie in the past."""
    _one_at_a_time()
    rules.addition(_drawn(grids), order.effective_on, overlaps_accepted=accept_overlaps)
    return _record(Adjustment.Kind.ADD, order, begins=grids)


@transaction.atomic
def split(*, code: str, into: Sequence[Draft], order: Order) -> Adjustment:
    """A grid becomes several, which together must be what it was."""
    _one_at_a_time()
    old = rules.splitting(code, _drawn(into), order.effective_on)
    return _record(Adjustment.Kind.SPLIT, order, ends=old, begins=into)


@transaction.atomic
def merge(*, codes: Sequence[str], into: Draft, order: Order) -> Adjustment:
    """Several grids that lie side by side become one; its outline is theirs together."""
    _one_at_a_time()
    old = rules.merging(codes, into.code, order.effective_on)
    joined = mosaic.joined(queries.drawn(old).values())
    merged = Draft(**{**vars(into), "outline": joined})
    return _record(Adjustment.Kind.MERGE, order, ends=old, begins=[merged])


@transaction.atomic
def reassign(*, codes: Sequence[str], managed_by: Unit | None, order: Order) -> Adjustment:
    """Other hands look after grids; None gives them back to the unit of their area."""
    _one_at_a_time()
    old = checks.adjustable(codes, order.effective_on)
    after = [_as_draft(grid, managed_by=managed_by) for grid in old]
    return _record(Adjustment.Kind.REASSIGN, order, ends=old, begins=after)


@transaction.atomic
def redraw(
    *, drawn: Mapping[str, Outline], order: Order, outer_may_change: bool = False
) -> Adjustment:
    """New borders between grids; the ground that they hold together stays unless it is said."""
    _one_at_a_time()
    old = rules.redrawing(drawn, order.effective_on, outer_may_change=outer_may_change)
    after = [_as_draft(grid, outline=drawn[grid.code]) for grid in old]
    return _record(Adjustment.Kind.REDRAW, order, ends=old, begins=after)


@transaction.atomic
def retire(*, codes: Sequence[str], order: Order) -> Adjustment:
    """Grids end and nothing takes their place."""
    _one_at_a_time()
    old = checks.adjustable(codes, order.effective_on)
    return _record(Adjustment.Kind.RETIRE, order, ends=old)


@transaction.atomic
def undo(*, adjustment_id: int, worker: Worker, basis: str) -> Adjustment:
    """Take an adjustment back before its day. Raises `NotNow` once others rest on it."""
    _one_at_a_time()
    undone = queries.adjustment(adjustment_id)
    if undone.kind == Adjustment.Kind.UNDO or hasattr(undone, "undone_by"):
        raise NotNow("这次网格调整已经撤回，或本身是撤回")
    if undone.effective_on <= timezone.localdate():
        raise NotNow("这次网格调整已经生效，不能撤回；请再做一次调整")
    if Ending.objects.filter(grid__made_by=undone, by__undone_by=None).exists():
        raise NotNow("以后的网格调整以这次为前提，请先撤回后者")
    order = Order(worker=worker, basis=basis, effective_on=undone.effective_on)
    return _record(Adjustment.Kind.UNDO, order, undoes=undone)


def _drawn(drafts: Sequence[Draft]) -> rules.Drawn:
    return [(draft.code, draft.outline) for draft in drafts]


def _as_draft(grid: Grid, **changed: object) -> Draft:
    kept = {
        "code": grid.code,
        "name": grid.name,
        "area": grid.area,
        "outline": outlines.read(grid.outline),
        "managed_by": grid.managed_by,
        "kind": grid.kind,
    }
    return Draft(**(kept | changed))


def _record(
    kind: Adjustment.Kind,
    order: Order,
    *,
    ends: Sequence[Grid] = (),
    begins: Sequence[Draft] = (),
    undoes: Adjustment | None = None,
) -> Adjustment:
    if not order.basis.strip():
        raise Invalid("请写明依据", fields={"basis": "请写明依据"})
    made = Adjustment.objects.create(
        kind=kind,
        effective_on=order.effective_on,
        basis=order.basis.strip()[:200],
        by=order.worker.person_id,
        by_name=order.worker.person_name,
        at=timezone.now(),
        undoes=undoes,
    )
    Grid.objects.bulk_create([_grid(draft, made) for draft in begins], batch_size=500)
    endings = [Ending(grid=grid, by=made, on=order.effective_on) for grid in ends]
    Ending.objects.bulk_create(endings, batch_size=500)
    follow()
    return made


def _grid(draft: Draft, made: Adjustment) -> Grid:
    parts = grid_code(draft.code, lengths=settings.GRID_CODE)
    outline = outlines.rounded(checks.sound(draft.code, draft.outline))
    return Grid(
        code=parts.code,
        segments=list(parts.segments),
        name=draft.name.strip()[:60],
        kind=draft.kind,
        area=draft.area,
        outline=outlines.written(outline),
        square_metres=round(outlines.square_metres(outline), 2),
        managed_by=draft.managed_by,
        valid_from=made.effective_on,
        made_by=made,
    )


def _one_at_a_time() -> None:
    """Wait for another adjustment to end: what it changes must be seen by the checks of this one.

    On SQLite a transaction that writes is alone anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADJUSTING])
