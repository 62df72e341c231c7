"""Rules that a profile speaks for, with its evidence of all rows: for somebody to accept."""

from collections.abc import Iterator

from yiwang.lake.finding.evidence import Found, rule_of
from yiwang.lake.profiling.column import Column, Profile
from yiwang.lake.quality.words import Identifier, RuleKind
from yiwang.lake.schema import Field, Kind, Schema

# What fewer rows keep is no rule; a number that half of the rows get wrong is none of its kind.
_HELD = 0.95
_VALID = 0.8
_FEWEST = 50
_LABELS = {
    Identifier.IDENTITY_CARD: "是有效的身份证号",
    Identifier.CREDIT_CODE: "是有效的统一社会信用代码",
    Identifier.ORGANISATION_CODE: "是有效的组织机构代码",
    Identifier.PHONE: "是有效的电话号码",
    Identifier.BANK_CARD: "是有效的银行卡号",
    Identifier.DIVISION: "是有效的区划代码",
    Identifier.DAY: "是有效的日期",
    Identifier.PLATE: "是有效的车牌号",
}


def proposals(profile: Profile, schema: Schema) -> tuple[Found, ...]:
    """Filled, right numbers, of one length, not below zero: in the order of the columns."""
    held = {field.key: field for field in schema.fields}
    found: list[Found] = []
    for one in profile.columns:
        if one.key in held and one.rows >= _FEWEST:
            found.extend(_of_column(one, held[one.key]))
    return tuple(found)


def _of_column(one: Column, field: Field) -> Iterator[Found]:
    label = field.label
    if one.filled >= _HELD * one.rows:
        yield Found(rule_of(field, RuleKind.NOT_NULL, f"{label}不为空"), one.rows, one.filled)
    if one.filled < _FEWEST:
        return
    if field.kind is not Kind.TEXT:
        yield from _bounded(one, field)
    elif one.identifier:
        if one.valid >= _VALID * one.filled:
            told, named = f"{label}{_LABELS[one.identifier]}", one.identifier.value
            rule = rule_of(field, RuleKind.IDENTIFIER, told, identifier=named)
            yield Found(rule, one.filled, one.valid)
    elif one.shortest == one.longest and (one.longest or 0) > 1:
        told = f"{label}为{one.longest}个字符"
        rule = rule_of(field, RuleKind.LENGTH, told, least=one.shortest, most=one.longest)
        yield Found(rule, one.filled, one.filled)


def _bounded(one: Column, field: Field) -> Iterator[Found]:
    """Amounts that never were below zero; one value only proves nothing."""
    numbers = field.kind in (Kind.WHOLE, Kind.NUMBER, Kind.DECIMAL)
    if numbers and one.least is not None and one.distinct > 1 and float(one.least) >= 0:
        rule = rule_of(field, RuleKind.RANGE, f"{field.label}不为负", least=0)
        yield Found(rule, one.filled, one.filled)
