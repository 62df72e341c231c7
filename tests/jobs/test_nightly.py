"""The search of the night: once a day, not before its hour, nothing where there is nothing."""

from datetime import timedelta

from django.utils import timezone

from tests.district import District, build
from tests.insight.topics.told import tell_of_fees, tell_others
from yiwang.insight.topics import queries
from yiwang.jobs.nightly import find_topics


def at(hour: int):
    return timezone.localtime().replace(hour=hour, minute=5)


def test_topics_are_looked_for_once_a_night(db):
    district: District = build()
    tell_others(district)
    tell_of_fees(district)
    assert find_topics(at(0)) == 0 and queries.last_run() is None
    assert find_topics(at(2)) == 1
    run = queries.last_run()
    assert find_topics(at(3)) == 0 and queries.last_run() == run
    assert find_topics(at(2) + timedelta(days=1)) == 1 and queries.last_run() != run


def test_an_empty_district_is_not_searched(db):
    build()
    assert find_topics(at(2)) == 0 and queries.last_run() is None
