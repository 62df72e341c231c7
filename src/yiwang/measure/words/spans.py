"""Spans of days by themselves: 上个月, 5月上旬, 第24周, 近三个月, 去年国庆期间."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from yiwang.measure.period import Grain, Period, around, week_of
from yiwang.measure.words.numerals import CHARACTERS, number
from yiwang.measure.words.vocabulary import Holiday

DAY = timedelta(days=1)
Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Seen:
    """The day from which one looks, and the holidays that were published."""

    today: date
    holidays: tuple[Holiday, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A span of days; it `floats` where no year was said, and was `guessed` to lie in last year."""

    period: Period
    floats: bool = False
    guessed: bool = False


def days(first: date, last: date) -> Period:
    """From one day to another, both in it."""
    return Period(Grain.RANGE, first, last + DAY)


def months_back(day: date, months: int) -> date:
    """The same day so many months before, or the last one of that month."""
    count = day.year * 12 + day.month - 1 - months
    last = around(Grain.MONTH, date(count // 12, count % 12 + 1, 1)).last
    return last.replace(day=min(day.day, last.day))


def months_of(year: int, first: int, count: int) -> Period:
    """So many whole months of a year from one of them on."""
    last = around(Grain.MONTH, date(year, first + count - 1, 1)).last
    return days(date(year, first, 1), last)


def past(today: date, count: int) -> Period:
    """So many days up to today."""
    return days(today - (count - 1) * DAY, today)


def past_months(today: date, count: int) -> Period:
    """From the day after this one so many months ago up to today."""
    return days(months_back(today, count) + DAY, today)


def _year(seen: Seen, said: str | None) -> int:
    if not said or said.startswith(("今年", "本年")):
        return seen.today.year
    if said.startswith(("去年", "上年", "上一年")):
        return seen.today.year - 1
    if said.startswith("前年"):
        return seen.today.year - 2
    year = number(said.rstrip("年度"))
    return year if year > 99 else 2000 + year


def _anchored(seen: Seen, said: str | None, make: Callable[[int], Period]) -> Found:
    """In the year that was said, or else the last one in which it has begun."""
    period = make(_year(seen, said))
    if said:
        return Found(period)
    if period.first > seen.today:
        return Found(make(seen.today.year - 1), floats=True, guessed=True)
    return Found(period, floats=True)


def _part_of(month: Period, found: Match) -> Period:
    """A part of a month, one of its days, or several."""
    first, last = month.first, month.last
    if found["day"]:
        day = first.replace(day=number(found["day"]))
        if found["until"]:
            return days(day, first.replace(day=number(found["until"])))
        return around(Grain.DAY, day)
    if found["part"] in ("底", "末"):
        return around(Grain.DAY, last)
    ends = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, last.day)}
    ends |= {"上半月": (1, 15), "下半月": (16, last.day)}
    if not found["part"]:
        return month
    begin, end = ends[found["part"]]
    return days(first.replace(day=begin), first.replace(day=end))


def _back(moon: str) -> int:
    """How many periods ago: 上 is one, 上上 two, 本 and 这 none."""
    return moon.count("上")


def _iso_day(seen: Seen, found: Match) -> Found:
    return Found(around(Grain.DAY, date(int(found["y"]), int(found["m"]), int(found["d"]))))


def _iso_month(seen: Seen, found: Match) -> Found:
    return Found(around(Grain.MONTH, date(int(found["y"]), int(found["m"]), 1)))


def _month(seen: Seen, found: Match) -> Found:
    month = number(found["month"])

    def make(year: int) -> Period:
        return around(Grain.MONTH, date(year, month, 1))

    # 6月20日 in the middle of June is still to come; it is not that of last year.
    anchored = _anchored(seen, found["year"], make)
    return replace(anchored, period=_part_of(anchored.period, found))


def _near_month(seen: Seen, found: Match) -> Found:
    first = months_back(seen.today.replace(day=1), _back(found["moon"]))
    return Found(_part_of(around(Grain.MONTH, first), found))


