"""`yiwang replay`: computes frozen figures again from the log and names what differs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yiwang.analytics.frozen import actions, queries


class Command(BaseCommand):
    """Replays what was frozen."""

    help = "Compute frozen periods again from the log; fails when a figure comes out otherwise."

    def add_arguments(self, parser: CommandParser) -> None:
        """One period, or all."""
        parser.add_argument("period", nargs="?", default="", help="as 2026-06 or 2026-Q2")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each difference and fail when there is one."""
        wanted = options["period"]
        freezes = [queries.freeze(wanted)] if wanted else queries.freezes()
        faults = 0
        for freeze in freezes:
            replayed = actions.replay(freeze)
            faults += not replayed.same
            self.stdout.write(f"{freeze.period}: {'same' if replayed.same else 'differs'}")
            for difference in replayed.differences:
                self.stderr.write(difference)
        if faults:
            raise CommandError(f"{faults} of {len(freezes)} periods came out otherwise")
