"""A made-up district: its places, units and people. None of them exists."""

import random
from dataclasses import dataclass

from yiwang.demo import geometry, grids, parts
from yiwang.dials import actions as dials
from yiwang.engine.duties import CENTRE, Duty
from yiwang.org import actions as org
from yiwang.org import queries as org_queries
from yiwang.org.actors import Worker
from yiwang.org.models import Area, Unit
from yiwang.worktime import actions as worktime

PASSWORD = "demo-2026"  # noqa: S105 - a demo that says so on its login page
SEED = 11
GRIDS = 5
STREETS = {
    "江滩街道": ("临江社区", "渡口社区", "老码头社区"),
    "湖畔街道": ("荷园社区", "柳堤社区", "水杉社区"),
    "工坊街道": ("机车社区", "红砖社区", "炉前社区"),
    "青桥街道": ("桥东社区", "桥西社区", "新苗社区"),
}
BUREAUS = (
    "城市管理局",
    "住房保障局",
    "水务局",
    "市场监管局",
    "交通分局",
    "教育局",
    "人社局",
    "卫健局",
)
# Which bureau usually acts on a class of appeals.
USUAL = {
    "02": "城市管理局",
    "03": "城市管理局",
    "05": "住房保障局",
    "06": "交通分局",
    "07": "水务局",
    "08": "市场监管局",
    "09": "人社局",
    "10": "教育局",
    # Parts and events: by owner, and what has none stays with the community.
    "51": "城市管理局",
    "5102": "水务局",
    "52": "交通分局",
    "53": "城市管理局",
    "54": "城市管理局",
    "62": "城市管理局",
    "6101": "城市管理局",
    "6503": "水务局",
    "6506": "水务局",
}


@dataclass
class Made:
    """The made-up district, for those who replay cases in it."""

    communities: list[tuple[Area, Unit]]
    workers: dict[str, Worker]
    handlers: dict[int, Worker]


def build() -> Made:
    """Places, units, people, calendar, rules and wordings, in an empty database."""
    dials.load_catalogue()
    worktime.seed(years=range(2024, 2027), published_by="演示")
    district = org.add_area(code="420199", name="临江区（虚构）", level="district")
    centre = org.add_unit(code="CENTRE", name="区大数据中心", kind="centre")
    bureaus = {
        name: org.add_unit(code=f"B{i:02d}", name=f"区{name}", kind="department")
        for i, name in enumerate(BUREAUS, 1)
    }
    streets, communities = _places(district)
    _rules(bureaus)
    parts.fill([area for area, _unit in communities])
    made = Made(communities, {}, {})
    _centre_people(made, centre)
    _unit_people(made, [*bureaus.values(), *streets, *(unit for _, unit in communities)])
    return made


def _places(district: Area) -> tuple[list[Unit], list[tuple[Area, Unit]]]:
    streets, communities = [], []
    pieces: dict[Area, list[geometry.Ring]] = {}
    chance = random.Random(SEED)  # noqa: S311 - the same map every time
    rings = geometry.cut(geometry.EDGE, len(STREETS), chance)
    for number, (name, below) in enumerate(STREETS.items(), 1):
        ring = rings[number - 1]
        street = _area(f"420199{number:03d}", name, district, ring)
        office = org.add_unit(code=f"S{number}", name=f"{name}办事处", kind="street", area=street)
        streets.append(office)
        parts = geometry.cut(ring, len(below), chance)
        for place, (community, part) in enumerate(zip(below, parts, strict=True), 1):
            area = _area(f"{street.code}{place:03d}", community, street, part)
            pieces[area] = geometry.cut(part, GRIDS, chance)
            unit = org.add_unit(
                code=f"S{number}C{place}",
                name=community,
                kind="community",
                parent=office,
                area=area,
            )
            communities.append((area, unit))
    grids.fill(pieces, [unit for _area, unit in communities])
    return streets, communities


_BELOW = {"district": "street", "street": "community"}


def _area(code: str, name: str, parent: Area, ring: geometry.Ring) -> Area:
    outline = geometry.on_earth(ring)
    return org.add_area(
        code=code, name=name, level=_BELOW[parent.level], parent=parent, outline=outline
    )


def _rules(bureaus: dict[str, Unit]) -> None:
    by = dials.By(name="演示", basis="演示区派单目录（虚构）")
    dials.publish_route(route=dials.Route(managing_kind="community"), by=by)
    for category, name in USUAL.items():
        dials.publish_route(route=dials.Route(category=category, unit=bureaus[name]), by=by)
    dials.publish_limit(
        limit=dials.LimitFor(procedure="appeals", limit="handle", amount=1, urgency="emergency"),
        by=by,
    )
    dials.publish_limit(
        limit=dials.LimitFor(procedure="appeals", limit="handle", amount=3, category="0304"), by=by
    )
    for key, title, body in WORDINGS:
        dials.publish_template(key=key, title=title, body=body, category="", by=by)


WORDINGS = (
    (
        "solved",
        "已处理完毕",
        "您好，您反映的问题已于近日现场核实并处理完毕。感谢您的监督，如有反复请随时联系我们。",
    ),
    (
        "planned",
        "列入计划",
        "您好，您反映的问题经核实，需列入专项计划实施，预计时间确定后我们会主动告知您。",
    ),
    ("explained", "政策说明", "您好，经核实，现将有关政策向您说明如下："),
)


def _person(login: str, name: str, unit: Unit, duty: Duty) -> Worker:
    person = org.add_person(login=login, name=name, password=PASSWORD)
    org.give_post(person=person, unit=unit, duty=duty)
    return org_queries.workers_of(person.pk)[0]


def _centre_people(made: Made, centre: Unit) -> None:
    names = "甲乙丙丁戊己庚辛壬癸"
    for number, duty in enumerate(duty for duty in Duty if duty in CENTRE):
        name = f"演示{names[number % 10]}"
        made.workers[duty.value] = _person(duty.value, name, centre, duty)


def _unit_people(made: Made, units: list[Unit]) -> None:
    logins = {"B01": "handler", "S1C1": "community"}
    for unit in units:
        login = logins.get(unit.code, f"u{unit.code.lower()}")
        made.handlers[unit.pk] = _person(login, f"{unit.name[:4]}经办", unit, Duty.HANDLER)
        if unit.code == "B01":
            made.workers["reviewer"] = _person("reviewer", "城管审核", unit, Duty.REVIEWER)
            made.workers["data_steward"] = _person(
                "data_steward", "城管数据", unit, Duty.DATA_STEWARD
            )
        if unit.code == "S1C1":
            made.workers["grid_worker"] = _person(
                "grid_worker", f"{unit.name[:2]}网格员", unit, Duty.GRID_WORKER
            )


def is_empty() -> bool:
    """Whether nobody has built anything here yet."""
    return not Unit.objects.exists()
