"""Weeks of cases at their own times: acted out one by one, or on random ways."""

import random
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.district import District
from tests.walks import example
from yiwang.cases import queries
from yiwang.cases.actions import Act, Opening, open_case, perform
from yiwang.cases.models import Case
from yiwang.demo.streets import photo
from yiwang.engine import register
from yiwang.engine.duties import Duty
from yiwang.engine.language import Action, NeedKind
from yiwang.kernel.refusals import Refusal
from yiwang.org.actors import Worker

CATEGORIES = {
    "appeals": "030401",
    "urban_management": "510101",
    "grid_matters": "710201",
    "data_matters": "820101",
}
FACTS = {"title": "一件事", "content": "说明", "channel": "phone"}


class Week:
    """Cases on their way, each act some hours after the one before."""

    def __init__(self, district: District) -> None:
        self.district, self.at = district, timezone.now() - timedelta(days=60)

    def open(self, procedure: str, worker: Worker, **given: Any) -> str:
        needs = register.procedure(procedure).opening.need_by_key
        fitting = {key: value for key, value in (FACTS | given).items() if key in needs}
        opening = Opening(procedure=procedure, worker=worker, given=fitting, at=self.at)
        return open_case(opening).number

    def do(self, number: str, action: str, worker: Worker, hours: float = 1, **given: Any) -> None:
        self.at += timedelta(hours=hours)
        perform(Act(number=number, action=action, worker=worker, given=given, at=self.at))

    def worker(self, duty: Duty, unit: str = "") -> Worker:
        return self.district.worker(duty, unit)


def given_for(procedure: str, action: Action, chance: random.Random, week: Week) -> dict[str, Any]:
    units = week.district.units
    known = {
        NeedKind.CATEGORY: CATEGORIES[procedure],
        NeedKind.UNIT: units[chance.choice(("street", "community", "bureau"))].pk,
        NeedKind.UNITS: [units["bureau"].pk],
        NeedKind.CHANNEL: "phone",
        NeedKind.MOMENT: int((week.at + timedelta(days=9)).timestamp()),
    }
    given = {}
    for need in action.needs:
        if need.kind is NeedKind.FILES and need.required:
            given[need.key] = [kept(week.worker(Duty.COLLECTOR))]
        elif need.required and need.kind is not NeedKind.CASE:
            given[need.key] = known.get(need.kind, example(need))
    return given


def _someone(
    case: Case, chance: random.Random, everybody: list[Worker], *, ending: bool
) -> tuple[Worker, Any] | None:
    """Whoever may act next, mostly by moving it on; by ending it only where that is wished."""
    found = [
        (worker, item)
        for worker in everybody
        for item in queries.possible_actions(case, worker)
        if item.refusal is None and (ending or not (item.action.to and item.action.to.final))
    ]
    moving = [pair for pair in found if pair[1].action.to or pair[1].action.on]
    some = moving if moving and chance.random() < 0.8 else found
    return chance.choice(some) if some else None


def _in_hand(case: Case) -> bool:
    """Whether somebody has handled it, so that it may be closed in order."""
    return bool(case.standing["handled_by"])


def wander(week: Week, procedure: str, seed: int, steps: int, *, ending: bool = False) -> str:
    """A case on a random way by whoever may act; its number."""
    chance = random.Random(seed)
    declared = register.procedure(procedure)
    openers = [w for (_u, duty), w in week.district.workers.items() if duty in declared.opening.by]
    nature = next(iter(declared.choices_of("nature")), "")
    number = week.open(procedure, chance.choice(openers), nature=nature)
    everybody = list(week.district.workers.values())
    for _ in range(steps):
        case = Case.objects.get(number=number)
        # Only once somebody has handled it: most other ends come too soon.
        found = _someone(case, chance, everybody, ending=ending and _in_hand(case))
        if found is None:
            break
        worker, item = found
        given = given_for(procedure, item.action, chance, week)
        with suppress(Refusal):
            week.do(number, item.action.key, worker, chance.choice((0, 1, 30)), **given)
    return number


def checked(week: Week, worker: Worker) -> str:
    """An urban matter that a collector has found to be true; its number."""
    number = week.open("urban_management", worker)
    if worker.duty is not Duty.COLLECTOR:
        week.do(number, "ask_check", week.worker(Duty.OPERATOR))
        collector = week.worker(Duty.COLLECTOR)
        given = {
            "found": "相符",
            "files": [kept(collector)],
            "category": CATEGORIES["urban_management"],
        }
        week.do(number, "check_true", collector, hours=24 * 5, **given)
    return number


def kept(worker: Worker) -> int:
    return photo(worker, "核实", (90, 90, 90))
