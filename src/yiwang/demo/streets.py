"""A week of made-up parts and events of urban management, with drawn photographs."""

import io
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from PIL import Image, ImageDraw

from yiwang.cases import files
from yiwang.cases.actions import Opening, open_case
from yiwang.cases.suggest import Matter, suggest
from yiwang.demo import parts
from yiwang.demo.appeals import Walk
from yiwang.demo.district import Made
from yiwang.demo.geometry import somewhere_in
from yiwang.org.actors import Worker

PROCEDURE = "urban_management"
HOW_MANY = 60
# An area and perhaps a part in it.
Where = tuple[str, str]
# What waits for the collector when the demo begins: half to be checked, half to be verified.
TASKS = 6
# What was seen, its class, and how it was put right.
SIGHTS = (
    ("人行道上污水井盖缺失，洞口外露", "510201", "已补装井盖并检查周边"),
    ("路口垃圾箱满冒，垃圾落地", "530501", "已清空并冲洗地面"),
    ("树下堆着成袋建筑垃圾", "611101", "已清运并联系责任人"),
    ("墙面贴满开锁小广告", "620101", "已铲除并覆盖同色涂料"),
    ("共享单车倒伏，堵住盲道", "641001", "已摆放整齐并清出盲道"),
    ("摊贩占满人行道", "640101", "已劝离并安排定点值守"),
    ("路灯单灯不亮", "513701", "已更换光源，恢复照明"),
    ("护栏被撞倒，侵入车道", "521701", "已移离车道并更换护栏"),
    ("工地出入口扬尘，未洒水", "630401", "已责令覆盖洒水"),
    ("楼顶正在加盖彩钢棚", "610101", "已停工并自行拆除"),
    ("雨后路面积水没过路缘", "650601", "已抽排并疏通雨水口"),
)


