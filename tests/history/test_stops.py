"""An import that ends early says what was committed, and the next run goes on from there."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from tests.history.conftest import HEADER, OPEN, ROW
from yiwang.cases import audit, doors
from yiwang.cases.models import Case, Deadline, Event
from yiwang.history import taking
from yiwang.history.actions import DOORS, Import, import_file
from yiwang.history.progress import Progress, sentence
from yiwang.history.report import Report
from yiwang.org.models import Unit

ROWS = 10
BATCH = 3


def rows(count: int = ROWS) -> list[str]:
    """Closed and open cases in turn, and a row that is refused after each third."""
    made = [(ROW if at % 2 else OPEN).replace("A", f"N{at}-", 1) for at in range(count)]
    return [
        line for at, row in enumerate(made, 1) for line in ([row, "坏行"] if at % 3 == 0 else [row])
    ]


@pytest.fixture(autouse=True)
def heeded() -> Iterator[None]:
    """Ctrl-C is heeded, also where the tests run in the background and it is not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "file.csv"
    path.write_text("\n".join([HEADER, *rows(), ""]), encoding="utf-8")
    return path


@pytest.fixture
def order(district, file: Path, mapping: Path) -> Callable[..., Import]:
    """The import of the file in batches of three; what is given changes it."""

    def made(**changes: Any) -> Import:
        return Import(**({"file": file, "mapping": mapping, "batch": BATCH} | changes))

    return made


def log() -> list[Any]:
    """Every event, without what differs from one run to the next."""
    shown = ("case__source_key", "seq", "kind", "at", "given")
    return list(Event.objects.order_by("case__source_key", "seq").values_list(*shown))


def tables() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Case, Event, Deadline, Unit))


def raised_at(error: type[BaseException], batch: int) -> Callable[..., doors.DoorResult]:
    """A door that breaks off in the middle of one batch: after its rows, before its commit."""
    calls = [0]

    def door(histories: Any, **options: Any) -> doors.DoorResult:
        calls[0] += 1
        result = doors.replay_histories(histories, **options)
        if calls[0] == batch:
            raise error("here")
        return result

    return door


