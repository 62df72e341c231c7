"""How many events a second each door for whole histories takes, and how much faster one is."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import django

from bench.measure import Figure, rate

django.setup()

from django.core.management import call_command  # noqa: E402
from tests import district  # noqa: E402

from yiwang.cases.doors import (  # noqa: E402
    CaseHistory,
    Step,
    load_histories,
    replay_histories,
)
from yiwang.engine.duties import Duty  # noqa: E402
from yiwang.org.actors import Worker  # noqa: E402

CASES = 4000
FIRST = 1_700_000_000
TEXT = "小区门口路灯坏了三天，请尽快处理"


def figures() -> list[Figure]:
    """Eight steps a case, from the receipt to the end, on a fresh database."""
    call_command("migrate", verbosity=0)
    small = district.build()
    rates = {}
    for door in (replay_histories, load_histories):
        histories = list(_histories(small, door.__name__))
        started = time.perf_counter()
        result = door(histories, recorded_at=datetime.now(UTC))
        rates[door.__name__] = (result.events, time.perf_counter() - started)
    decided, trusted = rates["replay_histories"], rates["load_histories"]
    ratio = (trusted[0] / trusted[1]) / (decided[0] / decided[1])
    return [
        rate("events through the deciding door", *decided, unit="events/s", target="≥ 3,000"),
        rate("events through the trusting door", *trusted, unit="events/s", target="≥ 20,000"),
        Figure(name="how much faster the trusting one is", value=round(ratio, 2), unit="times"),
    ]


def _histories(small: district.District, prefix: str) -> Iterator[CaseHistory]:
    for line in range(CASES):
        yield CaseHistory("appeals", f"{prefix}{line}", line, _steps(small, FIRST + line * 37))


def _steps(small: district.District, at: int) -> tuple[Step, ...]:
    def of(duty: Duty) -> Worker:
        return replace(small.worker(duty), person_id=None)

    opened = {"title": "路灯不亮", "content": TEXT, "channel": "history", "outer_due": at + 432_000}
    lead = {"lead_unit": small.units["street"].pk}
    return (
        Step("receive", at, opened, of(Duty.OPERATOR)),
        Step("accept", at + 60, {}, of(Duty.OPERATOR)),
        Step("establish", at + 70, {"category": "030401"}, of(Duty.OPERATOR)),
        Step("dispatch", at + 80, lead, of(Duty.DISPATCHER)),
        Step("sign", at + 900, {}, of(Duty.HANDLER)),
        Step("reply", at + 90_000, dict(district.REPLY), of(Duty.HANDLER)),
        Step("verify_pass", at + 99_000, {}, of(Duty.VERIFIER)),
        Step("close_without_call", at + 99_000, {"ground": "anonymous"}, of(Duty.CALLER)),
    )