def _months(seen: Seen, found: Match) -> Found:
    first, last = number(found["first"]), number(found["last"])
    if first >= last:
        raise ValueError(found[0])
    return _anchored(seen, found["year"], lambda year: months_of(year, first, last - first + 1))


def _points(seen: Seen, found: Match) -> Found:
    m1, d1, m2, d2 = (int(found[name]) for name in ("m1", "d1", "m2", "d2"))
    return _anchored(seen, None, lambda year: days(date(year, m1, d1), date(year, m2, d2)))


def _quarter(seen: Seen, found: Match) -> Found:
    quarter = number(found["quarter"] or found["q"])

    def make(year: int) -> Period:
        return around(Grain.QUARTER, date(year, quarter * 3, 1))

    return _anchored(seen, found["year"], make)


def _near_quarter(seen: Seen, found: Match) -> Found:
    first = months_back(seen.today.replace(day=1), 3 * _back(found["moon"]))
    return Found(around(Grain.QUARTER, first))


def _half(seen: Seen, found: Match) -> Found:
    first = 1 if found["half"] == "上" else 7
    return _anchored(seen, found["year"], lambda year: months_of(year, first, 6))


def _first(seen: Seen, found: Match) -> Found | None:
    if not found["year"] and "季" not in found[0]:
        return None
    count = number(found["count"]) * (3 if "季" in found[0] else 1)
    return _anchored(seen, found["year"], lambda year: months_of(year, 1, count))


def _whole_year(seen: Seen, found: Match) -> Found:
    return Found(around(Grain.YEAR, date(_year(seen, found["year"]), 1, 1)))


def _years(seen: Seen, found: Match) -> Found:
    return Found(days(date(int(found["first"]), 1, 1), date(int(found["last"]), 12, 31)))


def _week(seen: Seen, found: Match) -> Found:
    week = around(Grain.WEEK, seen.today - 7 * _back(found["moon"]) * DAY)
    if not found["weekday"]:
        return Found(week)
    at = "一二三四五六日".index(found["weekday"].replace("天", "日"))
    return Found(around(Grain.DAY, week.first + at * DAY))


def _week_number(seen: Seen, found: Match) -> Found:
    week = number(found["week"])
    return _anchored(seen, found["year"], lambda year: week_of(year, week))


def _near_day(seen: Seen, found: Match) -> Found:
    back = {"今": 0, "当": 0, "昨": 1, "前": 2, "大": 3}[found[0][0]]
    return Found(around(Grain.DAY, seen.today - back * DAY))


def _past(seen: Seen, found: Match) -> Found:
    unit = found["unit"]
    if found["count"] == "半":
        return Found(past(seen.today, 15) if "月" in unit else past_months(seen.today, 6))
    count = number(found["count"])
    if unit[-1] in "天日":
        return Found(past(seen.today, count))
    if unit[-1] in "周期":
        return Found(past(seen.today, 7 * count))
    return Found(past_months(seen.today, count * {"月": 1, "度": 3, "年": 12}[unit[-1]]))


def _beginning(seen: Seen, found: Match) -> Found:
    grain = {"年": Grain.YEAR, "月": Grain.MONTH, "周": Grain.WEEK}[found[0][0]]
    return Found(around(grain, seen.today))


_HOLIDAYS = {
    "元旦": ("元旦", "New Year's Day"),
    "春节": ("春节", "Spring Festival"),
    "清明": ("清明", "Tomb-sweeping Day"),
    "五一": ("劳动节", "五一", "Labour Day"),
    "劳动": ("劳动节", "五一", "Labour Day"),
    "端午": ("端午", "Dragon Boat Festival"),
    "中秋": ("中秋", "Mid-autumn Festival"),
    "国庆": ("国庆", "National Day"),
    "十一": ("国庆", "National Day"),
}


