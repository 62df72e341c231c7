"""Spot checks: the sample is drawn by a published seed, results are kept, accuracy is counted."""

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from yiwang.fieldwork.people import sampling, sight
from yiwang.fieldwork.people.models import House, SpotCheck, SpotResult
from yiwang.kernel.refusals import Invalid, Missing, NotAllowed, NotFound
from yiwang.org.actors import Worker

MOST_PER_GRID = 100


@dataclass(frozen=True)
class Sampled:
    """A house of a sample with what was found there last, if anybody was."""

    house: House
    result: SpotResult | None


@dataclass(frozen=True)
class Accuracy:
    """How many houses of a grid were drawn, looked at, and found as they are on record."""

    grid: str
    drawn: int
    checked: int
    correct: int

    @property
    def percent(self) -> float | None:
        """Of those looked at; None before any was."""
        return round(100 * self.correct / self.checked, 1) if self.checked else None


@transaction.atomic
def draw(*, name: str, per_grid: int, worker: Worker, seed: str = "", area: str = "") -> SpotCheck:
    """Draw a sample of each grid (of an area, by its code); without a seed chance gives one.

    Every draw is kept, so that nobody can draw until the sample pleases.
    """
    _may(worker)
    if not name.strip():
        raise Missing("请填写名称", fields={"name": "请填写名称"})
    if not 1 <= per_grid <= MOST_PER_GRID:
        raise Invalid("每网格户数应在1至{most}之间", most=MOST_PER_GRID)
    houses = House.objects.filter(merged_into=None, grid__startswith=area.strip())
    frame = sampling.frame_of(houses.values_list("grid", "number"))
    if not frame:
        raise Invalid("这个范围内没有房屋")
    chosen = seed.strip()[:64] or secrets.token_hex(8)
    return SpotCheck.objects.create(
        name=name.strip()[:60],
        seed=chosen,
        per_grid=per_grid,
        frame=frame,
        frame_hash=sampling.frame_hash(frame),
        sample=sampling.draw(frame, chosen, per_grid),
        by_name=worker.person_name,
        at=timezone.now(),
    )


def replayed(check: SpotCheck) -> bool:
    """Whether drawing again from the kept frame with the seed gives the kept sample."""
    same = sampling.frame_hash(check.frame) == check.frame_hash
    return same and sampling.draw(check.frame, check.seed, check.per_grid) == check.sample


@transaction.atomic
def record(*, check_id: int, number: str, correct: bool, found: str, worker: Worker) -> SpotResult:
    """What was found at a house of the sample. Raises `Invalid` for a house that was not drawn."""
    _may(worker)
    check = one(check_id)
    house = House.objects.filter(number=number).first()
    drawn = {entry.partition(sampling.SEPARATOR)[2]: entry for entry in check.sample}
    if house is None or number not in drawn:
        raise Invalid("这处房屋不在样本中")
    if not correct and not found.strip():
        raise Missing("请写明哪里与登记不一致", fields={"found": "请写明哪里与登记不一致"})
    return SpotResult.objects.create(
        check_of=check,
        house=house,
        grid=drawn[number].partition(sampling.SEPARATOR)[0],
        correct=correct,
        found=found.strip()[:200],
        by_name=worker.person_name,
        at=timezone.now(),
    )


def _may(worker: Worker) -> None:
    """Who registers does not check."""
    if worker.duty not in sight.CHECKERS:
        raise NotAllowed("抽检由中心的督办员、考核员或监督员办理")


def one(check_id: int) -> SpotCheck:
    """One spot check. Raises `NotFound`."""
    found = SpotCheck.objects.filter(pk=check_id).first()
    if found is None:
        raise NotFound("没有这次抽检")
    return found


def listed(*, limit: int = 50) -> list[SpotCheck]:
    """The spot checks, the newest first; without their frames."""
    return list(SpotCheck.objects.defer("frame").order_by("-id")[:limit])


def sampled(check: SpotCheck) -> list[Sampled]:
    """The houses of a sample in the order of the frame; two queries."""
    numbers = [entry.partition(sampling.SEPARATOR)[2] for entry in check.sample]
    houses = {house.number: house for house in House.objects.filter(number__in=numbers)}
    last = {row.house_id: row for row in check.results.order_by("id")}
    return [
        Sampled(houses[number], last.get(houses[number].pk))
        for number in numbers
        if number in houses
    ]


def accuracy(check: SpotCheck, among: list[Sampled] | None = None) -> list[Accuracy]:
    """Grid by grid; a house counts once, with its last result."""
    drawn: dict[str, int] = {}
    for entry in check.sample:
        grid = entry.partition(sampling.SEPARATOR)[0]
        drawn[grid] = drawn.get(grid, 0) + 1
    results = [item.result for item in among or sampled(check) if item.result is not None]
    return [
        Accuracy(
            grid,
            number,
            sum(result.grid == grid for result in results),
            sum(result.grid == grid and result.correct for result in results),
        )
        for grid, number in drawn.items()
    ]
