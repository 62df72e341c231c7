"""Two registers of made-up persons are linked: how long, how many rightly, how many missed."""

import resource
from time import perf_counter

from bench.measure import Figure
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.linkage import made
from yiwang.lake.linkage.kinds import PERSON
from yiwang.lake.linkage.linking import Linked, Plan, link
from yiwang.lake.linkage.splinking import pairs
from yiwang.lake.linkage.weights import shipped

FIRST, SECOND, SHARED = 600_000, 400_000, 300_000


def figures() -> list[Figure]:
    """A million records with the weights that are shipped, pairs and clusters."""
    registers = made.persons(FIRST, SECOND, SHARED)
    engine = DuckEngine(memory="4GB")
    tables = []
    for name, rows in (("register_a", registers.first), ("register_b", registers.second)):
        engine.backend.con.register(name, rows)
        tables.append(engine.backend.table(name))
    plan = Plan(within=False, single=True)
    began = perf_counter()
    pairs(engine, tables, PERSON, shipped(PERSON), least=plan.low, within=False)
    compared = perf_counter() - began
    began = perf_counter()
    linked = link(engine, tables, PERSON, plan)
    seconds = perf_counter() - began
    engine.close()
    return [*_times(compared, seconds), *_quality(linked, registers.shared)]


def _times(compared: float, seconds: float) -> list[Figure]:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    more = {"pairs alone": round(compared, 1), "peak MB of the process": round(memory)}
    unit = "s for 1,000,000 records"
    return [Figure(name="linked", value=round(seconds, 1), unit=unit, target="≤ 20 s", more=more)]


def _quality(linked: Linked, shared: int) -> list[Figure]:
    right = sum(len({name[2:] for name in group}) == 1 for group in linked.groups)
    precision, recall = right / len(linked.groups), right / shared
    doubtful = len(linked.doubtful)
    kept = sum(row["left"][2:] == row["right"][2:] for row in linked.doubtful)
    return [
        Figure(name="precision", value=round(precision, 5), unit="of 1", target="≥ 0.999"),
        Figure(name="recall", value=round(recall, 5), unit="of 1", target="≥ 0.99"),
        Figure(
            name="left to people",
            value=doubtful,
            unit="pairs",
            more={"of these the same": kept, "recall with them": round((right + kept) / shared, 5)},
        ),
    ]
