"""How a figure is taken: warm up, repeat, keep every sample, report the middle and the tails."""

import gc
import json
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

RESULTS = Path(__file__).resolve().parent / "results"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured quantity; `target` is what was promised for it, if anything was."""

    name: str
    value: float
    unit: str
    target: str = ""
    samples: int = 1
    more: dict[str, float] = field(default_factory=dict)


def times(act: Callable[[], object], *, rounds: int, warm_up: int = 3) -> list[float]:
    """Seconds of each of `rounds` calls, after `warm_up` calls that do not count."""
    for _ in range(warm_up):
        act()
    gc.collect()
    taken = []
    for _ in range(rounds):
        started = perf_counter()
        act()
        taken.append(perf_counter() - started)
    return taken


def latency(name: str, seconds: list[float], *, target: str = "") -> Figure:
    """The median in milliseconds, with the 95th and 99th hundredth and the slowest beside it."""
    ordered = sorted(seconds)
    return Figure(
        name=name,
        value=_ms(statistics.median(ordered)),
        unit="ms (p50)",
        target=target,
        samples=len(ordered),
        more={
            "p95": _ms(_share(ordered, 0.95)),
            "p99": _ms(_share(ordered, 0.99)),
            "slowest": _ms(ordered[-1]),
        },
    )


def rate(name: str, count: int, seconds: float, *, unit: str, target: str = "") -> Figure:
    """So many a second."""
    return Figure(name=name, value=round(count / seconds, 1), unit=unit, target=target)


def write(subject: str, machine: dict[str, object], figures: list[Figure]) -> Path:
    """Keep the figures of one subject as JSON, with the machine they come from."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{subject}.json"
    told = {"subject": subject, "machine": machine, "figures": [vars(f) for f in figures]}
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def _share(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 3)
