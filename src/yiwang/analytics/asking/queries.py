"""A question and its answer: the grammar makes a plan, and the gate of all figures answers it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from yiwang.analytics import queries as figures
from yiwang.analytics.asking.models import AgreedWord, Question
from yiwang.analytics.asking.registers import last_rows
from yiwang.analytics.asking.vocabulary import vocabulary
from yiwang.analytics.queries import Table
from yiwang.engine.duties import OUTSIDE
from yiwang.kernel.refusals import NotAllowed, Refusal
from yiwang.measure.plan import Plan
from yiwang.measure.words.asking import understand
from yiwang.measure.words.outcome import Ambiguous, Doubt, Outcome, Understood
from yiwang.org.actors import Worker

MOST_OWN = 20


@dataclass(frozen=True)
class Answer:
    """What came of a question: its outcome, and figures where it was understood.

    `refusal` tells why an understood question has no figures.
    """

    outcome: Outcome
    table: Table | None = None
    refusal: Refusal | None = None

    @property
    def plan(self) -> Plan | None:
        """The plan, where there is one."""
        return self.outcome.plan if isinstance(self.outcome, Understood) else None

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What is asked back or offered."""
        match self.outcome:
            case Understood():
                return self.outcome.others
            case Ambiguous():
                return self.outcome.doubts
        return self.outcome.meant

    @property
    def result(self) -> Question.Outcome:
        """What the history of questions keeps."""
        if isinstance(self.outcome, Understood):
            return Question.Outcome.ANSWERED
        asked_back = isinstance(self.outcome, Ambiguous)
        return Question.Outcome.ASKED_BACK if asked_back else Question.Outcome.NOT_UNDERSTOOD


def ask(text: str, worker: Worker, taken: Mapping[str, str] | None = None) -> Answer:
    """The answer as this worker may see it; `taken` are the senses chosen for some words.

    Raises `NotAllowed` where no figures are told to this duty at all.
    """
    outcome = meaning(text, worker, taken)
    if not isinstance(outcome, Understood):
        return Answer(outcome)
    try:
        return Answer(outcome, figures.table(outcome.plan, worker))
    except Refusal as refusal:
        return Answer(outcome, refusal=refusal)


def meaning(text: str, worker: Worker, taken: Mapping[str, str] | None = None) -> Outcome:
    """What a question means to this worker; no figure is read."""
    if worker.duty in OUTSIDE:
        raise NotAllowed("统计数据只供工作人员查看")
    return understand(text, vocabulary(worker), timezone.localdate(), taken)


def agreed_words() -> list[AgreedWord]:
    """The last row of each word, those that hold first, then those that were withdrawn."""
    return sorted(last_rows(), key=lambda row: (row.withdrawn, -row.pk))


def own_questions(worker: Worker) -> list[Question]:
    """The last questions of this person, the newest first."""
    return list(Question.objects.filter(person=worker.person_id)[:MOST_OWN])
