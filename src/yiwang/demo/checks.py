"""Checks of the demo's tables, bad rows that go back, masked copies, a delivery that is held."""

from django.utils import timezone

from yiwang.demo import deliveries, feeds, registers
from yiwang.hub.catalogue.models import Resource
from yiwang.hub.feeds import queries, running
from yiwang.hub.feeds.models import Run
from yiwang.hub.masking import actions as masking
from yiwang.hub.masking import queries as copies
from yiwang.hub.quality import actions, following, returning
from yiwang.hub.quality import queries as found
from yiwang.hub.quality.models import QualityRun, SentBack
from yiwang.lake.quality import Rule, RuleKind
from yiwang.org.actors import Worker


def fill(known: dict[str, Resource], officer: Worker) -> list[QualityRun]:
    """Every table is checked and profiled once, after a rule that somebody thought of was added."""
    positive = Rule(
        key="range.tons",
        kind=RuleKind.RANGE,
        fields=("tons",),
        parameters={"least": 0},
        label="用水量不小于0",
        basis="抄表规程（虚构）",
    )
    water = known["water_use"]
    actions.add(resource=water, one=positive, reason="发现倒走的水表", by=officer)
    runs = following.check_due()
    following.profile_due()
    return runs


def send_back(resource: Resource, officer: Worker) -> SentBack:
    """The bad rows of the last check become a case of the unit."""
    run = found.last_run(resource)
    if run is None:
        raise LookupError(resource.key)
    chosen = [one.rule.key for one in found.to_send(run)]
    return returning.send(run=run, chosen=chosen, by=officer)


def mask() -> int:
    """The copies for who analyses, in this process: the clock would start one for each."""
    return sum(masking.make(key).rows for key in copies.due())


def hold(resource: Resource, officer: Worker) -> Run:
    """A second file that lacks every other person: it would delete half, and waits."""
    feed = queries.feed(resource.key.replace("_", "-"))
    rows = registers.aided(timezone.localdate())[::2]
    path = feeds.folder() / "社会救助-缺行.xlsx"
    deliveries.workbook(rows, feeds.names(resource), path)
    feeds.hand_in(feed, path, officer)
    return running.run_feed(feed)[-1]
