"""Themes (专题): closed plans of counts over a base, by community, never of few people.

A plan is a condition written here; nothing that a reader types reaches it. Where fewer than
`FLOOR` would be told or could be reckoned from what else is shown, the count is hidden.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_noop

from yiwang.hub.bases import protecting
from yiwang.hub.bases.protecting import TOTAL, Column
from yiwang.hub.bases.words import Base

if TYPE_CHECKING:
    import duckdb

FLOOR = 5
# Stands for a count that is not shown.
HIDDEN = -1
# Whom no source puts into a community: told like one, so that totals add up.
UNPLACED = gettext_noop("未标明社区")


@dataclass(frozen=True, slots=True)
class Measure:
    """How many things of a base meet a condition (SQL over the golden table).

    `within` names the measure of which it counts a part, where that is not the first of its theme.
    """

    key: str
    label: str
    base: Base
    where: str = "true"
    within: str = ""


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
            Measure("old", gettext_noop("80岁及以上"), Base.PERSON, f"{_AGE} >= 80", "aged"),
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


def measured(connection: "duckdb.DuckDBPyConnection", base: Base) -> list[dict[str, Any]]:
    """The figures of a base from its table `golden`: of the district ("") and each community."""
    found: list[dict[str, Any]] = []
    for one in THEMES:
        if one.measures[0].base is base:
            found += [{"theme": one.key} | row for row in shown(_columns(connection, one))]
    return found


def _columns(connection: "duckdb.DuckDBPyConnection", one: Theme) -> list[Column]:
    """Every measure of a theme in every community that the first of them counts."""
    first = one.measures[0].key
    counted = {measure.key: _counted(connection, measure) for measure in one.measures}
    return [
        Column(
            measure.key,
            {area: counted[measure.key].get(area, 0) for area in counted[first]},
            measure.within or (first if measure.key != first else ""),
        )
        for measure in one.measures
    ]


def _counted(connection: "duckdb.DuckDBPyConnection", measure: Measure) -> dict[str, int]:
    told = (
        f"select coalesce(community, '{UNPLACED}'), count(*) from golden"  # noqa: S608
        f" where {measure.where} group by all"
    )
    return dict(connection.execute(told).fetchall())


def shown(columns: list[Column]) -> list[dict[str, Any]]:
    """Measure, area and value of every count, `HIDDEN` where it would tell of too few."""
    kept = protecting.hidden(columns, FLOOR)
    return [
        {
            "measure": one.key,
            "area": area,
            "value": HIDDEN if (one.key, area) in kept else one.at(area),
        }
        for one in columns
        for area in (TOTAL, *one.cells)
    ]
