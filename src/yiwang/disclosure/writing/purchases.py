"""What a unit buys and holds: procurement, bought services, assets."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yiwang.kernel.money import Money


class Ware(StrEnum):
    """Goods, works or services; the value is the first letter of the catalogue's code.

    basis: 政府采购品目分类目录（2022年印发）.
    """

    GOODS = "A"
    WORKS = "B"
    SERVICES = "C"

    @property
    def label(self) -> str:
        """As the narrative calls it."""
        return {"A": "货物", "B": "工程", "C": "服务"}[self.value]


@dataclass(frozen=True)
class Purchase:
    """A line of procurement (政府采购): what for, catalogue item, subjects, number, price.

    `small` is the part kept for (or, in accounts, given to) small and medium enterprises, of which
    `micro` is the part for small and micro ones. `member` is the unit's code, empty for the first.
    """

    project: str
    item: str
    item_name: str
    functional: str
    economic: str
    quantity: int
    measure: str
    amount: Money
    small: Money = Money()
    micro: Money = Money()
    origin: str = "预算安排"
    nature: str = "经费拨款"
    member: str = ""

    @property
    def ware(self) -> Ware:
        """Goods, works or services."""
        return Ware(self.item[:1])


@dataclass(frozen=True)
class Bought:
    """A service bought from society (政府购买服务), with the three levels of the guide list."""

    content: str
    quantity: int
    amount: Money
    functional: str
    economic: str
    catalogue: tuple[str, str, str]
    procured: bool = False
    origin: str = "预算安排"
    nature: str = "经费拨款"
    member: str = ""


@dataclass(frozen=True)
class Asset:
    """Something to be acquired (资产配置): `held` there are, `quota` may be, `wanted` are asked."""

    project: str
    functional: str
    economic: str
    category: str
    name: str
    item: str
    item_name: str
    wanted: int
    price: Money
    held: int = 0
    quota: int = 0
    origin: str = "预算安排"
    nature: str = "经费拨款"
    member: str = ""

    @property
    def amount(self) -> Money:
        """All pieces together."""
        return Money(self.price.fen * self.wanted)

    @property
    def tangible(self) -> bool:
        """Equipment and furniture, or else rights and data; catalogue A08 is 无形资产."""
        return not self.item.startswith("A08")


@dataclass(frozen=True)
class Holding:
    """What the unit holds on a day: cars, and pieces of equipment of a million yuan and more."""

    day: date | None = None
    cars: int = 0
    dear_equipment: int = 0
