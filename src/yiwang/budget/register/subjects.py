"""What a subject is called in a year: as published here, else as declared for everybody."""

from collections.abc import Iterable

from yiwang.budget.register.models import Subject
from yiwang.disclosure import codes as declared


def names(codes: Iterable[str], year: int) -> dict[str, str]:
    """Names of subjects by their codes in a year; one query. Unknown codes are left out."""
    wanted = {code for code in codes if code}
    found = {one.code: one.name for code in wanted if (one := declared.subject(code, year))}
    rows = Subject.objects.filter(code__in=wanted, since_year__lte=year)
    for row in rows.order_by("since_year", "id"):
        if row.retired:
            found.pop(row.code, None)
        else:
            found[row.code] = row.name
    return found


def published() -> list[Subject]:
    """What was published here."""
    return list(Subject.objects.all())
