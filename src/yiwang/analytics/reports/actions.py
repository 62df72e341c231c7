"""Every write of the reports: made, reviewed, released, withdrawn; when they are due."""

import hashlib
from datetime import datetime
from typing import Any

import orjson
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from yiwang.analytics import actions as facts
from yiwang.analytics import store
from yiwang.analytics.reports import making, queries
from yiwang.analytics.reports.bulletins import Bulletin
from yiwang.analytics.reports.contents import written
from yiwang.analytics.reports.files import FORMATS
from yiwang.analytics.reports.models import Report, ReportFile, TemplateEdition, Timing
from yiwang.analytics.reports.paper import paper_of
from yiwang.analytics.reports.templates import check
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotAllowed, NotNow
from yiwang.measure.period import Period, parse
from yiwang.org.actors import SYSTEM, Worker

LATEST_DAYS = 31


def make_due(now: datetime | None = None) -> int:
    """Make every report that is due and was never made; how many. What the clock asks for.

    Only the last period that is over: older ones are made by hand. One that was withdrawn is not
    made again by itself, and before the first case there is nothing to tell.
    """
    now = now or timezone.now()
    waiting = [
        (due.bulletin, due.last(now))
        for due in queries.dues()
        if due.runs and not _was_made(due.bulletin, due.last(now))
    ]
    if not waiting:
        return 0
    try:
        facts.refresh()
    except store.Busy:
        # Whoever is at it brings in the same events; the clock asks again.
        return 0
    begun = making.begin(store.reading())
    wanted = [(one, period) for one, period in waiting if begun and begun < period.until]
    return sum(_make_once(one, period) for one, period in wanted)


def _was_made(one: Bulletin, period: Period) -> bool:
    return Report.objects.filter(bulletin=one.key, period=period.key).exists()


def _make_once(one: Bulletin, period: Period) -> int:
    try:
        with transaction.atomic():
            _make(one, period, 1, SYSTEM)
    except IntegrityError:
        # Another process was faster.
        return 0
    return 1


def make(*, key: str, period: str, by: Worker) -> Report:
    """Make a report by hand, or anew from the figures of now; a draft there is gives way.

    Raises `NotNow` before the period is over, and where a released one would have to be withdrawn.
    """
    if by.duty not in queries.KEEPERS:
        raise NotAllowed("简报由考核员或督办员生成")
    one, span = queries.bulletin_of(key), parse(period)
    if span.grain is not one.grain or span.ends_early or span.key != period:
        raise Invalid("{label}按整{grain}生成", label=one.label, grain=one.grain.label)
    if span.until > timezone.localdate():
        raise NotNow("{period}还没有结束，结束后才能生成", period=span.label)
    facts.refresh()
    try:
        with transaction.atomic():
            return _anew(one, span, by)
    except IntegrityError:
        raise Conflict("别人刚刚生成了这份简报，请刷新页面") from None


def _anew(one: Bulletin, span: Period, by: Worker) -> Report:
    before = queries.standing(one.key, span.key)
    if before is not None and before.state is Report.State.RELEASED:
        raise NotNow("这份简报已经签发，先写明理由撤回，才能重新生成")
    if before is not None:
        _withdraw(before, _("重新生成"), by)
    last = Report.objects.filter(bulletin=one.key, period=span.key).order_by("-edition").first()
    return _make(one, span, last.edition + 1 if last else 1, by)


def _make(one: Bulletin, period: Period, edition: int, by: Worker) -> Report:
    cursor = store.reading()
    contents = written(making.contents_of(one, period, cursor))
    (mark,) = cursor.execute("SELECT mark FROM meta").fetchone() or (0,)
    return Report.objects.create(
        bulletin=one.key,
        period=period.key,
        edition=edition,
        contents=contents,
        digest=digest(contents),
        mark=mark,
        made_at=timezone.now(),
        made_by=by.person_id,
        made_name=by.person_name,
    )


def digest(contents: dict[str, Any]) -> str:
    """A sum over what a report says."""
    return _sum(orjson.dumps(contents, option=orjson.OPT_SORT_KEYS))


