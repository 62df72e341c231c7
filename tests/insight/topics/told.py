"""Made-up people who tell of made-up matters, through the same door as everybody."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.district import District
from yiwang.cases.actions import Opening, open_case
from yiwang.cases.belonging import ReporterFacts
from yiwang.engine.duties import Duty

COMMUNITY, OTHER = "420199001002", "420199001003"
FEES = (
    ("锦棠雅苑物业费上涨", "锦棠雅苑物业费每平方米涨了八毛，没有开过业主大会。"),
    ("锦棠雅苑停车费上涨没有公示", "锦棠雅苑的停车费突然翻倍，不交就不抬杆。"),
    ("投诉锦棠雅苑擅自上涨物业费", "住在锦棠雅苑二期，物业贴张纸就说物业费要上涨。"),
    ("锦棠雅苑物业费、停车费上涨", "锦棠雅苑换了物业，停车费和物业费都上涨，服务更差。"),
    ("锦棠雅苑物业费上涨不合理", "锦棠雅苑物业费上涨一倍，电梯还是老坏。"),
    ("锦棠雅苑停车费上涨", "我家在锦棠雅苑三栋，停车费上涨到三百，没人解释。"),
)
OTHERS = (
    ("菜场门口井盖松动", "人行道上一个井盖松动，车一压就响。"),
    ("图书馆周末能否延长开放", "孩子周末想去看书，五点就关门了。"),
    ("公交站台顶棚坏了", "下雨天等车全淋湿，顶棚破了大洞。"),
    ("咨询居住证怎么办", "外地来工作半年，要什么材料。"),
    ("河边树枝倒伏", "大风把树枝吹断了横在步道上。"),
    ("楼道感应灯失灵", "二单元的感应灯一直亮着。"),
    ("快递柜占了消防登高面", "新装的快递柜正好在登高面上。"),
    ("诊所没有公示价格", "拔一颗牙收了八百，没有价目表。"),
)


def tell(
    district: District, text: tuple[str, str], days: int, phone: str = "", **given: Any
) -> str:
    """One appeal some days ago; its number."""
    title, content = text
    facts = {"title": title, "content": content, "channel": "phone", "area": COMMUNITY} | given
    reporter = ReporterFacts(name="李", phone=phone) if phone else None
    opening = Opening(
        procedure="appeals",
        worker=district.worker(Duty.OPERATOR),
        given=facts,
        reporter=reporter,
        at=timezone.now() - timedelta(days=days),
    )
    return open_case(opening).number


def phone(number: int) -> str:
    """A made-up number."""
    return f"139000{number:05d}"


def tell_others(district: District) -> None:
    """What has nothing to do with it: eight people, each three times of a matter of their own."""
    for at, text in enumerate(OTHERS * 3):
        told = (text[0], f"{text[1]}（第{at}次来信）")
        tell(district, told, 1 + at * 82 // 23, phone(500 + at % len(OTHERS)), area=OTHER)


def tell_of_fees(district: District, days: tuple[int, ...] = (1, 2, 3, 5, 6, 12)) -> list[str]:
    """Six people of one estate, mostly this week."""
    return [
        tell(district, text, day, phone(at))
        for at, (text, day) in enumerate(zip(FEES, days, strict=True))
    ]
