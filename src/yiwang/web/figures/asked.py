"""What a request asks: the plan in its address, and the addresses of other plans."""

from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from yiwang.kernel.refusals import Invalid
from yiwang.measure import register
from yiwang.measure.dimensions import TIMES, Dimension
from yiwang.measure.language import Side
from yiwang.measure.period import Grain, Period, around
from yiwang.measure.plan import Plan, read

COCKPIT = "cockpit:"
REPORT = "report:"
# What is shown when nothing was chosen yet, as far as it is declared.
FIRST = ("received", "closed", "closing_rate", "on_time_rate", "backlog")


def plan(given: QueryDict) -> Plan:
    """The plan of an address; what it leaves open is this month, with the usual figures.

    Raises `Invalid` for what no plan can be made of.
    """
    asked = dict(given.lists())
    known = {one.key for one in register.indicators()}
    if not asked.get("indicator"):
        asked["indicator"] = [key for key in FIRST if key in known]
    if not any(asked.get("period", ())):
        asked["period"] = [around(Grain.MONTH, timezone.localdate()).key]
    return read(asked)


def plan_of_form(given: QueryDict) -> Plan:
    """The plan that the form hands in: what does not fit together any more is left out."""
    asked = {key: [v for v in values if v] for key, values in given.lists()}
    asked |= {key: values for key, values in given.lists() if key.startswith("in.")}
    by = list(dict.fromkeys(asked.get("by", ())))
    asked["by"] = by
    order = (asked.get("order") or [""])[-1]
    if order.removeprefix("-").partition(":")[0] not in asked.get("indicator", ()):
        asked["order"] = []
    if not by:
        asked["order"] = asked["top"] = []
    found = plan(_query(asked))
    if by and not found.order and found.by[0] not in TIMES:
        found = replace(found, order=f"-{found.indicators[0]}")
    return found


def _query(asked: dict[str, list[str]]) -> QueryDict:
    found = QueryDict(mutable=True)
    for key, values in asked.items():
        found.setlist(key, values)
    return found


def period(given: QueryDict) -> Period:
    """The days from `from` to `to`. Raises `Invalid`."""
    try:
        first, last = (date.fromisoformat(given.get(key, "")) for key in ("from", "to"))
    except ValueError:
        raise Invalid("请填写起止日期") from None
    return Period(Grain.RANGE, first, last + timedelta(days=1))


def address(asked: Plan) -> str:
    """The page of a plan."""
    return f"{reverse('figures:explorer')}?{query(asked)}"


def query(asked: Plan) -> str:
    """A plan as the part of an address behind the question mark."""
    return urlencode(asked.written(), doseq=True)


def rows_address(asked: Plan, key: str, side: Side, back: str = "") -> str:
    """The rows of one figure of an undivided plan; `back` is the query of the page it is on."""
    one = replace(asked.undivided(), indicators=(key,), compare=())
    parameters = one.written() | {"side": [side.value]} | ({"back": [back]} if back else {})
    return f"{reverse('figures:rows')}?{urlencode(parameters, doseq=True)}"


def way_back(given: QueryDict) -> str:
    """The page that somebody came from: the cockpit, a report or a plan; never another site."""
    back = given.get("back", "")
    if back.startswith(COCKPIT):
        return f"{reverse('cockpit:page')}?{urlencode({'span': back.removeprefix(COCKPIT)})}"
    number = back.removeprefix(REPORT)
    if number != back and number.isdigit():
        return reverse("reports:report", args=[number])
    kept = [(key, value) for key, value in parse_qsl(back, keep_blank_values=True)]
    return f"{reverse('figures:explorer')}?{urlencode(kept)}" if kept else ""


# One step further down, where a place, class or time has parts.
DEEPER = {
    Dimension.STREET: Dimension.COMMUNITY,
    Dimension.COMMUNITY: Dimension.GRID,
    Dimension.CATEGORY: Dimension.CATEGORY_2,
    Dimension.CATEGORY_2: Dimension.CATEGORY_3,
    Dimension.YEAR: Dimension.MONTH,
    Dimension.QUARTER: Dimension.MONTH,
    Dimension.MONTH: Dimension.DAY,
    Dimension.WEEK: Dimension.DAY,
}


def deeper(asked: Plan, keys: tuple[str, ...]) -> str:
    """The page of one row of a table divided once, divided further; empty where nothing is."""
    if len(asked.by) != 1 or asked.by[0] not in DEEPER or not keys[0]:
        return ""
    within = replace(asked.cell(keys), by=(DEEPER[asked.by[0]],), compare=asked.compare)
    return address(replace(within, order="" if within.by[0] in TIMES else asked.order))
