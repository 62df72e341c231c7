"""The rules that a table has by its shape alone, before anybody thought of it."""

from yiwang.lake.quality.rules import TODAY, Rule
from yiwang.lake.quality.words import Counting, Identifier, Relation, RuleKind
from yiwang.lake.schema import Field, Kind, Meaning, Schema

_IDENTIFIERS = {
    Meaning.IDENTITY_CARD: (Identifier.IDENTITY_CARD, "GB 11643"),
    Meaning.CREDIT_CODE: (Identifier.CREDIT_CODE, "GB 32100"),
    Meaning.PHONE: (Identifier.PHONE, "工业和信息化部电信网编号计划"),
    Meaning.BANK_CARD: (Identifier.BANK_CARD, "ISO/IEC 7812-1"),
    Meaning.DIVISION: (Identifier.DIVISION, "GB/T 2260"),
    Meaning.PLATE: (Identifier.PLATE, "GA 36"),
}
_SEXES = ("0", "1", "2", "9", "男", "女", "未知")


def default_rules(schema: Schema) -> tuple[Rule, ...]:
    """Filled where required, keys single, identifiers right, births not to come, some rows."""
    found = [rule for field in schema.fields for rule in _of_field(field, schema)]
    if schema.keys:
        found.append(
            Rule(
                key="unique.keys",
                kind=RuleKind.UNIQUE,
                fields=schema.keys,
                parameters={"counting": Counting.ROWS.value},
                label="主键不重复",
            )
        )
    found.extend(_between_fields(schema))
    found.append(
        Rule(
            key="row_count",
            kind=RuleKind.ROW_COUNT,
            parameters={"fall": 0.5},
            label="有数据且未骤减",
        )
    )
    return tuple(found)


def _of_field(field: Field, schema: Schema) -> list[Rule]:
    found = []
    if field.required or field.key in schema.keys:
        found.append(_on(field, RuleKind.NOT_NULL, f"{field.label}不为空"))
    if field.meaning in _IDENTIFIERS and field.kind is Kind.TEXT:
        named, basis = _IDENTIFIERS[field.meaning]
        found.append(
            _on(field, RuleKind.IDENTIFIER, f"{field.label}正确", basis, identifier=named.value)
        )
    if field.meaning is Meaning.SEX and field.kind is Kind.TEXT:
        found.append(
            _on(field, RuleKind.ONE_OF, f"{field.label}在代码内", "GB/T 2261.1", codes=list(_SEXES))
        )
    if field.meaning is Meaning.BIRTH_DAY and field.kind is Kind.DAY:
        found.append(
            _on(field, RuleKind.RANGE, f"{field.label}合理", least="1880-01-01", most=TODAY)
        )
    return found


def _on(field: Field, kind: RuleKind, label: str, basis: str = "", **parameters: object) -> Rule:
    key = f"{kind}.{field.key}"
    return Rule(
        key=key, kind=kind, fields=(field.key,), parameters=parameters, label=label, basis=basis
    )


def _between_fields(schema: Schema) -> list[Rule]:
    """Birth and sex must be those of the card, where a table has one card only."""
    cards = [field for field in schema.fields if field.meaning is Meaning.IDENTITY_CARD]
    if len(cards) != 1:
        return []
    relations = {Meaning.BIRTH_DAY: Relation.BIRTH_OF_CARD, Meaning.SEX: Relation.SEX_OF_CARD}
    return [
        Rule(
            key=f"cross_field.{field.key}",
            kind=RuleKind.CROSS_FIELD,
            fields=(field.key, cards[0].key),
            parameters={"relation": relations[field.meaning].value},
            label=f"{field.label}与{cards[0].label}一致",
            basis="GB 11643",
        )
        for field in schema.fields
        if field.meaning in relations
    ]
