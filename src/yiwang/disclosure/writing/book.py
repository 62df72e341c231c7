"""The books of one unit and year that a public budget or final account is composed from.

Amounts are exact (`Money`, whole fen). What is a sum of other figures is not kept here: `sums`
adds it up, so that no two places of a document can disagree.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from yiwang.disclosure.document import Kind
from yiwang.disclosure.writing.promises import Sheet
from yiwang.disclosure.writing.purchases import Asset, Bought, Holding, Purchase
from yiwang.disclosure.writing.sources import Source
from yiwang.kernel.money import Money, total

NOTHING = Money()


class Nature(StrEnum):
    """What kind of unit it is: 行政, 参照公务员法管理, 事业."""

    ADMINISTRATIVE = "行政单位"
    LIKE_CIVIL_SERVICE = "参照公务员法管理的事业单位"
    INSTITUTION = "事业单位"


class Level(StrEnum):
    """Whether a department with all its units tells, or one unit alone."""

    DEPARTMENT = "部门"
    UNIT = "单位"


@dataclass(frozen=True)
class Member:
    """A budget unit whose books are in the document: code in the finance system, name, nature."""

    code: str
    name: str
    nature: Nature = Nature.INSTITUTION


@dataclass(frozen=True)
class Staff:
    """How many posts are allowed (编制), taken (在职) and how many have retired.

    `institution_like` is the part of the institution's posts under the civil servants' law (参公).
    """

    administrative: int = 0
    institution: int = 0
    institution_like: int = 0
    serving_administrative: int = 0
    serving_institution: int = 0
    serving_institution_like: int = 0
    retired: int = 0


@dataclass(frozen=True)
class Unit:
    """Who tells: code of the department, full name, short name, duties, members, staff."""

    code: str
    name: str
    short: str
    level: Level
    nature: Nature
    duties: tuple[str, ...]
    members: tuple[Member, ...]
    staff: Staff = field(default_factory=Staff)


@dataclass(frozen=True)
class Income:
    """Money of the year for one functional item (7 digits) of one source.

    `member` is the code of the unit that gets it; empty for the first one.
    """

    code: str
    source: Source
    amount: Money
    member: str = ""


@dataclass(frozen=True)
class Carried:
    """What was left of a functional item and source: at the year's start and at its end.

    A budget has `end` only where it plans to leave something (年终结转结余).
    """

    code: str
    source: Source
    start: Money = NOTHING
    end: Money = NOTHING
    member: str = ""


@dataclass(frozen=True)
class Spending:
    """What is (or was) spent on one functional item of 7 digits out of one source.

    `personnel` and `public` make basic spending (基本支出); `upward`, `operating`, `downward` are
    上缴上级支出, 经营支出, 对附属单位补助支出. `opening` is the budget at the year's start, for
    accounts only. `purpose` says what it is mainly for, and completes 主要用于….
    """

    code: str
    source: Source
    personnel: Money = NOTHING
    public: Money = NOTHING
    project: Money = NOTHING
    upward: Money = NOTHING
    operating: Money = NOTHING
    downward: Money = NOTHING
    opening: Money = NOTHING
    purpose: str = ""

    @property
    def basic(self) -> Money:
        """基本支出: people and running."""
        return self.personnel + self.public

    @property
    def amount(self) -> Money:
        """All of it."""
        return total((self.basic, self.project, self.upward, self.operating, self.downward))


@dataclass(frozen=True)
class Economic:
    """Basic spending out of the general budget by economic item (5 digits).

    Codes of 301 and 303 are personnel, all others public (公用) spending.
    basis: 部门预算支出经济分类科目.
    """

    code: str
    amount: Money

    @property
    def personal(self) -> bool:
        """Whether it counts as 人员经费."""
        return self.code[:3] in ("301", "303")


@dataclass(frozen=True)
class Project:
    """A project: money of the year by source, money carried over by source, what it is for.

    `code` is that of the finance system, `unit` the member's code (empty: the first).
    `budget` is the whole year's budget after adjustments, for accounts only. `effect` completes
    主要成效是….
    """

    code: str
    name: str
    funds: Mapping[Source, Money]
    carried: Mapping[Source, Money] = field(default_factory=dict)
    unit: str = ""
    budget: Money = NOTHING
    purpose: str = ""
    effect: str = ""

    @property
    def amount(self) -> Money:
        """All of it, carried over money included."""
        return total((*self.funds.values(), *self.carried.values()))


@dataclass(frozen=True)
class ThreePublic:
    """“三公”经费 out of grants: travel abroad, cars bought, cars run, receptions."""

    abroad: Money = NOTHING
    cars_bought: Money = NOTHING
    cars_run: Money = NOTHING
    receptions: Money = NOTHING

    @property
    def cars(self) -> Money:
        """公务用车购置及运行维护费."""
        return self.cars_bought + self.cars_run

    @property
    def amount(self) -> Money:
        """合计."""
        return total((self.abroad, self.cars, self.receptions))


@dataclass(frozen=True)
class PublicCounts:
    """How often: groups and people abroad, cars bought and held, receptions and guests."""

    groups_abroad: int = 0
    people_abroad: int = 0
    cars_bought: int = 0
    cars_held: int = 0
    receptions: int = 0
    guests: int = 0


@dataclass(frozen=True)
class Before:
    """Figures of the year before on the same footing: budget for budget, account for account.

    `total` is 收支总计, `income` 本年收入, `spending` 本年支出, `grants` 财政拨款收支总计;
    `by_source` is income of the year; `general` spending out of the general budget, `basic` and
    `project` all such spending, `lines` general project spending by functional item.
    """

    total: Money
    income: Money
    spending: Money
    grants: Money
    general: Money
    basic: Money = NOTHING
    project: Money = NOTHING
    by_source: Mapping[Source, Money] = field(default_factory=dict)
    lines: Mapping[str, Money] = field(default_factory=dict)
    three_public: ThreePublic = field(default_factory=ThreePublic)


@dataclass(frozen=True)
class Work:
    """One matter of the year's work: what was to be done and what was done."""

    matter: str
    aim: str
    done: str


