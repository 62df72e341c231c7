"""The facts as they were after an event, whatever happened since."""

from typing import Any

import pytest
from django.utils import timezone

from tests.district import REPLY, District
from yiwang.analytics import actions, store
from yiwang.analytics.cut import facts_as_of
from yiwang.analytics.rows import VIEWS
from yiwang.cases.appended import newest_event
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import NotNow


def everything(connection: Any) -> dict[str, list[tuple]]:
    return {
        view.key: sorted(
            connection.execute(f"SELECT * FROM {view.key}").fetchall(),
            key=str,
        )
        for view in VIEWS
    }


def test_what_happened_later_is_not_there(district: District):
    handled, open_one = district.handled(), district.open().number
    actions.refresh()
    cut, then = newest_event(), everything(store.reading())
    handler = district.worker(Duty.HANDLER)
    district.act(handled, "sign", handler)
    district.act(handled, "reply", handler, **REPLY)
    district.act(open_one, "void", district.worker(Duty.SUPERVISOR), reason="重复登记，作废处理")
    district.open()
    actions.refresh()
    assert everything(store.reading()) != then
    assert everything(facts_as_of(cut, timezone.now())) == then


def test_facts_that_do_not_go_so_far_are_not_taken_for_it(district: District):
    district.open()
    actions.refresh()
    district.open()
    with pytest.raises(NotNow):
        facts_as_of(newest_event(), timezone.now())


def test_areas_lie_where_they_lay_then(district: District):
    district.open()
    actions.refresh()
    moved = [["420102001001", "420102999", "420102001001"]]
    connection = facts_as_of(newest_event(), timezone.now(), moved)
    assert connection.execute("SELECT * FROM areas").fetchall() == [tuple(moved[0])]
