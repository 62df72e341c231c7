"""The layer of people and enterprises: counts by community, for whoever sees the bases."""

import pytest
from django.utils import timezone

from tests.district import District, build
from tests.web.test_pages import signed_in
from yiwang.engine.duties import Duty
from yiwang.hub.bases.models import Build, Figure
from yiwang.org.models import Area


@pytest.fixture
def district(db) -> District:
    made = build()
    now = timezone.now()
    counted = {"records": 9, "things": 9, "conflicts": 0, "doubtful": 0, "versions": {}}
    done = Build.objects.create(
        base="person", run="r", started_at=now, at=now, by_name="系统", **counted
    )
    areas = Area.objects.filter(level="community").order_by("code")[:2]
    for area, value in zip(areas, (60, -1), strict=True):
        told = {"theme": "livelihood", "measure": "aged", "area": area.name}
        Figure.objects.create(build=done, value=value, **told)
    return made


def test_counts_go_by_the_code_of_the_community_and_few_are_not_told(district):
    first, second = Area.objects.filter(level="community").order_by("code")[:2]
    client = signed_in(district, Duty.LEADER)
    assert client.get("/map/bases.json?measure=aged").json()["counts"] == {first.code: 60}
    table = client.get("/map/bases/?measure=aged").content.decode()
    assert "60" in table and second.name in table and "隐去" in table


def test_whoever_does_not_see_the_bases_has_no_such_layer(district):
    client = signed_in(district, Duty.OPERATOR)
    assert client.get("/map/bases.json").status_code == 403
    assert 'data-more-of="bases"' not in client.get("/map/").content.decode()
