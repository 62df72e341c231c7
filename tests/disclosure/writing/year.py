"""A made-up year of a made-up unit: the books of its budget and of its account."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.disclosure.writing.made_up import (
    BEFORE,
    CARRIED,
    LINES,
    PROJECTS,
    PURCHASES,
    TERMS,
    UNIT,
    came_in,
    economic_items,
    yuan,
)
from yiwang.disclosure.document import Kind
from yiwang.disclosure.writing import sums
from yiwang.disclosure.writing.book import (
    Book,
    Carried,
    Project,
    PublicCounts,
    Spending,
    ThreePublic,
    Work,
)
from yiwang.disclosure.writing.promises import Goal, Sheet
from yiwang.disclosure.writing.purchases import Asset, Bought, Holding
from yiwang.disclosure.writing.reasons import reasons_asked
from yiwang.disclosure.writing.sources import Source
from yiwang.kernel.money import Money, total


def _evaluation(project: Project, goals: tuple[Goal, ...]) -> Sheet:
    rate = Decimal(project.amount.fen) / Decimal(project.budget.fen)
    execution = (20 * rate).quantize(Decimal("0.01"))
    scores = sum((one.score for one in goals if one.score is not None), Decimal(0))
    return Sheet(
        project.name, False, True, goals, project.budget,
        project.amount, Decimal(20), execution, execution + scores,
        goal=f"{project.purpose}。", improvement="下年度继续按季度跟踪执行进度。",
    )  # fmt: skip


def goals(name: str, target: str, actual: str) -> tuple[Goal, ...]:
    return (
        Goal("产出指标", "数量指标", name, target, actual, Decimal(20), Decimal(20)),
        Goal("产出指标", "质量指标", "验收合格率", "100%", "100%", Decimal(20), Decimal(20)),
        Goal("产出指标", "时效指标", "按期完成率", "≥95%", "97.5%", Decimal(15), Decimal(15)),
        Goal("效益指标", "社会效益指标", "保障部门数", "≥40个", "46个", Decimal(15), Decimal(15)),
        Goal("满意度指标", "服务对象满意度指标", "使用部门满意率", "≥90%", "93%",
             Decimal(10), Decimal(10)),
    )  # fmt: skip


_NAMES = (
    ("机房巡查次数", "≥240次", "252次"),
    ("受理诉求件数", "≥30000件", "33120件"),
    ("云主机数量", "≥200台", "214台"),
    ("安全检测报告份数", "≥12份", "12份"),
    ("新建感知点位数", "≥120处", "120处"),
)
EVALUATIONS = tuple(
    _evaluation(project, goals(*words)) for project, words in zip(PROJECTS, _NAMES, strict=True)
)


def answered(book: Book) -> Book:
    """With a reason for all that is asked; it goes with the direction."""
    words = {
        one.key: "年中追加了项目和人员经费" if "增加" in one.question else "压减了一般性支出"
        for one in reasons_asked(book)
    }
    return replace(book, reasons=words)


def final() -> Book:
    """The account of 2025."""
    general = [one for one in LINES if one.source is Source.GENERAL]
    economic = economic_items(
        total(one.personnel for one in general), total(one.public for one in general)
    )
    book = Book(
        unit=UNIT, kind=Kind.FINAL, year=2025, published=date(2026, 10, 15),
        income=came_in(LINES, CARRIED), spending=LINES, economic=economic, carried=CARRIED,
        projects=PROJECTS,
        three_public=ThreePublic(cars_run=yuan("35000"), receptions=yuan("5000")),
        three_public_spent=ThreePublic(cars_run=yuan("28500"), receptions=yuan("3600")),
        counts=PublicCounts(cars_held=1, receptions=4, guests=36),
        purchases=PURCHASES, holding=Holding(date(2025, 12, 31), 1, 2), before=BEFORE,
        sheets=EVALUATIONS, terms=TERMS,
        performance_summary=("各项目资金使用合规，绩效目标完成情况良好。",),
        work=(
            Work("政务网络", "完成核心机房迁移", "完成32套设备迁移，业务未中断"),
            Work("市民热线", "诉求按时办结率不低于98%", "全年受理33120件，按时办结率98.6%"),
        ),
    )  # fmt: skip
    return answered(book)


def _target(project: Project, goals: tuple[Goal, ...]) -> Sheet:
    asked = tuple(
        replace(one, actual="", weight=None, score=None, standard=one.target,
                past=(one.target, "无"), expected=one.target)
        for one in goals
    )  # fmt: skip
    about = {
        "项目概况": f"{project.purpose}。",
        "立项情况（依据、可行性、必要性）": "按照全区数字化工作安排实施。",
    }
    return Sheet(project.name, False, False, asked, project.amount, goal=f"{project.purpose}。",
                 fields=about)  # fmt: skip


BOUGHT = Bought(
    "热线话务服务", 1, yuan("960000"), "2010399", "30227",
    ("政府履职辅助性服务", "其他政府履职辅助性服务", "话务服务"),
)  # fmt: skip
ASSET = Asset(
    "市民热线受理服务", "2010399", "31002", "设备", "复印机", "A02020100", "复印机",
    1, yuan("25000"), 0, 1,
)  # fmt: skip


# The budget of 2024 planned to leave nothing.
PLANNED = replace(BEFORE, spending=BEFORE.total, project=yuan("16040000"))


def _planned_projects() -> tuple[Project, ...]:
    """What was asked for at the year's start; the fifth goes on with money carried over."""
    amounts = ("8600000", "3661000", "3600000", "281500", "1000000")
    return tuple(
        replace(one, funds={source: yuan(amount) for source in one.funds}, budget=Money(),
                carried={Source.FUND: yuan("300000")} if index == 4 else {})
        for index, (one, amount) in enumerate(zip(PROJECTS, amounts, strict=True))
    )  # fmt: skip


