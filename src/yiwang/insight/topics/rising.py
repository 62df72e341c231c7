"""Whether a topic rises: each week against the topic's own past, given what the district had.

Of the voices up to a week, the share that falls into this week would, if nothing had changed, be
the week's share of everything the district received in the same weeks. That is an exact binomial
test; seasons and busy weeks are in the district's figures and cancel.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import exp, lgamma, log

# A week is above the line when chance would do it less often than this …
CHANCE = 0.005
# … and so many voices at least are new in it, after so many weeks of past.
LEAST, PAST = 3, 3
# It rises while one of so many last weeks is above; falling is looked for over the last four.
LATELY, LONG, FALLING = 2, 4, 0.02
WEEK = timedelta(days=7)


class Direction(StrEnum):
    """Where a topic goes."""

    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"


@dataclass(frozen=True)
class Trend:
    """What the weeks say; `chance` is the smallest of the last weeks."""

    direction: Direction
    since: date | None
    chance: float


def week_of(day: date, until: date, weeks: int) -> int | None:
    """Which of so many weeks up to and with `until` a day lies in, the earliest being 0."""
    back = (until - day).days // 7
    return weeks - 1 - back if 0 <= back < weeks else None


def by_week(days: Sequence[date], until: date, weeks: int) -> list[int]:
    """How many days lie in each week; those outside are not counted."""
    counts = [0] * weeks
    for day in days:
        at = week_of(day, until, weeks)
        if at is not None:
            counts[at] += 1
    return counts


def begin_of(week: int, until: date, weeks: int) -> date:
    """The first day of a week."""
    return until - WEEK * (weeks - week) + timedelta(days=1)


def at_least(successes: int, trials: int, share: float) -> float:
    """How often chance gives so many successes or more (binomial)."""
    if successes <= 0 or share >= 1:
        return 1.0
    if share <= 0:
        return 0.0
    return min(1.0, sum(_exactly(k, trials, share) for k in range(successes, trials + 1)))


def _exactly(successes: int, trials: int, share: float) -> float:
    ways = lgamma(trials + 1) - lgamma(successes + 1) - lgamma(trials - successes + 1)
    return exp(ways + successes * log(share) + (trials - successes) * log(1 - share))


def chance_of(topic: Sequence[int], district: Sequence[int], week: int) -> float:
    """How often a week would bring so much of the topic if nothing had changed."""
    past, whole = sum(topic[:week]), sum(district[: week + 1])
    if week < PAST or topic[week] < LEAST or not whole:
        return 1.0
    return at_least(topic[week], past + topic[week], district[week] / whole)


def trend(topic: Sequence[int], district: Sequence[int], until: date) -> Trend:
    """Where a topic goes, and since the first week of the present rise."""
    weeks = len(topic)
    chances = [chance_of(topic, district, week) for week in range(weeks)]
    above = [week for week in range(weeks) if chances[week] <= CHANCE]
    lately = min(chances[-LATELY:], default=1.0)
    if lately <= CHANCE:
        first = _first(above, topic)
        return Trend(Direction.RISING, begin_of(first, until, weeks), lately)
    return Trend(_otherwise(topic, district), None, lately)


def _first(above: Sequence[int], topic: Sequence[int]) -> int:
    """The first week above the line from which on no two weeks were without a voice."""
    first = above[-1]
    for week in reversed(above[:-1]):
        quiet = [topic[at] + topic[at + 1] == 0 for at in range(week, first - 1)]
        if any(quiet):
            break
        first = week
    return first


def _otherwise(topic: Sequence[int], district: Sequence[int]) -> Direction:
    now, whole = sum(topic[-LONG:]), sum(district)
    if len(topic) <= LONG + PAST or not whole or sum(topic) < 2 * LEAST:
        return Direction.STEADY
    share = 1 - sum(district[-LONG:]) / whole
    fallen = at_least(sum(topic) - now, sum(topic), share) <= FALLING
    return Direction.FALLING if fallen else Direction.STEADY
