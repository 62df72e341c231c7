"""`yiwang bases build`: builds the base databases anew; `verify` checks the register of looks."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yiwang.hub.bases import building, looks
from yiwang.hub.bases.words import BUILT, Base
from yiwang.kernel.refusals import Refusal


class Command(BaseCommand):
    """A process of its own: the web never loads what links records."""

    help = "build: base databases from their sources; verify: the chain of looks at portraits."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do, and for which base."""
        parser.add_argument("what", choices=["build", "verify"])
        parser.add_argument("--base", choices=[one.value for one in BUILT], help="this base alone")
        parser.add_argument("--gently", action="store_true", help="give way to everybody else")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it; a base without sources is told and passed over."""
        if options["what"] == "verify":
            self._verify()
            return
        if options["gently"]:
            os.nice(10)
        for base in BUILT:
            if options["base"] in (None, base):
                self._build(base)

    def _build(self, base: Base) -> None:
        try:
            made = building.build(base)
        except Refusal as refused:
            self.stdout.write(f"{base.label}：{refused.message}")
            return
        told = f"{made.records}条记录，{made.things}个主体，{made.doubtful}对疑似重复"
        self.stdout.write(f"{base.label}：{told}，{made.conflicts}处冲突")

    def _verify(self) -> None:
        try:
            self.stdout.write(f"查看记录{looks.verify()}条，链完整")
        except Refusal as refused:
            raise CommandError(refused.message) from None
