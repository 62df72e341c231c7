"""Where the hub's tables lie and what computes on them in this installation."""

from pathlib import Path

from django.conf import settings

from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.tables.store import TableStore


def root() -> Path:
    """The folder of the lake; made where it is missing."""
    folder = Path(settings.LAKE_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def store() -> TableStore:
    """The tables of the hub."""
    return TableStore(root())


def engine() -> DuckEngine:
    """DuckDB, which spills into the lake's own folder. Close it after use."""
    spill = root() / "spill"
    spill.mkdir(exist_ok=True)
    return DuckEngine(spill=spill)
