"""`yiwang places import`: takes the district's own list of places from a file."""

from pathlib import Path
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser

from yiwang.fieldwork import tables
from yiwang.insight.reading import importing
from yiwang.kernel.coordinates import System
from yiwang.kernel.refusals import Refusal
from yiwang.org.actors import SYSTEM


class Command(BaseCommand):
    """Prints one JSON object with every row accounted for."""

    help = "Take the district's own list of places from CSV or XLSX."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and in which coordinates its positions are."""
        import_ = parser.add_subparsers(dest="what", required=True).add_parser("import")
        import_.add_argument("file", type=Path, help="csv, xlsx")
        systems = [system.value for system in System]
        import_.add_argument("--system", choices=systems, default=System.WGS_84.value)

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, and say what came of it."""
        try:
            name, content = tables.from_path(options["file"])
            told = importing.import_file(
                name=name, content=content, worker=SYSTEM, system=System(options["system"])
            )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(orjson.dumps(told, option=orjson.OPT_INDENT_2).decode())
