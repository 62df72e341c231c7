"""`yiwang parts import`: takes a file of a census of parts in and reports every row."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.fieldwork import tables
from yiwang.fieldwork.parts import importing
from yiwang.fieldwork.parts.actions import Census
from yiwang.fieldwork.parts.report import Report
from yiwang.fieldwork.reports import kept
from yiwang.kernel.coordinates import System
from yiwang.org.actors import SYSTEM


class Command(BaseCommand):
    """Imports one file of a census."""

    help = "Take the parts of a census from CSV, XLSX or GeoJSON."

    def add_arguments(self, parser: CommandParser) -> None:
        """File, coordinate system, report, name and day of the census."""
        import_ = parser.add_subparsers(dest="what", required=True).add_parser("import")
        import_.add_argument("file", type=Path, help="csv, xlsx, geojson")
        systems = [system.value for system in System]
        import_.add_argument("--system", required=True, choices=systems, help="of the positions")
        import_.add_argument("--report", type=Path, required=True, help="the JSON file to write")
        import_.add_argument("--batch", required=True, help="what this census is called")
        today = timezone.localdate()
        import_.add_argument(
            "--surveyed", dest="day", type=date.fromisoformat, default=today,
            help="the day for rows that name none",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, write the report, and fail when the file could not be taken in."""
        census = Census(
            batch=options["batch"],
            surveyed_on=options["day"],
            system=System(options["system"]),
            worker=SYSTEM,
        )
        report = kept(options["report"], lambda: _taken(options["file"], census))
        self.stdout.write(_told(report))


def _taken(path: Path, census: Census) -> Report:
    name, content = tables.from_path(path)
    return importing.import_file(name=name, content=content, census=census).report


def _told(report: Report) -> str:
    words = _(
        "读取%(read)d行：新增%(added)d个部件，再次普查%(again)d个（有变化%(changed)d个），"
        "已有%(repeated)d行，更早%(older)d行，退回%(refused)d行；疑似重复%(same)d对"
    )
    return words % {
        "read": report.rows_read,
        "added": report.parts_added,
        "again": report.parts_seen_again,
        "changed": report.parts_changed,
        "repeated": report.rows_repeated,
        "older": report.rows_older,
        "refused": len(report.rows_refused),
        "same": len(report.same_place),
    }
