"""A crossing is told once, to whom it concerns, and again only after it came back."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.district import District
from yiwang.analytics import actions as figures
from yiwang.analytics.alerts import actions, queries
from yiwang.analytics.alerts.models import Crossing
from yiwang.cases.models import Outbox
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Invalid, NotFound

RULE = {
    "name": "受理激增",
    "indicator": "received",
    "by": "",
    "span": "today",
    "kind": "threshold",
    "direction": "up",
    "level": Decimal(2),
    "least": 1,
    "duties": ["supervisor"],
    "tells_unit": False,
}


def publish(district: District, **changes):
    by = district.worker(Duty.SUPERVISOR)
    return actions.publish(rule=RULE | changes, basis="试行办法", by=by)


def test_a_crossing_is_told_once_until_it_clears(district: District):
    rule = publish(district)
    district.open()
    figures.refresh()
    # Not told: one of two.
    assert actions.check() == 0
    district.open()
    figures.refresh()
    assert [actions.check(), actions.check()] == [1, 0]
    tomorrow = timezone.now() + timedelta(days=1)
    assert actions.check(tomorrow) == 0
    (crossing,) = queries.crossings(rule.number)
    assert crossing.cleared_at == tomorrow and crossing.shown == "2"
    kinds = list(Outbox.objects.filter(kind__startswith="figures.").values_list("kind", flat=True))
    assert kinds == ["figures.crossed", "figures.cleared"]


def test_a_crossing_can_be_raised_again_after_it_cleared(district: District):
    rule = publish(district, level=Decimal(1))
    district.open()
    figures.refresh()
    now = timezone.now()
    assert [actions.check(now), actions.check(now + timedelta(days=1)), actions.check(now)] == [
        1,
        0,
        1,
    ]
    assert len(queries.crossings(rule.number)) == 2


def test_two_open_crossings_of_the_same_thing_cannot_be(district: District):
    publish(district, level=Decimal(1))
    district.open()
    figures.refresh()
    actions.check()
    crossing = Crossing.objects.get()
    crossing.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        crossing.save()


def test_each_unit_is_judged_by_itself_and_told_of_itself_only(district: District):
    publish(district, by="unit", tells_unit=True)
    for unit in ("street", "street", "bureau"):
        district.handled(unit)
    figures.refresh()
    assert actions.check() == 1
    told = {
        name: len(queries.told(worker))
        for name, worker in {
            "supervisor": district.worker(Duty.SUPERVISOR),
            # Not told: another duty, and another unit.
            "leader": district.worker(Duty.LEADER),
            "bureau": district.worker(Duty.HANDLER, "bureau"),
            "street": district.worker(Duty.HANDLER, "street"),
        }.items()
    }
    assert told == {"supervisor": 1, "leader": 0, "bureau": 0, "street": 1}


def test_a_new_edition_takes_the_place_of_the_old_one_and_both_stay(district: District):
    rule = publish(district)
    by = district.worker(Duty.SUPERVISOR)
    actions.publish(rule=RULE | {"level": Decimal(1)}, basis="调整", by=by, replaces=rule.number)
    assert [one.level for one in queries.editions(rule.number)] == [1, 2]
    district.open()
    figures.refresh()
    assert actions.check() == 1
    assert [one.number for one in queries.rules()] == [rule.number]


def test_a_retired_rule_clears_what_it_raised_and_says_nothing_more(district: District):
    rule = publish(district, level=Decimal(1))
    district.open()
    figures.refresh()
    actions.check()
    actions.retire(number=rule.number, basis="不再需要", by=district.worker(Duty.SUPERVISOR))
    assert queries.open_of(rule.number) == []
    assert actions.check() == 0
    assert queries.rule(rule.number).retired


def test_without_facts_nothing_is_judged(district: District):
    publish(district)
    assert actions.check() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"duties": []}, "duties"),
        ({"duties": ["citizen"]}, "duties"),
        ({"span": "year"}, "span"),
        ({"by": "month"}, "by"),
        ({"kind": "forecast"}, "span"),
        ({"kind": "forecast", "span": "month", "indicator": "closing_rate"}, "indicator"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_with_its_field(district: District, changes, field: str):
    with pytest.raises(Invalid) as refused:
        publish(district, **changes)
    assert field in refused.value.details["fields"]


def test_an_unknown_figure_is_refused(district: District):
    with pytest.raises(NotFound):
        publish(district, indicator="happiness")
