"""What a steward sees of the unit's feeds: the most urgent first, one next step each."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.hub.feeds.conftest import hub
from tests.hub.feeds.test_running import HEAD, ROWS
from tests.hub.reminders.conftest import Owing, on, owing
from tests.web.hub.test_feed_pages import client_of, shown
from yiwang.hub.feeds.models import Delivery, Lease, Run
from yiwang.hub.feeds.words import Mode, RunState, Source
from yiwang.hub.reminders import actions
from yiwang.web.hub.providing import Step, provided

__all__ = ["hub", "owing"]


def _steps(owing: Owing) -> dict[str, str]:
    return {one.feed.key: one.step for one in provided(owing.hub.steward)}


def test_what_is_late_comes_first_with_its_limit_and_a_file_is_handed_in_right_there(owing):
    other = owing.hub.feed(key="a-later", name="另一份", mode=Mode.MERGE)
    Run.objects.create(
        feed=other, key="x", state=RunState.SUCCEEDED, trigger="clock", accepted=9,
        started_at=on(2, 9), ended_at=on(2, 9),
    )  # fmt: skip
    owing.look(on(2, 11))
    first, second = provided(owing.hub.steward)
    assert (first.feed.key, first.step) == ("shops", Step.HAND_IN)
    assert (second.feed.key, second.step, second.urgent) == ("a-later", Step.NOTHING, False)
    client = client_of(owing.hub.steward)
    page = shown(client.get("/hub/feeds/"))
    assert "先办" in page and "2026-06-02 10:30" in page and "申请延期" in page
    file = SimpleUploadedFile("shops.csv", (HEAD + ROWS).encode())
    assert client.post("/hub/feeds/shops/deliver/", {"file": file}).status_code == 302
    assert Delivery.objects.get().feed.key == "shops"


def test_the_step_follows_what_became_of_the_last_run(owing):
    owing.came(on(2, 9), RunState.FAILED)
    assert _steps(owing) == {"shops": Step.HAND_IN}
    owing.came(on(2, 9, 5), RunState.HELD)
    assert _steps(owing) == {"shops": Step.DECIDED}
    owing.came(on(2, 9, 10))
    assert _steps(owing) == {"shops": Step.NOTHING}
    run = owing.came(on(2, 9, 20))
    assert not provided(owing.hub.steward)[0].urgent
    made = Run.objects.create(
        feed=run.feed, key="y", state=RunState.SUCCEEDED, trigger="clock", accepted=8, rejected=3,
        started_at=on(2, 10), ended_at=on(2, 10),
    )  # fmt: skip
    assert _steps(owing) == {"shops": Step.MEND}
    page = shown(client_of(owing.hub.steward).get("/hub/feeds/"))
    assert f"/hub/runs/{made.pk}/rejected/" in page
    Lease.objects.update(holder="elsewhere:1:x", beat_at=made.ended_at + timedelta(days=3650))
    assert _steps(owing) == {"shops": Step.RUNNING}


def test_a_source_that_is_fetched_is_run_and_one_switched_off_is_left_alone(owing):
    settings = {"address": "sqlite:///x", "table": "t"}
    owing.hub.feed(source=Source.DATABASE, settings=settings)
    assert _steps(owing) == {"shops": Step.RUN}
    assert "/hub/feeds/shops/run/" in shown(client_of(owing.hub.steward).get("/hub/feeds/"))
    owing.hub.feed(source=Source.DATABASE, settings=settings, enabled=False)
    (one,) = provided(owing.hub.steward)
    assert (one.step, one.urgent, one.hands_in) == (Step.NOTHING, False, False)


def test_more_time_that_was_asked_for_is_told(owing):
    owing.look(on(2, 11))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(actions.timezone, "now", lambda: on(2, 12))
        actions.ask_extension(
            number=owing.owed(2).pk, until=on(9), reason="停电", by=owing.hub.steward
        )
    assert provided(owing.hub.steward)[0].asked.until == on(9)
    assert "待审定" in shown(client_of(owing.hub.steward).get("/hub/feeds/"))


def test_the_centre_sees_the_table_of_all_feeds(owing):
    assert "下次运行" in shown(client_of(owing.hub.officer).get("/hub/feeds/"))
    assert provided(owing.hub.stranger) == []
