"""One run from beginning to end. Killed anywhere and begun again, it ends as if undisturbed.

Read into staged parts → counted and compared → (held for a person) → bad rows into quarantine,
good rows into the table, missing keys deleted → the watermark, last of all.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar
from uuid import uuid4

from yiwang.kernel.refusals import Invalid, NotFound, NotNow, Refusal
from yiwang.lake.intake.chunks import Source, Span
from yiwang.lake.intake.contract import Difference, Frozen, Verdict
from yiwang.lake.intake.order import Ending, Mode, Order, Outcome, Place
from yiwang.lake.intake.publishing import Publishing
from yiwang.lake.intake.reading import PART_ROWS, Beat, Reading
from yiwang.lake.intake.staging import Staging, read, write

# How old what was broken off may be, for sources whose content has no name.
LONGEST_BREAK = timedelta(hours=6)


class NothingCame(Refusal):
    """No row came where there always were some: more likely a fault than the truth."""

    code: ClassVar[str] = "nothing_came"


def run(
    order: Order, source: Source, place: Place, beat: Beat, *, part_rows: int = PART_ROWS
) -> Outcome:
    """Bring in what there is; a run that was broken off is finished first.

    Raises `Frozen` where the columns are not as agreed, `NothingCame`, `NotNow` while a held run
    waits, and what the source raises. The table then stays as it was.
    """
    state, staging = _state(order, place), _staging(order, place)
    plan = staging.plan()
    if plan and plan["stage"] == "publishing":
        return _published(order, place, staging, beat)
    if plan and plan["stage"] == "held":
        if not order.released:
            raise NotNow("上次运行将删除较多的行，待数据管理员决定；决定前不再接收")
        staging.note(stage="publishing")
        return _published(order, place, staging, beat)
    span = source.span(state.get("watermark"))
    if span.version and order.key(span) == state.get("key"):
        return _same(order, place, span, state)
    span = _begun(order, staging, span)
    try:
        Reading(order.terms, staging, state.get("shape", {}), beat).read(source, span, part_rows)
    except Frozen:
        staging.drop()
        raise
    return _decided(order, place, staging, beat)


def dismiss(order: Order, place: Place) -> None:
    """Give up a held run: what was staged is forgotten, the same content counts as seen.

    Raises `NotFound` where none is held.
    """
    staging = _staging(order, place)
    plan = staging.plan()
    if not plan or plan["stage"] != "held":
        raise NotFound("没有待决定的运行")
    state = _state(order, place) | {"key": plan["key"]}
    write(_folder(order, place) / "state.json", state)
    staging.drop()


def last_shape(order: Order, place: Place) -> Mapping[str, str]:
    """The kinds in which the columns came the last time."""
    return dict(_state(order, place).get("shape", {}))


def _folder(order: Order, place: Place) -> Path:
    return place.folder / order.name


def _staging(order: Order, place: Place) -> Staging:
    return Staging(_folder(order, place) / "run")


def _state(order: Order, place: Place) -> dict[str, Any]:
    return read(_folder(order, place) / "state.json") or {}


def _begun(order: Order, staging: Staging, span: Span) -> Span:
    """A new plan, or the one that was broken off where it reads the same."""
    plan = staging.plan()
    if plan and _goes_on(plan, span, staging) and plan["digest"] == order.terms.schema.digest:
        return Span(**plan["span"])
    staging.begin(
        {
            "run": uuid4().hex,
            "key": order.key(span),
            "span": asdict(span),
            "digest": order.terms.schema.digest,
            "stage": "reading",
            "at": datetime.now().isoformat(timespec="seconds"),  # noqa: DTZ005 - wall clock
        }
    )
    return span


def _goes_on(plan: dict[str, Any], span: Span, staging: Staging) -> bool:
    was = Span(**plan["span"])
    begun = datetime.fromisoformat(plan["at"])
    if any(part.position is None for part in staging.parts()):
        return False
    # What has no name may have become another thing in the meantime.
    if not span.version and datetime.now() - begun > LONGEST_BREAK:  # noqa: DTZ005 - wall clock
        return False
    return (was.since, was.version) == (span.since, span.version)


def _decided(order: Order, place: Place, staging: Staging, beat: Beat) -> Outcome:
    """Everything is staged: whether it may be published."""
    outcome, state = _outcome(order, place, staging), _state(order, place)
    publishing = Publishing(order, place, staging, beat)
    publishing.fill(outcome)
    beat(outcome.rows_in, "compared")
    if not outcome.rows_in and state.get("rows") and not _may_be_empty(order, outcome.span):
        staging.drop()
        raise NothingCame(
            "来源没有返回任何行，而上次有{rows}行；按故障处理，表保持不变", rows=state["rows"]
        )
    _check_shape(order, place)
    outcome.would_delete = publishing.deletions(outcome)
    staging.note(would_delete=outcome.would_delete)
    if outcome.would_delete * 100 > order.most_deleted * outcome.table_rows:
        staging.note(stage="held")
        outcome.ending = Ending.HELD
        return outcome
    staging.note(stage="publishing")
    return _published(order, place, staging, beat)


def _may_be_empty(order: Order, span: Span) -> bool:
    """Whether nothing new is no fault: what is merged from a table reads its last mark again."""
    if order.mode is Mode.FULL:
        return False
    return order.mode is Mode.APPEND if span.until else span.since is not None


def _check_shape(order: Order, place: Place) -> None:
    """Only a complete source can bring a table into another shape."""
    store, table = place.store, order.table
    if order.mode is Mode.FULL or not store.exists(table):
        return
    kept = {one.name: one.type for one in store.schema(table)}
    wanted = {one.name: one.type for one in order.terms.schema.arrow()}
    changed = [name for name in wanted | kept if kept.get(name) != wanted.get(name)]
    if changed:
        raise Invalid("资源的结构已变更（{fields}），请先做一次全量接入", fields="、".join(changed))


def _published(order: Order, place: Place, staging: Staging, beat: Beat) -> Outcome:
    outcome = _outcome(order, place, staging)
    plan = staging.plan() or {}
    outcome.would_delete = int(plan.get("would_delete", 0))
    publishing = Publishing(order, place, staging, beat)
    publishing.fill(outcome)
    if outcome.accepted or order.mode is Mode.FULL:
        publishing.publish(outcome)
    state = _state(order, place)
    outcome.watermark = outcome.span.until or plan.get("mark") or state.get("watermark")
    kept = {"key": outcome.key, "watermark": outcome.watermark, "shape": plan.get("shape", {})}
    rows = outcome.rows_in or state.get("rows", 0)
    write(_folder(order, place) / "state.json", kept | {"run": outcome.run, "rows": rows})
    beat(outcome.rows_in, "marked")
    staging.drop()
    if not (outcome.inserted or outcome.updated or outcome.deleted or outcome.rejected):
        outcome.ending = Ending.UNCHANGED
    return outcome


def _outcome(order: Order, place: Place, staging: Staging) -> Outcome:
    plan = staging.plan() or {}
    there = place.store.exists(order.table)
    differences = plan.get("differences", ())
    if "before" not in plan:
        before = place.store.version(order.table) if there else None
        plan = staging.note(before=before)
    return Outcome(
        run=plan["run"],
        key=plan["key"],
        span=Span(**plan["span"]),
        schema_digest=plan["digest"],
        table_rows=place.store.rows(order.table) if there else 0,
        version_before=plan["before"],
        version=place.store.version(order.table) if there else None,
        differences=tuple(
            Difference(one["column"], Verdict(one["verdict"]), one["expected"], one["found"])
            for one in differences
        ),
    )


def _same(order: Order, place: Place, span: Span, state: dict[str, Any]) -> Outcome:
    version = place.store.version(order.table) if place.store.exists(order.table) else None
    return Outcome(
        run=state.get("run", ""),
        key=state["key"],
        ending=Ending.UNCHANGED,
        version_before=version,
        version=version,
        span=span,
        watermark=state.get("watermark"),
        schema_digest=order.terms.schema.digest,
    )
