"""Checks what was handed in against the needs of an action."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from yiwang.engine.language import Action, Need, NeedKind
from yiwang.kernel.refusals import Invalid, Missing, Refusal
from yiwang.kernel.sentences import Listing, Sentence


class _Wrong(Refusal):
    """One value does not fit its need."""

    def __init__(self, template: str, need: Need, **details: Any) -> None:
        super().__init__(template, label=Sentence(need.label), **details)


def clean(action: Action, given: Mapping[str, Any]) -> dict[str, Any]:
    """What was given, checked and in plain JSON values.

    Raises `Missing` when a required need is absent and `Invalid` when a value does not fit;
    both name the fields in `details["fields"]`.
    """
    unknown = sorted(set(given) - set(action.need_by_key))
    if unknown:
        label, names = Sentence(action.label), "、".join(unknown)
        raise Invalid("“{action}”不接受这些内容：{names}", action=label, names=names)
    cleaned: dict[str, Any] = {}
    absent: dict[str, Sentence] = {}
    wrong: dict[str, Sentence] = {}
    for need in action.needs:
        value = given.get(need.key)
        if _empty(value):
            if need.required:
                absent[need.key] = Sentence(need.label)
            continue
        try:
            cleaned[need.key] = _CHECKS[need.kind](need, value)
        except _Wrong as fault:
            wrong[need.key] = Sentence(fault.template, **fault.details)
    _refuse(action, absent, wrong)
    return cleaned


def _refuse(action: Action, absent: dict[str, Sentence], wrong: dict[str, Sentence]) -> None:
    label = Sentence(action.label)
    if absent:
        ask = {key: Sentence("请填写{label}", label=what) for key, what in absent.items()}
        names = Listing(absent.values())
        raise Missing("“{action}”还缺：{names}", action=label, names=names, fields=ask | wrong)
    if wrong:
        sentences = Listing(wrong.values(), "；")
        raise Invalid("“{action}”：{faults}", action=label, faults=sentences, fields=wrong)


def _empty(value: Any) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _text(need: Need, value: Any) -> str:
    if not isinstance(value, str):
        raise _Wrong("{label}应为文字", need)
    text = value.strip()
    if "\x00" in text:
        raise _Wrong("{label}含有不能保存的字符", need)
    if len(text) > need.max_length:
        raise _Wrong(
            "{label}不能超过{most}字，现有{many}字", need, most=need.max_length, many=len(text)
        )
    return text


def _choice(need: Need, value: Any) -> str:
    if value not in [choice.key for choice in need.choices]:
        raise _Wrong("{label}没有这个选项", need)
    return str(value)


def _yes_no(need: Need, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("{label}只能是“是”或“否”", need)
    return value


def _whole_number(need: Need, value: Any) -> int:
    lowest, highest = need.may_be
    if isinstance(value, bool) or not isinstance(value, int):
        raise _Wrong("{label}应为整数", need)
    if not lowest <= value <= highest:
        raise _Wrong("{label}应在{lowest}至{highest}之间", need, lowest=lowest, highest=highest)
    return value


def _moment(need: Need, value: Any) -> int:
    """Epoch seconds, from such or from an ISO text with its zone."""
    if isinstance(value, int) and not isinstance(value, bool):
        seconds = value
    else:
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            raise _Wrong("{label}不是有效的时间", need) from None
        if moment.tzinfo is None:
            raise _Wrong("{label}没有时区", need)
        seconds = int(moment.timestamp())
    if not 0 < seconds < 4_102_444_800:
        raise _Wrong("{label}超出可用的年份", need)
    return seconds


def _unit_list(need: Need, value: Any) -> list[int]:
    if not isinstance(value, list | tuple) or len(value) > 50:
        raise _Wrong("{label}应为一组，最多50个", need)
    numbers = [_whole_number(need, item) for item in value]
    if len(set(numbers)) != len(numbers):
        raise _Wrong("{label}有重复", need)
    return numbers


def _point(need: Need, value: Any) -> list[float]:
    """Longitude and latitude in WGS-84."""
    fits = (
        isinstance(value, list | tuple)
        and len(value) == 2
        and all(isinstance(x, int | float) and not isinstance(x, bool) for x in value)
        and abs(value[0]) <= 180
        and abs(value[1]) <= 90
    )
    if not fits:
        raise _Wrong("{label}应为经度和纬度", need)
    return [round(float(value[0]), 6), round(float(value[1]), 6)]


_CHECKS: dict[NeedKind, Callable[[Need, Any], Any]] = {
    NeedKind.TEXT: _text,
    NeedKind.LONG_TEXT: _text,
    NeedKind.CHOICE: _choice,
    NeedKind.YES_NO: _yes_no,
    NeedKind.WHOLE_NUMBER: _whole_number,
    NeedKind.MOMENT: _moment,
    NeedKind.UNIT: _whole_number,
    NeedKind.UNITS: _unit_list,
    NeedKind.AREA: _text,
    NeedKind.CATEGORY: _text,
    NeedKind.CHANNEL: _text,
    NeedKind.CASE: _text,
    NeedKind.FILES: _unit_list,
    NeedKind.POINT: _point,
    NeedKind.PERSON: _whole_number,
}
