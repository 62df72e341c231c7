"""Engines for the tests of the lake: Spark starts once, and only where a test asks for it."""

import pytest

from tests.lake.engines import Both
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.engines.spark import SparkEngine


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    """The one Spark of a run. Tests that ask for it carry the mark `spark`."""
    engine = SparkEngine(master="local[2]", spill=tmp_path_factory.mktemp("spark"))
    yield engine
    engine.close()


@pytest.fixture
def duck():
    engine = DuckEngine(threads=2)
    yield engine
    engine.close()


@pytest.fixture
def both(duck, spark, tmp_path):
    """Both engines over the same rows: `both.assert_equal_rows(build, rows)`."""
    return Both(duck, spark, tmp_path)
