"""The panels of the cockpit: each a few lines with their figures and where their rows are."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext

from yiwang.analytics.names import names
from yiwang.analytics.queries import Row
from yiwang.measure.language import Indicator, Side
from yiwang.measure.period import Grain, around
from yiwang.measure.plan import Compare
from yiwang.measure.reading import Reading, Scale
from yiwang.web.cockpit.plans import OPEN, RANKED, RECEIVED, Answered
from yiwang.web.figures.chart import short
from yiwang.web.figures.shown import Change, change, number, why

RANKS, SHARES = 8, 6
# Whoever had fewer cases is told behind the others, without a place.
FEWEST = 5


@dataclass(frozen=True)
class Head:
    """One of the large figures: what it is, how it moved, and where its rows are."""

    label: str
    number: str
    unit: str
    address: str
    change: Change
    part: str
    whole: str
    part_address: str
    why: str


def heads(found: Answered) -> tuple[Head, ...]:
    """The large figures."""
    return tuple(_head(one, found) for one in found.table.indicators)


def _head(one: Indicator, found: Answered) -> Head:
    row = found.table.total
    reading, sides = row.readings[one.key], one.sides()
    text = number(reading)
    percent = reading.scale is Scale.PERCENT and reading.value is not None
    share = Side.PART in sides
    return Head(
        label=one.label,
        number=text.removesuffix("%"),
        unit="%" if percent else "",
        address=found.of(row, one.key) if sides else "",
        change=change(one, Compare.BEFORE, reading, row.compared[Compare.BEFORE][one.key]),
        part=f"{reading.part:,}" if share else "",
        whole=f"{reading.whole:,}" if share else "",
        part_address=found.of(row, one.key, Side.PART) if share else "",
        why=why(one) if reading.value is None else "",
    )


@dataclass(frozen=True)
class Rank:
    """One place of a ranking; `width` of its bar in hundredths."""

    # None: too few cases to be ranked by.
    place: int | None
    name: str
    text: str
    part: str
    whole: str
    part_address: str
    whole_address: str
    width: str


def ranks(found: Answered) -> tuple[Rank, ...]:
    """Those with something to rank, the best first; of equals who has more."""
    rows = [r for r in found.table.rows if r.keys[0] and r.readings[RANKED].value is not None]
    rows.sort(key=lambda row: (_whole(row) < FEWEST, -_exact(row), -_whole(row), row.keys))
    called = names(found.plan.by[0], (row.keys[0] for row in rows))
    return tuple(
        _rank(place, row, called[row.keys[0]], found)
        for place, row in enumerate(rows[:RANKS], start=1)
    )


def _rank(place: int, row: Row, name: str, found: Answered) -> Rank:
    reading = row.readings[RANKED]
    return Rank(
        None if _whole(row) < FEWEST else place,
        name,
        number(reading),
        f"{reading.part:,}",
        f"{reading.whole:,}",
        found.of(row, RANKED, Side.PART),
        found.of(row, RANKED),
        _width(_exact(row)),
    )


def _exact(row: Row) -> Fraction:
    return row.readings[RANKED].value or Fraction(0)


def _whole(row: Row) -> int:
    return row.readings[RANKED].whole or 0


def _width(share: Fraction) -> str:
    return f"{float(share) * 100:.1f}"


@dataclass(frozen=True)
class Share:
    """One part of what was received; `width` of its bar against the largest, in hundredths."""

    name: str
    count: str
    percent: str
    address: str
    width: str


def shares(found: Answered) -> tuple[Share, ...]:
    """The largest parts with their share of all."""
    rows = [row for row in found.table.rows[:SHARES] if row.readings[RECEIVED].whole]
    called = names(found.plan.by[0], (row.keys[0] for row in rows))
    most = max((row.readings[RECEIVED].whole or 1 for row in rows), default=1)
    return tuple(_share(row, called[row.keys[0]], most, found) for row in rows)


def _share(row: Row, name: str, most: int, found: Answered) -> Share:
    count = row.readings[RECEIVED].whole or 0
    share = found.table.share(row, RECEIVED) or Fraction(0)
    percent = f"{Reading(Scale.PERCENT, share, None, None).shown:.0f}%"
    width = _width(Fraction(count, most))
    return Share(name, f"{count:,}", percent, found.of(row, RECEIVED), width)


def trend(found: Answered) -> dict[str, Any]:
    """For `js/cockpit/trend.js`: names of the days or months, and a series for each figure."""
    dimension = found.plan.by[0]
    grain = dimension.grain or Grain.DAY
    rows = {row.keys[0]: row for row in found.table.rows}
    keys = [around(grain, piece.first).key for piece in found.plan.period.split(grain)]
    return {
        "names": [short(key, dimension).removeprefix("20") for key in keys],
        "series": [
            {
                "name": gettext(one.label),
                "values": [_count(rows.get(key), one.key) for key in keys],
                "addresses": [found.rows((key,), one.key) for key in keys],
            }
            for one in found.table.indicators
        ],
    }


def _count(row: Row | None, key: str) -> int:
    return (row.readings[key].whole or 0) if row else 0


def of_streets(found: Answered) -> dict[str, dict[str, Any]]:
    """By the code of a street: how many open cases it has, and the address of their rows."""
    return {
        row.keys[0]: {
            "count": row.readings[OPEN].whole or 0,
            "address": found.rows(row.keys, OPEN),
        }
        for row in found.table.rows
        if row.keys[0]
    }
