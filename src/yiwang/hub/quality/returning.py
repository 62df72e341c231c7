"""Sending back (回流): bad rows become a case of their unit, looked at by later runs."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from yiwang.hub import matters
from yiwang.hub.quality import queries, rights, tables
from yiwang.hub.quality.models import QualityRun, Recheck, SentBack
from yiwang.kernel.refusals import Missing, NotNow
from yiwang.lake.quality import Count, RuleKind
from yiwang.org.actors import Worker

# The categories of the procedure for what a rule says; the first broken rule decides.
_CATEGORIES = {
    RuleKind.NOT_NULL: "820101",
    RuleKind.UNIQUE: "820103",
    RuleKind.RANGE: "820201",
    RuleKind.CROSS_FIELD: "820202",
    RuleKind.REFERENCE: "820202",
    RuleKind.FRESHNESS: "820301",
}
_FORM = "820102"


@dataclass(frozen=True)
class Preview:
    """What a case would say before it is opened; no value of any row is in it."""

    unit: str
    title: str
    content: str
    rows: int


def preview(run: QualityRun, chosen: list[str]) -> Preview:
    """What would be sent back. Raises `Missing` where nothing is left to send."""
    counts = [one for one in queries.to_send(run) if one.rule.key in chosen]
    if not counts:
        raise Missing("请至少选择一条有问题行、尚未回流的规则")
    rows = sum(one.broken for one in counts)
    resource = run.resource
    content = "\n".join([*_told(run, counts), *_how(run)])
    title = f"{resource.name}：{len(counts)}条规则发现{rows}行问题数据"
    return Preview(resource.unit.name, title, content, rows)


def _told(run: QualityRun, counts: list[Count]) -> Iterator[str]:
    when = timezone.localtime(run.ended_at)
    yield f"{when:%Y-%m-%d %H:%M}检查第{run.version}版数据，共{run.rows}行。"
    for one in counts:
        basis = f"（依据：{one.rule.basis}）" if one.rule.basis else ""
        yield f"{one.rule.told}：检查{one.evaluated}行，问题{one.broken}行{basis}"


def _how(run: QualityRun) -> Iterator[str]:
    yield f"问题行的主键清单见：数据中枢—数据质量—{run.resource.name}。"
    yield "更正后按原渠道重新报送，系统按同一规则复查。"


@transaction.atomic
def send(*, run: QualityRun, chosen: list[str], by: Worker) -> SentBack:
    """Open the case of a run's bad rows, and keep which rows they are.

    Raises `NotNow` where a newer run has put its list in place of this one's.
    """
    rights.may_keep(by)
    last = queries.last_run(run.resource)
    if last is None or last.pk != run.pk:
        raise NotNow("已有更新的检查结果，请按最新一次回流")
    told = preview(run, chosen)
    keys = [one.rule.key for one in queries.to_send(run) if one.rule.key in chosen]
    first = next(one.rule for one in run.counts if one.rule.key in keys)
    done = matters.open_matter(
        matters.Matter(
            nature=matters.Nature.WRONG,
            category=_CATEGORIES.get(first.kind, _FORM),
            unit=run.resource.unit_id,
            title=told.title,
            content=told.content,
            resource=run.resource.name,
            bad_rows=told.rows,
        ),
        by=by,
    )
    row = SentBack.objects.create(
        run=run,
        unit_id=run.resource.unit_id,
        unit_name=run.resource.unit.name,
        case_number=done.number,
        rules=keys,
        rows=told.rows,
        at=timezone.now(),
        by_name=by.person_name,
    )
    tables.keep_sent(run.resource, row.pk, keys)
    return row


def follow(run: QualityRun) -> int:
    """Look after a run at what is on its way: answered cases are closed or go back; how many."""
    followed = 0
    for one in queries.open_matters(run.resource):
        if one.run_id < run.pk and not one.rechecks.filter(run=run).exists():
            followed += _recheck(one, run)
    return followed


@transaction.atomic
def _recheck(one: SentBack, run: QualityRun) -> bool:
    """A case is closed by its unit's answer and this; before the answer nothing happens to it."""
    still = _still_bad(one, run)
    note = (
        f"第{run.pk}次质量检查：回流的{one.rows}行中仍有{still}行未更正"
        if still
        else f"第{run.pk}次质量检查：回流的{one.rows}行均已更正"
    )
    moved = matters.checked(one.case_number, right=not still, note=note)
    # What is right but not answered stays open, so that the next run closes it once it is.
    if still or moved:
        Recheck.objects.create(sent_back=one, run=run, still_bad=still, at=timezone.now())
    return moved


def _still_bad(one: SentBack, run: QualityRun) -> int:
    """Rows that were sent and are listed again; of rules without a list, what they find now."""
    known = tables.sent_rows(run.resource, one.pk)
    without = set(one.rules) - {row[0] for row in known}
    now = sum(count.broken for count in run.counts if count.rule.key in without)
    return now + tables.still_bad(run.resource, one.pk)
