"""A week of made-up appeals, replayed through the same door as people use."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from yiwang.cases.actions import Act, Opening, open_case, perform
from yiwang.cases.belonging import ReporterFacts
from yiwang.cases.suggest import Matter, suggest
from yiwang.demo.answers import worded
from yiwang.demo.district import Made
from yiwang.demo.geometry import somewhere_in
from yiwang.demo.stories import STORIES, Story
from yiwang.kernel.refusals import Refusal
from yiwang.org.actors import CITIZEN, Worker
from yiwang.org.models import Area

CHANNELS = (
    "phone",
    "phone",
    "phone",
    "mayor_line",
    "web",
    "neighbourhood",
    "message_board",
    "mailbox",
)
HOW_MANY = 160


@dataclass
class Walk:
    """One case on its way through the week."""

    number: str
    at: datetime
    now: datetime

    def do(self, action: str, worker: Worker, hours: float, **given: Any) -> bool:
        """One act some hours later; False when that is still to come or was refused."""
        self.at += timedelta(hours=hours)
        if self.at >= self.now:
            return False
        act = Act(number=self.number, action=action, worker=worker, given=given, at=self.at)
        try:
            perform(act)
        except Refusal:
            return False
        return True


def replay(made: Made, *, seed: int = 7) -> Iterator[int]:
    """Replay the week; yields after every case. The same seed makes the same week."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable demo, not a secret
    now = timezone.now()
    starts = sorted(
        now - timedelta(minutes=chance.randint(20, 7 * 24 * 60)) for _ in range(HOW_MANY)
    )
    for done, at in enumerate(starts, 1):
        _one(made, chance, at, now)
        yield done


def _one(made: Made, chance: random.Random, at: datetime, now: datetime) -> None:
    story = chance.choice(STORIES)
    area, _ = chance.choice(made.communities)
    channel = chance.choice(CHANNELS)
    case = Walk(_opened(made, chance, (story, area, channel), at), at, now)
    operator, verifier = made.workers["operator"], made.workers["verifier"]
    if not case.do("accept", operator, chance.uniform(0.1, 2)):
        return
    if story.answer:
        case.do("answer_at_once", operator, 0.1, public_reply=story.answer, category=story.category)
        return
    if not case.do("establish", operator, 0.2, category=story.category, urgency=story.urgency):
        return
    if _handled(made, chance, case, (story, area.code)):
        if not case.do("verify_pass", verifier, chance.uniform(1, 8)):
            return
        _called_back(made, chance, case)


def _opened(made: Made, chance: random.Random, what: tuple[Story, Area, str], at: datetime) -> str:
    story, area, channel = what
    given: dict[str, Any] = {
        "title": story.title,
        "content": story.content,
        "channel": channel,
        "area": area.code,
        "point": somewhere_in(area.outline, chance),
        "address": f"{chance.randint(1, 180)}号附近",
        "urgency": story.urgency,
        "confidential": chance.random() < 0.02,
    }
    if channel == "mayor_line":
        given["outer_number"] = f"HX{at:%Y%m%d}{chance.randint(10000, 99999)}"
        given["outer_due"] = (at + timedelta(days=5)).isoformat()
    phone = f"1390000{chance.randint(0, 60):04d}"
    person = ReporterFacts(name=chance.choice("赵钱孙李周吴郑王") + "先生", phone=phone)
    worker = CITIZEN if channel == "web" else made.workers["operator"]
    return open_case(
        Opening(procedure="appeals", worker=worker, given=given, reporter=person, via="demo", at=at)
    ).number


def _handled(made: Made, chance: random.Random, case: Walk, what: tuple[Story, str]) -> bool:
    story, area = what
    dispatcher = made.workers["dispatcher"]
    suggestion = suggest(Matter(story.category, area))
    if suggestion is None:
        return False
    unit = suggestion.unit
    direct = unit.kind == "community" and chance.random() < 0.5
    action = "dispatch_direct" if direct else "dispatch"
    if not case.do(action, dispatcher, chance.uniform(0.3, 3), lead_unit=unit.pk):
        return False
    handler = made.handlers[unit.pk]
    if chance.random() < 0.08:
        case.do("ask_return", handler, 2, reason="不属于本单位职责，建议改派")
        return False
    if not case.do("sign", handler, chance.uniform(0.5, 10)):
        return False
    _on_the_way(made, chance, case, handler)
    wait = chance.uniform(6, 70) if story.urgency == "normal" else chance.uniform(1, 6)
    reply = {"handling_record": "已到现场核实处理。", "solved_claim": "solved"}
    public = worded(story, case.at, unit.name)
    return case.do("reply", handler, wait, public_reply=public, **reply)


def _on_the_way(made: Made, chance: random.Random, case: Walk, handler: Worker) -> None:
    """What else happens while a unit has a case in hand."""
    case.do("contact", handler, 1, contact_note="已电话联系诉求人，了解具体情况。")
    if chance.random() < 0.1:
        asked = case.do("ask_extension", handler, 3, amount=2, reason="需要协调施工单位进场")
        if asked and chance.random() < 0.6:
            case.do("grant_extension", made.workers["supervisor"], 2, amount=2)
    if chance.random() < 0.08:
        case.do("urge", made.workers["supervisor"], 1, reason="群众反映集中，请加快办理")
    if chance.random() < 0.05:
        case.do("instruct", made.workers["leader"], 1, instruction="请现场办公，限期解决并反馈。")


def _called_back(made: Made, chance: random.Random, case: Walk) -> None:
    caller = made.workers["caller"]
    if chance.random() < 0.15:
        case.do("call_not_reached", caller, 2)
    if chance.random() < 0.1:
        answers = {"satisfied": "unsatisfied", "solved": "unsolved"}
        case.do("call_back_rework", caller, 3, reason="诉求人表示问题仍然存在", **answers)
        return
    satisfied = chance.choice(("satisfied", "satisfied", "satisfied", "basically_satisfied"))
    case.do("call_back_close", caller, chance.uniform(2, 20), satisfied=satisfied, solved="solved")
