"""What stands in the columns of a table (数据探查): counts, commonest values, shapes, changes."""

from yiwang.lake.profiling.changes import Change, Measure, changes
from yiwang.lake.profiling.column import Column, Profile, Share
from yiwang.lake.profiling.likeness import PERSONAL_LIKENESS, likeness
from yiwang.lake.profiling.passes import profile
from yiwang.lake.profiling.proposals import proposals

__all__ = [
    "PERSONAL_LIKENESS",
    "Change",
    "Column",
    "Measure",
    "Profile",
    "Share",
    "changes",
    "likeness",
    "profile",
    "proposals",
]
