"""`yiwang import`: takes a file of another system into complete cases and reports every row."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from yiwang.history import actions
from yiwang.history.mapping import SHIPPED
from yiwang.history.progress import Progress
from yiwang.history.report import Report
from yiwang.history.stopping import stop_when_asked

# What a shell expects of a program that was told to stop.
INTERRUPTED = 130


class Command(BaseCommand):
    """Imports one file."""

    help = "Take a file of another system into complete cases; every row is in the report."

    def add_arguments(self, parser: CommandParser) -> None:
        """File, mapping, report and door."""
        parser.add_argument("file", type=Path, help="csv, tsv, xlsx or xls; may be gzip")
        parser.add_argument(
            "--mapping", required=True, help="a TOML file, or the name of one that is shipped"
        )
        parser.add_argument("--report", type=Path, required=True, help="the JSON file to write")
        parser.add_argument(
            "--door",
            choices=sorted(actions.DOORS),
            default=actions.REPLAY,
            help="replay: every step is decided anew; bulk: trusted, and faster",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="check mapping and rows, and report the same counts, but keep nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, write the report, and fail when the file could not be taken in whole."""
        path: Path = options["report"]
        mapping = _mapping(options["mapping"])
        _check_report(path, options["file"], mapping)
        with stop_when_asked(self._say) as asked:
            order = actions.Import(
                file=options["file"],
                mapping=mapping,
                door=options["door"],
                dry_run=options["dry_run"],
                progress=Progress(self.stderr),
                stop=asked,
            )
            # Whoever finds this one later knows that the process was killed.
            _write(actions.begun(order), path)
            report = actions.import_file(order)
            _write(report, path)
        self._tell(report)

    def _say(self, sentence: str) -> None:
        self.stderr.write(f"\n{sentence}")

    def _tell(self, report: Report) -> None:
        if report.file_refused:
            raise CommandError(report.file_refused["reason"])
        self.stdout.write(_counts(report))
        if report.stopped:
            code = INTERRUPTED if report.stopped["code"] == "interrupted" else 1
            raise CommandError(report.stopped["reason"], returncode=code)
        if not report.adds_up:
            raise CommandError(_("报告的行数对不上，请联系维护人员"))


def _counts(report: Report) -> str:
    counts = {
        "read": report.rows_read,
        "made": report.cases_created,
        "refused": len(report.rows_refused),
        "again": report.rows_repeated,
        "took": report.seconds,
    }
    if report.dry_run:
        return (
            _(
                "试导（没有写入任何内容）：读取%(read)d行，可新建%(made)d件，"
                "退回%(refused)d行，重复%(again)d行；用时%(took).1f秒"
            )
            % counts
        )
    return (
        _("读取%(read)d行：新建%(made)d件，退回%(refused)d行，重复%(again)d行；用时%(took).1f秒")
        % counts
    )


def _mapping(name: str) -> Path:
    """The mapping of a path, or a shipped one by its name."""
    shipped = SHIPPED / f"{name.removesuffix('.toml')}.toml"
    path = Path(name)
    if path.name == name and not path.is_file() and shipped.is_file():
        return shipped
    return path


def _check_report(path: Path, *read: Path) -> None:
    """Raises `CommandError` when no report can be written there; before anything is done."""
    try:
        if not path.parent.is_dir():
            raise CommandError(_("报告的文件夹不存在：%s") % path.parent)
        if path.is_dir():
            raise CommandError(_("报告应是一个文件，而这是文件夹：%s") % path)
        if any(path.exists() and other.exists() and path.samefile(other) for other in read):
            raise CommandError(_("报告不能写在要读的文件上：%s") % path)
    except OSError as fault:
        raise CommandError(_("写不了报告：%s") % fault) from None


def _write(report: Report, path: Path) -> None:
    """Raises `CommandError` with the counts when the report cannot be written."""
    try:
        report.write(path)
    except OSError as fault:
        raise CommandError(
            _("写不了报告%(path)s（%(why)s）。%(counts)s")
            % {"path": path, "why": fault.strerror, "counts": _counts(report)}
        ) from None
