"""`yiwang serve`: the web under granian, with the clock's work in a thread of its own process."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from granian import Granian
from granian.constants import Interfaces


class Command(BaseCommand):
    """One worker, one thread: measured the best for SQLite (docs/decisions)."""

    help = "Serve the web on a loopback address, and do what the clock asks for."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until told to stop."""
        os.environ.setdefault("YIWANG_JOBS", "thread")
        Granian(
            "yiwang.startup.wsgi:application",
            address=options["host"],
            port=options["port"],
            interface=Interfaces.WSGI,
            workers=options["workers"],
            blocking_threads=1,
            backpressure=128,
            log_access=False,
        ).serve()
