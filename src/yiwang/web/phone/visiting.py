"""A visit to a house, handed in by a phone."""

import re
from collections.abc import Mapping
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from yiwang.fieldwork import tables
from yiwang.fieldwork.people import visits
from yiwang.fieldwork.people.actions import ResidentFacts
from yiwang.fieldwork.people.visits import Known, Newcomer, Seen
from yiwang.org.actors import Worker
from yiwang.web.phone import answers
from yiwang.web.phone.answers import Answer, Taken
from yiwang.web.phone.item import Item

LABEL = "登记走访"
# A visit is kept by its day: a phone may be out of reach for longer than with an act on a case.
MAY_WAIT = timedelta(days=7)
MOST_NEWCOMERS = 6
_NUMBER = re.compile("[0-9]{1,18}")
_FACTS = ("name", "id_number", "phone", "sex")


def take(item: Item, worker: Worker, request: HttpRequest) -> tuple[Answer, bool]:
    """The answer, and whether it was done now."""
    return answers.done(item, lambda: _taken(item, worker, request))


def _taken(item: Item, worker: Worker, request: HttpRequest) -> Taken:
    at, by_phone = answers.moment_of(item, may_wait=MAY_WAIT)
    given, gone = request.POST, request.POST.getlist("gone")
    seen = Seen(
        on=timezone.localdate(at),
        met=given.get("met") != "nobody",
        note=given.get("note", ""),
        # What is empty is not sent: here it says that there is nothing.
        use=given.get("use", ""),
        rented=given.get("rented") == "yes",
        hazards=given.get("hazards", ""),
        gone=[int(number) for number in gone if _NUMBER.fullmatch(number)],
        came=[newcomer for place in range(MOST_NEWCOMERS) for newcomer in _came(given, place)],
        photos=[photo.content for _need, photo in item.photos],
        known=_known(given),
    )
    made = visits.visit(house_id=item.house, seen=seen, worker=worker, at=at)
    return Taken(
        label=LABEL,
        at=at.isoformat(),
        by_phone=by_phone,
        number=made.house.number,
        page=reverse("phone:house", args=[made.house_id]),
    )


def _known(given: Mapping[str, str]) -> Known:
    """What the page of the phone said, however old it was."""
    return Known(
        use=given.get("known_use", ""),
        rented=given.get("known_rented") == "yes",
        hazards=given.get("known_hazards", ""),
    )


def _came(given: Mapping[str, str], place: int) -> list[Newcomer]:
    """Who is told of at one place of the form; nobody where nothing is written."""
    told = {key: given.get(f"{key}-{place}", "").strip() for key in (*_FACTS, "born", "relation")}
    if not any(told.values()):
        return []
    born, relation = tables.day(told.pop("born")), told.pop("relation")
    return [Newcomer(ResidentFacts(born=born, **told), relation)]
