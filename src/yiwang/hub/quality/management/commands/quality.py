"""`yiwang quality run KEY`: checks the table of a resource by its rules, and what was sent back."""

import os
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser

from yiwang.hub.catalogue.queries import resource
from yiwang.hub.quality import following, profiling
from yiwang.hub.quality.models import QualityRun
from yiwang.kernel.refusals import Refusal


class Command(BaseCommand):
    """`run KEY` checks and profiles one resource, `due` all whose table changed since."""

    help = "Check tables by their rules; bad rows that were sent back are looked at anew."

    def add_arguments(self, parser: CommandParser) -> None:
        """The two ways."""
        ways = parser.add_subparsers(dest="way", required=True)
        one = ways.add_parser("run", help="one resource")
        one.add_argument("key")
        due = ways.add_parser("due", help="all whose table changed since the last check")
        due.add_argument("--gently", action="store_true", help="give way to everybody else")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and print one JSON text."""
        if options.get("gently"):
            os.nice(10)
        try:
            if options["way"] == "due":
                told = [_told(run) for run in following.check_due()]
                following.profile_due()
            else:
                asked = resource(options["key"])
                told = [_told(following.check(asked))]
                profiling.keep(asked)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(orjson.dumps(told, option=orjson.OPT_INDENT_2).decode())


def _told(run: QualityRun) -> dict[str, Any]:
    return {
        "resource": run.resource.key,
        "version": run.version,
        "rows": run.rows,
        "total": run.total,
        "broken": {one.rule.key: one.broken for one in run.counts if one.broken},
        "seconds": (run.ended_at - run.started_at).total_seconds(),
    }
