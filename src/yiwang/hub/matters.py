"""Data matters (数据事项) as the hub opens and closes them: what is late or wrong becomes a case.

The rooms of the hub use this instead of naming the procedure's actions themselves.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from yiwang.cases.actions import Act, Done, Opening, open_and_do, perform
from yiwang.kernel.refusals import Refusal
from yiwang.org.actors import SYSTEM, Worker

PROCEDURE = "data_matters"


class Nature(StrEnum):
    """What kind of data matter it is (数据事项类别)."""

    LATE = "late"
    WRONG = "wrong"
    DISPUTED = "disputed"
    LINKING = "linking"


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What was found: `unit` owns the data, `resource` and `period` say which data it is."""

    nature: Nature
    category: str
    unit: int
    title: str
    content: str
    resource: str = ""
    period: str = ""
    bad_rows: int | None = None


def open_matter(matter: Matter, *, by: Worker = SYSTEM) -> Done:
    """Open a case and send it to the unit that owns the data, in one transaction.

    Raises the `Refusal` of the procedure: a class that is not published, a unit out of use.
    """
    told: dict[str, Any] = {
        "nature": matter.nature.value,
        "category": matter.category,
        "title": matter.title[:120],
        "content": matter.content[:4000],
        "resource": matter.resource[:120],
        "data_period": matter.period[:60],
        "bad_rows": matter.bad_rows,
    }
    given = {key: value for key, value in told.items() if value not in ("", None)}
    opening = Opening(procedure=PROCEDURE, worker=by, given=given, via="hub")
    return open_and_do(opening, [("dispatch", {"lead_unit": matter.unit})])


def recovered(number: str, note: str) -> bool:
    """The late data came: the case is closed; False when it was at an end already."""
    return _try(number, "recover", {"note": note})


def checked(number: str, *, right: bool, note: str) -> bool:
    """The data of an answered case was checked anew; False when nothing waits for it."""
    if right:
        return _try(number, "verify_pass", {"note": note})
    return _try(number, "rework", {"reason": note})


def reminded(number: str, note: str) -> bool:
    """The unit is reminded on the open case (催报); False when it is at an end."""
    return _try(number, "remind", {"note": note})


def _try(number: str, action: str, given: dict[str, Any]) -> bool:
    """What the hub finds out may come too late: then people have decided, and it stands."""
    try:
        perform(Act(number=number, action=action, worker=SYSTEM, given=given, via="hub"))
    except Refusal:
        return False
    return True
