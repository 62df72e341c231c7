"""Two made-up years of money of the demo centre, with targets read from its own cases."""

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils import timezone

from yiwang.budget.disclosures import actions as disclosures
from yiwang.budget.disclosures import queries as written
from yiwang.budget.register import actions, projects
from yiwang.budget.register.actions import Assets, Moved, Purchase, Told
from yiwang.budget.register.models import BudgetUnit, Project
from yiwang.budget.register.words import AssetKind, Bought, Phase, Side, StaffKind, Step
from yiwang.budget.targets import actions as targets
from yiwang.budget.targets import hands
from yiwang.budget.targets.actions import Promised, Written
from yiwang.budget.targets.contents import Goal, Outcome, ReadFrom, outcomes_read
from yiwang.demo.district import Made
from yiwang.disclosure.writing.reasons import reasons_asked
from yiwang.kernel.money import Money
from yiwang.org import queries as org
from yiwang.org.actors import Worker

SEED = 17
CODE = "301001"
DUTIES = (
    "承担全区政务热线、城市管理和网格事项的受理、派遣、督办和考核；"
    "建设和运行全区数据资源平台和政务网络；为区级部门提供数据服务。"
)
# Basic spending: functional item, economic item, yuan a year.
BASIC = (
    ("2010350", "30101", 826_400),
    ("2010350", "30102", 214_300),
    ("2010350", "30107", 958_200),
    ("2080505", "30108", 371_500),
    ("2101102", "30110", 186_700),
    ("2210201", "30113", 342_900),
    ("2010350", "30201", 68_000),
    ("2010350", "30207", 24_000),
    ("2010350", "30211", 18_000),
    ("2010350", "30228", 36_500),
)
# Sequence, name, what it is mainly paid for, yuan, how much of it is paid in a whole year.
PROJECTS = (
    ("101", "热线受理与回访服务", "30227", 2_860_000, "0.97"),
    ("102", "政务网络运行维护", "30213", 1_750_000, "0.94"),
    ("103", "网格终端资费", "30207", 640_000, "0.55"),
)


def fill(made: Made) -> int:
    """Through the same actions as in a real centre; how many entries."""
    finance = made.workers["finance"]
    today = timezone.localdate()
    centre = org.unit_of_code("CENTRE")
    new = projects.NewUnit(code=CODE, name="临江区大数据中心", unit=centre, duties=DUTIES)
    unit = projects.add_unit(new=new, by=finance)
    own = _projects(unit, today.year - 1, finance)
    count = 0
    for year in (today.year - 1, today.year):
        chance = random.Random(f"{SEED}{year}")  # noqa: S311 - the same money every time
        for moved, told in _year(unit, own, year, chance):
            if told.on <= today:
                actions.record(moved=moved, told=told, by=finance)
                count += 1
        _things(unit, own, year, finance)
    _performance(made, unit, own)
    _disclosed(made, unit, today.year - 1)
    return count


def _projects(unit: BudgetUnit, year: int, by: Worker) -> list[Project]:
    found = []
    for sequence, name, *_rest in PROJECTS:
        code = f"420199{year % 100}301T000000{sequence}"
        new = projects.NewProject(
            code=code,
            name=name,
            unit=unit,
            basis="区政府常务会议纪要（虚构）",
            about=f"保障{name}。",
        )
        found.append(projects.add_project(new=new, by=by))
    return found


def _year(
    unit: BudgetUnit, own: list[Project], year: int, chance: random.Random
) -> Iterator[tuple[Moved, Told]]:
    """The budget, two adjustments and the payments of a year, income with it."""
    grown = Decimal("1.04") ** (year % 2)
    lines: list[tuple[str, str, Project | None, Decimal, Decimal]] = [
        (functional, economic, None, _yuan(yuan * grown), Decimal(1))
        for functional, economic, yuan in BASIC
    ]
    lines += [
        ("2010399", economic, project, _yuan(yuan * grown), Decimal(share))
        for project, (_s, _n, economic, yuan, share) in zip(own, PROJECTS, strict=True)
    ]
    approved = Told(year=year, unit=unit, on=date(year, 2, 6), basis="部门预算批复")
    changed = Told(year=year, unit=unit, on=date(year, 9, 10), basis="年中预算调剂")
    for functional, economic, project, budget, share in lines:
        place = {"functional": functional, "economic": economic, "project": project}
        income = {"functional": functional, "side": Side.INCOME}
        yield Moved(phase=Phase.BUDGET, money=Money.of(budget), **place), approved
        yield Moved(phase=Phase.BUDGET, money=Money.of(budget), **income), approved
        if economic == "30207" and project:
            less = Money.of(_yuan(budget / -10))
            yield Moved(phase=Phase.ADJUSTMENT, money=less, **place), changed
        for month, part in _paid(budget * share, chance):
            on = date(year, month, 10 + month)
            told = Told(
                year=year, unit=unit, on=on, basis="集中支付", document=f"ZF{year}{month:02}"
            )
            yield Moved(phase=Phase.PAYMENT, money=part, **place), told
            yield Moved(phase=Phase.PAYMENT, money=part, **income), told


def _yuan(amount: Decimal) -> Decimal:
    return Decimal(amount).quantize(Decimal("0.01"))


def _paid(whole: Decimal, chance: random.Random) -> Iterator[tuple[int, Money]]:
    """Four payments of a year that add up to what is paid of it."""
    left = Money.of(_yuan(whole))
    for month in (3, 6, 9):
        part = Money.of(_yuan(whole * Decimal(chance.randint(21, 26)) / 100))
        left -= part
        yield month, part
    yield 12, left