@pytest.mark.parametrize(
    ("error", "code"),
    [(KeyboardInterrupt, "interrupted"), (OperationalError, "database"), (ValueError, "internal")],
)
def test_an_import_that_breaks_off_reports_what_was_committed_and_can_be_run_again(
    order, monkeypatch: pytest.MonkeyPatch, error: type[BaseException], code: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(DOORS, "replay", raised_at(error, batch=3))
        report = import_file(order())
    assert report.stopped is not None and report.stopped["code"] == code
    # Two batches are there, whole; the third is gone with everything in it.
    assert (report.cases_created, report.rows_undone, report.outcome) == (6, 3, "stopped")
    assert (Case.objects.count(), Event.objects.count()) == (6, report.events_written)
    assert report.adds_up and "已完整写入6件" in report.stopped["reason"]
    again = import_file(order())
    assert (again.cases_created, again.rows_repeated, again.outcome) == (4, 6, "done")
    assert again.adds_up and (Case.objects.count(), len(again.rows_refused)) == (ROWS, 3)
    assert audit.check().faults == []


def test_a_stopped_and_resumed_import_writes_what_an_uninterrupted_one_does(order) -> None:
    asked = iter([False, True])
    first = import_file(order(stop=lambda: next(asked)))
    assert first.stopped is not None and first.stopped["code"] == "interrupted"
    assert (first.cases_created, Case.objects.count()) == (3, 3)
    import_file(order())
    resumed = log()
    assert resumed and len({row[0] for row in resumed}) == ROWS
    numbers = Case.objects.values_list("number", flat=True)
    assert len(set(numbers)) == ROWS
    again = import_file(order())
    assert (again.cases_created, again.rows_repeated) == (0, ROWS) and log() == resumed


def test_units_of_a_batch_that_was_undone_are_undone_with_it(
    order, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tables()
    monkeypatch.setitem(DOORS, "replay", raised_at(KeyboardInterrupt, batch=1))
    report = import_file(order())
    assert tables() == before
    assert (report.cases_created, report.events_written) == (0, 0) and report.adds_up


def test_an_open_case_is_not_judged_by_half_a_file(order) -> None:
    asked = iter([False, True])
    found = import_file(order(stop=lambda: next(asked))).as_json()
    # Of the first three, the two open ones wait for the latest time of the whole file.
    assert found["on_time_compared"] == 1
    assert any("中途停止" in cause for cause in found["on_time_undecidable"])


@pytest.mark.parametrize("door", ["replay", "bulk"])
def test_a_dry_run_reports_the_same_counts_and_keeps_nothing(order, door: str) -> None:
    before = tables()
    dry = import_file(order(dry_run=True, door=door)).as_json()
    assert tables() == before
    real = import_file(order(door=door)).as_json()
    assert (dry.pop("dry_run"), real.pop("dry_run")) == (True, False)
    dry.pop("seconds"), real.pop("seconds")
    assert dry == real and real["cases_created"] == ROWS and real["on_time_compared"] == ROWS


def test_a_dry_run_after_an_import_finds_every_row_repeated(order) -> None:
    import_file(order())
    dry = import_file(order(dry_run=True))
    assert (dry.cases_created, dry.rows_repeated, len(dry.rows_refused)) == (0, ROWS, 3)


def run(file: Path, mapping: Path, report: Path, *more: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command(
        "import", str(file), *more, mapping=str(mapping), report=report, stdout=out, stderr=err
    )
    return out.getvalue(), err.getvalue()


def test_the_command_of_a_dry_run_says_so_and_writes_the_report(
    district, file: Path, mapping: Path, tmp_path: Path
) -> None:
    said, _ = run(file, mapping, tmp_path / "report.json", "--dry-run")
    assert "没有写入任何内容" in said and Case.objects.count() == 0
    found = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert (found["dry_run"], found["rows_read"], found["cases_created"]) == (True, 13, 10)


def test_an_interrupt_lets_the_batch_in_hand_finish_and_the_report_be_written(
    district, file: Path, mapping: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def door(*args: Any, **options: Any) -> doors.DoorResult:
        os.kill(os.getpid(), signal.SIGINT)
        return doors.replay_histories(*args, **options)

    monkeypatch.setitem(DOORS, "replay", door)
    monkeypatch.setattr(taking, "BATCH", BATCH)
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(CommandError, match="再次导入") as refusal:
        run(file, mapping, tmp_path / "report.json")
    assert refusal.value.returncode == 130
    assert signal.getsignal(signal.SIGINT) is before
    found = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert (found["outcome"], found["cases_created"]) == ("stopped", Case.objects.count())
    assert found["cases_created"] == BATCH


def test_a_mapping_fault_leaves_a_report_with_every_count(
    district, file: Path, mapping: Path, tmp_path: Path
) -> None:
    mapping.write_text("key = []", encoding="utf-8")
    with pytest.raises(CommandError, match="mapping.toml"):
        run(file, mapping, tmp_path / "report.json")
    found = json.loads((tmp_path / "report.json").read_text("utf-8"))
    counts = ("rows_read", "cases_created", "rows_refused", "on_time_compared")
    assert [found[key] for key in (*counts, "on_time_differences")] == [0, 0, [], 0, []]
    assert found["file_refused"]["code"] == "bad_mapping"


def test_a_report_may_not_fall_on_what_is_read_nor_on_a_folder(
    district, file: Path, mapping: Path, tmp_path: Path
) -> None:
    before = file.read_bytes(), mapping.read_bytes()
    for path in (
        file,
        mapping,
        tmp_path,
        tmp_path / "none" / "report.json",
        tmp_path / ("x" * 300),
    ):
        with pytest.raises(CommandError, match="报告"):
            run(file, mapping, path)
    assert (file.read_bytes(), mapping.read_bytes()) == before
    assert Case.objects.count() == 0


def test_a_report_that_nobody_finished_says_so() -> None:
    found = Report(file="a.csv", mapping="b.toml", door="replay").as_json()
    assert (found["outcome"], found["stopped"]["code"]) == ("unfinished", "killed")


def test_progress_tells_rows_of_how_many_and_what_came_of_them() -> None:
    report = Report(file="a", mapping="b", door="replay", rows_total=400, rows_read=100)
    report.cases_created = 98
    assert sentence(report, 10.0) == "… 100/400行（25%），已写入98件，退回0行，约还需30秒"
    out = StringIO()
    out.isatty = lambda: True  # type: ignore[method-assign]
    Progress(_Watched(out))(report)
    assert out.getvalue().endswith("\r")


class _Watched:
    """Django's own way to write, as far as it is used."""

    def __init__(self, out: StringIO) -> None:
        self.out = out

    def write(self, msg: str = "", style_func: None = None, ending: str | None = None) -> None:
        self.out.write(msg + (ending or ""))

    def isatty(self) -> bool:
        return True
