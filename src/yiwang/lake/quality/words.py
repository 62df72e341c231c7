"""The closed lists of quality, with their Chinese labels.

basis: GB/T 36344-2018 (the six dimensions; X = A/B × 100 %).
"""

from enum import StrEnum


class Dimension(StrEnum):
    """In which respect data may be good or bad."""

    CONFORMITY = "conformity"
    COMPLETENESS = "completeness"
    ACCURACY = "accuracy"
    CONSISTENCY = "consistency"
    TIMELINESS = "timeliness"
    ACCESSIBILITY = "accessibility"

    @property
    def label(self) -> str:
        """As it is called in the standard."""
        return _DIMENSIONS[self]


_DIMENSIONS = {
    Dimension.CONFORMITY: "规范性",
    Dimension.COMPLETENESS: "完整性",
    Dimension.ACCURACY: "准确性",
    Dimension.CONSISTENCY: "一致性",
    Dimension.TIMELINESS: "时效性",
    Dimension.ACCESSIBILITY: "可访问性",
}


class Severity(StrEnum):
    """Whether what breaks a rule must be corrected, or only looked at."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def label(self) -> str:
        """As staff call it."""
        return "错误" if self is Severity.ERROR else "提醒"


class RuleKind(StrEnum):
    """What a rule says of its fields; each kind's parameters stand in `kinds`."""

    NOT_NULL = "not_null"
    LENGTH = "length"
    ONE_OF = "one_of"
    PATTERN = "pattern"
    RANGE = "range"
    IDENTIFIER = "identifier"
    UNIQUE = "unique"
    CROSS_FIELD = "cross_field"
    REFERENCE = "reference"
    FRESHNESS = "freshness"
    ROW_COUNT = "row_count"

    @property
    def label(self) -> str:
        """As staff call it."""
        return _KINDS[self]


_KINDS = {
    RuleKind.NOT_NULL: "必填",
    RuleKind.LENGTH: "长度",
    RuleKind.ONE_OF: "代码表",
    RuleKind.PATTERN: "格式",
    RuleKind.RANGE: "取值范围",
    RuleKind.IDENTIFIER: "号码校验",
    RuleKind.UNIQUE: "唯一",
    RuleKind.CROSS_FIELD: "字段间关系",
    RuleKind.REFERENCE: "引用存在",
    RuleKind.FRESHNESS: "更新及时",
    RuleKind.ROW_COUNT: "数据量",
}


class Counting(StrEnum):
    """Which duplicates are counted: keys that repeat, rows too many, or all rows concerned."""

    KEYS = "keys"
    EXCESS = "excess"
    ROWS = "rows"


class Identifier(StrEnum):
    """The identifiers that `lake.identifiers` knows."""

    IDENTITY_CARD = "identity_card"
    CREDIT_CODE = "credit_code"
    ORGANISATION_CODE = "organisation_code"
    PHONE = "phone"
    BANK_CARD = "bank_card"
    DIVISION = "division"
    DAY = "day"
    PLATE = "plate"


class Relation(StrEnum):
    """How two fields of a row must stand to each other."""

    BIRTH_OF_CARD = "birth_of_card"
    SEX_OF_CARD = "sex_of_card"
    EQUAL = "equal"
    AT_MOST = "at_most"
    BEFORE = "before"
