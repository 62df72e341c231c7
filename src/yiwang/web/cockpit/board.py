"""What the cockpit shows of the facts: figures, trend, ranking and composition of a span."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from yiwang.analytics import queries
from yiwang.org.actors import Worker
from yiwang.web.cockpit import panels, plans
from yiwang.web.cockpit.plans import Answered
from yiwang.web.cockpit.spans import Span
from yiwang.web.figures.asked import COCKPIT, address


@dataclass(frozen=True)
class Board:
    """Everything that is told of a span; `addresses` are the pages behind the panels."""

    heads: tuple[panels.Head, ...]
    streets: tuple[panels.Rank, ...]
    units: tuple[panels.Rank, ...]
    channels: tuple[panels.Share, ...]
    categories: tuple[panels.Share, ...]
    trend: dict[str, Any]
    map: dict[str, dict[str, Any]]
    addresses: dict[str, str]
    as_of: datetime


def board(worker: Worker, span: Span, today: date) -> Board:
    """The figures of a span as this worker may see them. Raises `NoFacts`."""
    period, back = span.period(today), f"{COCKPIT}{span.key}"
    asked = {"heads": plans.heads(period)} | plans.panels(period, today)
    found = {key: Answered(plan, queries.table(plan, worker), back) for key, plan in asked.items()}
    return Board(
        heads=panels.heads(found["heads"]),
        streets=panels.ranks(found["streets"]),
        units=panels.ranks(found["units"]),
        channels=panels.shares(found["channels"]),
        categories=panels.shares(found["categories"]),
        trend={key: panels.trend(found[key]) for key in ("days", "months")},
        map=panels.of_streets(found["streets"]),
        addresses={key: address(plan) for key, plan in asked.items()},
        as_of=found["heads"].table.as_of,
    )
