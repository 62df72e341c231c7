"""The made-up district's parts: a census in two files, read as any other is."""

import csv
import io
import random
from datetime import date

from yiwang.demo.geometry import somewhere_in
from yiwang.fieldwork.parts import importing, queries
from yiwang.fieldwork.parts.actions import Census
from yiwang.kernel.coordinates import Position, System
from yiwang.org.actors import SYSTEM
from yiwang.org.models import Area

SEED = 12
EACH = 4
# Class and kind of the code, what it is called, who owns it; the last owner is no unit of ours.
KINDS = (
    ("0102", "污水井盖", "区水务局"),
    ("0137", "路灯", "区城市管理局"),
    ("0217", "交通护栏", "区交通分局"),
    ("0305", "垃圾箱", "区城市管理局"),
    ("0402", "行道树", "区城市管理局"),
    ("0117", "通讯交接箱", "虚构通信公司"),
)
HEADING = ("部件编码", "部件名称", "经度", "纬度", "权属单位", "养护单位", "状态", "普查日期")
SURVEYS = (
    ("2024年部件普查（虚构）", date(2024, 5, 10)),
    ("2026年部件复查（虚构）", date(2026, 4, 8)),
)
Line = list[str]


def fill(communities: list[Area]) -> None:
    """A census of 2024, and a second look of 2026 at a part of it."""
    chance = random.Random(SEED)  # noqa: S311 - the same parts every time
    first = [
        _line(area, number, place, chance)
        for place, area in enumerate(communities)
        for number in range(len(KINDS) * EACH)
    ]
    _take(first, 0)
    again = chance.sample(first, len(first) // 3)
    _take([_seen_again(line, chance) for line in again], 1)


def _line(area: Area, number: int, place: int, chance: random.Random) -> Line:
    kind, name, owner = KINDS[number % len(KINDS)]
    code = f"{area.code[:6]}{kind}{place * EACH + number // len(KINDS) + 1:06d}"
    # The census was drawn on a public map.
    spot = Position(*somewhere_in(area.outline, chance)).to(System.GCJ_02)
    on = SURVEYS[0][1].isoformat()
    where = [f"{spot.longitude:.7f}", f"{spot.latitude:.7f}"]
    return [code, f"{area.name}{name}", *where, owner, owner, "完好", on]


def _seen_again(line: Line, chance: random.Random) -> Line:
    state = chance.choice(("完好", "完好", "完好", "破损", "丢失"))
    return [*line[:6], state, SURVEYS[1][1].isoformat()]


def _take(lines: list[Line], number: int) -> None:
    batch, on = SURVEYS[number]
    text = io.StringIO()
    csv.writer(text).writerows([HEADING, *lines])
    census = Census(batch=batch, surveyed_on=on, system=System.GCJ_02, worker=SYSTEM)
    content = text.getvalue().encode()
    importing.import_file(name=f"parts-{on.year}.csv", content=content, census=census)


def some_part(area: str, category: str, chance: random.Random) -> str:
    """The code of some part of this class in an area, where there is one."""
    wanted = queries.Filters(grid=area, category=category[:4])
    codes = list(queries.listed(wanted).values_list("code", flat=True))
    return chance.choice(codes) if codes else ""
