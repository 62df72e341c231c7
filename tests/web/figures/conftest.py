"""The small district with facts of its own: two cases of a street, one of a bureau, one kept."""

from pathlib import Path

import pytest

from tests.district import District, build
from yiwang.analytics import actions


@pytest.fixture
def empty(db, settings, tmp_path: Path) -> District:
    """Nothing was refreshed yet."""
    settings.FACTS_ROOT = tmp_path / "facts"
    return build()


@pytest.fixture
def district(empty: District) -> District:
    empty.handled("street")
    empty.answered("street")
    empty.handled("bureau")
    empty.open(confidential=True, title="=保密的事")
    actions.refresh()
    return empty
