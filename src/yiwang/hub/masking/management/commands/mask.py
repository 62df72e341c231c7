"""`yiwang mask KEY …` makes the masked copies of these resources; `--due` of all that need one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from yiwang.hub.masking import actions, queries
from yiwang.kernel.refusals import Refusal


class Command(BaseCommand):
    """Makes masked copies; one that fails does not keep the others from being made."""

    help = "Make the masked copies that analysts read."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which resources."""
        parser.add_argument("keys", nargs="*")
        parser.add_argument("--due", action="store_true", help="all whose copy is out of date")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them; fails where one could not be made."""
        failed = []
        for key in [*options["keys"], *(queries.due() if options["due"] else ())]:
            try:
                made = actions.make(key)
            except Refusal as refusal:
                failed.append(f"{key}: {refusal.message}")
                continue
            except Exception as fault:  # an engine out of memory or disk stops this copy only
                failed.append(f"{key}: {type(fault).__name__}: {str(fault)[:300]}")
                continue
            told = _("{rows}行，第{recipe}版方案，用时{seconds}秒")
            said = told.format(rows=made.rows, recipe=made.recipe, seconds=made.seconds)
            self.stdout.write(f"{key}: {said}")
        if failed:
            raise CommandError("\n".join(failed))