def replay(made: Made, *, seed: int = 11) -> Iterator[int]:
    """Replay the week; yields after every case."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable demo, not a secret
    now = timezone.now()
    starts = sorted(
        now - timedelta(minutes=chance.randint(20, 7 * 24 * 60)) for _ in range(HOW_MANY)
    )
    for done, at in enumerate(starts, 1):
        _one(made, chance, at, now)
        yield done
    for number in range(TASKS):
        _task(made, chance, now, handled=bool(number % 2))


def _one(made: Made, chance: random.Random, at: datetime, now: datetime) -> None:
    sight, category, mended = chance.choice(SIGHTS)
    area, _ = chance.choice(made.communities)
    part = parts.some_part(area.code, category, chance)
    seen_by = chance.choice(("collector", "collector", "operator"))
    given = {
        "content": sight,
        "category": category,
        "area": area.code,
        "address": f"{chance.randint(1, 180)}号门前",
        "part_code": part,
        "channel": "collector" if seen_by == "collector" else "hotline_12319",
    }
    worker = made.workers[seen_by]
    given["files"] = [photo(worker, f"{sight}（演示图）", (120, 96, 80))]
    opened = open_case(Opening(procedure=PROCEDURE, worker=worker, given=given, via="demo", at=at))
    case = Walk(opened.number, at, now)
    if seen_by == "collector" and chance.random() < 0.15:
        _mended_at_once(made, case, mended)
    elif _established(made, chance, case, seen_by, category):
        _handled(made, chance, case, (category, (area.code, part), mended))


def _task(made: Made, chance: random.Random, now: datetime, *, handled: bool) -> None:
    """A case of this morning that waits for somebody to go and look."""
    sight, category, mended = chance.choice(SIGHTS)
    area, _ = chance.choice(made.communities)
    at = now - timedelta(hours=4, minutes=chance.randint(1, 50))
    operator = made.workers["operator"]
    given = {
        "content": sight,
        "category": category,
        "area": area.code,
        "address": f"{chance.randint(1, 180)}号门前",
        "point": somewhere_in(area.outline, chance),
        "channel": "hotline_12319",
        "files": [photo(operator, f"{sight}（演示图）", (120, 96, 80))],
    }
    opened = open_case(
        Opening(procedure=PROCEDURE, worker=operator, given=given, via="demo", at=at)
    )
    case = Walk(opened.number, at, now)
    if not handled:
        case.do("ask_check", operator, 0.3)
        return
    suggestion = suggest(Matter(category, area.code))
    if suggestion is None or not case.do("submit", operator, 0.2, category=category):
        return
    handler, unit = made.handlers[suggestion.unit.pk], suggestion.unit.pk
    case.do("establish", made.workers["shift_leader"], 0.2, category=category)
    case.do("dispatch", made.workers["dispatcher"], 0.2, lead_unit=unit)
    case.do("sign", handler, 0.2)
    if _fed_back(case, handler, 1, mended):
        case.do("accept_feedback", made.workers["dispatcher"], 0.3)


def _mended_at_once(made: Made, case: Walk, mended: str) -> None:
    collector, leader = made.workers["collector"], made.workers["shift_leader"]
    after = [photo(collector, f"{mended}（演示图）", (70, 120, 90))]
    if case.do("fix_on_spot", collector, 0.2, handling_record=mended, files=after):
        case.do("close", leader, 1)


def _established(
    made: Made, chance: random.Random, case: Walk, seen_by: str, category: str
) -> bool:
    operator, collector = made.workers["operator"], made.workers["collector"]
    if seen_by == "collector":
        there = case.do("submit", operator, chance.uniform(0.1, 1), category=category)
    else:
        there = case.do("ask_check", operator, chance.uniform(0.1, 1)) and case.do(
            "check_true",
            collector,
            chance.uniform(0.3, 3),
            found="现场与举报相符",
            category=category,
            files=[photo(collector, "核实（演示图）", (110, 110, 70))],
        )
    return there and case.do("establish", made.workers["shift_leader"], 0.3, category=category)


def _handled(made: Made, chance: random.Random, case: Walk, what: tuple[str, Where, str]) -> None:
    category, (area, part), mended = what
    suggestion = suggest(Matter(category, area, part))
    if suggestion is None:
        return
    handler = made.handlers[suggestion.unit.pk]
    sent: dict[str, Any] = {"lead_unit": suggestion.unit.pk}
    if not case.do("dispatch", made.workers["dispatcher"], chance.uniform(0.2, 2), **sent):
        return
    if not case.do("sign", handler, chance.uniform(0.2, 3)):
        return
    if chance.random() < 0.1:
        case.do("ask_extension", handler, 1, amount=1, reason="须等夜间封道施工")
    wait = chance.uniform(2, 40)
    if _fed_back(case, handler, wait, mended):
        _checked(made, chance, case)


def _fed_back(case: Walk, handler: Worker, wait: float, mended: str) -> bool:
    after = [photo(handler, f"{mended}（演示图）", (70, 120, 90))]
    return case.do("feed_back", handler, wait, handling_record=mended, files=after)


def _checked(made: Made, chance: random.Random, case: Walk) -> None:
    if not case.do("accept_feedback", made.workers["dispatcher"], 1):
        return
    collector = made.workers["collector"]
    seen = [photo(collector, "核查（演示图）", (80, 100, 120))]
    if chance.random() < 0.12:
        case.do("rework", collector, 2, found="现场仍有残留", files=seen)
        return
    if case.do("verify_pass", collector, 2, found="现场已恢复", files=seen):
        case.do("close", made.workers["shift_leader"], 1)


def photo(worker: Worker, text: str, colour: tuple[int, int, int]) -> int:
    """A drawn picture that says that it is one; its number."""
    image = Image.new("RGB", (320, 240), colour)
    pen = ImageDraw.Draw(image)
    pen.rectangle((40, 60, 280, 200), outline="white", width=3)
    pen.line((40, 200, 280, 60), fill="white", width=2)
    content = io.BytesIO()
    image.save(content, "JPEG", quality=70)
    upload = files.Upload(f"{text[:20]}.jpg", content.getvalue())
    return files.keep(upload=upload, worker=worker).pk
