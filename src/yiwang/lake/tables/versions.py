"""Which tables there are and how new they are, told by the names of files: nothing is loaded.

basis: Delta protocol, a version is the file of its number in `_delta_log`, written once and whole.
"""

import re
from pathlib import Path

from yiwang.kernel.refusals import Invalid, NotFound

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,119}")
_COMMIT = re.compile(r"(\d{20})\.json")


class Versions:
    """The tables below a folder, by name."""

    def __init__(self, root: Path) -> None:
        self._root = Path(root)

    def names(self) -> tuple[str, ...]:
        """The tables there are."""
        found = self._root.glob("*/_delta_log")
        return tuple(sorted(one.parent.name for one in found if self.exists(one.parent.name)))

    def exists(self, name: str) -> bool:
        """Whether the table has a version."""
        return self._newest(name) >= 0

    def version(self, name: str) -> int:
        """The newest version. Raises `NotFound` without the table."""
        newest = self._newest(name)
        if newest < 0:
            raise NotFound("没有表“{table}”", table=name)
        return newest

    def _newest(self, name: str) -> int:
        files = (self._path(name) / "_delta_log").glob("*.json")
        commits = (_COMMIT.fullmatch(one.name) for one in files)
        return max((int(one[1]) for one in commits if one), default=-1)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise Invalid("表名“{table}”只能用字母、数字、下划线和连字符", table=name)
        return self._root / name
