"""Made-up weeks in which many tell of the same: what topics are found in, one acted upon."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from yiwang.cases import doors
from yiwang.cases.doors import CaseHistory
from yiwang.demo.district import Made
from yiwang.demo.past import walked
from yiwang.demo.stories import Story
from yiwang.insight.topics import actions, queries
from yiwang.org import queries as org
from yiwang.org.models import Area

ACTED = 35
_OPENINGS = (
    "您好，",
    "我要反映一下，",
    "打电话来就是想说，",
    "再次反映，",
    "请帮忙问问，",
    "各位工作人员，",
)
_ENDINGS = (
    "希望尽快给个说法。",
    "请有关单位到现场看看。",
    "已经跟他们说过没有用。",
    "家里老人受不了。",
    "邻居们都很有意见。",
    "请给一个明确的时间。",
)


@dataclass(frozen=True)
class Gathering:
    """One matter: what people say of it, where (empty: everywhere), how many in each week."""

    category: str
    titles: tuple[str, ...]
    told: tuple[str, ...]
    reply: str
    # The last week last.
    weeks: tuple[int, ...]
    community: str = ""


FEES = Gathering(
    "050103",
    (
        "锦棠雅苑物业费、停车费上涨",
        "锦棠雅苑小区停车费上涨没有公示",
        "投诉锦棠雅苑物业擅自上调物业费",
        "锦棠雅苑物业费上涨一倍不合理",
        "请核实锦棠雅苑物业费、停车费上涨的依据",
    ),
    (
        "锦棠雅苑这个月起物业费每平方米涨了八毛，停车费从一百五涨到三百，没有开过业主大会。",
        "住在锦棠雅苑二期，物业贴了张纸就说物业费要上涨，停车费也翻倍。",
        "锦棠雅苑的停车费突然上涨，不交就不抬杆，物业费也跟着涨。",
        "锦棠雅苑换了物业公司，第一件事就是上涨物业费和停车费，服务反而差了。",
    ),
    "已约谈物业公司，要求按程序征求业主意见，公示前暂按原标准收取。",
    (0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 6, 9),
    "荷园社区",
)
NIGHT = Gathering(
    "020103",
    (
        "渡口夜市烧烤摊占道扰民",
        "渡口夜市摊贩占道到凌晨",
        "渡口夜市烧烤油烟熏得开不了窗",
        "渡口夜市夜间喧哗扰民",
        "请管管渡口夜市的烧烤摊占道",
    ),
    (
        "渡口夜市的烧烤摊每晚摆到凌晨两点，占了整条人行道，划拳声吵得睡不着。",
        "渡口夜市越摆越长，烧烤油烟直往楼上飘，车也开不进来。",
        "楼下就是渡口夜市，夜里喧哗占道，孩子第二天上学起不来。",
        "渡口夜市收摊后满地油污，占道的桌椅也不收。",
    ),
    "已划定夜市经营区，二十三时收摊，安排夜间值守。",
    (6, 7, 5, 8, 6, 7, 5, 2, 1, 1, 0, 1),
    "渡口社区",
)
SCHOOL = Gathering(
    "100102",
    (
        "学校门口托管班违规收费补课",
        "校外培训机构补课违规收费",
        "小学旁边托管班收费补课没有证照",
        "培训机构周末补课收费不开票",
    ),
    (
        "孩子学校旁边的托管班违规补课，一学期收费四千，没有办学证。",
        "校外培训机构把补课改名叫托管，收费很高，还要一次交一年。",
        "小学门口好几家托管班周末补课收费，教室在居民楼里，不安全。",
        "培训机构预收一年补课费用，要退费就说老师不在。",
    ),
    "已联合检查，停止学科类补课，退还未消费的费用。",
    (2, 3, 1, 2, 3, 2, 2, 1, 3, 2, 2, 3),
)
GATHERINGS = (FEES, NIGHT, SCHOOL)


def replay(made: Made, *, seed: int = 23) -> int:
    """Take the weeks in, each step decided by the engine; how many cases."""
    histories = sorted(_histories(made, seed), key=lambda one: one.steps[0].at)
    found = doors.replay_histories(histories, recorded_at=timezone.now())
    return found.cases


def _histories(made: Made, seed: int) -> Iterator[CaseHistory]:
    chance = random.Random(seed)  # noqa: S311 - the same weeks every time
    now = timezone.now()
    line = 0
    for gathering in GATHERINGS:
        texts = _texts(gathering, chance)
        for back, count in enumerate(reversed(gathering.weeks)):
            for _ in range(count):
                at = now - timedelta(days=7 * back, hours=chance.uniform(3, 164))
                story, area = next(texts), _area(made, gathering, chance)
                times = (int(at.timestamp()), int(now.timestamp()))
                steps = walked(made, chance, times, (story, area))
                yield CaseHistory("appeals", f"topic-{line}", line, steps)
                line += 1


def _texts(gathering: Gathering, chance: random.Random) -> Iterator[Story]:
    """Nobody says it in the words of another."""
    ways = [
        (title, f"{opening}{told}{ending}")
        for title in gathering.titles
        for told in gathering.told
        for opening in _OPENINGS
        for ending in _ENDINGS
    ]
    chance.shuffle(ways)
    told: set[str] = set()
    for title, content in ways:
        if content not in told:
            told.add(content)
            yield Story(title, content, gathering.category, gathering.reply)


def _area(made: Made, gathering: Gathering, chance: random.Random) -> Area:
    if not gathering.community:
        return chance.choice(made.communities)[0]
    return next(area for area, _ in made.communities if area.name == gathering.community)


def fill(made: Made) -> int:
    """Look for topics, and take the one of the night market up; how many were found."""
    run = actions.search()
    by, today = made.workers["supervisor"], timezone.localdate()
    topic = next((one for one in queries.topics() if "夜市" in one.name), None)
    unit = org.unit_of_code("B01")
    if topic is None or unit is None:
        raise LookupError("夜市")
    acted = today - timedelta(days=ACTED)
    effort = actions.take_up(
        number=topic.pk,
        unit=unit.pk,
        aim="夜市二十三时前收摊，占道和油烟投诉减半",
        days=(acted, today + timedelta(days=20)),
        by=by,
    )
    for text, day in _done(today):
        actions.note(effort=effort.pk, kind="done", text=text, on=day, by=by)
    return run.topics


def _done(today: date) -> Iterator[tuple[str, date]]:
    yield "城管、街道、市场监管现场办公，划定经营区，统一收摊时间。", today - timedelta(days=ACTED)
    yield "安装油烟净化设备十六台，每晚安排四人值守。", today - timedelta(days=ACTED - 9)
