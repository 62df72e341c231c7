"""What the second core works out arrives whole and in order, and changes no byte of a log."""

from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction

from yiwang.cases import ahead, audit, doors
from yiwang.cases.doors import CaseHistory, Step
from yiwang.cases.models import Event
from yiwang.engine.duties import Duty

RECORDED_AT = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
FIRST = 1_700_000_000


def test_parcels_come_in_order_however_large() -> None:
    def parcels() -> Generator[tuple[int, str], None, None]:
        for number in range(5):
            yield number, "字" * 1_000_000

    assert [number for number, _ in ahead._from_child(parcels)] == list(range(5))


@pytest.mark.filterwarnings("ignore")
def test_an_error_on_the_second_core_is_an_error_here(capfd: Any) -> None:
    def parcels() -> Generator[int, None, None]:
        yield 1
        raise ValueError("there")

    told = ahead._from_child(parcels)
    assert next(told) == 1
    with pytest.raises(ahead.BrokenOff):
        next(told)
    assert "there" in capfd.readouterr().err


def test_giving_up_half_way_ends_the_second_process() -> None:
    def parcels() -> Generator[str, None, None]:
        while True:
            yield "字" * 1_000_000

    with closing(ahead._from_child(parcels)) as told:
        next(told)


def histories(district: Any, count: int) -> list[CaseHistory]:
    """Cases of two steps over several days; every tenth names an action on nothing."""
    operator = replace(district.worker(Duty.OPERATOR), person_id=None)
    handler = replace(district.worker(Duty.HANDLER), person_id=None)
    found = []
    for line in range(count):
        at = FIRST + line * 997
        opened = {"title": "路灯不亮", "content": "路灯坏了", "channel": "history"}
        second = Step("sign", at + 9, {}, handler) if line % 10 == 9 else None
        steps = (
            Step("receive", at, opened, operator),
            second or Step("accept", at + 9, {}, operator),
        )
        found.append(CaseHistory("appeals", f"key{line}", line, steps))
    return found


def test_the_second_core_changes_no_byte(district: Any, monkeypatch: Any) -> None:
    logs = []
    for forked in (True, False):
        monkeypatch.setattr(ahead, "_can_fork", lambda forked=forked: forked)
        with transaction.atomic():
            result = doors.load_histories(histories(district, 250), recorded_at=RECORDED_AT)
            assert audit.check().faults == []
            logs.append(list(Event.objects.order_by("hash").values_list("hash", "given")))
            transaction.set_rollback(True)
        assert (result.cases, result.events) == (225, 450)
        assert [line for line, _ in result.refused] == list(range(9, 250, 10))
    assert logs[0] == logs[1]
