"""Where the hub's tables lie and what computes on them in this installation."""

from pathlib import Path

from django.conf import settings

from yiwang.lake.engines import duck
from yiwang.lake.tables import store as tables
from yiwang.lake.tables.versions import Versions


def root() -> Path:
    """The folder of the lake; made where it is missing."""
    folder = Path(settings.LAKE_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def store() -> "tables.TableStore":
    """The tables of the hub."""
    return tables.TableStore(root())


def versions() -> Versions:
    """Which tables there are and how new: for whoever only asks what is due."""
    return Versions(root())


def engine() -> "duck.DuckEngine":
    """DuckDB, which spills into the lake's own folder. Close it after use."""
    spill = root() / "spill"
    spill.mkdir(exist_ok=True)
    return duck.DuckEngine(spill=spill)
