"""Shares out what happened and delivers it; decides nothing."""

from yiwang.cases import outbox
from yiwang.connect.city_platform import client as city
from yiwang.connect.webhooks import client as webhooks
from yiwang.kernel.refusals import Refusal

# What cannot become better by trying again.
_FINAL = ("HTTP 400", "HTTP 401", "HTTP 403", "HTTP 404", "HTTP 410", "HTTP 422")


def run(*, limit: int = 100) -> int:
    """Work off what is due; how many rows were looked at."""
    rows = outbox.claim(limit=limit)
    subscriptions = webhooks.subscribed()
    unwanted = []
    for row in rows:
        if row.destination:
            _deliver(row)
            continue
        wanted = [
            *webhooks.destinations(row.kind, subscriptions),
            *city.destinations(row.payload),
        ]
        if wanted:
            outbox.share_out(row, wanted)
        else:
            unwanted.append(row.pk)
    outbox.nobody_wants(unwanted)
    return len(rows)


def _deliver(row: outbox.Outbox) -> None:
    try:
        if row.destination == city.DESTINATION:
            error = city.deliver(row.payload)
        else:
            error = webhooks.deliver(row.destination, row.kind, row.payload)
    except Refusal as refusal:
        error = refusal.message
    if error:
        outbox.failed(row, error, final=error in _FINAL)
    else:
        outbox.sent(row)
