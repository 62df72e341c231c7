"""Every write of the assessment: publishing values of a card, publishing a ranking."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from yiwang.analytics.frozen import queries as frozen
from yiwang.analytics.scores import queries
from yiwang.analytics.scores.models import Assessment, CardEdition
from yiwang.analytics.scores.scoring import Card
from yiwang.analytics.scores.shapes import faults
from yiwang.analytics.scores.written import card_written, score_written
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotAllowed, NotNow
from yiwang.org.actors import Worker

KEEPERS = (Duty.ASSESSOR,)


def check(key: str, card: Card) -> None:
    """Raises `Invalid` with each field that the shape does not allow."""
    found = dict(faults(queries.shape_of(key), card))
    if found:
        raise Invalid(next(iter(found.values())), fields=found)


def publish_card(*, key: str, card: Card, basis: str, by: Worker) -> CardEdition:
    """Publish values of a card; assessments published before keep theirs."""
    _may(by)
    check(key, card)
    if not basis.strip():
        raise Missing("请填写依据")
    return CardEdition.objects.create(
        shape=key,
        card=card_written(card),
        published_at=timezone.now(),
        published_by=by.person_name,
        basis=basis.strip()[:200],
    )


def _may(by: Worker) -> None:
    if by.duty not in KEEPERS:
        raise NotAllowed("考核办法和考核结果由考核员公布")


def publish(*, key: str, period: str, by: Worker) -> Assessment:
    """Publish the ranking of a frozen period, once, after its objections are all decided."""
    _may(by)
    shape = queries.shape_of(key)
    kept = frozen.freeze(period)
    if kept.open_for_objections:
        raise NotNow(
            "申诉期到{day}才结束，结束后才能公布考核结果", day=kept.objections_until.isoformat()
        )
    if kept.objections.filter(granted=None).exists():
        raise NotNow("还有申诉没有审定，审定后才能公布考核结果")
    card, edition = queries.card_of(key)
    scores = queries.of_freeze(shape, card, period)
    names = queries.unit_names(scores)
    try:
        with transaction.atomic():
            return Assessment.objects.create(
                shape=key,
                period=period,
                edition=edition,
                card=card_written(card),
                scores=[score_written(one, names[one.unit]) for one in scores],
                published_at=timezone.now(),
                published_by=by.person_name,
            )
    except IntegrityError:
        raise Conflict("这个期间的考核结果已经公布") from None
