"""Rules on single rows as expressions: which rows are evaluated, and which of them are bad."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import ibis
import ibis.expr.types as ir

from yiwang.lake import identifiers
from yiwang.lake.quality.rules import TODAY, Rule
from yiwang.lake.quality.words import Identifier, Relation, RuleKind

# How sex is written: codes of GB/T 2261.1 and the words themselves.
_MALE, _FEMALE = ["1", "男", "男性", "M"], ["2", "女", "女性", "F"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of each row, whether a rule looks at it and whether it breaks the rule; never null."""

    evaluated: ir.BooleanValue
    broken: ir.BooleanValue


def verdict(table: ir.Table, rule: Rule, at: datetime) -> Verdict:
    """What a rule says of each row. Rows where a field is empty are not evaluated."""
    if rule.kind is RuleKind.NOT_NULL:
        return Verdict(ibis.literal(True), ~filled(table[rule.fields[0]]))
    columns = [table[key] for key in rule.fields]
    evaluated = ibis.and_(*(filled(column) for column in columns))
    holds = _HOLDS[rule.kind](columns, rule, at)
    # What holds stands first, so that DuckDB computes its parts once: null where a field is null.
    return Verdict(evaluated, ~(holds.fill_null(True) | ~evaluated))


def filled(column: ir.Column) -> ir.BooleanValue:
    """Not null, not an empty text, and not what is no number: Spark knows that only as nothing."""
    if column.type().is_string():
        return column.notnull() & (column != "")
    if column.type().is_floating():
        return column.notnull() & ~column.isnan()
    return column.notnull()


def _length(columns: list[ir.Column], rule: Rule, at: datetime) -> ir.BooleanValue:
    signs = columns[0].length()
    return _between(signs, rule)


def _one_of(columns: list[ir.Column], rule: Rule, at: datetime) -> ir.BooleanValue:
    column = columns[0]
    codes = rule.parameters["codes"]
    return column.isin([str(code) for code in codes] if column.type().is_string() else codes)


def _pattern(columns: list[ir.Column], rule: Rule, at: datetime) -> ir.BooleanValue:
    return identifiers.matches(columns[0], rule.parameters["pattern"])


def _range(columns: list[ir.Column], rule: Rule, at: datetime) -> ir.BooleanValue:
    return _between(columns[0], rule, at)


def _between(value: ir.Value, rule: Rule, at: datetime | None = None) -> ir.BooleanValue:
    """Within both bounds; "today" is the day, or for moments the moment, of the check."""
    parts = []
    for name, bound in rule.parameters.items():
        limit = ibis.literal(_today(value, at) if at and bound == TODAY else bound)
        limit = limit if value.type().is_numeric() else limit.cast(value.type())
        parts.append(value >= limit if name == "least" else value <= limit)
    return ibis.and_(*parts)


def _today(value: ir.Value, at: datetime) -> str:
    return at.isoformat(" ") if value.type().is_timestamp() else at.date().isoformat()


def _identifier(columns: list[ir.Column], rule: Rule, at: datetime) -> ir.BooleanValue:
    return valid(columns[0], Identifier(rule.parameters["identifier"]), at.date())


def valid(column: ir.StringValue, named: Identifier, on: date) -> ir.BooleanValue:
    """Whether texts are right numbers of this identifier on a day; null where the column is."""
    if named is Identifier.IDENTITY_CARD:
        return identifiers.valid_identity_card(column, on)
    return _IDENTIFIERS[named](column)


_IDENTIFIERS: dict[Identifier, Callable[[ir.StringValue], ir.BooleanValue]] = {
    Identifier.CREDIT_CODE: identifiers.valid_credit_code,
    Identifier.ORGANISATION_CODE: identifiers.valid_organisation_code,
    Identifier.PHONE: identifiers.valid_phone,
    Identifier.BANK_CARD: identifiers.valid_bank_card,
    Identifier.DIVISION: identifiers.valid_division,
    Identifier.DAY: identifiers.valid_day,
    Identifier.PLATE: identifiers.valid_plate,
}


def _cross_field(columns: list[ir.Column], rule: Rule, at: datetime) -> ir.BooleanValue:
    first, second = columns
    match Relation(rule.parameters["relation"]):
        case Relation.EQUAL:
            return first == second
        case Relation.AT_MOST:
            return first <= second
        case Relation.BEFORE:
            return first < second
        case Relation.BIRTH_OF_CARD:
            return _eight_digits(first) == second.substr(6, 8)
        case Relation.SEX_OF_CARD:
            return _sex_fits(first, second)


def _eight_digits(column: ir.Column) -> ir.StringValue:
    """A day, however it is held, as in an identity card: 19491231."""
    return column.cast("string").substr(0, 10).replace("-", "")


def _sex_fits(sex: ir.Column, card: ir.StringValue) -> ir.BooleanValue:
    """Digit 17 is odd for men; sexes that are not told (0, 9) fit both."""
    told, digit = sex.cast("string"), card.substr(16, 1)
    odd = digit.isin(list("13579"))
    return ~((told.isin(_MALE) & ~odd) | (told.isin(_FEMALE) & odd))


_HOLDS: dict[RuleKind, Callable[[list[ir.Column], Rule, datetime], ir.BooleanValue]] = {
    RuleKind.LENGTH: _length,
    RuleKind.ONE_OF: _one_of,
    RuleKind.PATTERN: _pattern,
    RuleKind.RANGE: _range,
    RuleKind.IDENTIFIER: _identifier,
    RuleKind.CROSS_FIELD: _cross_field,
}
ROW_KINDS = frozenset({*_HOLDS, RuleKind.NOT_NULL})
