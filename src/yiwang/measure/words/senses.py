"""What a word of a question may mean; a word with several senses must be asked about."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from yiwang.measure.dimensions import Dimension
from yiwang.measure.period import Grain, Period
from yiwang.measure.plan import Compare, Sign
from yiwang.measure.words.why import Why


class Unit(StrEnum):
    """In what a number was told."""

    NONE = ""
    PERCENT = "percent"
    CASES = "cases"
    HOURS = "hours"


class Most(StrEnum):
    """Which end of a ranking is asked for."""

    MOST = "most"
    LEAST = "least"
    BEST = "best"
    WORST = "worst"
    QUICK = "quick"
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class Silent:
    """Says nothing about the figure: 请, 的, 是多少."""


@dataclass(frozen=True, slots=True)
class Break:
    """A comma or another sign between parts."""


@dataclass(frozen=True, slots=True)
class And:
    """和, 与, 、"""


@dataclass(frozen=True, slots=True)
class Versus:
    """比, 较, 对比."""


@dataclass(frozen=True, slots=True)
class By:
    """按, before what rows are ordered by."""


@dataclass(frozen=True, slots=True)
class Thing:
    """诉求, 件: what is counted; alone it means how many were received."""


@dataclass(frozen=True, slots=True)
class HowManyOf:
    """多少个: of cases, or of rows."""


@dataclass(frozen=True, slots=True)
class Together:
    """一共: not divided."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator."""

    indicator: str


@dataclass(frozen=True, slots=True)
class Only:
    """Only what has one of these keys."""

    dimension: Dimension
    keys: tuple[str, ...]
    label: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """A class of matters by a word; which classes depends on the rest of the question."""

    word: str


@dataclass(frozen=True, slots=True)
class Noun:
    """街道, 社区 by itself."""

    dimension: Dimension
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Divide:
    """各街道, 按月, 哪个单位."""

    dimension: Dimension
    kind: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """A period. `text` can be read again in another year where it `floats`; `guessed` tells that
    the year was not said and the last one was taken.
    """

    period: Period
    text: str
    floats: bool = False
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Until:
    """截至: up to the end of a period."""

    period: Period
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Now:
    """目前."""


@dataclass(frozen=True, slots=True)
class Against:
    """去年同期, 环比; `grain` is the length of the present period where none is said."""

    compare: Compare
    grain: Grain | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """多多少, 增加, 下降; `up` where a direction is said."""

    up: bool | None = None


@dataclass(frozen=True, slots=True)
class Rank:
    """排名."""


@dataclass(frozen=True, slots=True)
class Upward:
    """从低到高, or the other way round."""

    up: bool


@dataclass(frozen=True, slots=True)
class Top:
    """前十, 后三名."""

    number: int
    last: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """最高, 最少, 最快; `bare` is 高, which needs a 哪个 before it."""

    most: Most
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """三个."""

    number: int


@dataclass(frozen=True, slots=True)
class Limit:
    """低于90%, 100件以上; with several bounds all of them hold."""

    bounds: tuple[tuple[Sign, Decimal], ...]
    unit: Unit


@dataclass(frozen=True, slots=True)
class Share:
    """占比."""


@dataclass(frozen=True, slots=True)
class Spread:
    """分布."""


@dataclass(frozen=True, slots=True)
class Trend:
    """趋势."""


@dataclass(frozen=True, slots=True)
class Cannot:
    """A word that is known, but nothing that can be computed."""

    why: Why


Sense = (
    Silent | Break | And | Versus | By | Thing | HowManyOf | Together | Figure | Only | About
    | Noun | Divide | When | Until | Now | Against | Change | Rank | Upward | Top | End | Quantity
    | Limit | Share | Spread | Trend | Cannot
)  # fmt: skip

Senses = tuple[Sense, ...]


def key(sense: Sense) -> str:
    """By what a sense is chosen among those of its word."""
    match sense:
        case Figure():
            return f"figure:{sense.indicator}"
        case Only():
            return f"{sense.dimension.value}:{','.join(sense.keys)}"
        case When():
            return f"when:{sense.period.key}"
        case Against():
            return f"against:{sense.compare.value}"
        case Noun():
            return f"noun:{sense.dimension.value}"
        case Divide():
            return f"by:{sense.dimension.value}"
    return type(sense).__name__.lower()


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the question with what it may mean; nothing where it is unknown."""

    text: str
    senses: tuple[Sense, ...]
    # A part of a name that stands for all of it: 江滩.
    short: bool = False
