"""The small hub, fresh for every test."""

import pytest

from tests.district import build as district
from tests.hub.catalogue.ground import Hub, build, fill


@pytest.fixture
def hub(db, settings, tmp_path) -> Hub:
    settings.LAKE_ROOT, settings.KEYS_ROOT = tmp_path, tmp_path / "keys"
    return build(district())


@pytest.fixture
def filled(hub) -> Hub:
    """The same with rows in the lake."""
    fill()
    return hub
