"""`yiwang alike`: brings the index of texts up to date, or builds it anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from yiwang.insight.alike import actions


class Command(BaseCommand):
    """What the clock does by itself, at once."""

    help = "Follow the log into the index of alike texts; --anew builds it from the beginning."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to forget the index first."""
        parser.add_argument("--anew", action="store_true", help="forget the index first")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many cases changed."""
        done = actions.anew() if options["anew"] else actions.follow()
        self.stdout.write(f"比对索引：{done}件案件有变化")
