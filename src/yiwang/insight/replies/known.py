"""What is known when a reply is judged: the rules in force, the rarity of words, the clock."""

from yiwang.cases.models import Case, Deadline, Event
from yiwang.dials import queries as dials
from yiwang.insight.replies.models import JudgedReply, RulesNotice, WordCount
from yiwang.insight.replies.rarity import FLAT, Rarity
from yiwang.insight.replies.rules import DEFAULT, Rules
from yiwang.insight.replies.timing import Timing

_rarity: dict[int, Rarity] = {}


def rules() -> Rules:
    """The rules in force; those of birth where none were published."""
    notice = RulesNotice.objects.order_by("-valid_from", "-id").first()
    return rules_of(notice.content) if notice else DEFAULT


def rules_of(content: dict[str, object]) -> Rules:
    """The rules of a published row."""
    return Rules(**{**content, "phrases": tuple(content.get("phrases", ()))})  # type: ignore[arg-type]


def rarity() -> Rarity:
    """The newest counts, kept in this process until there are newer ones."""
    newest = WordCount.objects.order_by("-id").values_list("id", flat=True).first()
    if newest is None:
        return FLAT
    if newest not in _rarity:
        row = WordCount.objects.get(pk=newest)
        _rarity.clear()
        _rarity[newest] = Rarity(row.texts, row.counts)
    return _rarity[newest]


def vocabulary(category: str) -> str:
    """The words of a class, from its name and its common words."""
    found = dials.category(category) if category else None
    return f"{found.name} {found.keywords}" if found else ""


def timing(case: Case, event: Event | None) -> Timing:
    """The clocks that the reply ended; without any, the days since the case was opened."""
    if event is None:
        return Timing()
    ended = Deadline.objects.filter(
        case=case, ended_at=event.at, dropped=False, due_at__isnull=False
    )
    late = [row.due_at < row.ended_at for row in ended]
    return Timing(case.opened_at, event.at, late=any(late) if late else None)


def copies(digest: str, appeal_digest: str, version: str) -> int:
    """How many other appeals were given the same reply, by what was judged so far."""
    if not digest:
        return 0
    rows = JudgedReply.objects.filter(version=version, digest=digest)
    return rows.exclude(appeal_digest=appeal_digest).values("appeal_digest").distinct().count()
