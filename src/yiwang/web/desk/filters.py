"""The filters of the search and of the map: read from the address, offered as a form."""

from datetime import datetime, time
from typing import Any

from django.http import HttpRequest
from django.http.request import QueryDict
from django.utils.dateparse import parse_date
from django.utils.timezone import make_aware

from yiwang.cases import lists
from yiwang.cases.marks import MARKS
from yiwang.dials import queries as dials
from yiwang.engine import register
from yiwang.kernel.refusals import Invalid
from yiwang.org import queries as org

_TEXTS = (
    "text",
    "procedure",
    "state",
    "category",
    "area",
    "grid",
    "channel",
    "urgency",
    "box",
    "mark",
)


def filters(given: QueryDict) -> lists.Filters:
    """The filters of an address. Raises `Invalid` for a box, mark or day that does not exist."""
    texts: dict[str, Any] = {key: given.get(key, "").strip()[:200] for key in _TEXTS}
    if texts["box"] and texts["box"] not in lists.BOXES:
        raise Invalid("没有“{box}”这个箱", box=texts["box"])
    if texts["mark"] and texts["mark"] not in MARKS:
        raise Invalid("没有“{mark}”这个标记", mark=texts["mark"])
    # The state of one procedure is handed in with it, as urban_management.handling.
    procedure, dot, state = texts["state"].rpartition(".")
    if dot:
        texts |= {"procedure": procedure, "state": state}
    hours, unit = given.get("within", ""), given.get("unit", "")
    return lists.Filters(
        **texts,
        unit=int(unit) if unit.isdigit() and len(unit) < 10 else None,
        late=given.get("late") == "1",
        open_only=given.get("open") == "1",
        due_within_hours=int(hours) if hours.isdigit() and len(hours) < 5 else 0,
        opened_from=_day(given.get("from", "")),
        opened_to=_day(given.get("to", "")),
    )


def _day(text: str) -> Any:
    if not text:
        return None
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise Invalid("“{text}”不是有效的日期", text=text[:20])
    return make_aware(datetime.combine(day, time.min))


def choices(request: HttpRequest) -> dict[str, Any]:
    """What `desk/filters.html` offers, and what is given now."""
    procedures = register.procedures()
    return {
        "given": request.GET,
        "procedures": procedures,
        # Also those no longer in use: old cases have them.
        "channels": dials.channel_labels_kept(),
        "categories": _first_level(dials.category_names_kept()),
        "boxes": lists.BOXES.values(),
        "marks": MARKS.values(),
        "units": org.units_that_handle(),
    }


def _first_level(names: dict[str, str]) -> dict[str, str]:
    return {code: name for code, name in names.items() if len(code) == 2}
