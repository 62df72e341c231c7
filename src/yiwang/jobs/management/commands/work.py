"""`yiwang work`: does the clock's work, once or until stopped."""

import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from yiwang.jobs import clock


class Command(BaseCommand):
    """For installations whose web processes leave the clock's work to another."""

    help = "Deliver the outbox, resume lapsed suspensions, send reminders."

    def add_arguments(self, parser: CommandParser) -> None:
        """Once or for ever."""
        parser.add_argument("--once", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work, and say how much was done when it was once."""
        if not options["once"]:
            clock.run_for_ever(threading.Event())
        for name, count in clock.run_once().items():
            self.stdout.write(f"{name}: {count}")
