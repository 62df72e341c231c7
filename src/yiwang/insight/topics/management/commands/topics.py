"""`yiwang topics`: looks for topics in the log, or tries it on a file of messages."""

import os
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser

from yiwang.insight.topics import actions, trying
from yiwang.kernel.refusals import Refusal


class Command(BaseCommand):
    """`find` keeps what it finds; `try` only prints it."""

    help = "Look for topics in the cases of the last weeks, or in a file of messages."

    def add_arguments(self, parser: CommandParser) -> None:
        """The two ways."""
        ways = parser.add_subparsers(dest="way", required=True)
        find = ways.add_parser("find", help="in the log; what is found is kept")
        find.add_argument("--gently", action="store_true", help="give way to everybody else")
        trying.add_arguments(ways.add_parser("try", help="in a CSV file; only prints"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and print one JSON text."""
        if options.get("gently"):
            os.nice(10)
        try:
            told = trying.run(options) if options["way"] == "try" else _search()
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(orjson.dumps(told, option=orjson.OPT_INDENT_2).decode())


def _search() -> dict[str, Any]:
    run = actions.search()
    return {
        "until": run.until.isoformat(),
        "weeks": run.weeks,
        "cases": run.cases,
        "topics": run.topics,
        "seconds": run.seconds,
    }
