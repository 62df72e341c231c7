"""The small district with facts: two cases of the street's unit, one of the bureau's."""

import pytest

from tests.district import District
from tests.web.figures.conftest import district, empty
from yiwang.engine.duties import Duty
from yiwang.org.actors import Worker

__all__ = ["district", "empty"]


@pytest.fixture
def leader(district: District) -> Worker:
    return district.worker(Duty.LEADER)
