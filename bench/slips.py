"""How many slips in three real documents an audit notices, and how long reading and auditing take.

Needs the real documents beside the checkout; without them a made-up one is measured.
"""

from collections.abc import Iterator
from pathlib import Path

from tests.conftest import SHARED
from tests.disclosure.mutation.made_up import TEXT
from tests.disclosure.mutation.running import run

from bench.measure import Figure, latency, times
from yiwang.disclosure.auditing import audit
from yiwang.disclosure.reading import read


def figures() -> list[Figure]:
    """For each document the share noticed of the changes that break a rule, and the times."""
    return [figure for name, text in _documents() for figure in _figures(name, text)]


def _documents() -> Iterator[tuple[str, str]]:
    folder = Path(SHARED) / "seeds"
    paths = [next(iter(folder.glob(f"{one}*.txt")), None) for one in ("000", "001", "002")]
    found = [(path.name[:3], path.read_text("utf-8")) for path in paths if path]
    yield from found or [("made up", TEXT)]


def _figures(name: str, text: str) -> Iterator[Figure]:
    content, file = text.encode(), f"{name}.txt"
    seconds = times(lambda: audit(read(content, file)), rounds=5, warm_up=1)
    yield latency(f"{name}: read and audited", seconds, target="≤ 1 s")
    result = run(text, file)
    yield Figure(
        name=f"{name}: slips noticed of those that break a rule",
        value=round(result.share, 2),
        unit="%",
        target="≥ 97",
        samples=result.counted.total(),
        more={
            **{f"{kind} made": float(count) for kind, count in result.made.items()},
            **{f"{kind} counted": float(count) for kind, count in result.counted.items()},
            **{f"{kind} noticed": float(count) for kind, count in result.noticed.items()},
            "told as rounding only": float(result.only_rounding.total()),
            "not counted": float(sum(map(len, result.left_out.values()))),
        },
    )
    yield Figure(name=f"{name}: findings lost", value=len(result.lost), unit="", target="0")
    yield Figure(name=f"{name}: crashes", value=len(result.crashed), unit="", target="0")
