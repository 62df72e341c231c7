"""What was published stays, comes out again from the log, and is corrected in the open."""

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.utils import timezone

from tests.cases.test_facts import Week
from tests.district import REPLY, District
from yiwang.analytics import actions as facts
from yiwang.analytics.cut import facts_as_of
from yiwang.analytics.frozen import actions, queries, reckoning
from yiwang.analytics.frozen.models import FrozenReading
from yiwang.cases import appended
from yiwang.cases.appended import newest_event
from yiwang.dials.models import LimitNotice
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotAllowed, NotFound, NotNow
from yiwang.measure.period import Grain, around
from yiwang.org.models import Area

MONTH = around(Grain.MONTH, timezone.localdate().replace(day=1) - timedelta(days=1))
CASES = (("good", "street", 1), ("late", "street", 12), ("other", "bureau", 1))
WEIGHTS = {("three_rates", "solved_rate"): Fraction(1, 2)}


@pytest.fixture
def june(district: District) -> dict[str, str]:
    """Appeals of the month before: answered in time, late, and by another unit."""
    week = Week(district)
    week.at = datetime.combine(MONTH.first, datetime.min.time(), timezone.get_current_timezone())
    week.at += timedelta(days=4, hours=9)
    return {
        name: _answered(week, unit, days)
        for name, unit, days in (
            ("good", "street", 1),
            ("late", "street", 12),
            ("other", "bureau", 1),
        )
    }


def _answered(week: Week, unit: str, days: float) -> str:
    operator, handler = week.worker(Duty.OPERATOR), week.worker(Duty.HANDLER, unit)
    begun = week.at
    number = week.open("appeals", operator)
    week.do(number, "accept", operator)
    week.do(number, "establish", operator, category="030401")
    dispatcher = week.worker(Duty.DISPATCHER)
    week.do(number, "dispatch", dispatcher, lead_unit=week.district.units[unit].pk)
    week.do(number, "sign", handler)
    week.do(number, "reply", handler, hours=24 * days, **REPLY)
    week.at = begun
    return number


def freeze(district: District, **more: Any):
    keeper = district.worker(Duty.ASSESSOR)
    given = {"period": MONTH.key, "basis": "考核办法", "weights": WEIGHTS} | more
    return actions.freeze(by=keeper, **given)


def value(kept, indicator: str, by: str = "", key: str = ""):
    found = queries.published(kept, by=by, indicator=indicator)
    return next(one for one in found if one.key == key)


def asked(number: str, *indicators: str, **more: Any) -> actions.Asked:
    given = {"period": MONTH.key, "reason": "诉求人提供的地址有误", "evidence": "办理记录第五条"}
    return actions.Asked(number=number, indicators=indicators or ("received",), **(given | more))


def test_every_figure_of_the_month_is_kept_with_its_formula(district: District, june):
    kept = freeze(district)
    assert value(kept, "received").reading.whole == 3
    street = str(district.units["street"].pk)
    assert value(kept, "received", "unit", street).reading.whole == 2
    assert not FrozenReading.objects.filter(version="").exists()
    assert not FrozenReading.objects.filter(by="person").exists()


def test_a_frozen_month_comes_out_again_whatever_changed_since(district: District, june):
    kept = freeze(district)
    # Later acts, another limit, another place in the district.
    district.open()
    district.act(june["good"], "rework", district.worker(Duty.VERIFIER), reason="并未修好")
    LimitNotice.objects.create(
        procedure="appeals",
        limit="handle",
        amount=1,
        time_unit="work_hour",
        valid_from=timezone.now(),
        published_by="管理员",
        basis="新办法",
    )
    Area.objects.filter(level=Area.Level.COMMUNITY).update(parent=None)
    replayed = actions.replay(kept)
    assert (replayed.same, replayed.differences) == (True, [])
    # Frozen today, the same month would be another one.
    facts.refresh()
    with facts_as_of(newest_event(), timezone.now()) as scratch:
        assert reckoning.digest(reckoning.all_figures(scratch, MONTH, WEIGHTS)) != kept.digest


def test_a_figure_that_somebody_altered_is_found(district: District, june):
    kept = freeze(district)
    kept.digest = "0" * 64
    FrozenReading.objects.filter(freeze=kept, indicator="received", by="").update(value="4")
    replayed = actions.replay(kept)
    assert not replayed.same
    assert replayed.differences == ["received//: 4 → 3"]


@pytest.mark.parametrize(
    ("period", "refusal"),
    [
        (around(Grain.MONTH, timezone.localdate()).key, NotNow),
        ("2026-06-01..2026-06-20", Invalid),
        ("2026-06..2026-06-20", Invalid),
        ("2026-06-01", Invalid),
        ("juni", Invalid),
    ],
)
def test_only_a_whole_period_that_is_over_can_be_frozen(district: District, period, refusal):
    with pytest.raises(refusal):
        freeze(district, period=period)


