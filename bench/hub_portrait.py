"""How soon a portrait of forty fields is there, among 200,000 persons."""

import random
import tempfile
from pathlib import Path

import duckdb

from bench.measure import Figure, latency, times
from yiwang.lake.linkage import looking

# Eight million values, as a million persons of eight fields have.
PERSONS, FIELDS, ROUNDS = 200_000, 40, 400
_VALUES = f"""
create temp view told as
select left(sha256(person::varchar), 16) as golden,
    'field_' || lpad(field::varchar, 2, '0') as field,
    'value ' || hash(person * 41 + field) as value, 'source_' || (field % 7) as source,
    timestamp '2026-01-01' + interval (field) day as told_at, 'newest' as rule,
    timestamp '2026-01-01' as since, null::timestamp as until
from range({PERSONS}) as people(person), range({FIELDS}) as fields(field)
"""
_INDEX = f"""
create temp view found_by as
select sha256('card' || person::varchar) as hash, left(sha256(person::varchar), 16) as golden
from range({PERSONS}) as people(person)
"""


def figures() -> list[Figure]:
    """A number is looked up and the values of its person read, as a portrait does it."""
    with tempfile.TemporaryDirectory(prefix="yiwang-bench-") as folder:
        values, index = Path(folder) / "values.parquet", Path(folder) / "index.parquet"
        with duckdb.connect(config={"memory_limit": "4GB", "temp_directory": folder}) as connection:
            connection.execute(_VALUES)
            connection.execute(_INDEX)
            looking.write(connection, "told", "golden", values)
            looking.write(connection, "found_by", "hash", index)
            hashes = [
                row[0]
                for row in connection.execute(
                    "select hash from found_by using sample 500 rows (reservoir, 7)"
                ).fetchall()
            ]
        chance = random.Random(7)

        def look() -> None:
            (found,) = looking.rows(index, "hash", chance.choice(hashes))
            assert len(looking.rows(values, "golden", found["golden"])) == FIELDS

        told = f"portrait of {FIELDS} fields among {PERSONS:,} persons"
        size = {"MB of the file": round(values.stat().st_size / 1e6)}
        figure = latency(told, times(look, rounds=ROUNDS), target="p95 ≤ 100 ms")
        return [Figure(**(vars(figure) | {"more": figure.more | size}))]
