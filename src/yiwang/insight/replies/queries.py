"""What is read of judged replies: shares by unit and month, faults, the weakest, one reply."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from yiwang.cases.models import Case, Event
from yiwang.insight.replies import form, known
from yiwang.insight.replies.faults import FAULTS, Fault
from yiwang.insight.replies.judging import GRADES, Judgement, Known, judge
from yiwang.insight.replies.models import JudgedReply, RulesNotice
from yiwang.org.actors import Worker


def appeal_of(case: Case) -> str:
    """What was asked, as one text."""
    return (
        case.content
        if case.title and case.title in case.content
        else f"{case.title}。{case.content}"
    )


def reply_event(case: Case) -> Event | None:
    """The event with which the public reply was given that stands now."""
    events = case.events.filter(given__public_reply=case.public_reply).order_by("-seq")
    return events.first()


@dataclass(frozen=True)
class Wanted:
    """Which judged replies are looked at."""

    month: date | None = None
    unit: int | None = None
    grade: str = ""
    fault: str = ""


def judged(worker: Worker, wanted: Wanted) -> QuerySet[JudgedReply]:
    """Those that this worker may see, under the rules in force; never of confidential cases."""
    rows = JudgedReply.objects.filter(version=known.rules().version, case__confidential=False)
    if not worker.at_centre:
        rows = rows.filter(path__startswith=worker.unit_path)
    if wanted.month:
        rows = rows.filter(month=wanted.month)
    if wanted.unit:
        rows = rows.filter(unit=wanted.unit)
    if wanted.grade:
        rows = rows.filter(grade=wanted.grade)
    if wanted.fault:
        rows = rows.filter(faults__contains=f",{wanted.fault},")
    return rows


def weakest(rows: QuerySet[JudgedReply]) -> QuerySet[JudgedReply]:
    """The weakest first: by grade, then by score."""
    return rows.select_related("case", "unit").order_by("score", "-answered_at", "id")


def months(worker: Worker) -> list[date]:
    """The months of which there are judged replies, the newest first."""
    rows = judged(worker, Wanted()).order_by("-month")
    return list(rows.values_list("month", flat=True).distinct()[:24])


@dataclass(frozen=True)
class UnitLine:
    """One unit: how many replies of each grade."""

    unit: int | None
    name: str
    total: int
    grades: dict[str, int]
    faultless: int

    @property
    def percent(self) -> int:
        """How many of a hundred are without fault."""
        return round(100 * self.faultless / self.total) if self.total else 0


def by_unit(rows: QuerySet[JudgedReply]) -> list[UnitLine]:
    """How the replies of each unit are; one query."""
    counted = {grade: Count("id", filter=Q(grade=grade)) for grade in GRADES}
    lines = rows.values("unit", "unit__name").annotate(
        total=Count("id"), clean=Count("id", filter=Q(faultless=True)), **counted
    )
    found = [
        UnitLine(
            line["unit"],
            line["unit__name"] or "",
            line["total"],
            {grade: line[grade] for grade in GRADES},
            line["clean"],
        )
        for line in lines
    ]
    return sorted(found, key=lambda line: (line.percent, -line.total, line.name))


def by_fault(rows: QuerySet[JudgedReply]) -> list[tuple[Fault, int]]:
    """How many replies have each fault, the most frequent first; one query."""
    counted = {
        f"n_{fault.key}": Count("id", filter=Q(faults__contains=f",{fault.key},"))
        for fault in FAULTS
    }
    counts = rows.aggregate(**counted)
    found = [(fault, counts[f"n_{fault.key}"]) for fault in FAULTS]
    return sorted((one for one in found if one[1]), key=lambda one: -one[1])


def of_case(case: Case) -> Judgement | None:
    """The judgement of the reply that was given, as the rules in force find it."""
    if not case.public_reply:
        return None
    rules, appeal = known.rules(), appeal_of(case)
    digests = (form.digest(case.public_reply), form.same(appeal))
    what = Known(
        rarity=known.rarity(),
        rules=rules,
        timing=known.timing(case, reply_event(case)),
        vocabulary=known.vocabulary(case.category),
        copies=known.copies(*digests, rules.version),
    )
    return judge(appeal, case.public_reply, what)


def while_writing(appeal: str, reply: str, category: str) -> Judgement:
    """The judgement of a reply that is being written; its time has not come yet."""
    rules = known.rules()
    what = Known(
        rarity=known.rarity(),
        rules=rules,
        vocabulary=known.vocabulary(category),
        copies=known.copies(form.digest(reply), form.same(appeal), rules.version),
    )
    return judge(appeal, reply, what)


def notices() -> list[RulesNotice]:
    """The published rules, the newest first."""
    return list(RulesNotice.objects.order_by("-valid_from", "-id")[:20])
