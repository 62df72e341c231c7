"""How much is taken in from outside at once; whatever is larger is refused in words."""

from dataclasses import dataclass

MEGA = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bytes, counts and seconds; those of an installation may be given for a test."""

    file: int = 20 * 1024 * MEGA
    # Read as a whole: workbooks, and JSON that is one array.
    whole: int = 300 * MEGA
    cell_block: int = 8 * MEGA
    columns: int = 1000
    members: int = 1000
    unpacked: int = 40 * 1024 * MEGA
    # How many times larger than packed a member may be; tables of text reach some thirty.
    ratio: int = 200
    page: int = 50 * MEGA
    pages: int = 100_000
    objects: int = 10_000


USUAL = Limits()
