"""Whether a figure has crossed its line: pure, from readings and days."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from yiwang.measure.period import Grain, Period, around
from yiwang.measure.reading import Reading, Scale, rounded

# A forecast from less than this share of the days would be a guess.
LEAST_SHARE = Fraction(1, 5)


def period_of(span: str, today: date) -> Period:
    """The days that a rule looks at. A running week or month ends with today."""
    tomorrow = today + timedelta(days=1)
    match span:
        case "today":
            return around(Grain.DAY, today)
        case "days_7" | "days_30":
            days = int(span.removeprefix("days_"))
            return Period(Grain.RANGE, today - timedelta(days=days), today)
    return Period(Grain.RANGE, around(Grain(span), today).first, tomorrow)


def before(span: str, today: date) -> Period:
    """The days to compare with: as many before, or the same days of the week or month before.

    The first three days of March are set against the first three days of February.
    """
    period = period_of(span, today)
    if span not in ("week", "month"):
        # As many days, whole months or not.
        return Period(period.grain, period.first - (period.until - period.first), period.first)
    earlier = around(Grain(span), period.first).before()
    until = min(earlier.first + (period.until - period.first), earlier.until)
    return Period(Grain.RANGE, earlier.first, until)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the line is crossed, with the value that was judged and what it was set against."""

    crossed: bool
    shown: str
    against: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Where the line is: `up` is crossed from below; a level in what people read."""

    kind: str
    up: bool
    level: Fraction
    least: int


def judge(line: Line, span: str, today: date, now: Reading, earlier: Reading) -> Verdict | None:
    """The verdict on a figure; None where there is too little to say anything.

    `threshold` judges the value as shown. `change` judges by how much it differs from `earlier`:
    in points for a share, in percent for anything else. `forecast` judges a count as it would
    stand at the end of its week or month if the remaining days were like those so far.
    """
    if now.shown is None or (now.whole or 0) < line.least:
        return None
    if line.kind == "change":
        return _changed(line, now, earlier)
    if line.kind == "forecast":
        return _forecast(line, span, today, now)
    return Verdict(_beyond(line, Fraction(now.shown)), now.text)


def _beyond(line: Line, value: Fraction) -> bool:
    return value >= line.level if line.up else value <= line.level


def _changed(line: Line, now: Reading, earlier: Reading) -> Verdict | None:
    if earlier.shown is None or now.shown is None or (earlier.whole or 0) < line.least:
        return None
    difference = Fraction(now.shown) - Fraction(earlier.shown)
    if now.scale is not Scale.PERCENT:
        if not earlier.shown:
            return None
        difference = difference * 100 / Fraction(earlier.shown)
    said = rounded(difference, 2)
    sign = "个百分点" if now.scale is Scale.PERCENT else "%"
    return Verdict(_beyond(line, Fraction(said)), f"{said:+}{sign}", f"{earlier.text} → {now.text}")


def _forecast(line: Line, span: str, today: date, now: Reading) -> Verdict | None:
    if now.scale is not Scale.COUNT or now.value is None:
        return None
    whole = around(Grain(span), today) if span in ("week", "month") else None
    if whole is None:
        return None
    gone = Fraction((today - whole.first).days + 1, (whole.until - whole.first).days)
    if gone < LEAST_SHARE:
        return None
    expected = rounded(now.value / gone, 0)
    return Verdict(_beyond(line, Fraction(expected)), f"{expected:,}", now.text)
