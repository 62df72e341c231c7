"""`yiwang import_calendar`: publishes the holidays of a year from a table."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yiwang.kernel.refusals import Refusal
from yiwang.kernel.text_files import decode
from yiwang.worktime import actions


class Command(BaseCommand):
    """One year of the State Council's notice becomes a new edition of the calendar."""

    help = "Publish a year's holidays from a table with the columns date, kind, name."

    def add_arguments(self, parser: CommandParser) -> None:
        """The table, its year, and on what it rests."""
        parser.add_argument("file", type=Path, help="CSV: date, kind (holiday or workday), name")
        parser.add_argument("--year", type=int, required=True)
        parser.add_argument("--basis", required=True, help="the notice, as 国办发明电〔2025〕7号")
        parser.add_argument("--by", default="命令行", help="who publishes it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish the edition and print its number."""
        file: Path = options["file"]
        try:
            edition = actions.import_year(
                year=options["year"],
                text=decode(file.read_bytes(), name=file.name).text,
                basis=options["basis"],
                published_by=options["by"],
            )
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"第{edition}版工作日历已公布（{options['year']}年）")