def budget() -> Book:
    """The budget of 2025: what the account calls the year-start budget."""
    lines = tuple(_opening(one) for one in LINES)
    carried = (Carried("2120803", Source.FUND, start=yuan("300000")),)
    general = [one for one in lines if one.source is Source.GENERAL]
    economic = economic_items(
        total(one.personnel for one in general), total(one.public for one in general)
    )
    projects = _planned_projects()
    whole = Sheet(
        UNIT.short, True, False, _target(projects[0], goals(*_NAMES[0])).goals,
        goal="保障政务网络、市民热线和云平台稳定运行。",
    )  # fmt: skip
    targets = tuple(
        _target(project, goals(*words)) for project, words in zip(projects, _NAMES, strict=True)
    )
    book = Book(
        unit=UNIT, kind=Kind.BUDGET, year=2025, published=date(2025, 2, 14),
        income=came_in(lines, carried), spending=lines, economic=economic, carried=carried,
        projects=projects,
        three_public=ThreePublic(cars_run=yuan("35000"), receptions=yuan("5000")),
        counts=PublicCounts(cars_held=1),
        purchases=PURCHASES,
            bought=(BOUGHT,),
        assets=(ASSET,),
        holding=Holding(date(2024, 12, 31), 1, 2), before=PLANNED,
        two_before=replace(PLANNED, total=yuan("20110000"), basic=yuan("4900000"),
                           project=yuan("15210000"), grants=yuan("20000000")),
        sheets=(whole, *targets), terms=TERMS,
        performance_summary=("2024年部门预算绩效目标全部完成。",),
    )  # fmt: skip
    return answered(book)


def _opening(line: Spending) -> Spending:
    """The line as it stood at the year's start; what was running costs stays so."""
    public = line.public
    if line.project:
        return replace(line, project=line.opening, opening=Money())
    return replace(line, personnel=line.opening - public, public=public, opening=Money())


def balanced(book: Book) -> bool:
    """Whether what came in went out or was left."""
    return sums.grand_total(book) == sums.grand_spending(book)
