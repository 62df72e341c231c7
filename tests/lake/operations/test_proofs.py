"""Every declared operation: DuckDB says what Python says, on values that are hard."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.lake.operations import nasty, proving
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.operations import OPERATIONS
from yiwang.lake.schema import Kind

KINDS = sorted({kind for _one, kind in nasty.proofs()})
PIECES = some.text(
    some.sampled_from(
        "0123456789-/年月日.,+ \t\n\u3000区街道镇张三无NnAaXx😀\u0301\\'%$·１Ａ\u2028"
    ),
    max_size=24,
) | some.text(some.characters(exclude_categories=["Cs"]), max_size=12)


@pytest.fixture(scope="module")
def engine():
    found = DuckEngine(threads=1)
    yield found
    found.close()


def test_no_operation_is_without_a_proof():
    assert {type(one) for one in nasty.SAMPLES} == set(OPERATIONS.values())


@pytest.mark.parametrize("kind", KINDS)
def test_on_hard_values_the_engine_means_what_python_means(engine, tmp_path, kind):
    values = nasty.VALUES[kind]
    file = proving.laid(tmp_path, kind, values)
    operations = [one for one, taken in nasty.proofs() if taken is kind]
    for one, found in zip(operations, proving.results(engine, file, operations), strict=True):
        assert not proving.differences(found, values, one), one


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(values=some.lists(PIECES, min_size=40, max_size=80))
def test_on_made_up_texts_too(engine, tmp_path, values):
    file = proving.laid(tmp_path, Kind.TEXT, values)
    operations = [one for one, taken in nasty.proofs() if taken is Kind.TEXT]
    for one, found in zip(operations, proving.results(engine, file, operations), strict=True):
        assert not proving.differences(found, values, one), one
