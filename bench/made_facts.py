"""A log of a million cases, and facts of it: some go through the door, the others are copies.

2,940 appeals are taken in by the trusting door and reckoned as always. 1,940 of them are closed
and copied 499 times in the log and in the facts, each copy a little later in the year; a thousand
are open and copied 29 times. The copies in the facts lie over a year; in the log they keep the
moments of what they are copied from, since nothing that is measured reads those.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from django.db import connection

from yiwang.analytics import actions, rows, store, tables
from yiwang.cases.appended import newest_event
from yiwang.cases.doors import CaseHistory, Step, load_histories
from yiwang.cases.models import Assignment, Case, Deadline, Event
from yiwang.demo import district
from yiwang.measure.facts import PLACE, Kind, View
from yiwang.org.actors import Worker

CLOSED, COPIES = 1940, 500
OPEN, COPIES_OF_OPEN = 1000, 30
TEMPLATES = CLOSED + OPEN
STEP = 25
HOUR, DAY, YEAR = 3600, 86_400, 365 * 86_400
CATEGORIES = ("030401", "030402", "020101", "050101", "060101", "070101", "080101", "090101")
CHANNELS = ("phone", "web", "platform")
REPLY = {"handling_record": "已更换", "public_reply": "路灯已修好", "solved_claim": "solved"}
NOT_DONE = {"reason": "现场并未修好，退回重办"}


def build() -> district.Made:
    """The district with its log, and facts that are up to date with it."""
    made = district.build()
    now = int(datetime.now(UTC).timestamp())
    load_histories(_histories(made, now), recorded_at=datetime.now(UTC))
    actions.refresh()
    _copy_log()
    _copy_facts()
    return made


def _histories(made: district.Made, now: int) -> Iterator[CaseHistory]:
    chance = random.Random(11)
    areas = {unit.pk: area.code for area, unit in made.communities}
    for line in range(TEMPLATES):
        closed = line < CLOSED
        back = 40 * DAY if closed else chance.randrange(HOUR, 12 * DAY)
        handler = chance.choice(list(made.handlers.values()))
        area = areas.get(handler.unit_id or 0) or chance.choice(list(areas.values()))
        opening = {
            "title": "路灯不亮",
            "content": "小区门口路灯坏了三天，请尽快处理",
            "channel": chance.choice(CHANNELS),
            "area": area,
        }
        way = _Way(made, handler, now - back + chance.randrange(DAY) * closed, chance)
        yield CaseHistory("appeals", f"made-{line}", line, tuple(way.steps(opening, closed)))


class _Way:
    """The steps of one appeal, each some time after the one before."""

    def __init__(
        self, made: district.Made, handler: Worker, at: int, chance: random.Random
    ) -> None:
        self.made, self.handler, self.at, self.chance = made, handler, at, chance

    def steps(self, opening: dict, closed: bool) -> Iterator[Step]:
        category = {"category": self.chance.choice(CATEGORIES)}
        yield self._by("operator", "receive", 0, opening)
        yield self._by("operator", "accept", 300, {})
        yield self._by("operator", "establish", 600, category)
        lead = {"lead_unit": self.handler.unit_id}
        yield self._by("dispatcher", "dispatch", 900, lead)
        if not closed:
            return
        yield self._by("", "sign", self.chance.randrange(HOUR, 6 * HOUR), {})
        yield self._by("", "contact", self.chance.randrange(HOUR, 6 * HOUR), {})
        yield self._by("", "reply", self.chance.randrange(HOUR, 9 * DAY), dict(REPLY))
        if self.chance.random() < 0.05:
            yield self._by("verifier", "rework", self.chance.randrange(HOUR, DAY), dict(NOT_DONE))
            yield self._by("", "reply", self.chance.randrange(HOUR, 9 * DAY), dict(REPLY))
        yield self._by("verifier", "verify_pass", self.chance.randrange(HOUR, DAY), {})
        said = {
            "satisfied": self.chance.choice(("satisfied", "basically", "dissatisfied")),
            "solved": self.chance.choice(("solved", "solved", "unsolved")),
        }
        yield self._by("caller", "call_back_close", self.chance.randrange(HOUR, DAY), said)

    def _by(self, duty: str, action: str, after: int, given: dict) -> Step:
        self.at += after
        worker = self.made.workers[duty] if duty else self.handler
        return Step(action, self.at, given, replace(worker, person_id=worker.person_id))


def _copy_log() -> None:
    """Rows of SQL for each copy; only this measurement writes a log so, and on SQLite only."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    closed, still = f"<= {CLOSED}", f"BETWEEN {CLOSED + 1} AND {TEMPLATES}"
    for first in range(1, COPIES, STEP):
        _copies(Case, "id", closed, range(first, min(first + STEP, COPIES)))
        _copies(Event, "case_id", closed, range(first, min(first + STEP, COPIES)))
    for model in (Case, Event, Assignment, Deadline):
        _copies(model, "id" if model is Case else "case_id", still, range(1, COPIES_OF_OPEN))


def _copies(model: type, case: str, which: str, copies: range) -> None:
    table = model._meta.db_table
    columns = [f.column for f in model._meta.fields if f.column != "id" or model is Case]
    changed = {
        case: f"{case} + k * {TEMPLATES}",
        "number": "number || 'x' || k",
        "source_key": "source_key || 'x' || k",
    }
    values = (changed.get(column, f'"{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE n (k) AS (SELECT {copies.start} UNION ALL SELECT k + 1 FROM n"
            f" WHERE k + 1 < {copies.stop}) INSERT INTO {table} ({names})"
            f" SELECT {', '.join(values)} FROM n CROSS JOIN {table} t WHERE t.{case} {which}"
        )


def _copy_facts() -> None:
    """The same in the facts, in a base of its own."""
    found = store.published()
    base, layer = store.new_file("base"), store.new_file("layers")
    with store.writing(), store.opened(found) as facts:
        store.attach(facts, "made", base, write=True)
        store.attach(facts, "above", layer, write=True)
        tables.make_base(facts, "made")
        tables.make_layer(facts, "above")
        for view in rows.VIEWS:
            facts.execute(f"INSERT INTO made.{view.key} {_copied(view)}")
        facts.execute("INSERT INTO above.areas SELECT * FROM areas")
        facts.execute("UPDATE above.meta SET refreshed_at = ?", [found.refreshed_at])
        facts.close()
        new = replace(found, base=base.name, layer=layer.name, mark=newest_event())
        store.publish(new)


def _copied(view: View) -> str:
    """Closed cases over a year, the last copy some forty days ago; open ones where they are."""
    of_closed = f"id <= {CLOSED}"
    back = f"to_seconds(CAST((k - {COPIES}) * {YEAR - 40 * DAY} / {COPIES} AS BIGINT))"
    changed = {"id": f"id + k * {TEMPLATES}", "number": "number || 'x' || k"}
    columns = [
        f"CASE WHEN {of_closed} THEN {column.key} + {back} ELSE {column.key} END"
        if column.kind is Kind.MOMENT
        else changed.get(column.key, column.key)
        for column in view.columns
    ]
    return (
        f"SELECT {', '.join((*columns, PLACE))} FROM {view.key},"
        f" (SELECT unnest(range({COPIES})) AS k)"
        f" WHERE {of_closed} OR k < {COPIES_OF_OPEN} ORDER BY k, id, {PLACE}"
    )


__all__ = ["COPIES", "TEMPLATES", "build"]