def _things(unit: BudgetUnit, own: list[Project], year: int, by: Worker) -> None:
    """A purchase, the assets and the staff of a year."""
    told = Told(year=year, unit=unit, on=date(year, 1, 15), basis="年初登记")
    service = Purchase(
        step=Step.PLANNED,
        bought=Bought.SERVICES,
        item="C16070100",
        name="基础环境运维服务",
        money=Money.of(1_750_000),
        project=own[1],
        quantity=Decimal(1),
        for_medium=Money.of(1_750_000),
        for_small=Money.of(1_050_000),
        bought_service=True,
    )
    actions.record_purchase(purchase=service, told=told, by=by)
    car = Assets(
        step=Step.DONE,
        kind=AssetKind.VEHICLE,
        name="公务用车",
        quantity=Decimal(1),
        money=Money.of(168_000),
        in_stock=True,
    )
    actions.record_assets(assets=car, told=told, by=by)
    for kind, posts, people in ((StaffKind.INSTITUTION, 22, 20), (StaffKind.RETIRED, 0, 3)):
        actions.record_staff(kind=kind, posts=posts, people=people, told=told, by=by)


def _performance(made: Made, unit: BudgetUnit, own: list[Project]) -> None:
    """Signed targets of a project and of the unit; the project's self-evaluation explains."""
    year = timezone.localdate().year
    finance = made.workers["finance"]
    hotline = (
        _goal("数量指标", "受理群众诉求", "≥400件", 15, "received"),
        _goal("质量指标", "诉求回访率", "≥80%", 15, "call_back_rate"),
        _goal("时效指标", "诉求按期结案率", "≥99.5%", 20, "on_time_rate"),
        _goal("时效指标", "热线中断次数", "0次", 10, ""),
        Goal("效益指标", "社会效益指标", "群众反映渠道", "更加畅通", Decimal(10)),
        _goal("服务对象满意度指标", "诉求满意率", "≥80%", 10, "satisfied_rate"),
    )
    whole = (
        _goal("时效指标", "诉求受理签收及时率", "≥95%", 40, "appeals_sign_in_time"),
        _goal("服务对象满意度指标", "诉求解决率", "≥70%", 40, "solved_rate"),
    )
    for project, goals in ((own[0], hotline), (None, whole)):
        promised = Promised(
            year=year, unit=unit, project=project, goals=goals, aim="诉求件件有回音。"
        )
        promise = targets.write_promise(promised=promised, by=finance)
        targets.submit_promise(number=promise.pk, by=finance)
        _through(made, "promise", promise.pk)
        if project is not None:
            _evaluated(made, promise.pk, goals)


_LEVELS = {"服务对象满意度指标": "满意度指标"}


def _goal(level: str, name: str, target: str, weight: int, source: str) -> Goal:
    read = ReadFrom(source, {"procedure": ["appeals"]}) if source else None
    return Goal(_LEVELS.get(level, "产出指标"), level, name, target, Decimal(weight), read)


def _through(made: Made, kind: str, number: int) -> None:
    hands.review(kind=kind, number=number, opinion="指标明确，同意。", by=made.workers["assessor"])
    hands.sign(kind=kind, number=number, by=made.workers["leader"])


# Whatever a reading turns out to be, its form says why it lies far from its target.
_WHY = {
    "received": "年内并入城管和网格渠道，诉求量超过预计。",
    "on_time_rate": "汛期排水类诉求集中，部分单位处置超期；已增加联合处置班次。",
}


def _evaluated(made: Made, promise: int, goals: tuple[Goal, ...]) -> None:
    """The self-evaluation of the running year, handed in for review."""
    finance = made.workers["finance"]
    begun = targets.begin_evaluation(promise=promise, by=finance)
    read = outcomes_read(begun.outcomes)
    outcomes = tuple(map(_outcome, goals, read))
    written = Written(
        outcomes=outcomes,
        execution_reason="第四季度款项待验收后支付。",
        improvement="增加汛期值守力量，次年目标按两年均值测算。",
    )
    targets.write_evaluation(number=begun.pk, written=written, by=finance)
    targets.submit_evaluation(number=begun.pk, by=finance)


def _outcome(goal: Goal, read: Outcome) -> Outcome:
    if goal.in_words:
        return Outcome(grade="MET", evidence="公众号和窗口均可登记，全年无中断。")
    if goal.source is None:
        return Outcome(actual="0次", evidence="机房值班记录。")
    if not read.must_explain:
        return Outcome()
    why = _WHY.get(goal.source.indicator, "受当年回访人手调整影响，具体见回访台账。")
    return Outcome(reason=why)


def _disclosed(made: Made, unit: BudgetUnit, year: int) -> None:
    """The final account of the year before, explained by the finance officer and published."""
    finance, day = made.workers["finance"], date(year + 1, 9, 20)
    begun = disclosures.begin(
        unit=unit, kind="final", year=year, day=min(day, timezone.localdate()), by=finance
    )
    reasons = {
        one.key: "年中新增坐席和线路" if "增加" in one.question else "部分款项跨年验收后支付"
        for one in reasons_asked(written.book(begun))
    }
    disclosures.answer(number=begun.pk, reasons=reasons, by=finance)
    disclosures.publish(number=begun.pk, by=made.workers["leader"])
