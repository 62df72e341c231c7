"""Turns the local times that stand in files into moments (epoch seconds)."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from yiwang.history.faults import RowFault

FIRST_YEAR = 1990
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - wall clock
_LOOSE = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[ T]*(\d{1,2})[:：时](\d{1,2})分?(?:[:：]?(\d{1,2})秒?)?)?(?:\.\d+)?"
)

# Days since 1900, as a spreadsheet keeps a date that nobody formatted as one.
_SERIAL = re.compile(r"[2-9]\d{4}(?:\.\d+)?")
# Digits alone: any other number of them would be read as something that nobody wrote.
_DIGITS = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}


class LocalTimes:
    """Reads times of one zone; what the clocks' change makes doubtful is decided openly."""

    def __init__(self, zone: ZoneInfo, ambiguous: str) -> None:
        self.zone = zone
        self.ambiguous = ambiguous
        # How often a time stood in the hour that the autumn change repeats.
        self.met_ambiguous = 0
        # Offset from UTC of every hour met so far; None where the clocks were changed.
        self._offsets: dict[tuple[int, int, int, int], int | None] = {}

    def moment(self, text: str, name: str) -> int:
        """Epoch seconds of a local time. Raises `RowFault` for what is no time."""
        return self.at(self.read(text, name), name)

    def read(self, text: str, name: str) -> datetime:
        """The wall-clock time that a text names. Raises `RowFault`."""
        if text.isdecimal():
            return self._sensible(_digits(text, name), text, name)
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            found = _loosely(text, name)
        return self._sensible(found, text, name)

    @staticmethod
    def _sensible(found: datetime, text: str, name: str) -> datetime:
        if not FIRST_YEAR <= found.year <= 2100:
            raise RowFault("impossible_time", f"{name}“{text}”的年份不可信")
        return found

    def at(self, wall: datetime, name: str) -> int:
        """Epoch seconds of a wall-clock time of this zone, or of its own zone if it has one."""
        if wall.tzinfo is not None:
            return int(wall.timestamp())
        hour = (wall.year, wall.month, wall.day, wall.hour)
        try:
            offset = self._offsets[hour]
        except KeyError:
            offset = self._offsets[hour] = self._offset(wall)
        if offset is None:
            return self._decide(wall, name)
        since = wall - _EPOCH
        return since.days * 86_400 + since.seconds - offset

    def _offset(self, wall: datetime) -> int | None:
        """The offset that holds for the whole hour, or None when there is more than one."""
        start = wall.replace(minute=0, second=0, microsecond=0, tzinfo=self.zone)
        found = {
            moment.replace(fold=fold).utcoffset()
            for moment in (start, start.replace(minute=30), start.replace(minute=59, second=59))
            for fold in (0, 1)
        }
        (one, *more) = found
        return None if more or one is None else int(one.total_seconds())

    def _decide(self, wall: datetime, name: str) -> int:
        first = wall.replace(tzinfo=self.zone)
        second = first.replace(fold=1)
        if first.utcoffset() == second.utcoffset():
            return int(first.timestamp())
        return self._doubtful(wall, first, second, name)

    def _doubtful(self, wall: datetime, first: datetime, second: datetime, name: str) -> int:
        back = first.astimezone(UTC).astimezone(self.zone).replace(tzinfo=None)
        if back != wall:
            raise RowFault("no_such_time", f"{name}“{wall}”因夏令时拨快而不存在")
        self.met_ambiguous += 1
        if self.ambiguous == "refuse":
            raise RowFault("ambiguous_time", f"{name}“{wall}”因夏令时拨慢出现两次，无法确定")
        return int((second if self.ambiguous == "second" else first).timestamp())

    def after_days(self, wall: datetime, text: str, name: str) -> int:
        """The moment whole days after a wall-clock time. Raises `RowFault`."""
        try:
            days = float(text)
        except ValueError:
            raise RowFault("bad_number", f"{name}“{text[:40]}”不是天数") from None
        if not 0 <= days <= 36_500:
            raise RowFault("bad_number", f"{name}“{text[:40]}”不可信")
        if not days.is_integer():
            raise RowFault("bad_number", f"{name}“{text[:40]}”不是整天数")
        return self.at(wall + timedelta(days=int(days)), name)


def _loosely(text: str, name: str) -> datetime:
    match = _LOOSE.fullmatch(text)
    if _SERIAL.fullmatch(text):
        raise _serial(text, name)
    if match is None:
        raise RowFault("bad_time", f"{name}“{text[:40]}”不是时间")
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - wall clock
    except ValueError:
        raise RowFault("impossible_time", f"{name}“{text}”不存在") from None


def _digits(text: str, name: str) -> datetime:
    if _SERIAL.fullmatch(text):
        raise _serial(text, name)
    form = _DIGITS.get(len(text))
    if form is None:
        raise RowFault("bad_time", f"{name}“{text[:40]}”不是时间")
    try:
        return datetime.strptime(text, form)  # noqa: DTZ007 - wall clock
    except ValueError:
        raise RowFault("impossible_time", f"{name}“{text}”不存在") from None


def _serial(text: str, name: str) -> RowFault:
    return RowFault(
        "bad_time", f"{name}“{text[:40]}”像是表格里的日期序号，请把这一列设为日期格式后再导出"
    )
