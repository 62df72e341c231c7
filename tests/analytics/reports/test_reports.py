"""A report is made once when it is due, read by another, released, and then changes no more."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.district import District
from tests.weeks import Week
from yiwang.analytics import queries as figures
from yiwang.analytics import store
from yiwang.analytics.reports import actions, layout, queries
from yiwang.analytics.reports.models import Report
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Invalid, Missing, NotAllowed, NotFound, NotNow
from yiwang.measure.period import Grain, around

WEEK = around(Grain.WEEK, timezone.localdate()).before()
MONTH = around(Grain.MONTH, timezone.localdate()).before()


def opened(district: District, day: datetime, many: int = 3) -> None:
    """So many appeals of a day."""
    week = Week(district)
    for _one in range(many):
        week.at = day
        week.open("appeals", district.worker(Duty.OPERATOR))


@pytest.fixture
def known(district: District) -> District:
    """Three appeals in the week before, and one long ago."""
    noon = datetime.combine(WEEK.first, datetime.min.time(), timezone.get_current_timezone())
    opened(district, noon + timedelta(hours=12))
    opened(district, noon - timedelta(days=400), 1)
    return district


def received(one: Report) -> int:
    return one.kept.table("overview").total.now["received"].whole


def due_at(key: str, period) -> datetime:
    return queries.due(queries.bulletin_of(key)).at(period)


def made(district: District, duty: Duty = Duty.ASSESSOR) -> Report:
    return actions.make(key="weekly", period=WEEK.key, by=district.worker(duty))


def test_the_clock_makes_each_report_once_and_not_before_it_is_due(known: District):
    early = due_at("weekly", WEEK) - timedelta(seconds=1)
    actions.make_due(early)
    assert queries.standing("weekly", WEEK.key) is None
    before = Report.objects.count()
    assert actions.make_due(early) == 0
    assert actions.make_due(due_at("weekly", WEEK)) == 1
    assert actions.make_due(due_at("weekly", WEEK) + timedelta(hours=5)) == 0
    assert Report.objects.count() == before + 1
    one = queries.standing("weekly", WEEK.key)
    assert (received(one), one.edition, one.made_by, one.made_name) == (3, 1, None, "系统")


def test_two_processes_at_the_same_moment_make_one(known: District, monkeypatch):
    now = due_at("weekly", WEEK)
    actions.make_due(now)
    count = Report.objects.count()
    # As if the other had looked before this one had written.
    monkeypatch.setattr(actions, "_was_made", lambda one, period: False)
    assert actions.make_due(now) == 0
    assert Report.objects.count() == count


def test_before_the_first_case_there_is_nothing_to_tell(district: District):
    assert actions.make_due() == 0
    opened(district, timezone.now() - timedelta(minutes=5))
    assert actions.make_due(due_at("weekly", WEEK)) == 0
    assert not Report.objects.exists()


def test_the_clock_follows_the_published_time_and_stops_when_told(known: District):
    keeper = known.worker(Duty.SUPERVISOR)
    later = {"days": 3, "hour": 17, "runs": True}
    actions.publish_timing(key="weekly", timing=later, basis="本中心办法", by=keeper)
    at = datetime.combine(WEEK.until + timedelta(days=3), datetime.min.time())
    assert due_at("weekly", WEEK) == timezone.make_aware(at.replace(hour=17))
    actions.publish_timing(key="weekly", timing=later | {"runs": False}, basis="暂停", by=keeper)
    actions.make_due(due_at("weekly", WEEK) + timedelta(days=1))
    assert queries.standing("weekly", WEEK.key) is None


@pytest.mark.parametrize("wrong", [{"days": 32}, {"hour": 24}, {"days": -1}])
def test_a_time_that_cannot_be_is_refused(known: District, wrong):
    timing = {"days": 0, "hour": 8, "runs": True} | wrong
    with pytest.raises(Invalid):
        actions.publish_timing(
            key="weekly", timing=timing, basis="一", by=known.worker(Duty.SUPERVISOR)
        )


def test_who_made_it_does_not_review_it_and_who_reviewed_it_does_not_release_it(known: District):
    one = made(known, Duty.SUPERVISOR)
    supervisor, leader = known.worker(Duty.SUPERVISOR), known.worker(Duty.LEADER)
    with pytest.raises(NotAllowed):
        actions.review(number=one.pk, opinion="", by=supervisor)
    with pytest.raises(NotAllowed):
        actions.review(number=one.pk, opinion="", by=leader)
    with pytest.raises(NotNow):
        actions.release(number=one.pk, by=leader)
    actions.review(number=one.pk, opinion="属实", by=known.worker(Duty.ASSESSOR))
    for duty in (Duty.SUPERVISOR, Duty.ASSESSOR, Duty.OPERATOR):
        with pytest.raises(NotAllowed):
            actions.release(number=one.pk, by=known.worker(duty))
    done = actions.release(number=one.pk, by=leader)
    assert (done.state, done.released_name) == (Report.State.RELEASED, leader.person_name)


def test_what_the_supervisor_reviewed_the_supervisor_does_not_release(known: District):
    actions.make_due(due_at("weekly", WEEK))
    one, supervisor = queries.standing("weekly", WEEK.key), known.worker(Duty.SUPERVISOR)
    actions.review(number=one.pk, opinion="", by=supervisor)
    assert one in queries.waiting(known.worker(Duty.LEADER))
    assert one not in queries.waiting(supervisor)
    with pytest.raises(NotAllowed):
        actions.release(number=one.pk, by=supervisor)


def released(district: District) -> Report:
    one = made(district)
    actions.review(number=one.pk, opinion="", by=district.worker(Duty.SUPERVISOR))
    return actions.release(number=one.pk, by=district.worker(Duty.LEADER))


def test_a_released_report_stays_whatever_comes_later(known: District):
    one = released(known)
    noon = datetime.combine(WEEK.first, datetime.min.time(), timezone.get_current_timezone())
    opened(known, noon + timedelta(days=1), 2)
    with pytest.raises(NotNow):
        made(known)
    again = Report.objects.get(pk=one.pk)
    assert received(again) == 3 and again.digest == actions.digest(again.contents)


def test_withdrawn_with_a_reason_it_makes_way_for_the_figures_of_now(known: District):
    one, assessor = released(known), known.worker(Duty.ASSESSOR)
    noon = datetime.combine(WEEK.first, datetime.min.time(), timezone.get_current_timezone())
    opened(known, noon + timedelta(days=1), 2)
    with pytest.raises(Missing):
        actions.withdraw(number=one.pk, reason=" ", by=assessor)
    with pytest.raises(NotAllowed):
        actions.withdraw(number=one.pk, reason="有误", by=known.worker(Duty.OPERATOR))
    actions.withdraw(number=one.pk, reason="有两件补录", by=assessor)
    with pytest.raises(NotNow):
        actions.withdraw(number=one.pk, reason="再撤", by=assessor)
    # The clock leaves it to people whether there is another edition.
    actions.make_due(due_at("weekly", WEEK))
    assert queries.standing("weekly", WEEK.key) is None
    second = made(known)
    assert (received(one), received(second), second.edition) == (3, 5, 2)
    assert [e.state for e in queries.editions(second)] == ["draft", "withdrawn"]


def test_a_draft_made_anew_replaces_the_one_before(known: District):
    first, second = made(known), made(known)
    first.refresh_from_db()
    assert (first.state, first.reason) == ("withdrawn", "重新生成")
    assert queries.standing("weekly", WEEK.key) == second


def test_the_database_itself_keeps_one_standing_report(known: District):
    one = made(known)
    copy = Report.objects.get(pk=one.pk)
    copy.pk, copy.edition = None, 9
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


def test_only_whole_periods_that_are_over_are_made(known: District):
    keeper = known.worker(Duty.ASSESSOR)
    now = around(Grain.WEEK, timezone.localdate())
    for key, period, refusal in (
        ("weekly", now.key, NotNow),
        ("weekly", MONTH.key, Invalid),
        ("monthly", f"{MONTH.key}..{MONTH.first.isoformat()}", Invalid),
        ("daily", WEEK.key, NotFound),
    ):
        with pytest.raises(refusal):
            actions.make(key=key, period=period, by=keeper)
    with pytest.raises(NotAllowed):
        actions.make(key="weekly", period=WEEK.key, by=known.worker(Duty.LEADER))


def test_units_read_what_is_released_and_nothing_else(known: District):
    unit = known.worker(Duty.HANDLER)
    draft = made(known)
    assert queries.reports(unit) == []
    with pytest.raises(NotFound):
        queries.report(draft.pk, unit)
    one = released(known)
    assert queries.reports(unit) == [one] and queries.report(one.pk, unit) == one
    actions.withdraw(number=one.pk, reason="有误", by=known.worker(Duty.LEADER))
    assert queries.reports(unit) == []


def test_every_figure_opens_on_the_rows_it_was_read_from(known: District):
    one = made(known)
    contents, counted = one.kept, 0
    for block in layout.blocks(contents, one.declared):
        table = contents.table(block.key)
        lines = (*table.lines, table.total)
        for cell in (cell for row in block.rows for cell in row if cell.opening):
            found = cell.opening
            line = next(x for x in lines if _at(x, table) == _where(found.plan))
            reading = line.now[found.key]
            wanted = reading.part if found.side == "part" else reading.whole
            selection = figures.asked(found.key, found.plan).sides()[found.side]
            rows = figures.rows_from(
                store.reading(), found.plan.of(contents.period), selection, "id"
            )
            assert len(rows) == wanted
            counted += 1
    assert counted > 3


def _at(line, table) -> dict:
    return dict(zip(table.plan.by, line.keys, strict=False)) if line.keys else {}


def _where(plan) -> dict:
    return {one.dimension: one.keys[0] for one in plan.where}
