"""Examined in one go, a table shows the same as counted and listed one after the other."""

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.lake.quality.people import AROUND, person, table
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.quality import duplicates, rule
from yiwang.lake.quality.bad import bad_rows
from yiwang.lake.quality.checking import check
from yiwang.lake.quality.examining import examine


@pytest.fixture(scope="module")
def engine():
    held = DuckEngine(memory="512MB", threads=1)
    yield held
    held.close()


def of(key: str, kind: str, *fields: str, **parameters):
    return rule({"key": key, "kind": kind, "fields": fields, "parameters": parameters})


RULES = (
    of("filled", "not_null", "street"),
    of("known", "one_of", "street", codes=["S1", "S2"]),
    of("rows", "unique", "street", counting="rows"),
    of("keys", "unique", "street", counting="keys"),
    of("excess", "unique", "street", "sex", counting="excess"),
    of("many", "row_count", least=2),
)
PERSONS = st.lists(
    st.builds(
        person,
        st.integers(0, 40),
        street=st.sampled_from(["S1", "S2", "S3", "", None]),
        sex=st.sampled_from(["1", "2"]),
    ),
    min_size=1,
    max_size=12,
)


def told(bad: pa.Table) -> list[tuple[str, str]]:
    return sorted((one["rule_key"], str(one["number"])) for one in bad.to_pylist())


@pytest.mark.parametrize("limit", ["MOST_SORTED", "LARGE", None])
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(persons=PERSONS)
def test_counts_and_rows_are_those_of_counting_and_listing_apart(engine, limit, persons):
    held = table(*persons)
    with pytest.MonkeyPatch.context() as patched:
        if limit:
            patched.setattr(duplicates, limit, 0)
        found = examine(engine, held, RULES, ("number",), AROUND, most=99)
        counted = check(engine, held, RULES, ("number",), AROUND)
    assert found.outcome == counted
    assert told(found.bad) == told(engine.arrow(bad_rows(held, RULES, ("number",), AROUND)))
    assert not found.cut


def test_where_the_list_is_cut_all_bad_rows_are_counted_still(engine):
    held = table(*(person(number, street="S9") for number in range(5)))
    found = examine(engine, held, RULES, ("number",), AROUND, most=3)
    assert (found.cut, found.bad.num_rows) == (True, 3)
    assert found.outcome.count("known").broken == 5
    assert found.outcome.count("rows").broken == 5


def test_a_table_without_keys_is_counted_and_lists_nothing(engine):
    found = examine(engine, table(person(1, street="")), RULES, (), AROUND, most=9)
    assert (found.outcome.count("filled").broken, found.bad.num_rows, found.cut) == (1, 0, False)


def test_a_hash_that_two_keys_share_makes_them_no_duplicates(engine, monkeypatch):
    monkeypatch.setattr(duplicates, "native_hash", lambda whole, fields: whole.number * 0)
    held = table(person(1, street="S1"), person(2, street="S2"), person(3, street="S2"))
    found = duplicates.repeats(engine, held, ("street",))
    assert (found.rows, found.count, found.concerned) == (3, 1, 2)
