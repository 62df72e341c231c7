"""What the clock asks for: the outbox, suspensions that lapse, what expires."""

import logging
import os
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import close_old_connections

from yiwang.analytics import actions as figures
from yiwang.analytics.alerts import actions as alerts
from yiwang.analytics.reports import actions as reports
from yiwang.budget.audits import actions as audits
from yiwang.cases import belonging, files, sweep
from yiwang.dials import categories
from yiwang.fieldwork.grids import following
from yiwang.fieldwork.patrols import counting, tracks
from yiwang.fieldwork.people import following as houses
from yiwang.fieldwork.people import pictures
from yiwang.fieldwork.uploads import actions as uploads
from yiwang.hub.catalogue import ending as grants
from yiwang.hub.catalogue.gate import leaving
from yiwang.hub.reminders import following as deliveries
from yiwang.insight.alike import actions as alike
from yiwang.insight.replies import actions as replies
from yiwang.jobs import bases, feeds, masks, nightly, outbox, pushing, tables_of_hub
from yiwang.knowledge import actions as knowledge_actions
from yiwang.knowledge import queries as knowledge

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """Something done every so many seconds."""

    name: str
    every: float
    run: Callable[[], int]
    # In a thread of its own: it may take long, and nobody shall wait for it.
    apart: bool = False


def remind_owners() -> int:
    """Note which owners were told that an article expires; the list is on the knowledge page."""
    due = knowledge.due_for_reminder()
    knowledge_actions.reminded(article_ids=[article.pk for article in due])
    return len(due)


JOBS = (
    Job("outbox", 2, outbox.run),
    Job("lapsed suspensions", 60, sweep.resume_lapsed),
    Job("reminders", 60, sweep.remind),
    Job("deliveries that are owed", 60, deliveries.follow),
    Job("categories from a day on", 60, categories.carry_out),
    Job("facts of figures", 20, figures.follow, apart=True),
    Job("receipts of what came in", 60, pushing.issue_receipts, apart=True),
    Job("tables for the city", 60, pushing.run, apart=True),
    Job("receipts verified", 900, pushing.verify_receipts, apart=True),
    Job("cases that are alike", 20, alike.follow, apart=True),
    Job("figures beyond their line", 60, alerts.check),
    Job("reports that are due", 60, reports.make_due),
    Job("feeds that are due", 10, feeds.start_due, apart=True),
    Job("masked copies", 120, masks.make_due, apart=True),
    Job("replies of closed cases", 60, replies.follow, apart=True),
    Job("words of the district", 3600, replies.count_words, apart=True),
    Job("topics of the night", 900, nightly.find_topics, apart=True),
    Job("quality of tables", 900, tables_of_hub.check_quality, apart=True),
    Job("base databases of the night", 1800, bases.build_due, apart=True),
    Job("expiring knowledge", 3600, remind_owners),
    Job("grids of the day", 600, following.follow),
    Job("houses of grids that ended", 600, houses.follow),
    # Coverage before forgetting: what was walked outlives who walked it.
    Job("coverage of grids", 900, counting.count_coverage),
    Job("tracks past their days", 3600, tracks.forget_old),
    Job("audited files past their days", 3600, audits.forget_old),
    Job("requests and grants of data", 60, grants.follow),
    Job("files of the hub that nobody took", 3600, leaving.forget_left),
    Job("forgotten drafts", 3600, belonging.drop_old_drafts),
    Job("forgotten files", 3600, files.drop_forgotten),
    Job("photos of broken-off visits", 3600, pictures.drop_left),
    Job("uploads nobody confirmed", 3600, uploads.drop_old),
)


def run_once() -> dict[str, int]:
    """Every job once; how much each found to do."""
    return {job.name: job.run() for job in JOBS}


def run_for_ever(stop: threading.Event, jobs: Sequence[Job] = JOBS) -> None:
    """The jobs at their own pace until told to stop; a failing one does not stop the others."""
    apart = [_thread(stop, job) for job in jobs if job.apart]
    _run_in_turn(stop, [job for job in jobs if not job.apart])
    for thread in apart:
        thread.join()


def _thread(stop: threading.Event, job: Job) -> threading.Thread:
    thread = threading.Thread(
        target=_run_in_turn, args=(stop, [job]), daemon=True, name=f"job: {job.name}"
    )
    thread.start()
    return thread


def _run_in_turn(stop: threading.Event, jobs: Sequence[Job]) -> None:
    due = dict.fromkeys((job.name for job in jobs), 0.0)
    while not stop.wait(1.0):
        for job in jobs:
            if time.monotonic() >= due[job.name]:
                _run_safely(job)
                due[job.name] = time.monotonic() + job.every


def _run_safely(job: Job) -> None:
    close_old_connections()
    try:
        job.run()
    except Exception:
        log.exception("job %s failed", job.name)


def start_thread() -> None:
    """In the embedded default the web process does the clock's work itself."""
    if os.environ.get("YIWANG_JOBS") == "thread":
        stop = threading.Event()
        threading.Thread(target=run_for_ever, args=(stop,), daemon=True, name="jobs").start()
