"""`yiwang grids import`: takes outlines of a file into the register and reports every row."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.fieldwork.grids import importing
from yiwang.fieldwork.grids.actions import Order
from yiwang.fieldwork.grids.report import Report
from yiwang.fieldwork.reports import kept
from yiwang.kernel.coordinates import System
from yiwang.org.actors import SYSTEM


class Command(BaseCommand):
    """Imports one file of outlines."""

    help = "Take the outlines of grids from GeoJSON, a shapefile or CSV with WKT."

    def add_arguments(self, parser: CommandParser) -> None:
        """File, coordinate system, report, and what is accepted."""
        import_ = parser.add_subparsers(dest="what", required=True).add_parser("import")
        import_.add_argument("file", type=Path, help="geojson, zip or shp, csv with WKT")
        systems = [system.value for system in System]
        import_.add_argument("--system", required=True, choices=systems, help="as it is drawn")
        import_.add_argument("--report", type=Path, required=True, help="the JSON file to write")
        import_.add_argument("--basis", required=True, help="on what decision the grids rest")
        today = timezone.localdate()
        import_.add_argument("--from", dest="day", type=date.fromisoformat, default=today)
        import_.add_argument("--repair", action="store_true", help="mend self-crossing outlines")
        import_.add_argument(
            "--accept", action="store_true", help="write the good rows in spite of faults"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, write the report, and fail when nothing could be taken in."""
        report = kept(options["report"], lambda: _taken(options))
        self.stdout.write(_told(report))
        if report.rows_held_back:
            raise CommandError(_("文件有问题，未写入；请看报告，改正后重来，或加 --accept 接受"))


def _taken(options: dict[str, Any]) -> Report:
    name, content = importing.from_path(options["file"])
    return importing.import_file(_wanted(name, content, options))


def _wanted(name: str, content: bytes, options: dict[str, Any]) -> importing.Import:
    order = Order(worker=SYSTEM, basis=options["basis"], effective_on=options["day"])
    return importing.Import(
        name=name,
        content=content,
        system=System(options["system"]),
        order=order,
        repair=options["repair"],
        accept=options["accept"],
    )


def _told(report: Report) -> str:
    words = _(
        "读取%(read)d行：登记%(added)d个网格，已有%(again)d个，退回%(refused)d行；"
        "自相交%(crossing)d处，重叠%(overlaps)d处，缝隙%(gaps)d处"
    )
    return words % {
        "read": report.rows_read,
        "added": report.grids_added,
        "again": report.rows_repeated,
        "refused": len(report.rows_refused),
        "crossing": len(report.self_crossing),
        "overlaps": len(report.overlaps),
        "gaps": len(report.gaps),
    }
