"""Whether the log is whole, and whether the rows are what the log adds up to."""

from dataclasses import asdict, dataclass, field

from yiwang.cases.log import broken_links
from yiwang.cases.models import Case, Event
from yiwang.cases.queries import replayed


@dataclass
class AuditResult:
    """How much was checked, and every fault as a sentence."""

    cases: int = 0
    events: int = 0
    faults: list[str] = field(default_factory=list)


def check(*, number: str = "") -> AuditResult:
    """Follow the hash chains and replay the logs of one case, or of all."""
    result = AuditResult()
    cases = Case.objects.filter(number=number) if number else Case.objects.all()
    for case in cases.order_by("id").iterator(chunk_size=500):
        events = list(Event.objects.filter(case=case).order_by("seq"))
        result.cases += 1
        result.events += len(events)
        result.faults += broken_links(case, events)
        result.faults += _unlike(case)
    return result


def _unlike(case: Case) -> list[str]:
    """Where the stored standing is not what the log adds up to."""
    stored, folded = case.standing, asdict(replayed(case))
    return [
        f"{case.number}：存储的“{key}”与回放结果不一致"
        for key in folded
        if stored.get(key) != folded[key]
    ]
