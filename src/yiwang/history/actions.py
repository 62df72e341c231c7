"""Takes a file of another system into complete cases; every row is accounted for."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error as DatabaseError

from yiwang.history import mapping_checks, mapping_file
from yiwang.history.faults import FileFault
from yiwang.history.mapping import MappingFault
from yiwang.history.reading import open_table
from yiwang.history.report import DONE, UNFINISHED, Report
from yiwang.history.taking import BULK, DOORS, REPLAY, Import, Taking
from yiwang.kernel.refusals import Refusal

log = logging.getLogger(__name__)


def import_file(order: Import) -> Report:
    """Take a file in. Whatever happens is in the report; only a fault of the report's own escapes.

    A fault of the whole file: nothing was written. A stop on the way: what the report counts was
    committed. Rows that were taken in before are counted as repeated; a second run changes nothing.
    """
    started = time.monotonic()
    report = begun(order)
    with _told_in(report):
        taking = _opened(order, report)
        if taking is not None:
            taking.run()
    if report.outcome == UNFINISHED:
        report.outcome = DONE
    report.seconds = round(time.monotonic() - started, 3)
    return report


def begun(order: Import) -> Report:
    """The report of an import of which nothing was done yet."""
    return Report(
        file=order.file.name, mapping=order.mapping.name, door=order.door, dry_run=order.dry_run
    )


def _opened(order: Import, report: Report) -> Taking | None:
    """The file, looked through; None when it was refused as a whole."""
    try:
        mapping = mapping_file.read(order.mapping)
        mapping_checks.check(mapping)
        return Taking(order, mapping, open_table(order.file, mapping), report)
    except MappingFault as fault:
        mapping_file.place(fault, order.mapping)
        report.refuse_file(fault)
    except Refusal as refusal:
        report.refuse_file(refusal)
    except OSError as fault:
        report.refuse_file(FileFault("读不了文件：{why}", why=str(fault), kind="io"))
    return None


@contextmanager
def _told_in(report: Report) -> Iterator[None]:
    """Whatever breaks the import off is told in the report, beside what was committed before."""
    try:
        yield
    except KeyboardInterrupt:
        report.stop("interrupted", "导入被强行中止，手上的一批已撤回")
    except Refusal as refusal:
        report.stop(refusal.code, f"读到一半时：{refusal.message}")
    except OSError as fault:
        report.stop("io", f"读文件时出错：{fault}")
    except DatabaseError as fault:
        log.warning("the database broke an import off", exc_info=True)
        report.stop("database", f"数据库出错（{fault}），手上的一批已撤回")
    except Exception as fault:
        log.exception("an import broke off")
        report.stop("internal", f"程序出错（{type(fault).__name__}：{fault}），请联系维护人员")


__all__ = ["BULK", "DOORS", "REPLAY", "Import", "begun", "import_file"]
