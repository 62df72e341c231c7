"""The section of topics: what most people told of in the period; nothing where there is nothing."""

from datetime import date, timedelta

from django.utils import timezone

from tests.analytics.reports.test_contents import facts_with, made
from tests.district import District, build
from tests.insight.topics.told import tell_of_fees, tell_others
from yiwang.analytics.reports import layout
from yiwang.analytics.reports.bulletins import MONTHLY, WEEKLY
from yiwang.analytics.reports.contents import Contents, read_back, written
from yiwang.analytics.reports.making import contents_of
from yiwang.insight.topics import actions, queries
from yiwang.measure.period import Grain, around


def report(days_ago: int = 0) -> Contents:
    day = timezone.localdate() - timedelta(days=days_ago)
    return contents_of(WEEKLY, around(Grain.WEEK, day), facts_with())


def with_topics() -> District:
    district = build()
    tell_others(district)
    tell_of_fees(district, (0, 0, 0, 0, 0, 0))
    actions.search()
    return district


def test_a_report_tells_what_most_people_told_of(db):
    with_topics()
    (block,) = [one for one in layout.blocks(report(), WEEKLY) if one.key == "topics"]
    (topic,) = queries.topics()
    assert block.label == "热点专题" and topic.name in block.sentences[0]
    assert [cell.text for cell in block.rows[0]][:2] == [topic.name, "6"]


def test_people_of_other_periods_do_not_count(db):
    with_topics()
    assert report(days_ago=21).topics == ()


def test_without_topics_there_is_no_such_section_and_nothing_is_written(db):
    found = made()
    assert "topics" not in written(found)
    assert [one.key for one in layout.blocks(found, MONTHLY)] == [t.section for t in found.tables]


def test_what_was_told_is_read_back_as_it_was(db):
    with_topics()
    found = report()
    assert read_back(written(found)) == found and found.topics[0].people == 6
    assert date.fromisoformat(found.topics[0].since)
