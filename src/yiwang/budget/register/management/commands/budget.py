"""`yiwang budget import`: takes a file of the finance system in and reports every row."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from yiwang.budget.register import intakes, mapping, queries
from yiwang.budget.register.intakes import Order, Report
from yiwang.kernel.refusals import Refusal
from yiwang.org.actors import SYSTEM


class Command(BaseCommand):
    """Imports one file of budget entries or payments."""

    help = "Take entries of the finance system (CSV or XLSX) into the register of money."

    def add_arguments(self, parser: CommandParser) -> None:
        """File, mapping, what is meant where the file is silent, report."""
        import_ = parser.add_subparsers(dest="what", required=True).add_parser("import")
        import_.add_argument("file", type=Path, help="csv or xlsx")
        import_.add_argument("--mapping", default=mapping.USUAL, help="name or TOML file")
        import_.add_argument("--year", type=int, help="where the file has no column of years")
        import_.add_argument("--unit", default="", help="code, where the file names no unit")
        import_.add_argument("--report", type=Path, help="the JSON file to write")
        import_.add_argument("--dry-run", action="store_true", help="write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, say what came of it, and fail where printed totals do not come out."""
        path, report_path = options["file"], options["report"]
        if not path.is_file() or (report_path and not report_path.parent.is_dir()):
            raise CommandError(_("没有这个文件，或报告的文件夹不存在"))
        try:
            report = self._report(path, options)
        except Refusal as refusal:
            raise CommandError(refusal.message) from None
        if report_path:
            report.write(report_path)
        self._tell(report)

    def _report(self, path: Path, options: dict[str, Any]) -> Report:
        unit = next((one for one in queries.units() if one.code == options["unit"]), None)
        order = Order(
            name=path.name,
            content=path.read_bytes(),
            mapping=options["mapping"],
            year=options["year"],
            unit=unit,
        )
        if options["dry_run"]:
            return intakes.check(order)
        return intakes.take_in(order=order, by=SYSTEM)

    def _tell(self, report: Report) -> None:
        words = _("读取%(read)d行：登记%(added)d条，已有%(again)d行，退回%(refused)d行")
        counts = {
            "read": report.rows_read,
            "added": report.entries_added,
            "again": report.rows_repeated,
            "refused": len(report.rows_refused),
        }
        self.stdout.write(words % counts)
        for told in report.rows_refused:
            self.stdout.write(f"  {told['row']}: {told['reason']}")
        wrong = [told for told in report.totals if not told["same"]]
        for told in wrong:
            line = _("  第%(line)d行的合计与明细相差%(by)s元")
            by = (told["printed"] - told["found"]) / 100
            self.stdout.write(line % {"line": told["line"], "by": f"{by:,.2f}"})
