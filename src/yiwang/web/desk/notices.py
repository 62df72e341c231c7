"""The bell and its page: what a person should know of at once, for their own unit and duty."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from yiwang.analytics.alerts import queries as alerts
from yiwang.analytics.reports import queries as reports
from yiwang.cases import belonging
from yiwang.cases import notices as cases
from yiwang.connect.city_platform import inbound
from yiwang.engine.duties import Duty
from yiwang.hub.reminders import queries as deliveries
from yiwang.hub.reminders.words import State
from yiwang.knowledge import queries as knowledge
from yiwang.org.actors import Worker
from yiwang.web.access import signed_in
from yiwang.web.alerts.pages import shown
from yiwang.web.ui.ways import LATE

MOST_SHOWN = 200
MOST_COUNTED = 99
CITY = frozenset({Duty.DISPATCHER, Duty.SUPERVISOR, Duty.ADMINISTRATOR})
STOP_ASKING = 286
_TONES = {
    cases.NoticeKind.LATE: "lamp-late",
    cases.NoticeKind.SOON: "lamp-soon",
    cases.NoticeKind.PRESSED: "lamp-late",
    cases.NoticeKind.ASSIGNED: "badge-open",
}
_OF_STATES = {State.SOON: "lamp-soon", State.RECOVERED: "lamp-fine"}


@dataclass(kw_only=True)
class Line:
    """One notice as it is shown."""

    label: str
    at: datetime
    address: str
    title: str
    number: str = ""
    limit: str = ""
    due_at: datetime | None = None
    text: str = ""
    tone: str = ""
    fresh: bool = False


@signed_in
def page(request: HttpRequest) -> HttpResponse:
    """All notices, the newest first; the button marks them as seen."""
    if request.method == "POST":
        belonging.see_notices(worker=request.worker, until=_moment(request.POST.get("until", "")))
        return redirect("desk:notices")
    found = lines(request.worker)
    shown = {"lines": found[:MOST_SHOWN], "fresh": any(line.fresh for line in found)}
    return render(request, "desk/notices.html", shown)


def _moment(text: str) -> datetime:
    """The moment that the page names; now for anything else."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return timezone.now()
    return moment if moment.tzinfo else timezone.now()


def bell(request: HttpRequest) -> HttpResponse:
    """The inside of the bell; a page whose person was signed out stops asking for it."""
    if not request.user.is_authenticated or not request.worker:
        return HttpResponse(status=STOP_ASKING)
    fresh = sum(line.fresh for line in lines(request.worker))
    count = f"{MOST_COUNTED}+" if fresh > MOST_COUNTED else fresh
    return render(request, "desk/bell.html", {"count": count})


def lines(worker: Worker) -> list[Line]:
    """What cases, the city's messages, knowledge, figures and reports have for this worker."""
    found = [_of_case(notice) for notice in cases.notices(worker)]
    found += _of_city(worker) + _of_knowledge(worker) + _of_figures(worker)
    found += _of_reports(worker) + _of_deliveries(worker)
    seen = cases.seen_until(worker)
    for line in found:
        line.fresh = seen is None or line.at > seen
    return sorted(found, key=lambda line: line.at, reverse=True)


def _of_case(notice: cases.Notice) -> Line:
    return Line(
        label=notice.label,
        at=notice.at,
        address=reverse("cases:page", args=[notice.number]),
        title=notice.title,
        number=notice.number,
        limit=notice.limit,
        due_at=notice.due_at,
        text=notice.text,
        tone=_TONES.get(notice.kind, ""),
    )


def _of_city(worker: Worker) -> list[Line]:
    if worker.duty not in CITY:
        return []
    return [
        Line(
            label=gettext_noop("市级消息待核对"),
            at=message.received_at,
            address=reverse("manage:city"),
            title=message.outer_number,
            text=message.why,
            tone="badge-paused",
        )
        for message in inbound.conflicts()
    ]


def _of_figures(worker: Worker) -> list[Line]:
    """Figures beyond their line; one that came back is told no more."""
    return [
        Line(
            label=gettext_noop("指标越线"),
            at=one.crossing.raised_at,
            address=reverse("alerts:raised"),
            title=one.crossing.rule.name,
            text=f"{one.about} {one.crossing.shown}".strip(),
            tone="lamp-late",
        )
        for one in shown(alerts.told(worker))
        if one.crossing.cleared_at is None
    ]


def _of_reports(worker: Worker) -> list[Line]:
    """Reports that wait for this worker's hand: to be reviewed, then to be released."""
    return [
        Line(
            label=gettext_noop("简报待办"),
            at=one.reviewed_at or one.made_at,
            address=reverse("reports:report", args=[one.pk]),
            title=f"{one.span.label} {gettext(one.label)}",
            text=gettext(one.state.label),
            tone="badge-open",
        )
        for one in reports.waiting(worker)
    ]


def _of_deliveries(worker: Worker) -> list[Line]:
    """What is late or soon late of the data, and what came after all."""
    if worker.duty not in LATE:
        return []
    return [
        Line(
            label=gettext_noop("数据催报"),
            at=one.at,
            address=reverse("hub:owed", args=[one.expectation_id]),
            title=f"{one.expectation.feed.name} {one.expectation.period}",
            text=gettext(one.get_state_display()),
            due_at=None if one.state == State.RECOVERED else one.expectation.limit,
            tone=_OF_STATES.get(one.state, "lamp-late"),
        )
        for one in deliveries.told(worker)
    ]


def _of_knowledge(worker: Worker) -> list[Line]:
    """Editors hear of every answer that expires, a unit of its own."""
    if worker.duty not in (Duty.EDITOR, Duty.HANDLER):
        return []
    owner = worker.unit_id if worker.duty is Duty.HANDLER else None
    return [
        Line(
            label=gettext_noop("知识即将到期"),
            at=_told_on(article.expires_on),
            address=reverse("knowledge:article", args=[article.pk]),
            title=article.question,
            text=article.expires_on.isoformat(),
            tone="badge-paused",
        )
        for article in knowledge.expiring(owner=owner)
    ]


def _told_on(expires_on: date) -> datetime:
    day = expires_on - timedelta(days=knowledge.DAYS_BEFORE)
    return timezone.make_aware(datetime.combine(day, time.min))
