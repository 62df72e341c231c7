"""Sends a subscriber a message that is about no case, so that both sides can see that it works."""

import secrets

from yiwang.cases import outbox
from yiwang.connect.webhooks import client, queries
from yiwang.connect.webhooks.models import Subscription
from yiwang.kernel.refusals import NotNow, Refusal


def send_test(subscription: Subscription) -> str:
    """Deliver a test now; an empty text when it was taken, otherwise what went wrong.

    It is kept among the deliveries but never tried again: nobody waits for it.
    """
    if not subscription.active:
        raise NotNow("订阅已暂停，恢复推送后才能发送测试")
    payload = {"number": f"TEST-{secrets.token_hex(4)}", "seq": 0, "state": queries.TEST}
    row = outbox.put_in_hand(
        destination=subscription.destination, kind=queries.TEST, payload=payload
    )
    try:
        error = client.deliver(row.destination, row.kind, payload)
    except Refusal as refusal:
        error = refusal.message
    if error:
        outbox.not_taken(row, error)
    else:
        outbox.sent(row)
    return error
