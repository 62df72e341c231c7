"""What people decided of two records; known without loading what links them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of two records; of several on one pair the last one counts."""

    left: str
    right: str
    same: bool
