"""Where a unit's money comes from, in the words and in the order of the official tables."""

from enum import StrEnum


class Source(StrEnum):
    """A source of funds (资金来源).

    basis: 政府收支分类科目; the income rows of 收支总表 and of 公开01表.
    """

    GENERAL = "general"
    FUND = "fund"
    CAPITAL = "capital"
    SPECIAL_ACCOUNT = "special_account"
    BUSINESS = "business"
    OPERATING = "operating"
    SUPERIOR = "superior"
    SUBORDINATE = "subordinate"
    OTHER = "other"

    @property
    def label(self) -> str:
        """In one word of a sentence."""
        return _LABELS[self]


_LABELS = {
    Source.GENERAL: "一般公共预算",
    Source.FUND: "政府性基金预算",
    Source.CAPITAL: "国有资本经营预算",
    Source.SPECIAL_ACCOUNT: "财政专户管理资金",
    Source.BUSINESS: "事业收入",
    Source.OPERATING: "事业单位经营收入",
    Source.SUPERIOR: "上级补助收入",
    Source.SUBORDINATE: "附属单位上缴收入",
    Source.OTHER: "其他收入",
}

GRANTS = (Source.GENERAL, Source.FUND, Source.CAPITAL)
"""What the treasury grants (财政拨款)."""

OWN = (Source.BUSINESS, Source.OPERATING, Source.SUPERIOR, Source.SUBORDINATE, Source.OTHER)
"""What the unit has of its own (单位资金)."""
