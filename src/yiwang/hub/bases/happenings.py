"""What happened to a subject in the loop: its cases, as far as the reader may see them.

A case keeps no identity card, only the telephone and name of who told it and the words of the
matter. So a person is found by telephone, an enterprise also by its whole name in the text, a place
by its whole address; how each was found is told with it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop

from yiwang.cases import involved
from yiwang.hub.bases.words import WITHOUT_CASES, Base
from yiwang.org.actors import Worker

MOST_CASES = 20
# How a case was found, as it is told beside it.
MATCHED = {
    "phone_name": gettext_noop("诉求人电话、姓名一致"),
    "phone": gettext_noop("仅诉求人电话一致，可能是共用电话的人"),
    "name": gettext_noop("案件中写有企业全称"),
    "address": gettext_noop("案件中写有完整地址"),
}


@dataclass(frozen=True, slots=True)
class Happened:
    """A case of a subject; nothing of its words is shown here."""

    number: str
    procedure: str
    category: str
    state: str
    opened_at: datetime
    closed_at: datetime | None
    confidential: bool
    matched: str

    @property
    def taken(self) -> timedelta:
        """From the opening to the end, or until now."""
        return (self.closed_at or timezone.now()) - self.opened_at


def of(base: Base, people: Iterable[dict[str, str]], purpose: str, by: Worker) -> list[Happened]:
    """The newest cases of a subject, or of the members of a household.

    `people` holds the standing values that the reader may see, of each of them.
    """
    if purpose in WITHOUT_CASES:
        return []
    told = list(people)
    found = {row["number"]: row for row in _by_words(base, told, by)}
    found |= {row["number"]: row for row in _by_phone(told, by)}
    rows = sorted(found.values(), key=lambda row: (row["opened_at"], row["id"]), reverse=True)
    return [_happened(row) for row in rows[:MOST_CASES]]


def _by_phone(people: list[dict[str, str]], by: Worker) -> list[dict[str, Any]]:
    phones = {one["phone"] for one in people if one.get("phone")}
    names = {one["name"] for one in people if one.get("phone") and one.get("name")}
    return [
        row | {"matched": "phone_name" if row["reporter__name"] in names else "phone"}
        for row in involved.told_by(by, phones, MOST_CASES)
    ]


def _by_words(base: Base, people: list[dict[str, str]], by: Worker) -> list[dict[str, Any]]:
    field = {Base.ENTERPRISE: "name", Base.PLACE: "address", Base.HOUSEHOLD: "address"}.get(base)
    if field is None or not people:
        return []
    rows = involved.naming(by, people[0].get(field, ""), MOST_CASES)
    return [row | {"matched": field} for row in rows]


def _happened(row: dict[str, Any]) -> Happened:
    return Happened(**{name: row[name] for name in Happened.__slots__})
