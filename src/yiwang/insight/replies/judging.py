"""Judges one reply to one appeal: five dimensions, the faults with their words, and a grade.

The grade is a stated rule. A grave fault makes it poor. Otherwise the mean of the dimensions that
are certain, by the published weights: good from one line on and without a fault that weighs, poor
below the other and with such a fault. Where too little is certain it says so.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext_noop

from yiwang.insight.replies import demands, form, grounds, phrases, timing
from yiwang.insight.replies.demands import Taken
from yiwang.insight.replies.faults import Finding, finding
from yiwang.insight.replies.grounds import Grounds
from yiwang.insight.replies.pieces import Span, merged, signs, uncovered
from yiwang.insight.replies.rarity import FLAT, Rarity
from yiwang.insight.replies.relevance import compare
from yiwang.insight.replies.rules import DEFAULT, Rules
from yiwang.insight.replies.timing import Timing

GRADES = {
    "good": gettext_noop("较好"),
    "fair": gettext_noop("可改进"),
    "poor": gettext_noop("较差"),
    "unknown": gettext_noop("不作判断"),
}


@dataclass(frozen=True)
class Known:
    """What is known beside the two texts."""

    rarity: Rarity = FLAT
    rules: Rules = DEFAULT
    timing: Timing = field(default_factory=Timing)
    # Words of the class of the appeal.
    vocabulary: str = ""
    # How many other appeals were given the same reply.
    copies: int = 0


@dataclass(frozen=True)
class Judgement:
    """What was found; a dimension is `None` where nothing is certain."""

    grade: str
    score: int | None
    dimensions: dict[str, int | None]
    findings: tuple[Finding, ...]
    demands: tuple[Taken, ...]
    grounds: Grounds
    # The part of the reply that says something, in signs and in hundredths.
    says: int
    share: int
    shared: tuple[str, ...]
    said: tuple[Span, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """The kinds of fault, each once."""
        return tuple(dict.fromkeys(one.fault.key for one in self.findings))

    @property
    def faultless(self) -> bool:
        """Whether nothing is wrong beyond advice."""
        return all(one.fault.light for one in self.findings)


def judge(appeal: str, reply: str, known: Known | None = None) -> Judgement:
    """How well a reply answers an appeal, by what is known."""
    known = known or Known()
    phrased = phrases.found(reply, known.rules.phrases)
    rest = uncovered(reply, (one.span for one in phrased))
    says = signs(rest)
    empty = says < known.rules.least_signs and not grounds.tells(rest)
    alike = compare(appeal, reply, (known.rarity, known.vocabulary), says)
    taken = demands.taken_up(demands.demands(appeal), rest, known.rarity, empty=empty)
    based = grounds.grounds(reply)
    findings = [
        *_must_fix(reply),
        *([finding("empty")] if empty else []),
        *([finding("off")] if alike.off and not empty else []),
        *_unanswered(taken),
        *([] if based.firm or _only_asks(appeal, taken) else [finding("groundless")]),
        *_phrases(phrased, reply, empty),
        *_late(known),
        *_copied(known.copies, alike.score),
        *_form(appeal, reply),
    ]
    told = (alike.score, _completeness(taken), based.score)
    dimensions = _dimensions((0, 0, 0) if empty else told, findings, known)
    score = _mean(dimensions, known.rules)
    return Judgement(
        grade=_grade(findings, (score, dimensions, empty), known.rules),
        score=score,
        dimensions=dimensions,
        findings=tuple(findings),
        demands=taken,
        grounds=based,
        says=says,
        share=round(100 * says / max(1, signs(reply))),
        shared=alike.shared,
        said=_said(reply, phrased),
    )


def _dimensions(
    told: tuple[int | None, int | None, int], findings: list[Finding], known: Known
) -> dict[str, int | None]:
    relevance, completeness, grounded = told
    return {
        "relevance": relevance,
        "completeness": completeness,
        "grounds": grounded,
        "timing": timing.score(known.timing, known.rules.days),
        "form": _form_score(findings),
    }


def _must_fix(reply: str) -> list[Finding]:
    found = []
    if numbers := form.personal_data(reply):
        found.append(finding("personal", in_reply=numbers))
    if blanks := form.blanks(reply):
        about = "、".join(span.of(reply) for span in blanks)
        found.append(finding("blanks", about=about, in_reply=blanks))
    return found


def _only_asks(appeal: str, taken: tuple[Taken, ...]) -> bool:
    """A plain question is answered by an explanation: nothing has to be checked or done."""
    return (
        appeal.startswith("咨询")
        or bool(taken)
        and all(one.demand.kind != "request" for one in taken)
    )


def _unanswered(taken: tuple[Taken, ...]) -> list[Finding]:
    return [
        finding("unanswered", about=one.demand.short, in_appeal=(one.demand.span,))
        for one in taken
        if one.answered is False
    ]


def _phrases(found: list[phrases.Found], reply: str, empty: bool) -> list[Finding]:
    """Phrases with what is missing; beside much that is said, one of them is no fault."""
    telling = [one for one in found if one.kind.missing]
    if not telling:
        return []
    covered = sum(span.end - span.start for span in merged(one.span for one in telling))
    if not empty and covered * 3 < signs(reply):
        return []
    return [
        finding("phrases", about=one.kind.label, missing=one.kind.missing, in_reply=(one.span,))
        for one in telling
    ]


def _late(known: Known) -> list[Finding]:
    score = timing.score(known.timing, known.rules.days)
    days = known.timing.days
    return [finding("late", about=str(days or ""))] if score is not None and score < 100 else []


def _copied(copies: int, relevance: int | None) -> list[Finding]:
    """A reply that is plainly about this matter may have been given wrongly to another or two."""
    about_this = relevance is not None and relevance >= _ABOUT_THIS and copies < _MANY
    return [finding("copied", about=str(copies))] if copies and not about_this else []


def _form(appeal: str, reply: str) -> list[Finding]:
    found = []
    back = form.parroted(appeal, reply)
    if sum(span.end - span.start for span in back) * 5 > 2 * max(1, len(reply)):
        found.append(finding("parroted", in_reply=back))
    if named := form.names(reply):
        found.append(finding("names", in_reply=named))
    if not form.greets(reply):
        found.append(finding("greeting"))
    if not form.is_polite(reply):
        found.append(finding("courtesy"))
    if signs(reply) < form.LEAST:
        found.append(finding("short"))
    if signs(reply) > form.MOST:
        found.append(finding("long"))
    return found


_ABOUT_THIS, _MANY = 80, 3
_FORM_POINTS = {
    "personal": 60,
    "copied": 40,
    "parroted": 30,
    "short": 30,
    "greeting": 15,
    "courtesy": 10,
    "long": 10,
}


def _form_score(findings: list[Finding]) -> int:
    lost = sum(_FORM_POINTS.get(key, 0) for key in {one.fault.key for one in findings})
    return max(0, 100 - lost)


def _completeness(taken: tuple[Taken, ...]) -> int | None:
    """The share of the demands that are certainly taken up, of those that are certain."""
    certain = [one for one in taken if one.answered is not None]
    answered = sum(1 for one in certain if one.answered)
    return round(100 * answered / len(certain)) if certain else None


def _mean(dimensions: dict[str, int | None], rules: Rules) -> int | None:
    known = {key: value for key, value in dimensions.items() if value is not None}
    weight = sum(rules.weights[key] for key in known)
    if not weight:
        return None
    return round(sum(rules.weights[key] * value for key, value in known.items()) / weight)


def _grade(
    findings: list[Finding], found: tuple[int | None, dict[str, int | None], bool], rules: Rules
) -> str:
    score, dimensions, empty = found
    if empty or any(one.fault.grave for one in findings):
        return "poor"
    if score is None or dimensions["relevance"] is None:
        return "unknown"
    weighty = [one for one in findings if not one.fault.light]
    if weighty and score < rules.poor_below:
        return "poor"
    return "good" if score >= rules.good_from and not weighty else "fair"


def _said(reply: str, phrased: list[phrases.Found]) -> tuple[Span, ...]:
    """Where the phrases stand that say nothing, courtesy too: what is left says something."""
    return tuple(merged(one.span for one in phrased))
