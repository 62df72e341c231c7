"""A hundred thousand open cases and as many parts for the map to show.

They are written by raw statements, in this measurement only: a case that came through the doors is
copied, with other places, areas and deadlines; parts are as a census would have left them.
"""

import itertools
import random
from datetime import date

from django.db import connection

from yiwang.cases.actions import Act, Opening, open_case, perform
from yiwang.cases.models import Assignment, Case
from yiwang.demo import district
from yiwang.demo.geometry import somewhere_in
from yiwang.fieldwork.parts.models import Part
from yiwang.org.models import Area

MANY = 100_000
GRIDS, CLASSES = 5, ("5101", "5102", "5137", "5201", "5301")
STATES = ["intact"] * 17 + ["damaged", "lost", "scrapped"]


def _grid(code: str, number: int) -> str:
    return f"{code}{number % GRIDS + 1:03d}"


def parts() -> None:
    """Spread over the communities; one in twenty is scrapped and counts nowhere."""
    areas = itertools.cycle(Area.objects.filter(level="community").values_list("code", "outline"))
    chance = random.Random(12)
    rows = []
    for n, (code, outline) in zip(range(MANY), areas, strict=False):
        x, y = somewhere_in(outline, chance)
        rows.append(
            Part(
                code=f"4201990{n:09d}",
                segments=[],
                name=f"部件{n}",
                category=CLASSES[n % len(CLASSES)],
                longitude=x,
                latitude=y,
                grid=_grid(code, n),
                owner_name="城管局",
                state=chance.choice(STATES),
                surveyed_on=date(2026, 3, 1),
            )
        )
    Part.objects.bulk_create(rows, batch_size=2000)


def cases(made: district.Made) -> None:
    """One case through the door, then copies of its row and of its assignment."""
    operator, dispatcher = made.workers["operator"], made.workers["dispatcher"]
    given = {"title": "路灯不亮", "content": "小区门口路灯坏了三天，请尽快修好", "channel": "phone"}
    opening = Opening(procedure="appeals", worker=operator, given=given | {"point": [114.2, 30.5]})
    number = open_case(opening).number
    lead = made.communities[0][1].pk
    for action, worker, more in (
        ("accept", operator, {}),
        ("establish", operator, {"category": "030401"}),
        ("dispatch", dispatcher, {"lead_unit": lead}),
    ):
        perform(Act(number=number, action=action, worker=worker, given=more))
    areas = list(Area.objects.filter(level="community").values_list("code", "outline"))
    units = {unit.area.code: unit for _, unit in made.communities}
    rows, chance = [], random.Random(11)
    for n, (code, outline) in zip(range(1, MANY), itertools.cycle(areas)):
        place = somewhere_in(outline, chance)
        hours, unit = (n * 7919) % 240 - 60, units[code]
        rows.append(
            (f"SQ9{n:012d}", *place, code, _grid(code, n), f"{hours} hours", unit.pk, unit.path)
        )
    _copy(rows)


def _copy(rows: list[tuple]) -> None:
    """The same row again with another number, place, area, deadline and unit; SQLite only."""
    case, assignment = Case._meta.db_table, Assignment._meta.db_table
    changed = ("number", "longitude", "latitude", "area", "grid", "due_at", "lead_unit_id")
    same = [f.column for f in Case._meta.fields if f.column not in (*changed, "id", "source_key")]
    same_of_assignment = [
        f.column
        for f in Assignment._meta.fields
        if f.column not in ("id", "case_id", "unit_id", "path")
    ]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE n (number, x, y, area, grid, due, unit, path)")
        cursor.executemany("INSERT INTO n VALUES (%s, %s, %s, %s, %s, %s, %s, %s)", rows)
        cursor.execute(
            f"INSERT INTO {case} ({', '.join((*changed, *same))})"
            " SELECT n.number, n.x, n.y, n.area, n.grid, datetime('now', n.due), n.unit,"
            f" {', '.join(same)} FROM n, {case}"
        )
        columns = ", ".join(same_of_assignment)
        copied = ", ".join(f"a.{column}" for column in same_of_assignment)
        cursor.execute(
            f"INSERT INTO {assignment} (case_id, unit_id, path, {columns})"
            f" SELECT c.id, n.unit, n.path, {copied} FROM n JOIN {case} c USING (number),"
            f" {assignment} a WHERE a.case_id = (SELECT min(id) FROM {case})"
        )
        cursor.execute("DROP TABLE n")
