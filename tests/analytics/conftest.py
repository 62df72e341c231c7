"""The small district with an empty folder of facts of its own."""

from pathlib import Path

import pytest

from tests.district import District, build


@pytest.fixture
def district(db, settings, tmp_path: Path) -> District:
    settings.FACTS_ROOT = tmp_path / "facts"
    return build()
