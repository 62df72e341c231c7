"""`yiwang audit`: follows every hash chain and replays every log; names any altered byte."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yiwang.cases import audit


class Command(BaseCommand):
    """Checks the whole log."""

    help = "Check every hash chain and replay every case; fails when anything was altered."

    def add_arguments(self, parser: CommandParser) -> None:
        """One case, or all."""
        parser.add_argument("--number", default="", help="only this case")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each fault and fail when there is one."""
        result = audit.check(number=options["number"])
        for fault in result.faults:
            self.stderr.write(fault)
        if result.faults:
            raise CommandError(f"{len(result.faults)} faults in {result.cases} cases")
        self.stdout.write(f"{result.cases} cases, {result.events} events: whole")
