"""The made-up district's grids: a mosaic without gaps in which every point of an appeal lies."""

from datetime import timedelta

import pytest
from django.utils import timezone

from yiwang.demo import district, people
from yiwang.fieldwork.grids import mosaic, outlines, queries
from yiwang.fieldwork.parts import queries as parts
from yiwang.fieldwork.people import freshness, merging, sight
from yiwang.fieldwork.people import queries as houses
from yiwang.fieldwork.people.models import Resident
from yiwang.org import queries as org


@pytest.fixture
def made(db) -> district.Made:
    return district.build()


def test_sixty_grids_cover_the_district_without_gap_or_overlap(made):
    drawn = queries.drawn(queries.valid())
    assert len(drawn) == 60
    assert mosaic.gaps(drawn) == [] and mosaic.overlaps(drawn) == []
    every = outlines.square_metres(mosaic.joined(drawn.values()))
    assert every == pytest.approx(sum(queries.valid().values_list("square_metres", flat=True)))


def test_each_grid_is_an_area_to_pick_and_one_is_managed_by_others(made):
    assert org.areas_below(level="grid").count() == 60
    lent = [grid for grid in queries.valid() if grid.managed_by is not None]
    assert len(lent) == 1
    assert org.unit_of_area(lent[0].code) == lent[0].managed_by == made.communities[1][1]


def test_one_grid_will_be_two_in_a_fortnight(made):
    later = timezone.localdate() + timedelta(days=14)
    assert queries.valid(later).count() == 61
    first = queries.history("420199001001001")[0]
    assert [grid.code[-3:] for grid in queries.replaced_by(first)] == ["011", "012"]


def test_the_demo_has_a_census_that_was_looked_at_twice_and_leaves_no_row_out(made):
    first, second = reversed(parts.surveys())
    assert first.report["rows_refused"] == second.report["rows_refused"] == []
    assert first.report["outside_of_grids"] == [] and second.report["parts_changed"] > 0
    assert first.report["parts_added"] == 288
    assert parts.listed(parts.Filters(state="damaged")).exists()


def test_the_demo_has_invented_people_of_whom_some_were_visited_and_one_house_is_double(made):
    assert people.fill(made) == 36
    handler = made.handlers[made.communities[0][1].pk]
    seeing = sight.sight(handler)
    lines = houses.grid_lines(seeing, freshness.cycles())
    assert [line.houses for line in lines] == [13, 12, 12]
    assert all(line.fresh and line.never and line.people > 12 for line in lines)
    assert [item.reason for item in merging.doubles(seeing)] == [merging.BY_ADDRESS]
    assert not Resident.objects.exclude(id_number__startswith=people.DIVISION).exists()
