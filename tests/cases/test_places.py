"""The map's counts against plain Python: each case in one cell, and found again by its key."""

import math
import random

import pytest
from django.utils import timezone

from tests.district import District, build
from yiwang.cases import places
from yiwang.cases.lists import Filters
from yiwang.cases.models import Case
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Invalid
from yiwang.org.lattice import MOST_CELLS, Lattice, Window, cell, lattice

SOON = 8 * 3600
HERE = Window(114.2, 30.5, 114.4, 30.7, 12)
WORLD = Window(-180, -85, 180, 85, 2)


@pytest.fixture
def district(db) -> District:
    return build()


def scattered(district: District, count: int = 40, **more) -> list[Case]:
    """Open cases at chance places of the window."""
    chance = random.Random(4)
    for _ in range(count):
        point = [chance.uniform(114.21, 114.39), chance.uniform(30.51, 30.69)]
        district.open(point=point, **more)
    return list(Case.objects.all())


def looked(district: District, duty: Duty = Duty.SUPERVISOR, unit: str = "", **filters):
    return places.Looked(district.worker(duty, unit), Filters(**filters), SOON)


def nearest(grid: Lattice, case: Case) -> tuple[int, int]:
    """The hexagon whose middle is nearest, by looking at all around."""
    x, y = case.longitude / grid.width, case.latitude / grid.height
    row = round(y / (math.sqrt(3) / 2))
    found = [
        ((x - (q - r / 2)) ** 2 + (y - r * math.sqrt(3) / 2) ** 2, q, r)
        for r in range(row - 2, row + 3)
        for q in range(round(x + r / 2) - 2, round(x + r / 2) + 3)
    ]
    return min(found)[1:]


@pytest.mark.parametrize("zoom", [8, 12, 15])
def test_each_case_is_counted_in_the_hexagon_whose_middle_is_nearest(district, zoom):
    cases = scattered(district)
    window = Window(HERE.west, HERE.south, HERE.east, HERE.north, zoom)
    found = places.cells(looked(district), "h", window)
    grid = cell(found[0].key)[0]
    expected: dict[str, int] = {}
    for case in cases:
        key = grid.key(*nearest(grid, case))
        expected[key] = expected.get(key, 0) + 1
    assert {one.key: one.tones.total for one in found} == expected


def test_squares_on_both_sides_of_the_meridian_and_the_equator_stay_apart(district):
    for point in ([-0.5, -0.5], [-0.5, 0.5], [0.5, -0.5], [0.5, 0.5]):
        district.open(point=point)
    window = Window(-2, -2, 2, 2, 8)
    assert [one.tones.total for one in places.cells(looked(district), "c", window)] == [1] * 4


@pytest.mark.parametrize("kind", ["c", "h"])
def test_a_cell_is_found_again_by_its_key_alone(district, kind):
    scattered(district)
    for one in places.cells(looked(district), kind, HERE):
        assert places.in_cell(looked(district), one.key).count() == one.tones.total


def test_a_single_case_has_its_number_and_several_have_none(district):
    first = district.open(point=[114.25, 30.55]).number
    for _ in range(2):
        district.open(point=[114.35, 30.65])
    found = places.cells(looked(district), "c", HERE)
    assert sorted((one.tones.total, one.number) for one in found) == [(1, first), (2, "")]


def test_late_soon_and_in_time_are_told_as_in_the_lists(district):
    cases = scattered(district, 4)
    now = timezone.now()
    dues = [-60, SOON - 60, SOON + 60, None]
    for case, seconds in zip(cases, dues, strict=True):
        due = None if seconds is None else now + timezone.timedelta(seconds=seconds)
        Case.objects.filter(pk=case.pk).update(due_at=due)
    (found,) = places.cells(looked(district), "h", Window(113, 30, 116, 31, 2))
    assert found.tones == places.Tones(total=4, late=1, soon=1, fine=1)


@pytest.mark.parametrize("kind", ["c", "h"])
@pytest.mark.parametrize("zoom", [2, 12, 20])
def test_no_window_holds_more_cells_than_are_answered(kind, zoom):
    window = Window(-180, -85, 180, 85, zoom)
    grid = lattice(kind, window)
    assert 360 / grid.width * (170 / grid.height) <= MOST_CELLS
    assert grid.zoom <= zoom


def test_the_map_counts_only_what_one_may_see(district):
    district.open(point=[114.3, 30.6])
    assert len(places.cells(looked(district), "c", HERE)) == 1
    assert places.cells(looked(district, Duty.HANDLER, "bureau"), "c", HERE) == []


def test_a_confidential_case_is_not_counted_for_the_assessor(district):
    district.open(point=[114.3, 30.6], confidential=True)
    assert places.cells(looked(district, Duty.ASSESSOR), "h", HERE) == []
    assert places.by_area(looked(district, Duty.ASSESSOR)) == []


def test_filters_narrow_the_map_as_they_narrow_a_list(district):
    scattered(district, 3)
    assert places.cells(looked(district, procedure="appeals"), "c", HERE)
    assert places.cells(looked(district, procedure="another"), "c", HERE) == []
    assert places.cells(looked(district, late=True), "c", HERE) == []


def test_areas_count_cases_without_a_place_as_well(district):
    district.open(point=[114.3, 30.6], area="420199001")
    district.open(area="420199001")
    district.open()
    found = {one.code: (one.tones.total, one.placed) for one in places.by_area(looked(district))}
    assert found == {"420199001": (2, 1), "": (1, 0)}


@pytest.mark.parametrize("key", ["", "x12.30.1.1", "c99.30.1.1", "h12.30.1", "c12.30.1.1;"])
def test_an_odd_key_is_refused(district, key):
    with pytest.raises(Invalid):
        places.in_cell(looked(district), key)
