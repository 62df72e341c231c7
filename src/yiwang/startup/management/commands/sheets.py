"""`yiwang sheets`: writes every procedure and indicator as a page; `--check` finds stale ones."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yiwang.engine import register
from yiwang.engine.sheet import sheet
from yiwang.measure import register as measures
from yiwang.measure.sheet import contents
from yiwang.measure.sheet import sheet as sheet_of


class Command(BaseCommand):
    """Keeps docs/procedures and docs/indicators true."""

    help = "Write docs/procedures and docs/indicators from the declarations, or check them."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where the pages lie, and whether only to look."""
        parser.add_argument("--check", action="store_true", help="fail when a sheet is stale")
        parser.add_argument("--folder", default="docs", help="where the folders of sheets lie")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or compare each sheet, and do away with those of what is gone."""
        for name, texts in _texts().items():
            folder = Path(options["folder"]) / name
            stale = _stale(folder, texts)
            if stale and options["check"]:
                raise CommandError(f"{folder / stale[0]} is stale: run `yiwang sheets`")
            _write(folder, stale, texts)
            self.stdout.write(f"{folder}: {len(texts)} sheets, {len(stale) or 'none'} written anew")


def _texts() -> dict[str, dict[str, str]]:
    """The pages of each folder by the names of their files."""
    procedures, indicators = register.procedures(), measures.indicators()
    labels = {procedure.key: procedure.label for procedure in procedures}
    of_indicators = {f"{one.key}.md": sheet_of(one, labels) for one in indicators}
    return {
        "procedures": {f"{procedure.key}.md": sheet(procedure) for procedure in procedures},
        "indicators": {"README.md": contents(indicators, labels)} | of_indicators,
    }


def _stale(folder: Path, texts: dict[str, str]) -> list[str]:
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in there | texts if there.get(name) != texts.get(name))


def _write(folder: Path, stale: list[str], texts: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in texts:
            (folder / name).write_text(texts[name], encoding="utf-8")
        else:
            (folder / name).unlink()
