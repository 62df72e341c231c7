"""Everything that is read of subscriptions."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from yiwang.analytics.alerts.queries import KINDS
from yiwang.connect.webhooks.models import PREFIX, Subscription
from yiwang.engine import register
from yiwang.kernel.refusals import NotFound
from yiwang.org import changes

SUBJECT = "subscription"
TEST = "test"
ALERTS = gettext_noop("指标预警")


def subscriptions() -> list[Subscription]:
    """Every subscription, those that are paused last."""
    return list(Subscription.objects.all())


def subscription(number: int) -> Subscription:
    """One subscription. Raises `NotFound`."""
    found = Subscription.objects.filter(pk=number).first()
    if found is None:
        raise NotFound("没有这个订阅")
    return found


@dataclass(frozen=True)
class Name:
    """How a destination is called; `number` where there is a page about it."""

    text: str
    number: int | None = None


def names() -> dict[str, Name]:
    """The names of all destinations, also of those that were deleted; two queries."""
    gone = {f"{PREFIX}{n}": Name(name) for n, name in changes.last_names(SUBJECT).items()}
    there = Subscription.objects.values_list("id", "name")
    return gone | {f"{PREFIX}{number}": Name(name, number) for number, name in there}


def kinds() -> list[tuple[str, list[tuple[str, str]]]]:
    """What one can be told of: for each procedure its label and (kind, label) of its actions."""
    return [
        (
            procedure.label,
            [
                (f"{procedure.key}.{action.key}", action.label)
                for action in (procedure.opening, *procedure.actions)
            ],
        )
        for procedure in register.procedures()
    ] + [(ALERTS, list(KINDS))]


def kind_labels() -> dict[str, str]:
    """Every kind with the Chinese word for it."""
    return dict(pair for _procedure, pairs in kinds() for pair in pairs)
