"""Splink's part: candidates by blocks, each compared and weighed; on DuckDB or on Spark."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import ibis.expr.types as ir
import pyarrow as pa
from splink import DuckDBAPI, Linker, block_on

from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.linkage.declarations import Comparison, Linkage
from yiwang.lake.linkage.preparing import cleaned, derived
from yiwang.lake.linkage.weights import LEAST, Weights

TRAINING_PAIRS, SEED, TEACHING = 2_000_000, 7, 3
# Degrees that the records at hand do not show keep the weight they had; no word is owed.
logging.getLogger("splink").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidates that may be of the same, strongest first.

    `rows` has left, right, weight (bits), probability, a degree per comparison (`gamma_…`), and the
    sure numbers of both (`sure_l`, `sure_r`) where the linkage knows one.
    """

    rows: pa.Table
    prior: float


def pairs(
    engine: DuckEngine,
    tables: Sequence[ir.Table],
    linkage: Linkage,
    weights: Weights,
    *,
    least: float,
    within: bool = True,
) -> Pairs:
    """Every pair of at least this probability; `within` also compares rows of one table."""
    linker, made = _linker(engine, tables, linkage, weights, within)
    try:
        found = linker.inference.predict(threshold_match_probability=least, warning_mode="never")
        table = found.as_pyarrow_table()  # type: ignore[no-untyped-call]
        return Pairs(_rows(table, linkage), weights.prior(_count(engine, made)))
    finally:
        _clean(engine, linker, made)


def train(
    engine: DuckEngine,
    tables: Sequence[ir.Table],
    linkage: Linkage,
    *,
    start: Weights,
    within: bool = True,
) -> Weights:
    """Weights learned from these tables without labels (expectation maximisation).

    Shares among different records come from random pairs, shares among same records from two
    blocks, each of which teaches the comparisons that it does not use.
    """
    linker, made = _linker(engine, tables, linkage, start, within)
    try:
        linker.training.estimate_u_using_random_sampling(TRAINING_PAIRS, seed=SEED)
        for block in linkage.blocks[:TEACHING]:
            linker.training.estimate_parameters_using_expectation_maximisation(
                block_on(*block), estimate_without_term_frequencies=True
            )
        return _learned(linker.misc.save_model_to_json(), linkage, start)
    finally:
        _clean(engine, linker, made)


def _linker(
    engine: DuckEngine, tables: Sequence[ir.Table], linkage: Linkage, weights: Weights, within: bool
) -> tuple[Linker, list[str]]:
    names = [f"linked_{uuid4().hex}" for _table in tables]
    for name, table in zip(names, tables, strict=True):
        _keep(engine, f"raw_{name}", cleaned(table, linkage))
        _keep(engine, name, derived(engine.backend.table(f"raw_{name}"), linkage))
        engine.backend.con.execute(f"drop table raw_{name}")
    database = DuckDBAPI(connection=engine.backend.con)
    registered = [database.register(name) for name in names]
    prior = weights.prior(_count(engine, names))
    told = settings(linkage, weights, prior=prior, kind=_kind(len(tables), within))
    return Linker(registered, told, log_level=None), names


def _keep(engine: DuckEngine, name: str, rows: ir.Table) -> None:
    # Not `create_table`: the SQL of Ibis 12 for it does not parse.
    made = engine.backend.compile(rows)
    engine.backend.con.execute(f"create temp table {name} as {made}")


def _clean(engine: DuckEngine, linker: Linker, names: list[str]) -> None:
    linker.table_management.delete_tables_created_by_splink_from_db()  # type: ignore[no-untyped-call]
    for name in names:
        engine.backend.con.execute(f"drop table if exists {name}")


def _count(engine: DuckEngine, names: list[str]) -> int:
    return sum(engine.backend.con.table(name).shape[0] for name in names)


def _kind(tables: int, within: bool) -> str:
    return "dedupe_only" if tables == 1 else "link_and_dedupe" if within else "link_only"


def settings(linkage: Linkage, weights: Weights, *, prior: float, kind: str) -> dict[str, Any]:
    """The declaration in Splink's words; `kind` is its link type."""
    return {
        "link_type": kind,
        "unique_id_column_name": "record",
        "probability_two_random_records_match": prior,
        "comparisons": [_comparison(one, weights) for one in linkage.comparisons],
        "blocking_rules_to_generate_predictions": [block_on(*one) for one in linkage.blocks],
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": False,
    }


def _comparison(comparison: Comparison, weights: Weights) -> dict[str, Any]:
    missing = " or ".join(f"{name}_{side} is null" for name in comparison.columns for side in "lr")
    levels: list[dict[str, Any]] = [
        {"sql_condition": missing, "label_for_charts": "missing", "is_null_level": True}
    ]
    shares = weights.shares[comparison.key]
    count = len(comparison.levels)
    for place, level in enumerate(comparison.levels):
        told = _level(level.when, shares[count - place])
        if level.rare:
            told |= {"tf_adjustment_column": level.rare, "tf_adjustment_weight": 1.0}
        levels.append(told)
    levels.append(_level("ELSE", shares[0]))
    return {"output_column_name": comparison.key, "comparison_levels": levels}


def _level(when: str, share: tuple[float, float]) -> dict[str, Any]:
    same, different = share
    return {
        "sql_condition": when,
        "label_for_charts": when,
        "m_probability": max(same, LEAST),
        "u_probability": max(different, LEAST),
    }


def _rows(found: pa.Table, linkage: Linkage) -> pa.Table:
    columns = {
        "left": found["record_l"],
        "right": found["record_r"],
        "weight": found["match_weight"],
        "probability": found["match_probability"],
    }
    columns |= {f"gamma_{one.key}": found[f"gamma_{one.key}"] for one in linkage.comparisons}
    if linkage.sure:
        columns |= {f"sure_{side}": found[f"{linkage.sure}_{side}"] for side in "lr"}
    return pa.table(columns).sort_by(
        [("weight", "descending"), ("left", "ascending"), ("right", "ascending")]
    )


def _learned(model: dict[str, Any], linkage: Linkage, start: Weights) -> Weights:
    shares = dict(start.shares)
    for told in model["comparisons"]:
        key = told["output_column_name"]
        seen = [one for one in told["comparison_levels"] if not one.get("is_null_level")]
        shares[key] = tuple(
            (
                float(one.get("m_probability") or before[0]),
                float(one.get("u_probability") or before[1]),
            )
            for one, before in zip(reversed(seen), shares[key], strict=True)
        )
    return Weights(start.each, shares)
