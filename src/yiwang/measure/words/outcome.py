"""What comes of a question: a plan, something to ask back, or the words that stand in the way."""

from dataclasses import dataclass
from enum import StrEnum

from yiwang.kernel.refusals import Refusal
from yiwang.measure.plan import Plan
from yiwang.measure.words.why import Why


class Role(StrEnum):
    """What a word of the question did."""

    FIGURE = "figure"
    PERIOD = "period"
    ONLY = "only"
    DIVIDE = "divide"
    ORDER = "order"
    COMPARE = "compare"
    BOUND = "bound"
    SHARE = "share"
    NOTHING = "nothing"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return _ROLES[self]


_ROLES = {
    Role.FIGURE: "指标",
    Role.PERIOD: "期间",
    Role.ONLY: "只看",
    Role.DIVIDE: "划分",
    Role.ORDER: "排序",
    Role.COMPARE: "比较",
    Role.BOUND: "门槛",
    Role.SHARE: "占比",
    Role.NOTHING: "不影响统计",
}


class Assumed(StrEnum):
    """What was not said and taken as usual; it is told with the figures."""

    YEAR_TO_DATE = "year_to_date"
    THIS_PERIOD = "this_period"
    AT_PRESENT = "at_present"
    LAST_YEAR = "last_year"

    @property
    def label(self) -> str:
        """The sentence, in Chinese."""
        return _ASSUMED[self]


_ASSUMED = {
    Assumed.YEAR_TO_DATE: "没有说期间，按今年以来统计",
    Assumed.THIS_PERIOD: "没有说期间，按本期至今统计",
    Assumed.AT_PRESENT: "没有说什么时候，按现在统计",
    Assumed.LAST_YEAR: "没有说哪一年，取最近的一次",
}


class Asked(StrEnum):
    """What is asked back about a word."""

    WHICH = "which"
    MEANT = "meant"
    WHICH_FIGURE = "which_figure"
    WHICH_END = "which_end"
    WHICH_PERIOD = "which_period"
    AGAINST_WHAT = "against_what"
    DIVIDED = "divided"

    @property
    def label(self) -> str:
        """The question, in Chinese."""
        return _ASKED[self]


_ASKED = {
    Asked.WHICH: "指的是哪一个？",
    Asked.MEANT: "不认识这个词，您说的是不是：",
    Asked.WHICH_FIGURE: "要看哪个指标？",
    Asked.WHICH_END: "从哪一头排起？",
    Asked.WHICH_PERIOD: "指的是哪段时间？",
    Asked.AGAINST_WHAT: "与什么时候比？",
    Asked.DIVIDED: "要按它分开统计吗？",
}


class Way(StrEnum):
    """What may be chosen besides what is registered."""

    ALL = "all"
    ANY = "any"
    APART = "apart"
    WHOLE = "whole"
    HIGH_FIRST = "high_first"
    LOW_FIRST = "low_first"

    @property
    def label(self) -> str:
        """The Chinese words."""
        return _WAYS[self]


_WAYS = {
    Way.ALL: "合计",
    Way.ANY: "不限",
    Way.APART: "分开统计",
    Way.WHOLE: "不分，合计",
    Way.HIGH_FIRST: "从最高的排起",
    Way.LOW_FIRST: "从最低的排起",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of the question, what it did, and with what: 上个月, the period, 2026年5月."""

    text: str
    role: Role
    value: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A sense that may be chosen, by its key; `kind` says what sort of thing it is."""

    key: str
    label: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that may mean several things."""

    word: str
    asked: Asked
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that stands in the way, and why."""

    word: str
    why: Why


@dataclass(frozen=True)
class Understood:
    """A plan, how each word was read, what was assumed, and how else some words might be meant."""

    plan: Plan
    pieces: tuple[Piece, ...]
    assumed: tuple[Assumed, ...] = ()
    others: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Ambiguous:
    """What must be asked back before there is a plan."""

    doubts: tuple[Doubt, ...]


@dataclass(frozen=True)
class NotUnderstood:
    """The words that cannot be answered to, those that were perhaps mistyped, and a refusal."""

    unknown: tuple[Unknown, ...]
    meant: tuple[Doubt, ...] = ()
    refusal: Refusal | None = None


Outcome = Understood | Ambiguous | NotUnderstood
