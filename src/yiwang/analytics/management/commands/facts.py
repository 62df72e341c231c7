"""`yiwang facts`: brings the facts behind all figures up to date with the log."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from yiwang.analytics import actions


class Command(BaseCommand):
    """Refreshes the facts."""

    help = "Bring the facts behind all figures up to date with the log."

    def add_arguments(self, parser: CommandParser) -> None:
        """The one thing that can be done with them."""
        parser.add_argument("what", choices=["refresh"], help="refresh: take in what is new")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refresh, and say how much was looked at again."""
        done = actions.refresh()
        self.stdout.write(f"{done.cases} cases, up to event {done.mark}")
