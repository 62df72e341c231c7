"""The small district, fresh for every test."""

import pytest

from tests.district import District, build


@pytest.fixture
def district(db) -> District:
    return build()
