"""`yiwang insight`: measures and masks files of texts; each part is a module of its own."""

from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser

from yiwang.insight.management import PARTS
from yiwang.kernel.refusals import Refusal


class Command(BaseCommand):
    """One JSON object on the standard output, whichever part is asked for."""

    help = "Measure how well texts are understood, or hide personal data in a file of texts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Each part brings its own."""
        parts = parser.add_subparsers(dest="part", required=True)
        for name, part in PARTS.items():
            part.add_arguments(parts.add_parser(name, help=part.HELP))

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and print what came out."""
        try:
            found = PARTS[options["part"]].run(options)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode())
