"""Which cases are found as the same matter, and which must not be."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.district import District
from tests.insight.alike.conftest import ELSEWHERE, LAMP, PARKING, PARKING_AGAIN, Tell
from yiwang.cases.models import Case
from yiwang.engine.duties import Duty
from yiwang.insight.alike import actions, queries, table
from yiwang.insight.alike.models import Entry, Mark


def hinted(district: District, content: str, duty: Duty = Duty.OPERATOR, **more) -> list[str]:
    told = queries.Told(title=content[:30], content=content, **more)
    return [hint.case.number for hint in queries.hints(district.worker(duty), told)]


def test_the_same_matter_in_other_words_is_found_and_says_place_and_matter(district, tell: Tell):
    number = tell(PARKING)
    tell(LAMP)
    actions.follow()
    told = queries.Told(title=PARKING_AGAIN[:30], content=PARKING_AGAIN)
    (hint,) = queries.hints(district.worker(Duty.OPERATOR), told)
    assert hint.case.number == number
    assert "云锦" in "".join(hint.found.places) and "车位" in hint.found.matter


def test_another_matter_of_the_same_place_is_not_the_same(district, tell: Tell):
    tell(LAMP)
    actions.follow()
    assert hinted(district, PARKING) == []


def test_the_same_words_of_another_area_are_not_the_same(district, tell: Tell):
    tell(ELSEWHERE, category="050102", area="420199001002")
    actions.follow()
    # The other half of the words is the name of another estate, and the area is another.
    assert hinted(district, PARKING, category="050102", area="420199001003") == []


def test_without_an_index_nothing_is_found_and_nothing_fails(district):
    assert hinted(district, PARKING) == [] and hinted(district, "") == []


@pytest.mark.parametrize(("days", "many"), [(29, 1), (31, 0)])
def test_what_was_told_before_the_days_of_its_class_is_not_found(
    district, tell: Tell, days: int, many: int
):
    tell(PARKING)
    Case.objects.update(opened_at=timezone.now() - timedelta(days=days))
    actions.follow()
    assert len(hinted(district, PARKING)) == many


def test_a_point_beyond_the_radius_of_its_class_is_another_place(district, tell: Tell):
    tell(PARKING, point=[114.3, 30.6])
    actions.follow()
    assert len(hinted(district, PARKING, point=(114.302, 30.6))) == 1  # 192 metres
    assert hinted(district, PARKING, point=(114.304, 30.6)) == []  # 383 of 300 metres
    assert len(hinted(district, PARKING)) == 1  # where it is was not told


def test_a_confidential_case_is_in_no_index_and_leaves_it_when_it_becomes_one(district, tell: Tell):
    tell(PARKING, confidential=True)
    number = tell(PARKING_AGAIN)
    actions.follow()
    case = Case.objects.get(number=number)
    assert [entry.case for entry in Entry.objects.all()] == [case.pk]
    Case.objects.filter(pk=case.pk).update(confidential=True)
    actions.look_again([case.pk])
    assert not Entry.objects.exists() and Mark.objects.get().texts == 0
    assert set(table.counts(range(1)).values()) <= {0} and hinted(district, PARKING) == []


def test_who_may_not_see_a_case_gets_no_hint_of_it(district, tell: Tell):
    tell(PARKING)
    actions.follow()
    worker = district.worker(Duty.HANDLER, "bureau")
    assert queries.hints(worker, queries.Told(content=PARKING)) == []


def test_following_twice_changes_nothing_and_building_anew_finds_the_same(district, tell: Tell):
    tell(PARKING)
    assert actions.follow() == 1 and actions.follow() == 0
    before = (Mark.objects.get().texts, hinted(district, PARKING_AGAIN))
    assert actions.anew() == 1
    assert (Mark.objects.get().texts, hinted(district, PARKING_AGAIN)) == before == (1, before[1])


def test_a_hint_takes_few_queries_however_much_is_in_the_index(
    district, tell: Tell, django_assert_max_num_queries
):
    for number in range(30):
        tell(f"{PARKING}第{number}次反映。")
    actions.follow()
    with django_assert_max_num_queries(8):
        assert len(hinted(district, PARKING_AGAIN)) == 5
