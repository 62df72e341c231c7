"""The same table as a picture: lines over a time, bars for a ranking; its numbers as plain data."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext

from yiwang.measure.dimensions import TIMES, Dimension
from yiwang.measure.period import Grain, parse
from yiwang.measure.plan import Plan
from yiwang.measure.reading import Reading
from yiwang.web.figures.shown import Cell, Line, Shown, sign

MOST_SERIES, MOST_BARS, MOST_POINTS = 6, 15, 400


def chart(shown: Shown, plan: Plan) -> dict[str, Any] | None:
    """What `js/figures/chart.js` draws; None where a picture would say nothing.

    `kind`: lines or bars; `names`: of the points or bars; `series`: name, values as they are read
    (None: unknown) and addresses of the rows; `sign`: what stands behind the values.
    """
    if not plan.by or len(shown.lines) < 2 or len(plan.by) > 2:
        return None
    at = next((at for at, dimension in enumerate(plan.by) if dimension in TIMES), None)
    if at is not None:
        return _over_time(shown.lines, plan, at)
    return _ranked(shown.lines[:MOST_BARS]) if len(plan.by) == 1 else None


def _ranked(lines: Sequence[Line]) -> dict[str, Any]:
    columns = _alike(lines)
    return {
        "kind": "bars",
        "sign": sign(lines[0].cells[0].reading.scale),
        "names": [line.names[0] for line in lines],
        "series": [
            _series(
                gettext(lines[0].cells[column].indicator.label),
                [line.cells[column] for line in lines],
            )
            for column in columns
        ],
    }


def _over_time(lines: Sequence[Line], plan: Plan, at: int) -> dict[str, Any]:
    times = sorted({line.keys[at] for line in lines}, key=lambda key: parse(key).first)
    times = times[-MOST_POINTS:]
    if len(plan.by) == 1:
        by_time = {line.keys[at]: line for line in lines}
        series = [
            _series(
                gettext(lines[0].cells[column].indicator.label),
                [by_time[time].cells[column] for time in times],
            )
            for column in _alike(lines)
        ]
    else:
        series = _divided(lines, times, at)
    return {
        "kind": "lines",
        "sign": sign(lines[0].cells[0].reading.scale),
        "names": [short(time, plan.by[at]) for time in times],
        "series": series,
    }


def _divided(lines: Sequence[Line], times: Sequence[str], at: int) -> list[dict[str, Any]]:
    """A line for each key of the other dimension, those with the most first."""
    found: dict[str, dict[str, Cell]] = {}
    called: dict[str, str] = {}
    for line in lines:
        other = line.keys[1 - at]
        found.setdefault(other, {})[line.keys[at]] = line.cells[0]
        called[other] = line.names[1 - at]
    most = sorted(found, key=lambda key: -_weight(found[key].values()))[:MOST_SERIES]
    return [_series(called[key], [found[key].get(time) for time in times]) for key in most]


def _weight(cells: Iterable[Cell]) -> int:
    return sum(cell.reading.whole or 0 for cell in cells)


def _alike(lines: Sequence[Line]) -> list[int]:
    """The columns told in the same as the first; others have no place on its axis."""
    scales = [cell.reading.scale for cell in lines[0].cells]
    return [at for at, scale in enumerate(scales) if scale is scales[0]][:MOST_SERIES]


def _series(name: str, cells: Sequence[Cell | None]) -> dict[str, Any]:
    return {
        "name": name,
        "values": [value(cell.reading) if cell else None for cell in cells],
        "addresses": [(cell.part or cell.whole) if cell else "" for cell in cells],
    }


def value(reading: Reading) -> float | None:
    """A figure as it is read, for the axis of a picture."""
    return None if reading.shown is None else float(reading.shown)


_SHORT = {Grain.DAY: "%m-%d", Grain.MONTH: "%Y-%m", Grain.YEAR: "%Y"}


def short(key: str, dimension: Dimension) -> str:
    """A time as it is written below an axis."""
    form = _SHORT.get(dimension.grain or Grain.RANGE)
    return parse(key).first.strftime(form) if form else key
