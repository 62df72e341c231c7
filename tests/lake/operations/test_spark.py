"""Every declared operation: Spark says what DuckDB and Python say, row by row."""

import random

import pytest

from tests.lake.operations import nasty, proving
from yiwang.lake.schema import Kind

pytestmark = pytest.mark.spark
KINDS = sorted({kind for _one, kind in nasty.proofs()})


def shuffled(count: int) -> list[str]:
    """Texts made of pieces of the hard ones, always the same."""
    # Not for secrets: the same texts in every run.
    luck = random.Random(7)
    pieces = [one for one in nasty.TEXTS if one and len(one) < 40]
    return ["".join(luck.choices(pieces, k=luck.randint(1, 3)))[:60] for _one in range(count)]


@pytest.mark.parametrize("kind", KINDS)
def test_on_hard_values_spark_means_what_python_and_duckdb_mean(
    duck, spark, tmp_path_factory, kind
):
    values = [*nasty.VALUES[kind], *(shuffled(3000) if kind is Kind.TEXT else ())]
    file = proving.laid(tmp_path_factory.mktemp("values"), kind, values)
    operations = [one for one, taken in nasty.proofs() if taken is kind]
    ours, theirs = (proving.results(engine, file, operations) for engine in (duck, spark))
    for one, our, their in zip(operations, ours, theirs, strict=True):
        assert not proving.differences(their, values, one), one
        assert all(map(proving.same, our, their)), one
