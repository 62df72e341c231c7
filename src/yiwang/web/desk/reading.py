"""What was read in the text of a form: dangers first, then what may fill empty fields."""

import json
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yiwang.engine.needs import URGENCY
from yiwang.insight.reading.dangers import URGENT
from yiwang.insight.reading.gazetteer import Known
from yiwang.insight.reading.reading import Reading, read
from yiwang.kernel import identifiers
from yiwang.kernel.refusals import Invalid
from yiwang.org import queries as org

MOST_ADDRESS = 200
# The words of `dangers.toml`, so that they are told in the reader's language.
DANGERS = (
    gettext_noop("燃气泄漏"),
    gettext_noop("起火"),
    gettext_noop("爆炸"),
    gettext_noop("触电漏电"),
    gettext_noop("坠落"),
    gettext_noop("轻生"),
    gettext_noop("溺水"),
    gettext_noop("塌陷坍塌"),
    gettext_noop("被困"),
    gettext_noop("伤病危急"),
    gettext_noop("暴力伤害"),
    gettext_noop("井盖缺失"),
    gettext_noop("走失失联"),
    gettext_noop("高空坠物"),
    gettext_noop("停水停电停气"),
    gettext_noop("食品卫生"),
)


@dataclass(frozen=True)
class Offer:
    """Something that a button fills in: what it says, and the fields as JSON."""

    text: str
    sets: str


@dataclass(frozen=True)
class ReadHint:
    """What the desk is told of a text; each part only where the form does not say it yet."""

    dangers: tuple[str, ...] = ()
    level: str = ""
    urgency: Offer | None = None
    place: Offer | None = None
    address: Offer | None = None
    phone: Offer | None = None
    people: Offer | None = None

    @property
    def told(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.dangers or self.place or self.address or self.phone or self.people)


def hint(request: HttpRequest, text: str) -> ReadHint:
    """What the text of a form says."""
    given = request.POST
    found = read(text, at=timezone.localtime())
    return ReadHint(
        dangers=tuple(danger.name for danger in found.dangers),
        level=found.urgency,
        urgency=_urgency(found, given.get("urgency")),
        place=_place(found.place, given.get("area"), given.get("point")),
        address=_address(found, given.get("address")),
        phone=_phone(found, given.get("reporter_phone")),
        people=_people(found, given.get("people")),
    )


def _urgency(found: Reading, current: str | None) -> Offer | None:
    """A higher urgency than the one chosen; never a lower one."""
    order = [choice.key for choice in URGENCY.choices]
    if not found.urgency or current not in order:
        return None
    rank = {"normal": 0, URGENT: 1}
    if rank.get(found.urgency, 2) <= rank.get(current, 2):
        return None
    label = next(choice.label for choice in URGENCY.choices if choice.key == found.urgency)
    return Offer(label, json.dumps({"urgency": found.urgency}))


def _place(place: Known | None, area: str | None, point: str | None) -> Offer | None:
    if place is None or area is None or (area.startswith(place.area) and place.kind == "area"):
        return None
    if area == place.area:
        return None
    sets = {"area": place.area}
    if place.longitude is not None and point == "":
        sets["point"] = f"{place.longitude},{place.latitude}"
    label = org.area_label(place.area)
    name = f"{label}·{place.name}" if place.kind == "place" else label
    return Offer(name, json.dumps(sets))


def _address(found: Reading, current: str | None) -> Offer | None:
    if current != "":
        return None
    named = found.place.name if found.place and found.place.kind == "place" else ""
    text = (found.addresses[0] if found.addresses else named)[:MOST_ADDRESS]
    return Offer(text, json.dumps({"address": text})) if text else None


def _phone(found: Reading, current: str | None) -> Offer | None:
    """The first number in the text that could be the caller's, while none is filled in."""
    if current != "":
        return None
    for written in found.phones:
        try:
            number = identifiers.phone(written)
        except Invalid:
            continue
        return Offer(number, json.dumps({"reporter_phone": number}))
    return None


def _people(found: Reading, current: str | None) -> Offer | None:
    if current != "" or found.people is None:
        return None
    count = int(found.people.value)
    told = _("{count}户") if found.people.what == "户" else _("{count}人")
    return Offer(told.format(count=count), json.dumps({"people": str(count)}))
