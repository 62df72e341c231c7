"""Periods as people say them, also from and up to a day: 6月1日到10日, 截至5月底, 3月以来."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from yiwang.kernel.refusals import Invalid
from yiwang.measure.period import Grain, Period, around
from yiwang.measure.words.numerals import CHARACTERS, number
from yiwang.measure.words.senses import Cannot, Sense, Senses, Until, When
from yiwang.measure.words.spans import FEAST, READ, Found, Seen, days, months_of, past, past_months
from yiwang.measure.words.why import Why

_AHEAD = Cannot(Why.FUTURE)
_UNTIL = re.compile(r"截[至止]到?|到(?=今天|昨天)")
_FROM = re.compile(r"自从|[从自由]")
_SINCE = re.compile(
    r"以来|来(?=的)|至今(?:天|日)?|到(?:现在|目前|今[天日])(?:为止)?|(?:开始|起)(?:到(?:现在|目前|今天)|至今)?"
)
_TO = re.compile(r"[到至\-—–~]")
_SHORT_DAY = re.compile(rf"(?P<day>[{CHARACTERS}]{{1,3}})[日号]")
_NOW = re.compile(r"截[至止]到?(?:目前|现在|当前)|到(?:目前|现在)为止|迄今(?:为止)?|至今")
_LATELY = re.compile(r"最近|近期|近来|近段时间|最近一段时间")
_FIRST_OR_LAST = re.compile(rf"前(?P<count>[{CHARACTERS}]{{1,3}})个月")


@dataclass(frozen=True)
class Dates:
    """Reads periods, seen from one day."""

    seen: Seen

    def at(self, text: str, place: int) -> Iterator[tuple[int, Senses]]:
        """The ends and senses of all periods that begin at a place of a text."""
        today = around(Grain.DAY, self.seen.today)
        if found := _NOW.match(text, place):
            yield found.end(), (Until(today),)
        if found := _UNTIL.match(text, place):
            for end, span in self._spans(text, found.end()):
                begun = span.period.first <= self.seen.today
                come = Until(self._come(span.period), span.guessed) if begun else _AHEAD
                yield end, (come,)
            return
        begin = _FROM.match(text, place)
        for end, span in self._spans(text, begin.end() if begin else place):
            yield from self._told(text, place, end, span)
        yield from self._vague(text, place)
        feast = FEAST.match(text, place)
        if feast and not any(end == feast.end() for end, _ in self._single(text, place)):
            yield feast.end(), (Cannot(Why.NO_HOLIDAY),)

    def again(self, when: When, year: int) -> When:
        """The same of another year; itself where it has none."""
        text = f"{year}年{when.text}"
        read = [senses[0] for end, senses in self.at(text, 0) if end == len(text)]
        return next((one for one in read if isinstance(one, When)), when)

    def _told(self, text: str, place: int, end: int, found: Found) -> Iterator[tuple[int, Senses]]:
        yield end, (self._sense(found, text[place:end]),)
        since = _SINCE.match(text, end)
        if since and found.period.first <= self.seen.today:
            found = replace(found, period=self._since(found.period))
            yield since.end(), (self._sense(found, text[place : since.end()]),)

    def _sense(self, found: Found, text: str) -> Sense:
        if found.period.first > self.seen.today:
            return _AHEAD
        return When(self._come(found.period), text, found.floats, found.guessed)

    def _come(self, period: Period) -> Period:
        """What of it has come already."""
        return period.up_to(self.seen.today)

    def _since(self, period: Period) -> Period:
        ongoing = self.seen.today < period.until and period.grain is not Grain.DAY
        today = self.seen.today
        if period.first == today:
            return around(Grain.DAY, today)
        return period if ongoing else days(period.first, today)

    def _spans(self, text: str, place: int) -> Iterator[tuple[int, Found]]:
        for end, first in self._single(text, place):
            yield end, first
            to = _TO.match(text, end)
            for last_end, last in self._ending(text, to.end(), first.period) if to else ():
                if last.last > first.period.first:
                    period = days(first.period.first, last.last)
                    yield last_end, replace(first, period=period)

    def _ending(self, text: str, place: int, first: Period) -> Iterator[tuple[int, Period]]:
        short = _SHORT_DAY.match(text, place)
        if short and first.grain is Grain.DAY:
            try:
                day = first.first.replace(day=number(short["day"]))
            except ValueError:
                return
            yield short.end(), around(Grain.DAY, day)
            return
        for end, found in self._single(text, place):
            yield end, found.period

    def _single(self, text: str, place: int) -> Iterator[tuple[int, Found]]:
        for pattern, read in READ:
            found = pattern.match(text, place)
            if found is None:
                continue
            try:
                told = read(self.seen, found)
            except (ValueError, Invalid, OverflowError):
                continue
            if told is not None:
                yield found.end(), told

    def _vague(self, text: str, place: int) -> Iterator[tuple[int, Senses]]:
        today = self.seen.today
        if found := _LATELY.match(text, place):
            lately = (past(today, 7), past(today, 30), past_months(today, 3))
            yield found.end(), tuple(When(span, found[0]) for span in lately)
        if found := _FIRST_OR_LAST.match(text, place):
            count = number(found["count"])
            if 0 < count <= 12:
                spans = (months_of(today.year, 1, count), past_months(today, count))
                yield found.end(), tuple(When(self._come(span), found[0]) for span in spans)
