"""Registers every procedure with its indicators; the only place that names them."""

from importlib.metadata import entry_points

from django.apps import AppConfig

from yiwang.engine import register
from yiwang.measure import register as measures
from yiwang.measure.standard import STANDARD
from yiwang.procedures import appeals, data_matters, grid_matters, urban_management

# Each folder has a PROCEDURE, INDICATORS that are measured of it alone, and perhaps SAID: what
# people call its cases when they ask for figures.
FOLDERS = (
    appeals,
    urban_management,
    grid_matters,
    data_matters,
)
PROCEDURES = tuple(folder.PROCEDURE for folder in FOLDERS)


class StartupConfig(AppConfig):
    """Registers our procedures, and those that a district's own package adds by entry points.

    An entry point of the group `yiwang.procedures` names a package like one of our folders.
    """

    name = "yiwang.startup"
    label = "startup"
    verbose_name = "启动"

    def ready(self) -> None:
        added = [entry.load() for entry in entry_points(group="yiwang.procedures")]
        for indicator in STANDARD:
            measures.add(indicator)
        for folder in (*FOLDERS, *added):
            register.add(folder.PROCEDURE)
            measures.say(folder.PROCEDURE.key, getattr(folder, "SAID", ()))
            for indicator in folder.INDICATORS:
                measures.add(indicator)