@dataclass(frozen=True)
class Term:
    """A word of the unit's own that the glossary is to explain."""

    word: str
    meaning: str


@dataclass(frozen=True)
class Book:
    """All that a public document of one unit and year needs.

    `used_surplus` is 使用非财政拨款结余（含专用结余）, `distributed` 结余分配; both for accounts.
    `running_costs` is 机关运行经费, None where the unit is neither 行政 nor 参公.
    `three_public` is the budget, `three_public_spent` what was spent (accounts).
    `reasons` answers what `reasons.reasons_asked` asks, by key.
    """

    unit: Unit
    kind: Kind
    year: int
    published: date
    income: tuple[Income, ...]
    spending: tuple[Spending, ...]
    economic: tuple[Economic, ...] = ()
    carried: tuple[Carried, ...] = ()
    used_surplus: Money = NOTHING
    distributed: Money = NOTHING
    projects: tuple[Project, ...] = ()
    three_public: ThreePublic = field(default_factory=ThreePublic)
    three_public_spent: ThreePublic = field(default_factory=ThreePublic)
    counts: PublicCounts = field(default_factory=PublicCounts)
    running_costs: Money | None = None
    purchases: tuple[Purchase, ...] = ()
    bought: tuple[Bought, ...] = ()
    assets: tuple[Asset, ...] = ()
    holding: Holding = field(default_factory=Holding)
    before: Before | None = None
    two_before: Before | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)
    sheets: tuple[Sheet, ...] = ()
    performance_summary: tuple[str, ...] = ()
    work: tuple[Work, ...] = ()
    terms: tuple[Term, ...] = ()

    @property
    def final(self) -> bool:
        """Whether these are accounts."""
        return self.kind is Kind.FINAL
