"""A real city's requests in its real neighbourhoods, against the file's own column and a ray."""

import numpy as np
import pytest

from tests.conftest import SHARED
from tests.fieldwork import ray
from tests.fieldwork.boston import Boston, compare, load
from yiwang.fieldwork.grids import outlines

pytestmark = pytest.mark.shared
FOLDER = SHARED / "data" / "requests311"


@pytest.fixture(scope="module")
def boston() -> Boston:
    if not FOLDER.exists():
        pytest.skip("the real data is not beside the checkout")
    return load(FOLDER)


def test_every_request_lies_where_casting_a_ray_puts_it(boston: Boston):
    points, back = np.unique(boston.points, axis=0, return_inverse=True)
    expected = np.full(len(points), None, dtype=object)
    for name in sorted(boston.areas, reverse=True):
        expected[ray.all_inside(points, outlines.written(boston.areas[name]))] = name
    assert boston.places() == expected[back.ravel()].tolist()


def test_the_places_agree_with_the_files_own_names_where_both_mean_the_same_area(boston: Boston):
    found = compare(boston)
    assert (found.rows, found.compared) == (58_251, 52_581)
    # The names alone: the service areas of 2011 are cut otherwise than the later outlines.
    assert found.same / found.compared >= 0.93
    assert (found.same + found.wider) / found.compared >= 0.98
    assert found.same + sum(found.pairs.values()) == found.compared


def test_a_row_whose_place_is_exchanged_would_be_noticed(boston: Boston):
    named = boston.areas | {"South End": boston.areas["East Boston"]}
    assert compare(Boston(named, boston.points, boston.told)).same / 52_581 < 0.93
