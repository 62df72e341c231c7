"""The small district."""

import pytest

from tests import district as built
from tests.district import District


@pytest.fixture
def district(db) -> District:
    return built.build()