def test_a_period_is_frozen_once_by_who_may(district: District, june):
    freeze(district)
    with pytest.raises(Conflict):
        freeze(district)
    for duty in set(Duty) - set(actions.KEEPERS):
        worker = next((w for (_, d), w in district.workers.items() if d is duty), None)
        if worker is not None:
            with pytest.raises(NotAllowed):
                actions.freeze(period="2026-01", basis="考核", weights={}, by=worker)


def test_nothing_is_frozen_while_an_event_may_still_appear_late(district: District, monkeypatch):
    monkeypatch.setattr(appended, "settled_event", lambda: None)
    with pytest.raises(NotNow):
        freeze(district)


def test_without_a_basis_nothing_is_frozen(district: District):
    with pytest.raises(Missing):
        freeze(district, basis=" ")


def test_a_case_that_is_left_out_corrects_the_figures_and_both_are_shown(district: District, june):
    kept = freeze(district)
    handler, assessor = district.worker(Duty.HANDLER, "street"), district.worker(Duty.ASSESSOR)
    objection = actions.object_to(asked=asked(june["late"]), by=handler)
    actions.decide(number=objection.pk, granted=True, decision="属实", by=assessor)
    street, bureau = (str(district.units[name].pk) for name in ("street", "bureau"))
    whole, mine = value(kept, "received"), value(kept, "received", "unit", street)
    assert (whole.reading.whole, whole.corrected.whole) == (3, 2)
    assert (mine.reading.whole, mine.corrected.whole) == (2, 1)
    # Not corrected: another unit, and an indicator that nobody objected to.
    assert value(kept, "received", "unit", bureau).corrected is None
    assert value(kept, "should_close").corrected is None
    # What was published stays as it was.
    assert actions.replay(kept).same


def test_a_second_objection_goes_on_from_the_first(district: District, june):
    kept = freeze(district)
    handler, assessor = district.worker(Duty.HANDLER, "street"), district.worker(Duty.ASSESSOR)
    for name in ("late", "good"):
        objection = actions.object_to(asked=asked(june[name]), by=handler)
        actions.decide(number=objection.pk, granted=True, decision="属实", by=assessor)
    street = str(district.units["street"].pk)
    assert value(kept, "received").corrected.whole == 1
    # Nothing is left of this unit.
    assert value(kept, "received", "unit", street).corrected.whole == 0


def test_a_refused_objection_changes_no_figure(district: District, june):
    kept = freeze(district)
    handler, assessor = district.worker(Duty.HANDLER, "street"), district.worker(Duty.ASSESSOR)
    objection = actions.object_to(asked=asked(june["late"]), by=handler)
    actions.decide(number=objection.pk, granted=False, decision="证据不足", by=assessor)
    assert value(kept, "received").corrected is None
    # It may be asked again, with better evidence, and be decided once only.
    actions.object_to(asked=asked(june["late"]), by=handler)
    with pytest.raises(Conflict):
        actions.decide(number=objection.pk, granted=True, decision="属实", by=assessor)


def test_who_may_not_object(district: District, june):
    kept = freeze(district)
    with pytest.raises(NotFound):
        # A case of another unit is not even seen.
        actions.object_to(asked=asked(june["late"]), by=district.worker(Duty.HANDLER, "bureau"))
    with pytest.raises(NotAllowed):
        actions.object_to(asked=asked(june["late"]), by=district.worker(Duty.SUPERVISOR))
    handler = district.worker(Duty.HANDLER, "street")
    with pytest.raises(Missing):
        actions.object_to(asked=asked(june["late"], evidence=""), by=handler)
    with pytest.raises(Invalid):
        # It is not among the cases that are paused.
        actions.object_to(asked=asked(june["late"], "paused_backlog"), by=handler)
    kept.objections_until = timezone.localdate() - timedelta(days=1)
    kept.save()
    with pytest.raises(NotNow):
        actions.object_to(asked=asked(june["late"]), by=handler)


def test_who_objects_does_not_decide(district: District, june):
    freeze(district)
    handler = district.worker(Duty.HANDLER, "street")
    objection = actions.object_to(asked=asked(june["late"]), by=handler)
    with pytest.raises(NotAllowed):
        actions.decide(number=objection.pk, granted=True, decision="属实", by=handler)
    actions.object_to(asked=asked(june["good"]), by=handler)
    with pytest.raises(Conflict):
        actions.object_to(asked=asked(june["good"]), by=handler)
