"""What stands in the columns of a table (数据探查): counts, commonest values, shapes, changes."""

from yiwang.kernel.loading import at_first_use
from yiwang.lake.profiling.changes import Change, Measure, changes
from yiwang.lake.profiling.column import Column, Profile, Share
from yiwang.lake.profiling.likeness import PERSONAL_LIKENESS, likeness

__all__ = [
    "PERSONAL_LIKENESS",
    "Change",
    "Column",
    "Measure",
    "Profile",
    "Share",
    "changes",
    "likeness",
]

# What looks at rows needs an engine; what was found does not.
at_first_use(__name__, "passes", "proposals")
