"""Agrees on words, withdraws them, and keeps what a person asked."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from yiwang.analytics.asking import queries
from yiwang.analytics.asking.models import AgreedWord, Question
from yiwang.analytics.asking.queries import MOST_OWN, Answer
from yiwang.analytics.asking.vocabulary import vocabulary
from yiwang.dials.kept import published
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Invalid, NotAllowed, NotFound
from yiwang.measure.words.lexicon import words
from yiwang.measure.words.outcome import Asked, NotUnderstood, Option, Understood
from yiwang.measure.words.segment import normal
from yiwang.measure.words.senses import Figure, Only, key
from yiwang.measure.words.why import Why
from yiwang.org.actors import Worker

KEEPERS = (Duty.SUPERVISOR, Duty.ASSESSOR, Duty.LEADER, Duty.ADMINISTRATOR)
# What may be agreed on: which thing is meant by a word. Ends and times are chosen each time.
_LASTING = (Asked.WHICH, Asked.MEANT, Asked.WHICH_FIGURE)
_NAMING = (
    "figure:",
    "matter:",
    "unit:",
    "street:",
    "community:",
    "grid:",
    "channel:",
    "procedure:",
)
LONGEST_WORD = 20


def may_agree(worker: Worker) -> bool:
    """Whether this duty may agree on words for the whole district."""
    return worker.duty in KEEPERS


def _names_something(option: Option) -> bool:
    return option.key.startswith(_NAMING)


def agree(*, text: str, word: str, sense: str, taken: Mapping[str, str], by: Worker) -> AgreedWord:
    """From now on a word means what was chosen for it in a question.

    The question is read again: only what it really asks back about that word may be agreed on, so
    that nobody gives another meaning to a word that everybody understands.
    """
    _may(by)
    for option in offered(text, word, taken, by):
        if option.key == sense:
            return _append(normal(word), sense, option.label, by)
    raise Invalid("这个说法在这句话里没有这样的选择，不能约定")


def offered(text: str, word: str, taken: Mapping[str, str], by: Worker) -> list[Option]:
    """What a question asks back about a word and what could be agreed on for good."""
    rest = {one: chosen for one, chosen in taken.items() if normal(one) != normal(word)}
    outcome = queries.meaning(text, by, rest)
    doubts = () if isinstance(outcome, Understood) else queries.Answer(outcome).doubts
    asked = [one for one in doubts if one.word == normal(word) and one.asked in _LASTING]
    return [option for doubt in asked for option in doubt.options if _names_something(option)]


def teach(*, text: str, word: str, meant: str, by: Worker) -> AgreedWord:
    """A word that nobody knew means the same as a name that is known in full."""
    _may(by)
    outcome = queries.meaning(text, by)
    unknown = outcome.unknown if isinstance(outcome, NotUnderstood) else ()
    if not any(one.word == normal(word) and one.why is Why.UNKNOWN for one in unknown):
        raise Invalid("只能给不认识的词约定含义")
    known = vocabulary(by)
    senses = words(known).senses.get(normal(meant), ())
    named = [one for one in senses if isinstance(one, Figure | Only)]
    if len(named) != 1:
        raise Invalid("“{name}”不是唯一的名称：请写单位、区域、渠道或指标的全称", name=meant[:40])
    (one,) = named
    found = known.indicator(one.indicator) if isinstance(one, Figure) else None
    if not key(one).startswith(_NAMING):
        raise Invalid("“{name}”不能用来约定说法", name=meant[:40])
    return _append(normal(word), key(one), found.label if found else one.label, by)


def withdraw(*, word: str, by: Worker) -> AgreedWord:
    """A word that was agreed on means again what it meant before."""
    _may(by)
    last = AgreedWord.objects.filter(word=word).first()
    if last is None or last.withdrawn:
        raise NotFound("没有约定过“{word}”这个说法", word=word[:LONGEST_WORD])
    return _append(word, last.sense, last.label, by, withdrawn=True)


def _may(by: Worker) -> None:
    if by.duty not in KEEPERS:
        allowed = "、".join(duty.label for duty in KEEPERS)
        raise NotAllowed("约定说法对全区有效，由{allowed}约定", allowed=allowed)


@transaction.atomic
def _append(
    word: str, sense: str, label: str, by: Worker, *, withdrawn: bool = False
) -> AgreedWord:
    if not 2 <= len(word) <= LONGEST_WORD:
        raise Invalid("约定的说法应为2到{most}个字", most=LONGEST_WORD)
    row = AgreedWord.objects.create(
        word=word,
        sense=sense,
        label=label[:120],
        withdrawn=withdrawn,
        agreed_by=by.person_name,
        agreed_at=timezone.now(),
    )
    published()
    return row


@transaction.atomic
def remember(*, text: str, answer: Answer, by: Worker) -> None:
    """Keep a question for the person who asked; the same question counts once."""
    text = text.strip()[:120]
    if by.person_id is None or not text:
        return
    own = Question.objects.filter(person=by.person_id)
    own.filter(text=text).delete()
    Question.objects.create(
        person=by.person_id, text=text, outcome=answer.result, asked_at=timezone.now()
    )
    kept = list(own.values_list("pk", flat=True)[:MOST_OWN])
    own.exclude(pk__in=kept).delete()


def forget(*, by: Worker) -> None:
    """Drop every question that this person asked."""
    Question.objects.filter(person=by.person_id).delete()
