"""Rules found in the data, each with its evidence, and the cells that are probably wrong."""

from yiwang.lake.finding.candidates import candidates
from yiwang.lake.finding.dependencies import dependencies
from yiwang.lake.finding.doubts import suspects
from yiwang.lake.finding.evidence import Dependency, Found, Suspect, columns

__all__ = [
    "Dependency",
    "Found",
    "Suspect",
    "candidates",
    "columns",
    "dependencies",
    "suspects",
]
