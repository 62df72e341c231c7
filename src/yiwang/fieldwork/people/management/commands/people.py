"""`yiwang people import`: takes a file of people and houses in and reports every row."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from yiwang.fieldwork import tables
from yiwang.fieldwork.people import importing
from yiwang.fieldwork.people.report import Report
from yiwang.fieldwork.reports import kept
from yiwang.kernel.coordinates import System
from yiwang.org.actors import SYSTEM


class Command(BaseCommand):
    """Imports one file of people and houses."""

    help = "Take people and houses from CSV or XLSX."

    def add_arguments(self, parser: CommandParser) -> None:
        """File, coordinate system of its positions, report."""
        import_ = parser.add_subparsers(dest="what", required=True).add_parser("import")
        import_.add_argument("file", type=Path, help="csv, xlsx")
        systems = [system.value for system in System]
        import_.add_argument("--system", choices=systems, help="of the positions, if it has any")
        import_.add_argument("--report", type=Path, required=True, help="the JSON file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, write the report, and fail when the file could not be taken in."""
        system = System(options["system"]) if options["system"] else None
        report = kept(options["report"], lambda: _taken(options["file"], system))
        words = _(
            "读取%(read)d行：新增%(houses)d处房屋、%(people)d人、%(residences)d条居住；"
            "已有%(repeated)d行，退回%(refused)d行"
        )
        told = {
            "read": report.rows_read,
            "houses": report.houses_added,
            "people": report.people_added,
            "residences": report.residences_added,
            "repeated": report.rows_repeated,
            "refused": len(report.rows_refused),
        }
        self.stdout.write(words % told)


def _taken(path: Path, system: System | None) -> Report:
    name, content = tables.from_path(path)
    return importing.import_file(name=name, content=content, worker=SYSTEM, system=system).report
