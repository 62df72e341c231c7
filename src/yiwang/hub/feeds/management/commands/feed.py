"""`yiwang feed run KEY` brings a feed's rows in; `yiwang feed check KEY` only looks at them."""

import sys
from pathlib import Path
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from yiwang.hub.feeds import looking, queries, running
from yiwang.hub.feeds.models import Feed, Run
from yiwang.hub.feeds.words import Trigger
from yiwang.kernel.refusals import Refusal

WIDEST = 100


class Command(BaseCommand):
    """Runs one feed, or shows what a run would find."""

    help = "Bring the rows of a feed in, or look at its columns, first rows and faults."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do with which feed."""
        what = parser.add_subparsers(dest="what", required=True)
        run = what.add_parser("run", help="do what was asked of it, or run it once")
        run.add_argument("key")
        run.add_argument("--clock", action="store_true", help="its time has come")
        check = what.add_parser("check", help="take nothing in")
        check.add_argument("key")
        check.add_argument("--file", type=Path, help="this file instead of the newest delivery")
        check.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; fails where a run did not end well."""
        try:
            feed = self._feed(options["key"])
            if options["what"] == "check":
                self._check(looking.looked(feed, options["file"]), options["json"])
                return
            trigger = Trigger.CLOCK if options["clock"] else Trigger.PERSON
            runs = running.run_feed(feed, trigger)
        except Refusal as refusal:
            raise CommandError(refusal.message) from None
        for one in runs:
            self._tell(one)
        if not all(one.good for one in runs):
            raise CommandError(_("有运行没有成功，见接入任务的页面"))

    def _feed(self, key: str) -> Feed:
        """The feed of this key; for “-” one that is told as JSON and has no row."""
        return looking.read_told(sys.stdin.buffer.read()) if key == "-" else queries.feed(key)

    def _tell(self, run: Run) -> None:
        words = _("读入{rows}行，接收{accepted}，隔离{rejected}；新增{inserted}，更新{updated}")
        told = words.format(
            rows=run.rows_in,
            accepted=run.accepted,
            rejected=run.rejected,
            inserted=run.inserted,
            updated=run.updated,
        )
        self.stdout.write(f"{_(run.get_state_display())}: {told}")
        if run.told:
            self.stdout.write(run.told["reason"])

    def _check(self, seen: dict[str, Any], as_json: bool) -> None:
        if as_json:
            self.stdout.write(orjson.dumps(seen, default=str).decode())
            return
        for ours, theirs in seen["columns"].items():
            self.stdout.write(f"{ours} ← {theirs}")
        for one in seen["differences"]:
            self.stdout.write(f"{one['verdict']}: {one['column']} {one['expected']} {one['found']}")
        for row in seen["rows"]:
            self.stdout.write(str(row)[:WIDEST])
        for rule, many in seen["rules"].items():
            self.stdout.write(f"{rule}: {many}")
        if seen["refused"]:
            raise CommandError(seen["refused"]["reason"])
