"""What is drawn of a topic: small bars in a list, the chart of its weeks, its cases on the map."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from yiwang.insight.topics.rising import begin_of
from yiwang.org import queries as org
from yiwang.web.ui.picture import Picture, picture

WIDE, GAP, HIGH = 7, 2, 30
# More bars than this would be hairs.
SHOWN = 26
DOTS = 400


@dataclass(frozen=True)
class Bar:
    """One week as a bar."""

    x: int
    y: int
    height: int


@dataclass(frozen=True)
class Bars:
    """The last weeks of a topic, drawn small; `told` says the same in numbers."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    told: str


def bars(topic: Any) -> Bars:
    """The weeks of a topic as small bars."""
    weeks = topic.weeks[-SHOWN:]
    most = max([*weeks, 1])
    drawn = []
    for at, count in enumerate(weeks):
        height = round(HIGH * count / most) if count else 1
        drawn.append(Bar(at * (WIDE + GAP), HIGH - height, height))
    told = "、".join(str(count) for count in weeks)
    return Bars(max(1, len(weeks)) * (WIDE + GAP) - GAP, HIGH, tuple(drawn), told)


def drawn(topic: Any) -> dict[str, Any]:
    """What `js/figures/chart.js` draws: people new in each week, and what would be usual.

    Usual is the topic's share of the whole time, spread as the district's cases were.
    """
    run, weeks = topic.run, topic.weeks
    whole = sum(run.district) or 1
    usual = [round(sum(weeks) * count / whole, 1) for count in run.district]
    begins = [begin_of(at, run.until, run.weeks) for at in range(run.weeks)]
    nothing: list[str] = [""] * len(weeks)
    return {
        "kind": "lines",
        "sign": "",
        "names": [f"{day:%m-%d}" for day in begins],
        "series": [
            {"name": _("每周新增人数"), "values": weeks, "addresses": nothing},
            {"name": _("平常水平"), "values": usual, "addresses": nothing},
        ],
    }


@dataclass(frozen=True)
class Dotted:
    """The district with the cases of a topic as dots."""

    place: Picture
    dots: tuple[tuple[float, float], ...]


def points(found: Iterable[tuple[float, float]]) -> Dotted | None:
    """Where the cases are; None where nothing is known of it."""
    positions = list(found)[:DOTS]
    if not positions:
        return None
    streets = org.areas_with_communities()
    areas = [area for street, below in streets for area in (street, *below)]
    place = picture(areas, levels=("street", "community"))
    return Dotted(place, tuple(place.at(*one) for one in positions)) if place else None
