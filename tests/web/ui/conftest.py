"""The small district, fresh for every test of the look."""

import pytest

from tests.district import District, build


@pytest.fixture
def district(db) -> District:
    return build()
