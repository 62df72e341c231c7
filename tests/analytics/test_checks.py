"""Checks of data become figures of the measures: summed, divided, opened, frozen, and weighed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.analytics.test_figures import plan
from tests.hub.quality.conftest import quality
from tests.web.test_pages import signed_in
from yiwang.analytics import actions, opening, queries
from yiwang.analytics.frozen import actions as freezing
from yiwang.analytics.scores import queries as scores
from yiwang.engine.duties import Duty
from yiwang.hub.quality.models import QualityRun
from yiwang.lake.quality import default_rules
from yiwang.measure.dimensions import Dimension
from yiwang.measure.language import Side
from yiwang.measure.period import Grain, around

__all__ = ["quality"]
NOW = timezone.now()


@pytest.fixture
def held(quality, settings, tmp_path):
    """Version 1 was checked twice, the second time with fewer faults; version 2 once."""
    settings.FACTS_ROOT = tmp_path / "facts"
    for version, broken in ((1, 50), (1, 10), (2, 30)):
        checked(quality, version, broken)
    actions.refresh()
    return quality


def checked(quality, version: int, broken: int, at=NOW) -> QualityRun:
    rule = default_rules(quality.resource.schema)[0].plain()
    found = [{"rule": rule, "evaluated": 100, "broken": broken}]
    told = {"rows": 100, "found": found, "started_at": at, "ended_at": at, "listed": broken}
    return QualityRun.objects.create(resource=quality.resource, version=version, **told)


def read(held, **more):
    leader = held.district.worker(Duty.LEADER)
    return queries.table(plan("data_quality_rate", **more), leader)


def test_the_last_check_of_each_version_counts(held):
    rate = read(held).total.readings["data_quality_rate"]
    assert (rate.part, rate.whole) == (90 + 70, 200)


def test_what_is_checked_once_more_replaces_what_the_facts_hold_already(held):
    checked(held, 2, 0)
    actions.refresh()
    for _anew in (False, True):
        rate = read(held).total.readings["data_quality_rate"]
        assert (rate.part, rate.whole) == (90 + 100, 200)
        actions.refresh(anew=True)


def test_each_unit_has_its_own_and_a_figure_opens_on_its_checks(held):
    bureau = str(held.district.units["bureau"].pk)
    assert [row.keys for row in read(held, by=(Dimension.UNIT,)).rows] == [(bureau,)]
    divided = plan("data_quality_rate", by=(Dimension.UNIT,))
    assert not queries.table(divided, held.stranger).rows
    leader = held.district.worker(Duty.LEADER)
    page = opening.opened(plan("data_quality_rate"), Side.WHOLE, leader)
    assert {(line.facts["version"], line.facts["passed"]) for line in page.lines} == {
        (1, 90),
        (2, 70),
    }


def test_the_rows_lead_to_the_checks_of_the_resource(held):
    client = signed_in(held.district, Duty.LEADER)
    asked = {"indicator": "data_checked", "period": plan("data_checked").period.key}
    page = client.get("/figures/rows/", asked).content.decode()
    assert "/hub/quality/of/shops/" in page


def test_frozen_figures_come_out_again_after_more_came(held):
    past = around(Grain.WEEK, timezone.localdate(NOW) - timedelta(days=7))
    checked(held, 3, 5, NOW - timedelta(days=7))
    actions.refresh()
    assessor = held.district.worker(Duty.ASSESSOR)
    kept = freezing.freeze(period=past.key, days=5, basis="月报", by=assessor)
    checked(held, 3, 0, timezone.now())
    actions.refresh()
    assert kept.readings.filter(indicator="data_quality_rate", by="", part=95).exists()
    assert freezing.replay(kept).same


def test_a_score_weighs_it(held):
    shape = scores.shape_of("data")
    card, _ = scores.card_of("data")
    found = {one.unit: one for one in scores.live(shape, card, plan("data_checked").period)}
    mine = found[str(held.district.units["bureau"].pk)]
    # 80 per cent lies below the floor, so that nothing is given for it.
    assert mine.given == {"data_quality_rate": 0}
    assert found[str(held.district.units["street"].pk)].given == {}
