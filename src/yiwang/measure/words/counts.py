"""Words with a number in them: 前十, 后三名, 三个, 低于90%, 100件以上."""

import re
from collections.abc import Iterator
from decimal import Decimal

from yiwang.measure.plan import Sign
from yiwang.measure.words.numerals import CHARACTERS, number
from yiwang.measure.words.senses import Limit, Quantity, Sense, Top, Unit

MOST_ROWS = 200
_WHOLE = f"[{CHARACTERS}]{{1,6}}"
_NUMBER = rf"(?:\d{{1,7}}(?:\.\d{{1,4}})?|{_WHOLE})"
_UNIT = r"(?:%|个?百分点|成|件|宗|起|条|个?小时|天|日|分钟)"
_VALUE = rf"(?:百分之(?P<hundredth>{_NUMBER})|(?P<value>{_NUMBER})(?P<unit>{_UNIT})?)"
_COUNTER = r"(?:[名个位家条]|项)"
_FIRST = r"前|top|排名?前|排在?前"
_LAST = r"倒数第?|倒数前|后|最后|末|末尾|排名?后|排在?后"
_NO_TIME = r"(?!个?月|周|天|日|年|季)"
_TOP = (
    (re.compile(rf"(?:{_FIRST})(?P<n>{_WHOLE}){_COUNTER}?{_NO_TIME}"), False),
    (re.compile(rf"(?:{_LAST})(?P<n>{_WHOLE}){_COUNTER}?{_NO_TIME}"), True),
    (re.compile(rf"(?:排名?)?第(?P<n>一|1){_COUNTER}?(?![{CHARACTERS}季周网])"), False),
)
_QUANTITY = re.compile(rf"(?P<n>{_WHOLE}){_COUNTER}")
_SIGNS = {
    "低于": Sign.BELOW, "小于": Sign.BELOW, "少于": Sign.BELOW, "不到": Sign.BELOW,
    "不足": Sign.BELOW, "不满": Sign.BELOW, "未达到": Sign.BELOW, "未达": Sign.BELOW,
    "没到": Sign.BELOW, "没达到": Sign.BELOW, "达不到": Sign.BELOW, "短于": Sign.BELOW,
    "高于": Sign.ABOVE, "大于": Sign.ABOVE, "多于": Sign.ABOVE, "超过": Sign.ABOVE,
    "长于": Sign.ABOVE, "超出": Sign.ABOVE, "突破": Sign.ABOVE,
    "不低于": Sign.AT_LEAST, "不少于": Sign.AT_LEAST, "不小于": Sign.AT_LEAST,
    "至少": Sign.AT_LEAST, "达到": Sign.AT_LEAST, "大于等于": Sign.AT_LEAST,
    "不超过": Sign.AT_MOST, "不高于": Sign.AT_MOST, "不多于": Sign.AT_MOST,
    "不大于": Sign.AT_MOST, "至多": Sign.AT_MOST, "小于等于": Sign.AT_MOST,
    ">=": Sign.AT_LEAST, "<=": Sign.AT_MOST, ">": Sign.ABOVE, "<": Sign.BELOW,
}  # fmt: skip
# 以上, 以下 and 以内 hold the number itself (Civil Code, article 1259).
_ENDS = {"以上": Sign.AT_LEAST, "以下": Sign.AT_MOST, "以内": Sign.AT_MOST, "之内": Sign.AT_MOST}
_PREFIX = "|".join(sorted(_SIGNS, key=len, reverse=True))
_BEFORE = re.compile(rf"在?(?P<sign>{_PREFIX})(?:了)?{_VALUE}")
_BEHIND = re.compile(rf"在?{_VALUE}及?(?P<end>{'|'.join(_ENDS)})")
_BETWEEN = re.compile(
    rf"介?于?在?(?P<low>{_NUMBER})(?P<unit1>{_UNIT})?(?:到|至|-|~|和|与)(?P<high>{_NUMBER})(?P<unit>{_UNIT})之间"
)
_EXACTLY = re.compile(rf"(?:等于|是|为)?(?P<value>{_NUMBER})(?P<unit>%)(?!以)")


def at(text: str, place: int) -> Iterator[tuple[int, tuple[Sense, ...]]]:
    """The ends and senses of all words with a number that begin at a place of a text."""
    for end, sense in (*_tops(text, place), *_limits(text, place)):
        yield end, (sense,)


def _tops(text: str, place: int) -> Iterator[tuple[int, Sense]]:
    for pattern, last in _TOP:
        found = pattern.match(text, place)
        if found and (count := _rows(found["n"])):
            yield found.end(), Top(count, last)
    found = _QUANTITY.match(text, place)
    if found and (count := _rows(found["n"])):
        yield found.end(), Quantity(count)


def _rows(text: str) -> int:
    try:
        count = number(text)
    except ValueError:
        return 0
    return count if count <= MOST_ROWS else 0


def _limits(text: str, place: int) -> Iterator[tuple[int, Limit]]:
    for pattern in (_BEFORE, _BEHIND, _BETWEEN, _EXACTLY):
        found = pattern.match(text, place)
        if found is None:
            continue
        try:
            yield found.end(), _limit(pattern, found)
        except (ValueError, ArithmeticError):
            continue


def _limit(pattern: re.Pattern[str], found: re.Match[str]) -> Limit:
    if pattern is _BETWEEN:
        low, unit = _value(found["low"], found["unit1"] or found["unit"])
        high, _ = _value(found["high"], found["unit"])
        return Limit(((Sign.AT_LEAST, low), (Sign.AT_MOST, high)), unit)
    if pattern is _EXACTLY:
        value, unit = _value(found["value"], found["unit"])
        return Limit(((Sign.AT_LEAST, value), (Sign.AT_MOST, value)), unit)
    hundredth = found["hundredth"]
    value, unit = _value(hundredth or found["value"], "%" if hundredth else found["unit"])
    sign = _SIGNS[found["sign"]] if pattern is _BEFORE else _ENDS[found["end"]]
    return Limit(((sign, value),), unit)


def _value(text: str, said: str | None) -> tuple[Decimal, Unit]:
    value = Decimal(text) if text[0] in "0123456789" else Decimal(number(text))
    match (said or "").removeprefix("个"):
        case "":
            return value, Unit.NONE
        case "%" | "百分点":
            return value, Unit.PERCENT
        case "成":
            return value * 10, Unit.PERCENT
        case "小时":
            return value, Unit.HOURS
        case "天" | "日":
            return value * 24, Unit.HOURS
        case "分钟":
            return round(value / 60, 4), Unit.HOURS
    return value, Unit.CASES
