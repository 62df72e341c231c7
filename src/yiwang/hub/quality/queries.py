"""Every read of quality."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Max

from yiwang.cases.models import Case
from yiwang.hub.catalogue.models import Resource
from yiwang.hub.catalogue.queries import resources
from yiwang.hub.quality import profiling, rights, tables
from yiwang.hub.quality.models import QualityRun, RuleSet, SentBack
from yiwang.kernel.refusals import NotFound
from yiwang.lake import finding
from yiwang.lake.quality import Count, Rule, default_rules
from yiwang.lake.tables import sampling
from yiwang.org.actors import Worker

MOST_RUNS = 30
PAGE = 50


@dataclass(frozen=True)
class Line:
    """A resource with its last check; None before the first."""

    resource: Resource
    run: QualityRun | None


@dataclass(frozen=True)
class Standing:
    """How good the data of a unit is: the mean over its checked resources, and what is open."""

    unit: str
    resources: int
    total: float
    bad: int
    open: int


def rule_set(resource: Resource) -> RuleSet | None:
    """The edition in force; None where the rules are those of the shape."""
    return RuleSet.objects.filter(resource=resource).order_by("number").last()


def rules(resource: Resource) -> tuple[Rule, ...]:
    """The rules in force: the last edition, or what follows from the shape."""
    last = rule_set(resource)
    return last.declared if last else default_rules(resource.schema)


def last_run(resource: Resource) -> QualityRun | None:
    """The last check of a resource."""
    return QualityRun.objects.filter(resource=resource).order_by("-id").first()


def runs(resource: Resource) -> list[QualityRun]:
    """The last checks, oldest first."""
    return list(QualityRun.objects.filter(resource=resource).order_by("-id")[:MOST_RUNS])[::-1]


def run(pk: int) -> QualityRun:
    """A check by its number. Raises `NotFound`."""
    found = QualityRun.objects.select_related("resource__unit").filter(pk=pk).first()
    if found is None:
        raise NotFound("没有这次质量检查")
    return found


def overview() -> list[Line]:
    """Every resource in use with its last check, the worst first, unchecked ones at the end."""
    newest = QualityRun.objects.values("resource").annotate(newest=Max("id")).values("newest")
    held = {one.resource_id: one for one in QualityRun.objects.filter(pk__in=newest)}
    lines = [Line(one, held.get(one.pk)) for one in resources()]
    return sorted(lines, key=_worst_first)


def _worst_first(line: Line) -> float:
    return 101.0 if line.run is None or line.run.total is None else line.run.total


def league() -> list[Standing]:
    """Units by the mean score of their resources, best first; unchecked resources do not count."""
    by_unit: dict[str, list[QualityRun]] = {}
    for line in overview():
        if line.run and line.run.total is not None:
            by_unit.setdefault(line.resource.unit.name, []).append(line.run)
    waiting: dict[str, int] = {}
    for one in open_matters():
        waiting[one.unit_name] = waiting.get(one.unit_name, 0) + 1
    found = [
        Standing(
            unit,
            len(held),
            sum(one.total or 0.0 for one in held) / len(held),
            sum(one.listed for one in held),
            waiting.get(unit, 0),
        )
        for unit, held in by_unit.items()
    ]
    return sorted(found, key=lambda one: (-one.total, one.unit))


def open_matters(resource: Resource | None = None) -> list[SentBack]:
    """What was sent back, has not been found right since, and whose case is not at an end."""
    held = SentBack.objects.select_related("run__resource").exclude(rechecks__still_bad=0)
    rows = list(held.filter(run__resource=resource) if resource else held)
    numbers = [one.case_number for one in rows]
    ended = Case.objects.filter(number__in=numbers, closed_at__isnull=False)
    over = set(ended.values_list("number", flat=True))
    return [one for one in rows if one.case_number not in over]


def sent_back(resource: Resource) -> list[SentBack]:
    """All that was sent back of a resource, newest first."""
    held = SentBack.objects.filter(run__resource=resource).prefetch_related("rechecks")
    return list(held[:MOST_RUNS])


def to_send(run: QualityRun) -> list[Count]:
    """The rules whose bad rows could go back: on rows, broken, and not on their way already."""
    on_way = {key for one in open_matters(run.resource) for key in one.rules}
    broken = (one for one in run.counts if one.broken and one.rule.fields)
    return [one for one in broken if one.rule.key not in on_way]


def bad_page(
    resource: Resource, rule_key: str, first: int, by: Worker
) -> list[tuple[str | None, ...]]:
    """Some keys of bad rows. Raises `NotAllowed`."""
    rights.may_see_rows(by, resource)
    return tables.page(resource, rule_key, first, PAGE)


def bad_rows(resource: Resource, rule_key: str, by: Worker) -> Iterator[tuple[str | None, ...]]:
    """Rule and keys of the bad rows of one rule, without one of all. Raises `NotAllowed`."""
    rights.may_see_rows(by, resource)
    return tables.every(resource, rule_key)


def suggestions(resource: Resource, by: Worker) -> "tuple[finding.Found, ...]":
    """Rules that the data nearly keeps and that are not in force.

    Those of the newest profile are of all rows, the others of some of them.
    """
    rights.may_keep(by)
    held = tables.store()
    if not held.exists(resource.key):
        return ()
    sample = sampling.first_rows(held.files(resource.key))
    of_all = profiling.proposed(resource)
    known = {(one.kind, one.fields) for one in rules(resource)}
    more = {(one.rule.kind, one.rule.fields) for one in of_all}
    of_some = [
        one
        for one in finding.candidates(finding.columns(sample), resource.schema)
        if (one.rule.kind, one.rule.fields) not in more
    ]
    found = (*of_all, *of_some)
    return tuple(one for one in found if (one.rule.kind, one.rule.fields) not in known)
