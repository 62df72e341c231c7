"""Made-up houses and people in a few grids: names and numbers that nobody can have."""

import csv
import io
import random
from datetime import timedelta

from django.utils import timezone

from yiwang.demo.district import Made
from yiwang.fieldwork.people import actions, importing, queries, sight, spot_checks, visits
from yiwang.fieldwork.people.actions import HouseFacts
from yiwang.fieldwork.people.visits import Seen
from yiwang.kernel.identifiers import check_sign
from yiwang.org.actors import SYSTEM, Worker

SEED = 13
GRIDS = ("002", "003", "004")
HOUSES = 12
# A division that does not exist, so that no number is anybody's.
DIVISION = "999999"
_SIGNS = "甲乙丙丁戊己庚辛壬癸"
HEADING = ("地址", "网格编码", "用途", "是否出租", "隐患", "姓名", "公民身份号码", "与户主关系")
TWICE = "虚构路2号一幢一零一室"
NOTES = ("情况无变化", "已宣传用火用电安全", "已核对居住人员", "门锁完好，家中有人")


def fill(made: Made) -> int:
    """Houses with their people in three grids, a year of visits, a spot check; how many houses."""
    chance = random.Random(SEED)  # noqa: S311 - the same people every time
    community, unit = made.communities[0]
    worker = made.workers["grid_worker"]
    text = io.StringIO()
    rows = [row for grid in GRIDS for row in _rows(f"{community.code}{grid}", chance)]
    csv.writer(text).writerows([HEADING, *rows])
    content = text.getvalue().encode()
    importing.import_file(name="people-demo.csv", content=content, worker=SYSTEM, system=None)
    houses = list(queries.houses(sight.sight(made.handlers[unit.pk])).order_by("number"))
    for house in houses:
        _visited(house.pk, house.grid.endswith(GRIDS[0]), worker, made.handlers[unit.pk], chance)
    # The first house once more, as somebody else wrote it: left to be found.
    again = HouseFacts(address=TWICE, grid=houses[0].grid)
    actions.register_house(again)
    _checked(made.workers["assessor"], chance)
    return len(houses)


def _rows(grid: str, chance: random.Random) -> list[list[str]]:
    """Twelve houses of a grid with who lives in them."""
    found: list[list[str]] = []
    for number in range(HOUSES):
        block, door = number // 4 + 1, (number % 4 + 1) * 100 + 1
        address = f"虚构路{int(grid[-3:])}号{block}栋{door}室"
        rented = chance.random() < 0.3
        hazard = "电动车入户充电" if chance.random() < 0.12 else ""
        house = [address, grid, "居住", "是" if rented else "否", hazard]
        relations = ("户主", "配偶", "子女")[: chance.randint(1, 3)]
        found += [[*house, *_invented(grid, len(found) + n, r)] for n, r in enumerate(relations)]
    return found


def _invented(grid: str, serial: int, relation: str) -> list[str]:
    """A name that says that it is none, and a number with the right last sign."""
    year = 2012 if relation == "子女" else 1960 + serial % 40
    stem = f"{DIVISION}{year}{serial % 12 + 1:02d}{int(grid[-2:]):02d}{serial:03d}"
    name = f"虚{_SIGNS[serial // 10 % 10]}{_SIGNS[serial % 10]}"
    return [name, stem + check_sign(stem), relation]


def _visited(
    house: int, near: bool, worker: Worker, handler: Worker, chance: random.Random
) -> None:
    """None, one or two visits; by the grid worker where it is their grid."""
    for _number in range(chance.choice((0, 1, 1, 2))):
        day = timezone.localdate() - timedelta(days=chance.randint(1, 150))
        seen = Seen(on=day, note=chance.choice(NOTES))
        visits.visit(house_id=house, seen=seen, worker=worker if near else handler)


def _checked(assessor: Worker, chance: random.Random) -> None:
    """A spot check with a published seed, half of it looked at."""
    drawn = spot_checks.draw(name="示例月度抽检", per_grid=3, seed="2026-11", worker=assessor)
    for item in spot_checks.sampled(drawn)[::2]:
        correct = chance.random() < 0.8
        spot_checks.record(
            check_id=drawn.pk,
            number=item.house.number,
            correct=correct,
            found="" if correct else "少登记一人",
            worker=assessor,
        )
