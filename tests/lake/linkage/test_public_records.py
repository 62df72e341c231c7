"""Public test records with known truth (febrl4): 5,000 pairs with faults in every column."""

import pyarrow as pa
import pyarrow.csv as csv
import pytest
from tests.conftest import SHARED

from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.linkage.declarations import Comparison, Linkage, exact, near
from yiwang.lake.linkage.linking import Plan, link
from yiwang.lake.linkage.splinking import train
from yiwang.lake.linkage.weights import Weights

FOLDER = SHARED / "data" / "quality"
COLUMNS = {
    "given_name": 2,
    "surname": 2,
    "date_of_birth": 1,
    "soc_sec_id": 2,
    "address_1": 3,
    "suburb": 2,
    "postcode": 1,
}
LINKAGE = Linkage(
    "febrl",
    "febrl",
    tuple(
        Comparison(key, key, (key,), (exact(key), near(key, "near", signs)))
        for key, signs in COLUMNS.items()
    ),
    blocks=(
        ("soc_sec_id",),
        ("given_name", "surname"),
        ("date_of_birth",),
        ("surname", "postcode"),
        ("given_name", "suburb"),
        ("address_1",),
    ),
)


def read(engine, letter):
    told = csv.read_csv(
        FOLDER / f"dataset4{letter}.csv",
        convert_options=csv.ConvertOptions(
            column_types=dict.fromkeys((f" {key}" for key in COLUMNS), pa.string()),
            strings_can_be_null=True,
            null_values=["", " "],
        ),
    )
    named = told.rename_columns([name.strip() for name in told.column_names])
    columns = {
        key: pa.array([(one or "").strip() or None for one in named[key].to_pylist()], pa.string())
        for key in COLUMNS
    }
    records = [f"{letter}:{name.split('-')[1]}" for name in named["rec_id"].to_pylist()]
    engine.backend.con.register(f"febrl_{letter}", pa.table({"record": records} | columns))
    return engine.backend.table(f"febrl_{letter}")


@pytest.mark.shared
@pytest.mark.longer
def test_nearly_every_pair_is_found_and_no_other():
    engine = DuckEngine(memory="1GB")
    tables = [read(engine, "a"), read(engine, "b")]
    start = Weights(0.5, dict.fromkeys(COLUMNS, ((0.05, 0.98), (0.05, 0.01), (0.9, 0.01))))
    weights = train(engine, tables, LINKAGE, start=start, within=False)
    linked = link(
        engine, tables, LINKAGE, Plan(low=0.1, high=0.5, within=False, single=True, weights=weights)
    )
    engine.close()
    right = sum(len({name[2:] for name in group}) == 1 for group in linked.groups)
    precision, recall = right / len(linked.groups), right / 5000
    assert 2 * precision * recall / (precision + recall) >= 0.999
