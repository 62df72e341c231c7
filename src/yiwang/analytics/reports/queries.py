"""Everything that is read of the reports."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from yiwang.analytics.reports import templates as forms
from yiwang.analytics.reports.bulletins import BULLETINS, Bulletin, bulletin
from yiwang.analytics.reports.files import FORMATS, Format
from yiwang.analytics.reports.models import Report, ReportFile, TemplateEdition, Timing
from yiwang.analytics.reports.paper import paper_of
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import NotFound
from yiwang.measure.period import Period, around
from yiwang.org.actors import Worker

# Who makes and reviews, who releases, who else reads what is not released.
KEEPERS = (Duty.ASSESSOR, Duty.SUPERVISOR)
RELEASERS = (Duty.LEADER, Duty.SUPERVISOR)
WITHDRAW = (Duty.ASSESSOR, Duty.SUPERVISOR, Duty.LEADER)
PREPARE = (*WITHDRAW, Duty.ADMINISTRATOR)
MOST = 200


@dataclass(frozen=True)
class Due:
    """When a report is made: so many days after its period, at this hour."""

    bulletin: Bulletin
    days: int
    hour: int
    runs: bool

    def at(self, period: Period) -> datetime:
        """The moment at which the report of a period is due."""
        day = period.until + timedelta(days=self.days)
        return timezone.make_aware(datetime.combine(day, time(self.hour)))

    def last(self, now: datetime) -> Period:
        """The newest period whose report is due by now."""
        period = around(self.bulletin.grain, timezone.localdate(now)).before()
        while self.at(period) > now:
            period = period.before()
        return period


def bulletin_of(key: str) -> Bulletin:
    """The declared report of this key. Raises `NotFound`."""
    found = bulletin(key)
    if found is None:
        raise NotFound("没有这种简报")
    return found


def due(one: Bulletin) -> Due:
    """When it is made now: as published last, else as declared."""
    newest = Timing.objects.filter(bulletin=one.key).first()
    if newest is None:
        return Due(one, one.days, one.hour, True)
    return Due(one, newest.days, newest.hour, newest.runs)


def dues() -> list[Due]:
    """The times of all reports."""
    return [due(one) for one in BULLETINS]


def timings(key: str) -> list[Timing]:
    """What was published of the time of a report, the newest first."""
    return list(Timing.objects.filter(bulletin=key))


def templates(key: str) -> list[TemplateEdition]:
    """What was published as a template, the newest first; without the files."""
    return list(TemplateEdition.objects.defer("content").filter(bulletin=key))


def template(number: int) -> TemplateEdition:
    """One published template with its file. Raises `NotFound`."""
    found = TemplateEdition.objects.filter(pk=number).first()
    if found is None:
        raise NotFound("没有这个模板")
    return found


def template_of(one: Bulletin) -> tuple[bytes, TemplateEdition | None]:
    """The template in force, and its edition; the one of birth has none."""
    newest = TemplateEdition.objects.filter(bulletin=one.key).first()
    return (bytes(newest.content), newest) if newest else (forms.born(one), None)


def format_of(key: str) -> Format:
    """A kind of file. Raises `NotFound`."""
    found = next((one for one in FORMATS if one.key == key), None)
    if found is None:
        raise NotFound("没有这种格式的文件")
    return found


def formats(one: Report) -> list[str]:
    """In which formats it can be had: as released, or by what this machine can make."""
    if one.released_at:
        kept = set(one.files.values_list("format", flat=True))
        return [form.key for form in FORMATS if form.key in kept]
    return [form.key for form in FORMATS if form.can()]


def file(one: Report, wanted: Format) -> bytes:
    """The file as it was released; before that, as it would be now. Raises `NotFound`."""
    kept = ReportFile.objects.filter(report=one, format=wanted.key).first()
    if kept is not None:
        return bytes(kept.content)
    if one.released_at:
        raise NotFound("签发时没有生成这种格式的文件")
    bulletin = bulletin_of(one.bulletin)
    return wanted.make(paper_of(one, bulletin), template_of(bulletin)[0])


def reports(worker: Worker) -> list[Report]:
    """What this worker may read, the newest period first; without its contents."""
    rows = Report.objects.defer("contents")
    if worker.duty not in PREPARE:
        rows = rows.filter(withdrawn_at=None).exclude(released_at=None)
    return list(rows[:MOST])


def report(number: int, worker: Worker) -> Report:
    """One report that this worker may read. Raises `NotFound`."""
    found = Report.objects.filter(pk=number).first()
    if found is None or (worker.duty not in PREPARE and found.state is not Report.State.RELEASED):
        raise NotFound("没有这份简报")
    return found


def editions(one: Report) -> list[Report]:
    """All editions of the same report, the newest first."""
    rows = Report.objects.defer("contents").filter(bulletin=one.bulletin, period=one.period)
    return list(rows.order_by("-edition"))


def standing(key: str, period: str) -> Report | None:
    """The edition of a period that was not withdrawn."""
    return Report.objects.filter(bulletin=key, period=period, withdrawn_at=None).first()


def waiting(worker: Worker) -> list[Report]:
    """What waits for this worker's hand: drafts to be reviewed, reviewed ones to be released."""
    if worker.duty not in (*KEEPERS, *RELEASERS):
        return []
    rows = Report.objects.defer("contents").filter(withdrawn_at=None, released_at=None)
    found = []
    for one in rows:
        drafted = one.state is Report.State.DRAFT
        wanted = may_review(one, worker) if drafted else may_release(one, worker)
        if wanted:
            found.append(one)
    return found


def may_review(one: Report, worker: Worker) -> bool:
    """Whether this worker may review it: never who made it."""
    return worker.duty in KEEPERS and worker.person_id != one.made_by


def may_release(one: Report, worker: Worker) -> bool:
    """Whether this worker may release it: neither who made it nor who reviewed it."""
    return worker.duty in RELEASERS and worker.person_id not in (one.made_by, one.reviewed_by)