def review(*, number: int, opinion: str, by: Worker) -> Report:
    """Somebody else than who made it has read it and agrees."""
    with transaction.atomic():
        one = _locked(number, by, Report.State.DRAFT)
        if not queries.may_review(one, by):
            raise NotAllowed("简报由生成人以外的考核员或督办员审核")
        one.reviewed_at, one.reviewed_by = timezone.now(), by.person_id
        one.reviewed_name, one.opinion = by.person_name, opinion.strip()[:500]
        one.save()
    return one


def release(*, number: int, by: Worker) -> Report:
    """Released, neither words nor figures change any more."""
    with transaction.atomic():
        one = _locked(number, by, Report.State.REVIEWED)
        if not queries.may_release(one, by):
            raise NotAllowed("简报由生成人和审核人以外的领导或督办员签发")
        one.released_at, one.released_by = timezone.now(), by.person_id
        one.released_name = by.person_name
        one.save()
        _keep_files(one)
    return one


def _keep_files(one: Report) -> None:
    """The files as they are handed out; where no PDF can be made there is none."""
    bulletin = queries.bulletin_of(one.bulletin)
    content, edition = queries.template_of(bulletin)
    paper = paper_of(one, bulletin)
    for form in FORMATS:
        try:
            made = form.make(paper, content)
        except NotNow:
            continue
        ReportFile.objects.create(
            report=one, format=form.key, content=made, digest=_sum(made), template=edition
        )


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def publish_template(
    *, key: str, name: str, content: bytes, basis: str, by: Worker
) -> TemplateEdition:
    """Publish another template; what was released keeps its files. Raises `Invalid`."""
    if by.duty not in queries.KEEPERS:
        raise NotAllowed("模板由考核员或督办员公布")
    if not basis.strip():
        raise Missing("请填写依据")
    one = queries.bulletin_of(key)
    check(one, name, content)
    return TemplateEdition.objects.create(
        bulletin=one.key,
        name=name[-120:],
        content=content,
        digest=_sum(content),
        published_at=timezone.now(),
        published_by=by.person_name,
        basis=basis.strip()[:200],
    )


def withdraw(*, number: int, reason: str, by: Worker) -> Report:
    """Take a report back with a reason; it stays to be seen, and another edition may follow."""
    if by.duty not in queries.WITHDRAW:
        raise NotAllowed("简报由考核员、督办员或领导撤回")
    if not reason.strip():
        raise Missing("请写明撤回的理由")
    with transaction.atomic():
        one = _locked(number, by, *(s for s in Report.State if s is not Report.State.WITHDRAWN))
        _withdraw(one, reason.strip()[:500], by)
    return one


def _withdraw(one: Report, reason: str, by: Worker) -> None:
    one.withdrawn_at, one.withdrawn_by = timezone.now(), by.person_id
    one.withdrawn_name, one.reason = by.person_name, reason
    one.save()


def _locked(number: int, by: Worker, *states: Report.State) -> Report:
    """The report, held against other hands, in one of these states."""
    one = Report.objects.select_for_update().filter(pk=number).first()
    one = one or queries.report(number, by)
    if one.state not in states:
        raise NotNow("这份简报{state}，不能这样办理", state=one.state.label)
    return one


def publish_timing(*, key: str, timing: dict[str, Any], basis: str, by: Worker) -> Timing:
    """Publish when a report is made: `days` after its period, at `hour`; `runs` by itself."""
    if by.duty not in queries.KEEPERS:
        raise NotAllowed("生成时间由考核员或督办员公布")
    one = queries.bulletin_of(key)
    if not 0 <= timing["days"] <= LATEST_DAYS or not 0 <= timing["hour"] <= 23:
        raise Invalid("天数在0至{most}之间，钟点在0至23之间", most=LATEST_DAYS)
    if not basis.strip():
        raise Missing("请填写依据")
    return Timing.objects.create(
        bulletin=one.key,
        **timing,
        published_at=timezone.now(),
        published_by=by.person_name,
        basis=basis.strip()[:200],
    )
