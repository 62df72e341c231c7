"""Conditions on rows: a closed list of tests with values of the field's kind, never text of SQL."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_noop

from yiwang.kernel.refusals import Invalid
from yiwang.lake.schema import Field, Kind, Schema

MOST_CONDITIONS = 20
MOST_VALUES = 200
LONGEST_VALUE = 200


class Test(StrEnum):
    """How a value is compared."""

    IS = "is"
    IS_NOT = "is_not"
    ONE_OF = "one_of"
    FROM = "from"
    TO = "to"
    BEGINS = "begins"
    EMPTY = "empty"
    FILLED = "filled"

    @property
    def label(self) -> str:
        """The Chinese words on screen."""
        return TEST_LABELS[self]


TEST_LABELS = {
    Test.IS: gettext_noop("等于"),
    Test.IS_NOT: gettext_noop("不等于"),
    Test.ONE_OF: gettext_noop("是其中之一"),
    Test.FROM: gettext_noop("不小于"),
    Test.TO: gettext_noop("不大于"),
    Test.BEGINS: gettext_noop("开头是"),
    Test.EMPTY: gettext_noop("为空"),
    Test.FILLED: gettext_noop("不为空"),
}
WITHOUT_VALUE = frozenset({Test.EMPTY, Test.FILLED})
Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Condition:
    """One test of one field; the value is of the field's kind, a tuple for `ONE_OF`."""

    field: str
    test: Test
    value: Any = None


def unknown(name: Any) -> Invalid:
    """The same words for a field that does not exist and one that was not granted."""
    return Invalid("没有信息项“{field}”，或不在授权范围内", field=str(name)[:60])


def known(schema: Schema, name: Any) -> Field:
    """The field of this very name. Raises `unknown`."""
    if not isinstance(name, str) or name not in schema.names:
        raise unknown(name)
    return schema.field(name)


def read(plain: Iterable[Plain], schema: Schema) -> tuple[Condition, ...]:
    """Conditions on the fields of a shape. Raises `Invalid` for all that is not among them."""
    given = list(plain)
    if len(given) > MOST_CONDITIONS:
        raise Invalid("条件最多{most}个", most=MOST_CONDITIONS)
    return tuple(_condition(one, schema) for one in given)


def _condition(one: Plain, schema: Schema) -> Condition:
    if not isinstance(one, Mapping) or not set(one) <= {"field", "test", "value"}:
        raise Invalid("条件写法不对：须有信息项、比较方式和值")
    field = known(schema, one.get("field"))
    try:
        test = Test(one.get("test", ""))
    except ValueError:
        raise Invalid("没有这种比较方式") from None
    if test in WITHOUT_VALUE:
        return Condition(field.key, test)
    if test is Test.BEGINS and field.kind is not Kind.TEXT:
        raise Invalid("“{field}”不是文字，不能比较开头", field=field.label)
    value = one.get("value")
    if test is Test.ONE_OF:
        return Condition(field.key, test, _several(field, value))
    return Condition(field.key, test, _value(field, value))


def _several(field: Field, value: Any) -> tuple[Any, ...]:
    parts = value.replace("，", ",").split(",") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not 0 < len(parts) <= MOST_VALUES:
        raise Invalid("“{field}”的取值须有1到{most}个", field=field.label, most=MOST_VALUES)
    return tuple(_value(field, part) for part in parts)


_READERS: dict[Kind, Any] = {
    Kind.TEXT: str,
    Kind.WHOLE: int,
    Kind.NUMBER: float,
    Kind.DECIMAL: Decimal,
    Kind.DAY: date.fromisoformat,
    Kind.MOMENT: datetime.fromisoformat,
}
_YES_NO = {"true": True, "1": True, "是": True, "false": False, "0": False, "否": False}


def _value(field: Field, value: Any) -> Any:
    text = str(value).strip() if value is not None else ""
    if not text or len(text) > LONGEST_VALUE:
        raise Invalid("“{field}”的值须有1到{most}个字", field=field.label, most=LONGEST_VALUE)
    try:
        if field.kind is Kind.YES_NO:
            return _YES_NO[text.lower()]
        return _READERS[field.kind](text)
    except (ValueError, KeyError, InvalidOperation, OverflowError):
        raise Invalid("“{field}”的值“{value}”不对", field=field.label, value=text[:40]) from None
