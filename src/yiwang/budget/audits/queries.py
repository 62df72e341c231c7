"""Every read of audits; each unit sees its own."""

from pathlib import Path

from yiwang.budget.audits import running
from yiwang.budget.audits.actions import folder
from yiwang.budget.audits.models import Audit
from yiwang.disclosure.auditing.finding import Rule
from yiwang.disclosure.auditing.rules import RULES
from yiwang.kernel.refusals import NotFound
from yiwang.org.actors import Worker

LATEST = 50
# The kinds of files in which findings are told, each with its ending.
FORMATS = running.FORMATS


def latest(worker: Worker) -> list[Audit]:
    """The last audits of this worker's unit, without lines."""
    return list(Audit.objects.filter(unit_id=worker.unit_id).defer("told")[:LATEST])


def one(key: str, worker: Worker) -> Audit:
    """An audit of this worker's unit. Raises `NotFound`."""
    found = Audit.objects.filter(key=key, unit_id=worker.unit_id).first()
    if found is None:
        raise NotFound("没有这次审核，或您无权查看")
    return found


def written(row: Audit, form: str) -> bytes:
    """The findings as a file. Raises `NotFound` where the file was cleared."""
    paths = [_file(row, part) for part in (0, 1)]
    if paths[0] is None or form not in running.FORMATS:
        raise NotFound("文件已清除，只保留了审核记录")
    return running.written(paths[0], paths[1], row.off, form)


def rules() -> tuple[Rule, ...]:
    """Every rule that an audit asks."""
    return RULES


def _file(row: Audit, part: int) -> Path | None:
    return next(iter((folder(row.key) / str(part)).glob("*")), None)
