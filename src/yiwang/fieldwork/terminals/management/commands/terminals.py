"""`yiwang terminals import`: takes a bill of the operator in and reports every row."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from yiwang.fieldwork.terminals import importing, mapping
from yiwang.kernel.refusals import Refusal


class Command(BaseCommand):
    """Imports one bill."""

    help = "Take a bill of phone numbers (CSV or XLSX) by a mapping in TOML."

    def add_arguments(self, parser: CommandParser) -> None:
        """File, mapping, report."""
        import_ = parser.add_subparsers(dest="what", required=True).add_parser("import")
        import_.add_argument("file", type=Path, help="csv or xlsx")
        import_.add_argument("--mapping", type=Path, default=Path("monthly_bill"))
        import_.add_argument(
            "--replace", action="store_true", help="as the new edition of its months"
        )
        import_.add_argument("--report", type=Path, required=True, help="the JSON file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and write the report."""
        path, report_path = options["file"], options["report"]
        if not path.is_file() or not report_path.parent.is_dir():
            raise CommandError(_("没有这个文件，或报告的文件夹不存在"))
        try:
            found = mapping.read(options["mapping"])
            report = importing.import_bill(
                name=path.name,
                content=path.read_bytes(),
                mapping=found,
                replace=options["replace"],
            )
        except Refusal as refusal:
            raise CommandError(refusal.message) from None
        report.write(report_path)
        words = _(
            "读取%(read)d行：新增%(added)d行，已有%(again)d行，空行%(blank)d，退回%(refused)d行"
        )
        self.stdout.write(
            words
            % {
                "read": report.rows_read,
                "added": report.usages_added,
                "again": report.rows_repeated,
                "blank": report.rows_blank,
                "refused": len(report.rows_refused),
            }
        )
