"""What the made-up books are made of: a unit, its lines, projects and purchases."""

from dataclasses import replace

from yiwang.disclosure.writing.book import (
    Before,
    Carried,
    Economic,
    Income,
    Level,
    Member,
    Nature,
    Project,
    Spending,
    Staff,
    Term,
    ThreePublic,
    Unit,
)
from yiwang.disclosure.writing.purchases import Purchase
from yiwang.disclosure.writing.sources import Source
from yiwang.kernel.money import Money, total

UNIT = Unit(
    code="821",
    name="青川区大数据中心",
    short="区大数据中心",
    level=Level.DEPARTMENT,
    nature=Nature.INSTITUTION,
    duties=(
        "承担全区政务网络和公共平台的建设、运行和维护。",
        "承担市民热线诉求的受理、派遣、督办和回访。",
        "承担全区公共数据的归集、治理和共享服务。",
    ),
    members=(
        Member("821001", "青川区大数据中心本级"),
        Member("821002", "青川区城市运行服务站"),
    ),
    staff=Staff(institution=32, serving_institution=29, retired=3),
)


def yuan(text: str) -> Money:
    """An amount as it is typed."""
    return Money.of(text)


def _line(code: str, spent: str, opening: str, purpose: str, of: str = "personnel") -> Spending:
    return Spending(
        code, Source.GENERAL, opening=yuan(opening), purpose=purpose, **{of: yuan(spent)}
    )


LINES = (
    replace(
        _line("2010350", "3120456.78", "3605000", "人员工资和单位日常运转"),
        public=yuan("396512.30"),
    ),
    _line("2010399", "15320118.46", "15861000", "政务网络、热线和云资源等项目", "project"),
    _line("2013799", "281500", "281500", "网络安全服务", "project"),
    _line("2080505", "402318.40", "398000", "缴纳基本养老保险"),
    _line("2080506", "201159.20", "199000", "缴纳职业年金"),
    _line("2101102", "215604.11", "220000", "缴纳基本医疗保险"),
    _line("2101103", "220015.60", "225000", "公务员医疗补助"),
    _line("2210201", "452100", "448000", "缴纳住房公积金"),
    _line("2210202", "80255.55", "82000", "发放提租补贴"),
    Spending(
        "2120803", Source.FUND, project=yuan("1200000"), opening=yuan("1300000"), purpose="城建"
    ),
    Spending("2010350", Source.BUSINESS, public=yuan("95000"), opening=yuan("110000")),
)

CARRIED = (
    Carried("2010399", Source.GENERAL, yuan("150000"), yuan("62381.54")),
    Carried("2120803", Source.FUND, yuan("300000"), yuan("100000")),
    Carried("2010350", Source.BUSINESS, yuan("0"), yuan("25000")),
)


def came_in(lines: tuple[Spending, ...], carried: tuple[Carried, ...]) -> tuple[Income, ...]:
    """What must have come in, so that it comes out; the second unit has a part of 2010350."""
    found = []
    for line in lines:
        stock = [one for one in carried if (one.code, one.source) == (line.code, line.source)]
        start, end = total(one.start for one in stock), total(one.end for one in stock)
        amount = line.amount + end - start
        if line.code == "2010350" and line.source is Source.GENERAL:
            part = yuan("612345.67")
            found.append(Income(line.code, line.source, part, member="821002"))
            amount -= part
        found.append(Income(line.code, line.source, amount))
    return tuple(found)


def economic_items(personnel: Money, public: Money) -> tuple[Economic, ...]:
    """Items that add up to both; the last of each kind takes the rest."""
    people = {
        "30101": "910400", "30102": "180255.55", "30103": "520000", "30107": "1250300",
        "30108": "402318.40", "30109": "201159.20", "30110": "215604.11", "30111": "220015.60",
        "30112": "36512.40", "30113": "448000", "30302": "105000",
    }  # fmt: skip
    things = {
        "30201": "88000", "30202": "6000", "30206": "12345.60", "30207": "41000",
        "30211": "15600", "30216": "8000", "30217": "3600", "30228": "65000", "30229": "43800",
        "30231": "28500", "31002": "20000",
    }  # fmt: skip
    lines = [Economic(code, yuan(text)) for code, text in (people | things).items()]
    rest = personnel - total(one.amount for one in lines if one.personal)
    others = public - total(one.amount for one in lines if not one.personal)
    lines += [Economic("30199", rest), Economic("30299", others)]
    return tuple(sorted(lines, key=lambda one: one.code))


def _project(number: int, name: str, spent: str, budget: str, told: tuple[str, str]) -> Project:
    source = Source.FUND if number == 5 else Source.GENERAL
    return Project(
        f"510110825T00000000{number}",
        name,
        {source: yuan(spent)},
        budget=yuan(budget),
        purpose=told[0],
        effect=told[1],
    )


PROJECTS = (
    _project(1, "政务网络运行维护", "8600000", "8600000",
             ("保障全区政务网络稳定运行", "政务网络全年可用率达到99.95%")),
    _project(2, "市民热线受理服务", "3120118.46", "3300000",
             ("市民热线的受理和回访", "诉求按时办结率达到98.6%")),
    _project(3, "政务云资源租用", "3600000", "3600000",
             ("租用政务云计算和存储资源", "支撑46个业务系统稳定运行")),
    _project(4, "网络安全服务", "281500", "281500",
             ("开展安全检测和应急演练", "全年未发生重大网络安全事件")),
    _project(5, "城市视频感知设备建设", "1200000", "1300000",
             ("建设城市视频感知设备", "新建感知点位120处")),
)  # fmt: skip


PURCHASES = (
    Purchase("政务网络运行维护", "C16070100", "基础环境运维服务", "2010399", "30213", 1, "项",
             yuan("1450000"), yuan("1450000"), yuan("600000")),
    Purchase("市民热线受理服务", "A05040101", "复印纸", "2010399", "30201", 10, "箱",
             yuan("5000"), yuan("5000"), yuan("5000")),
    Purchase("政务云资源租用", "C17010200", "网络接入服务", "2010399", "30227", 1, "项",
             yuan("3600000"), yuan("3600000")),
)  # fmt: skip

BEFORE = Before(
    total=yuan("21050000"),
    income=yuan("20600000"),
    spending=yuan("20600000"),
    grants=yuan("20940000"),
    general=yuan("19500000"),
    basic=yuan("5010000"),
    project=yuan("15590000"),
    by_source={Source.GENERAL: yuan("19390000"), Source.FUND: yuan("1100000")},
    lines={"2010399": yuan("14990000"), "2013799": yuan("281500")},
    three_public=ThreePublic(cars_run=yuan("30000"), receptions=yuan("4200")),
)

TERMS = (Term("一网统管", "用一个平台统一受理、派遣和监督城市运行中的各类事项。"),)
