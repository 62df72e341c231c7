"""What a draft may be made from: templates, valid articles, earlier answers that were good."""

from yiwang.cases.models import Case
from yiwang.dials import queries as dials
from yiwang.insight.replies import known
from yiwang.insight.replies.composing import Draft, Source, compose
from yiwang.insight.replies.demands import demands
from yiwang.insight.replies.models import JudgedReply
from yiwang.insight.replies.queries import appeal_of
from yiwang.insight.replies.rarity import features, likeness
from yiwang.knowledge import queries as knowledge
from yiwang.org import queries as org

CANDIDATES, EARLIER = 60, 2
_SATISFIED = ("satisfied", "basically_satisfied")


def draft(case: Case) -> Draft:
    """A reply to begin with, every line with its source."""
    sources = [*_templates(case), *_articles(case), *_earlier(case)]
    places = [
        area.name for street, below in org.areas_with_communities() for area in (street, *below)
    ]
    return compose(case.title, demands(appeal_of(case)), sources, places)


def _templates(case: Case) -> list[Source]:
    """Only those of the class itself or above it; one for everything says too little."""
    found = [row for row in dials.templates(category=case.category) if row.category]
    return [Source("template", row.title, row.body, row.key) for row in found[:1]]


def _articles(case: Case) -> list[Source]:
    found = knowledge.likely(appeal_of(case)[:2000], category=case.category, limit=1)
    return [Source("article", row.question, row.answer, str(row.pk)) for row in found]


def _earlier(case: Case) -> list[Source]:
    """Good answers to appeals of the same class, the same unit and the likest appeals first."""
    if not case.category:
        return []
    rows = JudgedReply.objects.filter(
        version=known.rules().version,
        category=case.category,
        grade__in=("good", "fair"),
        faultless=True,
        case__confidential=False,
        case__solved="solved",
        case__satisfied__in=_SATISFIED,
    ).exclude(case=case)
    own, rarity = features(appeal_of(case)), known.rarity()
    near = sorted(
        (row.case for row in rows.select_related("case__lead_unit").order_by("-id")[:CANDIDATES]),
        key=lambda one: (
            one.lead_unit_id != case.lead_unit_id,
            one.area != case.area,
            -likeness(own, features(appeal_of(one)), rarity),
        ),
    )
    distinct = {one.public_reply: one for one in reversed(near)}
    best = [one for one in near if distinct.get(one.public_reply) is one][:EARLIER]
    return [_source(one, case) for one in best]


def _source(earlier: Case, case: Case) -> Source:
    unit = earlier.lead_unit.name if earlier.lead_unit else ""
    return Source(
        "earlier",
        earlier.number,
        earlier.public_reply,
        earlier.number,
        foreign=True,
        unit=unit if earlier.lead_unit_id != case.lead_unit_id else "",
    )
