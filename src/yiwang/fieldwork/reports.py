"""What the reports of all registers' files can do, and how a command keeps one."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from yiwang.kernel.refusals import Refusal


class FileReport:
    """What came of a file; each register's is a dataclass that adds what it counts."""

    # Code and reason, where the file as a whole could not be used.
    file_refused: dict[str, str] | None = None

    def plain(self) -> dict[str, Any]:
        """The same for JSON."""
        return asdict(self)

    def write(self, path: Path) -> None:
        """Keep it as JSON."""
        told = json.dumps(self.plain(), ensure_ascii=False, indent=2)
        path.write_text(told + "\n", encoding="utf-8")


Kept = TypeVar("Kept", bound=FileReport)


def kept(path: Path, take_in: Callable[[], Kept]) -> Kept:
    """Take a file in and keep its report under `path`.

    Raises `CommandError` when there is no such folder, or when the file as a whole was refused.
    """
    if not path.parent.is_dir():
        raise CommandError(_("报告的文件夹不存在：%s") % path.parent)
    try:
        report = take_in()
    except Refusal as refusal:
        raise CommandError(refusal.message) from None
    report.write(path)
    if report.file_refused:
        raise CommandError(report.file_refused["reason"])
    return report
