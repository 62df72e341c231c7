"""Times that a text tells, absolute or from the day on which it was written."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from yiwang.insight.reading.numerals import NUMBER, value

MOST = 20
_PART = "凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|夜间|夜里|深夜|半夜|晚|早"
_RELATIVE = {
    "大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "昨": -1, "前": -2,
    "今天": 0, "今日": 0, "今": 0,
    "当天": 0,
    "明天": 1, "明日": 1, "明": 1, "后天": 2,
}  # fmt: skip
# From which hour to which hour a part of the day lasts.
_HOURS = {
    "凌晨": (0, 6), "清晨": (5, 8), "早晨": (6, 9), "早上": (6, 9), "早": (6, 9),
    "上午": (8, 12), "中午": (11, 14), "下午": (12, 18),
    "傍晚": (17, 19), "晚上": (18, 24), "晚": (18, 24), "夜间": (20, 30),
    "夜里": (20, 30), "深夜": (22, 28), "半夜": (22, 28),
}  # fmt: skip
_LATE = frozenset(["下午", "傍晚", "晚上", "晚", "夜间", "夜里", "深夜", "半夜"])
_DAY = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})\s?[年./-]\s?(?P<month>\d{1,2})\s?[月./-]\s?(?P<day>\d{1,2})[日号]?"
    r"|(?P<month2>\d{1,2})月(?P<day2>\d{1,2})[日号]?"
    r"|(?P<relative>大前天|前天|前日|昨天|昨日|今天|今日|当天|明天|明日|后天|[昨今前明](?=[晚早夜晨]))"
    rf"|(?P<ago>{NUMBER})(?P<unit>天|小时|分钟|周|个?星期|个?月)(?:之?前|以前)"
    r"|(?P<weekday>上周|上星期|本周|这周|上个星期)(?P<on>[一二三四五六日天])"
    r"|(?P<now>刚才|刚刚|现在|此刻|正在))"
)
_CLOCK = re.compile(
    rf"\s?[的在]?(?P<part>{_PART})?(?:{_PART})?\s?(?:(?P<hour>\d{{1,2}}|十?[一二三四五六七八九十两]{{1,2}})"
    r"(?:[:：](?P<minute>\d{2})|[点时](?P<half>半)?(?:(?P<minute2>\d{1,2})分?)?))?"
)
_EVERY = re.compile(
    rf"(?:每天|每日|天天|每晚|每夜|每周[一二三四五六日末]?|每个?月|经常|长期|一到晚上|隔三差五|连续{NUMBER}[天晚])(?:{_PART})?"
)
_AGO = {"天": 1440, "小时": 60, "分钟": 1, "周": 10080, "星期": 10080, "月": 43200}
_YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Time:
    """A time in a text: from when to when; `repeats` where it happens again and again."""

    start: int
    end: int
    text: str
    since: datetime | None = None
    until: datetime | None = None
    repeats: bool = False


def find(text: str, at: datetime) -> list[Time]:
    """The times of a text in their order, read on the day `at`; a date that is none is left."""
    found = [_repeating(hit) for hit in _EVERY.finditer(text)]
    for hit in _DAY.finditer(text):
        try:
            found.append(_when(text, hit, at))
        except (ValueError, OverflowError):
            continue
        if len(found) >= MOST:
            break
    return sorted(found, key=lambda time: time.start)


def _repeating(hit: re.Match[str]) -> Time:
    return Time(hit.start(), hit.end(), hit.group(), repeats=True)


def _when(text: str, hit: re.Match[str], at: datetime) -> Time:
    if hit["now"]:
        return Time(hit.start(), hit.end(), hit.group(), at, at)
    if hit["ago"] and hit["unit"] in ("小时", "分钟"):
        then = at - timedelta(minutes=value(hit["ago"]) * _AGO[hit["unit"]])
        return Time(hit.start(), hit.end(), hit.group(), then, then)
    day = _day(hit, at)
    clock = _CLOCK.match(text, hit.end())
    first, last, end = _hours(clock, hit.end()) if clock else (0.0, 24.0, hit.end())
    since, until = (day + timedelta(hours=hours) for hours in (first, last))
    return Time(hit.start(), end, text[hit.start() : end], since, until)


def _day(hit: re.Match[str], at: datetime) -> datetime:
    """The midnight with which the day begins. Raises `ValueError` for the 31st of April."""
    today = at.replace(hour=0, minute=0, second=0, microsecond=0)
    if hit["year"]:
        return today.replace(year=int(hit["year"]), month=int(hit["month"]), day=int(hit["day"]))
    if hit["month2"]:
        day = today.replace(month=int(hit["month2"]), day=int(hit["day2"]))
        # Told without a year: the last such day, unless it is soon.
        return day.replace(year=day.year - 1) if day > today + timedelta(days=60) else day
    if hit["ago"]:
        return today - timedelta(minutes=value(hit["ago"]) * _AGO[hit["unit"].removeprefix("个")])
    if hit["weekday"]:
        monday = today - timedelta(days=today.weekday())
        back = 7 if hit["weekday"].startswith("上") else 0
        return monday + timedelta(days="一二三四五六日".index(hit["on"].replace("天", "日")) - back)
    return today + timedelta(days=_RELATIVE[hit["relative"]])


def _hours(clock: re.Match[str], end: int) -> tuple[float, float, int]:
    """From which hour to which hour of its day, and where the words for it end."""
    part = clock["part"] or ""
    if not clock["hour"]:
        first, last = _HOURS.get(part, (0, 24))
        return first, last, clock.end() if part else end
    hour = value(clock["hour"])
    minutes = 30 if clock["half"] else int(clock["minute"] or clock["minute2"] or 0)
    if not clock["half"] and not re.search(r"[点时:：]", clock.group()):
        return 0, 24, end
    if hour > 24 or minutes > 59:
        raise ValueError(clock.group())
    if part in _LATE and hour < 12:
        # 晚上1点 and 半夜2点 belong to the following day.
        hour += 24 if part not in ("下午", "傍晚") and hour < 6 else 12
    elif part in _LATE - {"下午", "傍晚"} and hour == 12:
        hour = 24
    exact = hour + minutes / 60
    return exact, exact, clock.end()
