"""`yiwang learn`: learns class and unit from the centre's own closed cases; or takes it back."""

from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError, CommandParser

from yiwang.engine import register
from yiwang.insight.classes import actions, queries
from yiwang.insight.classes.kinds import Kind
from yiwang.insight.classes.schooling import school
from yiwang.kernel.refusals import Refusal

BY = "yiwang learn"


class Command(BaseCommand):
    """One JSON object for each model: its scores beside those of the version in use."""

    help = "Learn class and unit from the centre's own closed cases; a worse model is refused."

    def add_arguments(self, parser: CommandParser) -> None:
        """What is to be learned, and how far to go."""
        parser.add_argument(
            "--kind", choices=Kind.values, action="append", help="both if not given"
        )
        parser.add_argument("--procedure", default="appeals", help="of which cases")
        what = parser.add_mutually_exclusive_group()
        what.add_argument(
            "--try", action="store_true", dest="try_only", help="measure, keep nothing"
        )
        what.add_argument("--back", action="store_true", help="the version before answers again")
        what.add_argument("--off", action="store_true", help="suggest nothing any more")
        what.add_argument("--list", action="store_true", help="the versions there are")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it for each kind; what fails for one is told, and the other is done all the same."""
        failed = []
        for kind in map(Kind, options["kind"] or Kind.values):
            try:
                self._print(self._done(kind, options))
            except Refusal as refusal:
                failed.append(f"{kind.value}: {refusal}")
        if failed:
            raise CommandError("; ".join(failed))

    def _done(self, kind: Kind, options: dict[str, Any]) -> dict[str, Any]:
        procedure = register.procedure(options["procedure"]).key
        if options["list"]:
            return {"kind": kind.value, "versions": _listed(kind, procedure)}
        if options["back"]:
            done = actions.back(kind=kind, procedure=procedure, by=BY, reason="退回上一版本")
            return {"kind": kind.value, "in_use": done.version.number if done.version else None}
        if options["off"]:
            actions.off(kind=kind, procedure=procedure, by=BY, reason="停用")
            return {"kind": kind.value, "in_use": None}
        found = school(kind=kind, procedure=procedure, by=BY, try_only=options["try_only"])
        version = found.version.number if found.version else None
        return {
            "kind": kind.value,
            "version": version,
            "scores": found.scores,
            "in_use_before": found.in_use and found.in_use["score"],
        }

    def _print(self, found: dict[str, Any]) -> None:
        self.stdout.write(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode())


def _listed(kind: Kind, procedure: str) -> list[dict[str, Any]]:
    present = queries.in_use(kind, procedure)
    return [
        {
            "version": one.number,
            "made_at": one.made_at.isoformat(),
            "score": one.score,
            "learned_from": one.learned_from,
            "in_use": present is not None and one.pk == present.pk,
        }
        for one in queries.versions(kind, procedure)
    ]
