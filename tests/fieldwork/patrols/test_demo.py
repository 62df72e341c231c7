"""The demo's people on the street can be made up at any hour of any day."""

from datetime import datetime

import pytest
from django.utils import timezone

from tests.fieldwork.patrols.conftest import ZONE, Clock
from yiwang.demo import district, patrols
from yiwang.fieldwork.patrols import queries
from yiwang.fieldwork.patrols.models import Track

MOMENTS = [
    datetime(2026, 9, 14, 0, 2, tzinfo=ZONE),
    datetime(2026, 9, 16, 8, 5, tzinfo=ZONE),
    datetime(2026, 9, 20, 23, 58, tzinfo=ZONE),
]


@pytest.mark.django_db
@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_the_fortnight_is_whole_at_any_moment(clock: Clock, moment: datetime):
    clock.now = moment
    made = district.build()
    assert patrols.fill(made) >= 3 * 30
    assert Track.objects.filter(last_at__gt=moment).count() == 0 < Track.objects.count()
    monday = queries.monday_of(timezone.localdate())
    rates = queries.log_in_rates(monday - patrols.WEEK, 7)
    assert len(rates) == 6 and all(row.found.share.done for row in rates)
