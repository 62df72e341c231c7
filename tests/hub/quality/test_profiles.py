"""Profiles are kept by version and compared; nobody sees values that are not theirs to see."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from tests.hub.quality.conftest import shop
from tests.hub.quality.test_pages import at, shown
from tests.web.test_pages import signed_in
from yiwang.engine.duties import Duty
from yiwang.hub.quality import following, profiling, queries
from yiwang.hub.quality.models import TableProfile
from yiwang.kernel.refusals import NotFound

PAGE = "/hub/quality/of/shops/profile/"


@pytest.fixture
def officer(quality) -> Client:
    return signed_in(quality.district, Duty.DATA_OFFICER)


def shops(quality, **changes: object) -> TableProfile:
    """Sixty shops of three names, all with these changes, are put and looked at."""
    told = [
        {"name": f"{number % 3}号店", "phone": f"138{number:08}", "seats": number % 7} | changes
        for number in range(60)
    ]
    quality.put(*(shop(number, **one) for number, one in enumerate(told)))
    return profiling.keep(quality.resource)


def test_each_version_is_looked_at_once_and_stays(quality):
    assert [one.key for one in profiling.due()] == ["shops"]
    first = shops(quality)
    assert (first.rows, profiling.due(), profiling.keep(quality.resource)) == (60, [], first)
    second = shops(quality, name="")
    assert [one.version for one in profiling.history(quality.resource)] == [
        second.version,
        first.version,
    ]
    with pytest.raises(DatabaseError), transaction.atomic():
        TableProfile.objects.filter(pk=first.pk).update(rows=1)


def test_the_clock_s_work_counts_a_table_once_and_ends(quality):
    assert following.waiting() == 1
    following.check_due()
    assert following.waiting() == 1
    assert (following.profile_due(), following.waiting()) == (1, 0)


def test_what_changed_since_the_version_before_is_on_the_page(quality, officer):
    first = shops(quality)
    assert "与第" not in shown(officer.get(PAGE))
    shops(quality, name="")
    page = shown(officer.get(PAGE))
    assert "空值率 0.0% → 100.0%" in page
    assert "→" not in shown(officer.get(f"{PAGE}?version={first.version}"))
    for wrong in ("99", "x"):
        shown(officer.get(f"{PAGE}?version={wrong}"), 404)
    with pytest.raises(NotFound):
        profiling.look(quality.resource, 99)


def test_values_are_for_the_centre_and_their_unit_and_personal_ones_for_nobody(quality, officer):
    shops(quality)
    for client in (officer, at(quality.steward)):
        page = shown(client.get(PAGE))
        assert "1号店" in page
        assert "13800000001" not in page
        assert "99999999999" in page
    page = shown(at(quality.stranger).get(PAGE))
    assert "1号店" not in page
    assert "9字字" in page
    shown(signed_in(quality.district, Duty.OPERATOR).get(PAGE), 403)


def test_what_is_called_personal_later_is_hidden_in_earlier_profiles(quality, officer):
    shops(quality)
    quality.resource.fields = [
        one | {"meaning": "person_name"} if one["key"] == "name" else one
        for one in quality.resource.fields
    ]
    quality.resource.save()
    assert "1号店" not in shown(officer.get(PAGE))


def test_a_proposed_rule_is_taken_over_with_one_click(quality, officer):
    shops(quality)
    assert "座位数不为负" in shown(officer.get(PAGE))
    answer = officer.post(f"{PAGE[:-8]}accept/", {"rule": "found.range.seats", "back": "profile"})
    assert answer["Location"] == PAGE
    assert "found.range.seats" in {one.key for one in queries.rules(quality.resource)}
    assert "座位数不为负" not in shown(officer.get(PAGE))
    assert "采用" not in shown(at(quality.steward).get(PAGE))


def test_before_the_first_look_the_page_says_what_will_come(quality, officer):
    assert "还没有探查过" in shown(officer.get(PAGE))