def _holiday(seen: Seen, found: Match) -> Found | None:
    names = _HOLIDAYS[found["name"][:2]]
    year = _year(seen, found["year"]) if found["year"] else 0
    some = [
        one
        for one in seen.holidays
        if any(name in one.name for name in names)
        and (one.last.year == year if year else one.first <= seen.today)
    ]
    if not some:
        return None
    one = max(some, key=lambda holiday: holiday.first)
    return Found(days(one.first, one.last), floats=not year)


_N = f"[{CHARACTERS}]{{1,4}}"
_YEARS = (
    r"今年|本年度?|去年|上年度?|上一年度?|前年|(?:20)?\d\d年度?|二[零〇一二三四五六七八九]{3}年度?"
)
_SAID = rf"(?:(?P<year>{_YEARS})的?)?"
_TO = r"[到至\-—–~]"
_DAYS = rf"(?P<day>{_N})(?:[日号]?{_TO}(?P<until>{_N}))?[日号]"
_PART = rf"(?:(?P<part>上旬|中旬|下旬|上半月|下半月|底|末)|{_DAYS})?"
_MOON = r"(?P<moon>本|这个?|这一|当|上一?个?|上上个?)"
_WEEK = r"(?:周|星期|礼拜)"
_FEAST = (
    rf"{_SAID}(?P<name>元旦|春节|清明|五一劳动(?=节)|五一|劳动(?=节)|端午|中秋|国庆|十一)节?"
    r"(?:期间|假期|小?长假|黄金周|放假期间|假日)?"
)
FEAST = re.compile(_FEAST)
Read = Callable[[Seen, Match], Found | None]
READ: tuple[tuple[re.Pattern[str], Read], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"(?P<y>20\d\d)[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})[日号]?(?!\d)", _iso_day),
        (r"(?P<y>20\d\d)[-/.](?P<m>\d{1,2})(?![\d/.])(?!-\d)", _iso_month),
        (rf"{_SAID}(?P<month>{_N})月份?{_PART}", _month),
        (rf"{_MOON}月份?{_PART}", _near_month),
        (rf"{_SAID}(?P<first>{_N})月?份?{_TO}(?P<last>{_N})月份?(?![{CHARACTERS}])", _months),
        (
            rf"(?P<m1>\d{{1,2}})[./](?P<d1>\d{{1,2}}){_TO}(?P<m2>\d{{1,2}})[./](?P<d2>\d{{1,2}})(?!\d)",
            _points,
        ),
        (rf"{_SAID}(?:第?(?P<quarter>[一二三四1-4])季度|第(?P<q>[一二三四1-4])季)", _quarter),
        (rf"{_SAID}(?P<quarter>(?!.))?q(?P<q>[1-4])(?!\d)", _quarter),
        (rf"{_MOON}季度?", _near_quarter),
        (rf"{_SAID}(?P<half>[上下])半年", _half),
        (rf"{_SAID}前(?P<count>{_N})个?(?:月|季度)", _first),
        (rf"(?P<year>{_YEARS})(?:全年|整年)?", _whole_year),
        (r"(?P<year>)(?:全年|年内)", _whole_year),
        (rf"(?P<first>20\d\d)年?{_TO}(?P<last>20\d\d)年", _years),
        # 上周一共: no Monday is meant.
        (rf"{_MOON}{_WEEK}(?P<weekday>[二三四五六日天]|一(?![共直起样般些]))?", _week),
        (rf"{_SAID}第(?P<week>{_N})(?:周|个?星期)", _week_number),
        (r"今[天日]|当[天日]|昨[天日]|前[天日]|大前天", _near_day),
        (
            rf"(?:最近|近|过去)(?:这|的)?(?P<count>{_N}|半)(?P<unit>天|日|个?周|个?星期|个?月|个?季度|年)",
            _past,
        ),
        (r"[年月周]初(?=以来|至今|到|开始|起)", _beginning),
        (_FEAST, _holiday),
    )
)
