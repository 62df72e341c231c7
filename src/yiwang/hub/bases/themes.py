"""Themes (专题): closed plans of counts over a base, by community, never of few people.

A plan is a condition written here; nothing that a reader types reaches it. Where fewer than
`FLOOR` would be told, it is only told that they are few.
"""

from dataclasses import dataclass
from typing import Any

import duckdb
from django.utils.translation import gettext_noop

from yiwang.hub.bases.words import Base

FLOOR = 5
FEW = -1


@dataclass(frozen=True, slots=True)
class Measure:
    """How many things of a base meet a condition (SQL over the golden table)."""

    key: str
    label: str
    base: Base
    where: str = "true"


@dataclass(frozen=True, slots=True)
class Theme:
    """Measures that belong together; the first is what the others are shares of."""

    key: str
    label: str
    measures: tuple[Measure, ...]


_AGE = "date_diff('year', try_cast(born as date), current_date)"
THEMES = (
    Theme(
        "livelihood",
        gettext_noop("民生"),
        (
            Measure("residents", gettext_noop("人口"), Base.PERSON),
            Measure("aged", gettext_noop("60岁及以上"), Base.PERSON, f"{_AGE} >= 60"),
            Measure("old", gettext_noop("80岁及以上"), Base.PERSON, f"{_AGE} >= 80"),
            Measure("children", gettext_noop("14岁及以下"), Base.PERSON, f"{_AGE} <= 14"),
            Measure("cared", gettext_noop("救助帮扶对象"), Base.PERSON, "care is not null"),
            Measure("uninsured", gettext_noop("未参保"), Base.PERSON, "insurance = '未参保'"),
        ),
    ),
    Theme(
        "economy",
        gettext_noop("经济"),
        (
            Measure("enterprises", gettext_noop("企业"), Base.ENTERPRISE),
            Measure("active", gettext_noop("在业"), Base.ENTERPRISE, "status in ('在业', '存续')"),
            Measure(
                "young",
                gettext_noop("成立三年以内"),
                Base.ENTERPRISE,
                "try_cast(founded as date) > current_date - interval 3 year",
            ),
            Measure(
                "catering", gettext_noop("住宿餐饮业"), Base.ENTERPRISE, "trade = '住宿餐饮业'"
            ),
            Measure("industry", gettext_noop("制造业"), Base.ENTERPRISE, "trade = '制造业'"),
        ),
    ),
)


def theme(key: str) -> Theme | None:
    """The theme of this key, if there is one."""
    return next((one for one in THEMES if one.key == key), None)


def measured(connection: duckdb.DuckDBPyConnection, base: Base) -> list[dict[str, Any]]:
    """The figures of a base from its table `golden`: of the district ("") and each community."""
    found: list[dict[str, Any]] = []
    for one in THEMES:
        for measure in one.measures:
            if measure.base is not base:
                continue
            rows = connection.execute(
                "select coalesce(community, '') as area, count(*) from golden"  # noqa: S608
                f" where {measure.where} group by rollup (community)"
                " having grouping(community) = 1 or community is not null"
            ).fetchall()
            found += [
                {"theme": one.key, "measure": measure.key, "area": area, "value": shown(count)}
                for area, count in rows
            ]
    return found


def shown(count: int) -> int:
    """The count, or `FEW` where it would tell of too few."""
    return FEW if 0 < count < FLOOR else count
