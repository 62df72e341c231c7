"""Six weeks of made-up grid matters: settled in the community, or whistled for by the street."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from yiwang.cases.actions import Opening, open_case
from yiwang.demo.appeals import Walk
from yiwang.demo.district import Made
from yiwang.demo.geometry import somewhere_in
from yiwang.org import queries as org
from yiwang.org.actors import Worker
from yiwang.org.models import Area, Unit

PROCEDURE = "grid_matters"
HOW_MANY = 25
DAYS = 42
DISPUTE, DANGER, SERVICE = "dispute", "danger", "service"
# What it was, its kind and class, how it was solved, and which bureaus are whistled for if any.
Found = tuple[str, str, str, str, tuple[str, ...]]
FOUND: tuple[Found, ...] = (
    ("楼上深夜拖动家具，两家争吵", DISPUTE, "710201", "已上门调解，双方约定作息", ()),
    ("卫生间渗水到楼下，费用谈不拢", DISPUTE, "710202", "已查明漏点并商定费用", ("B02",)),
    ("租户退租，房东不退押金", DISPUTE, "720301", "双方结清押金并签字", ()),
    ("餐馆辞退帮工，拖欠两个月工资", DISPUTE, "730101", "工资已付清", ("B07", "B04")),
    ("一楼商户油烟熏到住户", DISPUTE, "730202", "烟道已改道，双方签约", ("B01", "B04")),
    ("纸箱堆满楼道，占住消防栓", DANGER, "740102", "已清理并向住户说明", ()),
    ("从三楼飞线给电动车充电", DANGER, "740202", "线路已拆，引导到充电棚", ()),
    ("餐馆后厨使用淘汰钢瓶", DANGER, "760103", "钢瓶已清退，软管已换", ("B04", "B01")),
    ("围墙开裂外倾，旁边是小学路口", DANGER, "750203", "已围挡并加固", ("B02", "B05")),
    ("独居老人三天没有出门", SERVICE, "770101", "已上门，老人感冒卧床，已送医并登记", ()),
    ("老人来不了窗口，养老金要认证", SERVICE, "780301", "已上门认证", ()),
    ("楼道灯坏了，老人摸黑上楼", SERVICE, "790201", "已更换灯泡", ()),
    ("绿化带里堆了半个月的垃圾", SERVICE, "790101", "已清理并增设提示", ()),
)


def replay(made: Made, *, seed: int = 13) -> Iterator[int]:
    """Replay the six weeks; yields after every matter."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable demo, not a secret
    now = timezone.now()
    starts = sorted(
        # Most of it lately: old matters are closed, and there must be some at every step.
        now - timedelta(minutes=30 + DAYS * 24 * 60 * chance.random() ** 3)
        for _ in range(HOW_MANY)
    )
    for done, at in enumerate(starts, 1):
        _one(made, chance, FOUND[done % len(FOUND)], Walk("", at, now))
        yield done


def _one(made: Made, chance: random.Random, found: Found, case: Walk) -> None:
    worker = made.workers["grid_worker"]
    by_grid = chance.random() < 0.6
    places = [p for p in made.communities if not by_grid or p[1].pk == worker.unit_id]
    area, unit = chance.choice(places)
    reporter = worker if by_grid else made.workers["operator"]
    case.number = _reported(chance, found, (reporter, area), case.at)
    if _taken_up(made, chance, case, (reporter, unit)):
        whistles = bool(found[4]) and chance.random() < 0.8
        acting = worker if by_grid else made.handlers[unit.pk]
        if whistles:
            _whistled(made, chance, case, (acting, unit, found))
        elif case.do("settle", acting, chance.uniform(1, 50), handling_record=found[3]):
            if chance.random() < 0.2:
                case.do("rework_community", made.workers["caller"], 24, reason="两天后又反复")
                case.do("settle", acting, chance.uniform(5, 30), handling_record=found[3])
            _visited(made, chance, case, found[1])


def _reported(chance: random.Random, found: Found, who: tuple[Worker, Area], at: datetime) -> str:
    worker, area = who
    given = {
        "nature": found[1],
        "content": found[0],
        "category": found[2],
        "channel": "grid_worker" if worker.duty == "grid_worker" else "phone",
        "area": area.code,
        "address": f"{chance.randint(1, 60)}栋{chance.randint(1, 4)}单元",
        "point": somewhere_in(area.outline, chance),
        "confidential": found[1] == DISPUTE and chance.random() < 0.15,
    }
    opening = Opening(procedure=PROCEDURE, worker=worker, given=given, via="demo", at=at)
    return open_case(opening).number


def _taken_up(made: Made, chance: random.Random, case: Walk, who: tuple[Worker, Unit]) -> bool:
    reporter, unit = who
    if reporter.duty == "grid_worker":
        return case.do("take_up", reporter, chance.uniform(0.1, 1))
    sent = case.do("dispatch_direct", reporter, chance.uniform(0.2, 2), lead_unit=unit.pk)
    return sent and case.do("sign", made.handlers[unit.pk], chance.uniform(0.3, 5))


def _whistled(
    made: Made, chance: random.Random, case: Walk, what: tuple[Worker, Unit, Found]
) -> None:
    acting, unit, found = what
    street = made.handlers[unit.parent_id]
    bureaus = [unit_of(code) for code in found[4]]
    there = (
        case.do("escalate", acting, chance.uniform(1, 10), reason="涉及部门职责，社区办不了")
        and case.do("sign", street, chance.uniform(1, 8))
        and case.do(
            "whistle",
            street,
            chance.uniform(1, 12),
            urgency=chance.choice(("advance", "advance", "hard")),
            joint_units=[bureau.pk for bureau in bureaus],
            reason="需要部门到场执法和认定",
        )
    )
    came = there and all(_came(made, chance, case, bureau) for bureau in bureaus)
    if came and case.do("confirm", street, chance.uniform(1, 20), handling_record=found[3]):
        _visited(made, chance, case, found[1])


def unit_of(code: str) -> Unit:
    """The unit of a code; the demo has built it."""
    found = org.unit_of_code(code)
    if found is None:
        raise LookupError(code)
    return found


def _came(made: Made, chance: random.Random, case: Walk, bureau: Unit) -> bool:
    handler = made.handlers[bureau.pk]
    return case.do("report_in", handler, chance.uniform(2, 60)) and case.do(
        "answer", handler, chance.uniform(5, 60), handling_record="已到场会办，意见已告知街道"
    )


def _visited(made: Made, chance: random.Random, case: Walk, kind: str) -> None:
    caller, good = made.workers["caller"], {"satisfied": "satisfied", "solved": "solved"}
    wait = chance.uniform(24, 120)
    if kind != DISPUTE:
        if case.do("close", caller, wait, call_note="现场已核实"):
            _praised(made, chance, case)
        return
    if case.do("visit", caller, wait, call_note="双方表示平静", **good) and case.do(
        "visit_close", caller, chance.uniform(200, 500), call_note="没有反复", **good
    ):
        _praised(made, chance, case)


def _praised(made: Made, chance: random.Random, case: Walk) -> None:
    if chance.random() < 0.3:
        editor = made.workers["editor"]
        case.do("mark_model", editor, 20, model_case="yes", reason="做法可供其他社区参考")
