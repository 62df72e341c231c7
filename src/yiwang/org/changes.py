"""The book of changes: who changed a unit, a token or a subscription, and when."""

from dataclasses import dataclass

from django.utils import timezone

from yiwang.org.actors import Worker
from yiwang.org.models import Change


@dataclass(frozen=True, kw_only=True)
class About:
    """What was changed, under the name that it had."""

    subject: str
    number: int
    name: str


def note(*, about: About, what: str, by: Worker, detail: str = "") -> Change:
    """Append one change. `what` is Chinese and translated where it is shown."""
    return Change.objects.create(
        subject=about.subject,
        subject_id=about.number,
        name=about.name[:80],
        what=what,
        detail=detail[:300],
        person=by.person_id,
        person_name=by.person_name,
        at=timezone.now(),
    )


def last_names(subject: str) -> dict[int, str]:
    """The last name of everything of a kind that was ever changed, also of what is gone."""
    rows = Change.objects.filter(subject=subject).order_by("id")
    return dict(rows.values_list("subject_id", "name"))
