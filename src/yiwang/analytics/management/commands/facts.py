"""`yiwang facts`: brings the facts behind all figures up to date with the log."""

from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from yiwang.analytics import actions, store
from yiwang.analytics.rows import WALL
from yiwang.cases import appended

# A line for so many cases.
_STEP = 20_000


class Command(BaseCommand):
    """Refreshes the facts, builds them anew, or tells how far they go."""

    help = "Bring the facts behind all figures up to date with the log."

    def add_arguments(self, parser: CommandParser) -> None:
        """What can be done with them."""
        parser.add_argument(
            "what",
            choices=["refresh", "rebuild", "status"],
            help="refresh: take in what is new; rebuild: all cases anew; status: how far they go",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say how much was looked at again."""
        if options["what"] == "status":
            self._tell_status()
            return
        done = actions.refresh(anew=options["what"] == "rebuild", tell=self._tell)
        self.stdout.write(f"{done.cases} cases, up to event {done.mark}")

    def _tell(self, done: int, many: int) -> None:
        if done and (done % _STEP == 0 or done == many) and many >= _STEP:
            self.stdout.write(f"{done:,} / {many:,}")
            self.stdout.flush()

    def _tell_status(self) -> None:
        found = store.current()
        if found is None:
            self.stdout.write("no facts: run yiwang facts refresh")
            return
        at = datetime.fromtimestamp(found.refreshed_at, UTC).astimezone(WALL)
        self.stdout.write(f"refreshed at {at:%Y-%m-%d %H:%M:%S}")
        self.stdout.write(f"up to event {found.mark}, the log ends at {appended.newest_event()}")
        ((cases,),) = store.reading().execute("SELECT count(*) FROM cases").fetchall()
        ((touched,),) = store.reading().execute("SELECT count(*) FROM layer.touched").fetchall()
        self.stdout.write(f"{cases} cases, {touched} of them touched since the base was written")
        for name in (found.base, found.layer):
            self.stdout.write(f"{name}: {(store.folder() / name).stat().st_size:,} bytes")
