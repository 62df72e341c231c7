"""Everything that is written about replies: rules, counts of words, judgements of closed cases."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from yiwang.cases.models import Case, Event
from yiwang.dials.actions import By
from yiwang.insight.replies import form, known
from yiwang.insight.replies.judging import Judgement, Known, judge
from yiwang.insight.replies.models import Followed, JudgedReply, RulesNotice, WordCount
from yiwang.insight.replies.queries import appeal_of, reply_event
from yiwang.insight.replies.rarity import Rarity, counted
from yiwang.insight.replies.rules import DIMENSIONS, Rules
from yiwang.kernel.refusals import Invalid

BATCH = 2000
# Events that were committed behind the last look are looked for among so many.
LOOK_BACK = 1000
MOST_PHRASES, LONGEST_PHRASE = 50, 40
TEXTS, LEAST_TEXTS, DAYS_KEPT = 6000, 200, 7


def publish_rules(*, rules: Rules, by: By) -> RulesNotice:
    """From now on replies are judged by these; those of closed cases are judged anew.

    Raises `Invalid` where the weights do not add up to 100 or a line is beyond what it may be.
    """
    if set(rules.weights) != set(DIMENSIONS) or sum(rules.weights.values()) != 100:
        raise Invalid("五项权重之和应为100", fields={"weights": "五项权重之和应为100"})
    if min(rules.weights.values()) < 0:
        raise Invalid("权重不能为负", fields={"weights": "权重不能为负"})
    if not 0 < rules.poor_below < rules.good_from <= 100:
        raise Invalid("“较好”的分数线应高于“较差”的分数线")
    _between("最少实质字数", rules.least_signs, (5, 200))
    _between("答复天数", rules.days, (1, 90))
    if len(rules.phrases) > MOST_PHRASES or any(len(p) > LONGEST_PHRASE for p in rules.phrases):
        raise Invalid("套话最多{most}条，每条最多{long}字", most=MOST_PHRASES, long=LONGEST_PHRASE)
    return RulesNotice.objects.create(content=asdict(rules), **by.row())


def _between(label: str, value: int, may_be: tuple[int, int]) -> None:
    if not may_be[0] <= value <= may_be[1]:
        raise Invalid(
            "{label}应在{lowest}至{highest}之间", label=label, lowest=may_be[0], highest=may_be[1]
        )


def count_words() -> int:
    """Count words over the newest appeals and replies; at most once a week, and of enough."""
    newest = WordCount.objects.order_by("-id").first()
    if newest and newest.made_at > timezone.now() - timedelta(days=DAYS_KEPT):
        return 0
    cases = Case.objects.filter(confidential=False).order_by("-opened_at")[:TEXTS]
    rows = list(cases.values_list("title", "content", "public_reply"))
    texts = [
        text for title, content, reply in rows for text in (f"{title}。{content}", reply) if text
    ]
    if len(texts) < LEAST_TEXTS:
        return 0
    found = counted(texts)
    WordCount.objects.create(made_at=timezone.now(), texts=found.texts, counts=dict(found.counts))
    return found.texts


def follow() -> int:
    """Judge the replies of cases that closed since the last look; how many."""
    rules, rarity = known.rules(), known.rarity()
    mark, _new = Followed.objects.get_or_create(version=rules.version)
    events = Event.objects.filter(pk__gt=max(0, mark.event - LOOK_BACK)).order_by("pk")
    looked = list(events.values_list("pk", "case_id")[: BATCH + LOOK_BACK])
    if not looked:
        return 0
    cases = Case.objects.filter(
        pk__in={case for _pk, case in looked}, closed_at__isnull=False, confidential=False
    ).exclude(public_reply="")
    done = sum(_keep(case, rules, rarity) for case in cases.select_related("lead_unit"))
    mark.event = max(mark.event, looked[-1][0])
    mark.save(update_fields=["event"])
    return done


def follow_all() -> int:
    """The same until nothing is left; for a district that is filled at once."""
    done, last = 0, -1
    while True:
        done += follow()
        mark = Followed.objects.get(version=known.rules().version).event
        if mark == last:
            return done
        last = mark


def _keep(case: Case, rules: Rules, rarity: Rarity) -> int:
    event = reply_event(case)
    if event is None:
        return 0
    kept = JudgedReply.objects.filter(case=case, seq=event.seq, version=rules.version)
    if kept.exists():
        return 0
    appeal = appeal_of(case)
    digests = (form.digest(case.public_reply), form.same(appeal))
    what = Known(
        rarity=rarity,
        rules=rules,
        timing=known.timing(case, event),
        vocabulary=known.vocabulary(case.category),
        copies=known.copies(*digests, rules.version),
    )
    with transaction.atomic():
        _append(case, event, judge(appeal, case.public_reply, what), (rules.version, digests))
    return 1


def _append(case: Case, event: Event, found: Judgement, kept: tuple[str, tuple[str, str]]) -> None:
    version, (digest, appeal_digest) = kept
    unit = case.lead_unit
    JudgedReply.objects.create(
        case=case,
        seq=event.seq,
        version=version,
        unit_id=unit.pk if unit else event.unit,
        path=unit.path if unit else "",
        month=timezone.localdate(event.at).replace(day=1),
        answered_at=event.at,
        category=case.category,
        grade=found.grade,
        score=found.score,
        faults="," + "".join(f"{fault}," for fault in found.faults),
        faultless=found.faultless,
        dimensions=found.dimensions,
        digest=digest,
        appeal_digest=appeal_digest,
        judged_at=timezone.now(),
    )


def rules_from(values: Mapping[str, str]) -> Rules:
    """The rules that a form gives. Raises `Invalid` where a number is none."""
    try:
        weights = {key: int(values[f"weight-{key}"]) for key in DIMENSIONS}
        lines = {
            key: int(values[key]) for key in ("good_from", "poor_below", "least_signs", "days")
        }
    except (KeyError, ValueError):
        raise Invalid("请填写整数") from None
    phrases = tuple(line.strip() for line in values.get("phrases", "").splitlines() if line.strip())
    return Rules(weights=weights, phrases=phrases, **lines)
