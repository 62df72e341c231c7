"""Deliveries become figures of the measures: divided, opened, frozen, and weighed in a score."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.analytics.test_figures import plan
from tests.hub.reminders.conftest import Owing, hub, owing
from yiwang.analytics import actions, opening, queries
from yiwang.analytics.frozen import actions as freezing
from yiwang.analytics.scores import queries as scores
from yiwang.engine.duties import Duty
from yiwang.hub.feeds.models import Feed
from yiwang.hub.reminders import actions as reminders
from yiwang.hub.reminders import following
from yiwang.hub.reminders.actions import Verdict
from yiwang.hub.reminders.models import Expectation
from yiwang.measure.dimensions import Dimension
from yiwang.measure.language import Side
from yiwang.measure.period import Grain, around

__all__ = ["hub", "owing"]
NOW = timezone.now()


@pytest.fixture
def weeks(owing: Owing, settings, tmp_path) -> list[Expectation]:
    """Three weeks of workdays: the first came in time, the second late, all others never."""
    settings.FACTS_ROOT = tmp_path / "facts"
    Feed.objects.update(published_at=NOW - timedelta(days=21))
    following.follow(NOW - timedelta(days=21))
    for late in (timedelta(), timedelta(hours=3)):
        row = Expectation.objects.filter(settled_at=None).earliest("due_at")
        following.follow(row.due_at + timedelta(hours=2))
        owing.came(row.due_at + late)
        following.follow(row.due_at + timedelta(hours=4))
    following.follow(NOW)
    return list(Expectation.objects.filter(due_at__lt=NOW - timedelta(hours=1)))


def read(key: str, owing: Owing):
    leader = owing.hub.district.worker(Duty.LEADER)
    return queries.table(plan(key), leader).total.readings[key]


def test_the_figures_are_those_of_the_rows_and_open_on_them(owing: Owing, weeks):
    actions.refresh()
    leader = owing.hub.district.worker(Duty.LEADER)
    rate = read("delivery_on_time_rate", owing)
    assert (rate.part, rate.whole) == (1, len(weeks))
    assert read("delivery_delay_average", owing).part == (3 * 60 - 30) * 60
    page = opening.opened(plan("delivery_on_time_rate"), Side.WHOLE, leader)
    assert page.count == len(weeks)
    assert {"feed", "period", "on_time", "limit_at"} <= {column.key for column in page.columns}
    assert {line.facts["period"] for line in page.lines} == {row.period for row in weeks}


def test_each_unit_has_its_own_and_sees_no_other(owing: Owing, weeks):
    actions.refresh()
    bureau = str(owing.hub.district.units["bureau"].pk)
    divided = plan("delivery_on_time_rate", by=(Dimension.UNIT,))
    table = queries.table(divided, owing.hub.steward)
    assert [row.keys for row in table.rows] == [(bureau,)]
    assert not queries.table(divided, owing.hub.stranger).rows


def test_only_what_was_written_since_is_put_in_anew(owing: Owing, weeks):
    actions.refresh()
    before = read("delivery_on_time_rate", owing)
    asked = reminders.ask_extension(
        number=weeks[-1].pk, until=NOW + timedelta(days=9), reason="上游检修", by=owing.hub.steward
    )
    reminders.decide(number=asked.pk, verdict=Verdict(True), by=owing.hub.officer)
    actions.refresh()
    assert read("delivery_on_time_rate", owing).whole == before.whole - 1
    actions.refresh(anew=True)
    assert read("delivery_on_time_rate", owing).whole == before.whole - 1


def test_frozen_figures_come_out_again_after_more_came(owing: Owing, weeks):
    actions.refresh()
    past = around(Grain.WEEK, timezone.localdate(NOW) - timedelta(days=7))
    assessor = owing.hub.district.worker(Duty.ASSESSOR)
    kept = freezing.freeze(period=past.key, days=5, basis="月报", by=assessor)
    owing.came(timezone.now())
    following.follow(timezone.now() + timedelta(minutes=1))
    actions.refresh()
    assert kept.readings.filter(indicator="delivery_on_time_rate", by="", whole__gt=0).exists()
    assert freezing.replay(kept).same


def test_a_score_weighs_them_without_further_code(owing: Owing, weeks):
    actions.refresh()
    shape = scores.shape_of("data")
    card, _ = scores.card_of("data")
    period = plan("deliveries_owed").period
    found = {one.unit: one for one in scores.live(shape, card, period)}
    mine = found[str(owing.hub.district.units["bureau"].pk)]
    assert (mine.place, mine.cases) == (1, len(weeks))
    assert mine.total is not None
    assert found[str(owing.hub.district.units["street"].pk)].place is None
