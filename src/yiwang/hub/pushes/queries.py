"""Every read of pushes: what is due, what there is, how far the receiver is behind."""

from collections.abc import Iterable

from django.db.models import Min, Q
from django.utils import timezone

from yiwang.hub.pushes.models import OPEN, Push, State
from yiwang.kernel.refusals import NotFound

SIZE = 50
# Where a push may stand, with the words on screen.
STATES: dict[str, str] = dict(State.choices)


def due(target: str) -> list[int]:
    """The oldest open push of each resource, where its time has come."""
    now = timezone.now()
    open_ = Push.objects.filter(target=target, state__in=OPEN).order_by("resource")
    oldest = open_.values("resource").annotate(first=Min("pk")).values("first")
    free = Q(held_until=None) | Q(held_until__lte=now)
    rows = Push.objects.filter(free, pk__in=oldest, next_at__lte=now).order_by("next_at", "pk")
    return list(rows.values_list("pk", flat=True))


def page(*, before: int = 0, states: Iterable[str] = ()) -> list[Push]:
    """One page, the newest first; `before` is the last id of the page before."""
    rows = Push.objects.select_related("receipt")
    rows = rows.filter(pk__lt=before) if before else rows
    rows = rows.filter(state__in=list(states)) if states else rows
    return list(rows[: SIZE + 1])


def push(number: int) -> Push:
    """One push. Raises `NotFound`."""
    found = Push.objects.select_related("receipt").filter(pk=number).first()
    if found is None:
        raise NotFound("没有这次上报")
    return found


def behind(target: str) -> dict[str, int]:
    """By resource, how many versions wait for the receiver."""
    found: dict[str, int] = {}
    for name in Push.objects.filter(target=target, state__in=OPEN).values_list(
        "resource", flat=True
    ):
        found[name] = found.get(name, 0) + 1
    return found


def receivers() -> set[tuple[str, str]]:
    """Which resource goes to whom: (key of the resource, receiver)."""
    return set(Push.objects.values_list("resource", "target").distinct()[:5_000])
