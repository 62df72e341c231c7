"""Spark and DuckDB find the same: every identifier row by row, every rule's counts and bad rows."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.lake.quality.people import AROUND, SCHEMA, card, person
from yiwang.lake import identifiers
from yiwang.lake.engines import spark
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.quality import default_rules, rule
from yiwang.lake.quality.bad import bad_rows
from yiwang.lake.quality.checking import check

pytestmark = pytest.mark.spark

TEXTS = [
    card(person(1)["born"], 1), "42019919800230001X", "91350100M000100Y43", "91350100M000100Y44",
    "D2143569-X", "M000100Y4", "13800000000", "027-12345678", "12", "6222020000000000000",
    "420199", "420100000000", "42010A", "2024-02-29", "20230229", "2023-02-29", "19000229",
    "鄂A12345", "鄂AD12345", "鄂A1234警", "", " ", "１３８", "\n",
    "13800000000\n", "-1", "1e5", None,
]  # fmt: skip
NAMES = [
    "valid_identity_card", "valid_credit_code", "valid_organisation_code", "valid_phone",
    "valid_bank_card", "valid_division", "valid_day", "valid_plate",
]  # fmt: skip


@pytest.fixture(scope="module")
def engines():
    held = (DuckEngine(memory="512MB"), spark.SparkEngine())
    yield held
    for engine in held:
        engine.close()


def test_identifiers_answer_alike(engines, tmp_path):
    path = tmp_path / "texts.parquet"
    pq.write_table(pa.table({"row": range(len(TEXTS)), "text": pa.array(TEXTS)}), path)
    told = []
    for engine in engines:
        table = engine.table([str(path)])
        answers = {name: getattr(identifiers, name)(table.text) for name in NAMES}
        held = engine.arrow(table.select("row", **answers).order_by("row"))
        told.append(held.to_pylist())
    assert told[0] == told[1]


def test_rules_count_and_name_alike(engines, tmp_path):
    path = tmp_path / "people.parquet"
    rows = [person(number) for number in range(50)]
    rows += [person(1), person(60, sex="7"), person(61, card="1"), person(62, street="")]
    rules = (
        *default_rules(SCHEMA),
        rule({"key": "n", "kind": "not_null", "fields": ["street"]}),
        rule({"key": "l", "kind": "length", "fields": ["street"], "parameters": {"least": 2}}),
        rule({"key": "f", "kind": "freshness", "fields": ["changed"], "parameters": {"days": 1}}),
    )
    pq.write_table(pa.Table.from_pylist(rows, schema=pa.schema(
        [field.with_nullable(True) for field in SCHEMA.arrow()]
    )), path)  # fmt: skip
    counts, bad = [], []
    for engine in engines:
        table = engine.table([str(path)])
        outcome = check(engine, table, rules, ("number",), AROUND)
        counts.append([(one.rule.key, one.evaluated, one.broken) for one in outcome.counts])
        named = engine.arrow(bad_rows(table, rules, ("number",), AROUND)).to_pylist()
        bad.append(sorted((row["rule_key"], row["number"]) for row in named))
    assert counts[0] == counts[1]
    assert bad[0] == bad[1]
    assert sum(broken for _key, _evaluated, broken in counts[0]) > 4
