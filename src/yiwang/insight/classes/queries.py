"""What is in use, what there was, and what it says of an appeal."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_noop

from yiwang.dials import queries as dials
from yiwang.insight.classes import kept
from yiwang.insight.classes.experience import example_of
from yiwang.insight.classes.kinds import Kind
from yiwang.insight.classes.learned import Guess, Learned
from yiwang.insight.classes.models import Use, Version
from yiwang.kernel.refusals import Refusal
from yiwang.org import queries as org

log = logging.getLogger(__name__)
FEWEST_SIGNS = 8
"""Of a shorter text nothing is said."""
ALIKE = {
    "class1": gettext_noop("同类案件"),
    "class2": gettext_noop("同类案件"),
    "class3": gettext_noop("同类案件"),
    "street": gettext_noop("同一区域"),
    "area": gettext_noop("同一区域"),
    "channel": gettext_noop("同一渠道"),
    "title": gettext_noop("同样的标题"),
    "address": gettext_noop("同一地址"),
}
WORTH_SAYING = 0.03
"""A label less likely than this is left out, also beside a likelier one."""
MOST_SURE = 99
"""Of no text is it certain what a person will decide."""


@dataclass(frozen=True)
class Suggested:
    """A class or unit by its key, its name, how sure (0–100), and the words that spoke for it."""

    key: str
    name: str
    percent: int
    reasons: tuple[str, ...]
    version: int


def in_use(kind: Kind, procedure: str) -> Version | None:
    """The version that answers now; None where nothing was learned or it was switched off."""
    last = Use.objects.filter(kind=kind, procedure=procedure).select_related("version").first()
    return last.version if last else None


def versions(kind: Kind, procedure: str, *, limit: int = 20) -> list[Version]:
    """The versions of one model, the newest first."""
    return list(Version.objects.filter(kind=kind, procedure=procedure)[:limit])


def uses(*, limit: int = 30) -> list[Use]:
    """What was put into use, taken back or switched off, the newest first."""
    return list(Use.objects.select_related("version")[:limit])


def classes(procedure: str, facts: Mapping[str, Any], *, most: int = 3) -> list[Suggested]:
    """The likeliest classes that are still in use; none where the text does not say enough."""
    return _suggested(Kind.CLASS, procedure, facts, most)


def units(procedure: str, facts: Mapping[str, Any], *, most: int = 3) -> list[Suggested]:
    """The units that most likely acted on such cases before, of those that still handle any."""
    return _suggested(Kind.UNIT, procedure, facts, most)


def named(kind: Kind, procedure: str, some: Sequence[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """The same with names for keys; what is gone is told by its key."""
    if kind is Kind.UNIT:
        names = {str(key): name for key, name in org.unit_names(int(k) for k, _ in some).items()}
    else:
        names = dials.category_names_kept()
    return [(names.get(key, key), one) for key, one in some]


def _suggested(kind: Kind, procedure: str, facts: Mapping[str, Any], most: int) -> list[Suggested]:
    text = "".join(str(facts.get(key) or "") for key in ("title", "content")).strip()
    version = in_use(kind, procedure) if len(text) >= FEWEST_SIGNS else None
    model = _model(version) if version else None
    if version is None or model is None:
        return []
    found = model.guess(example_of(kind, facts), most=most + 3)
    names = _names(kind, procedure) if found else {}
    worth = [one for one in found if one.label in names and one.confidence >= WORTH_SAYING]
    return [_told(one, names, version) for one in worth[:most]]


def _names(kind: Kind, procedure: str) -> dict[str, str]:
    """What may be suggested now, by its key."""
    if kind is Kind.UNIT:
        return {str(one.pk): one.name for one in org.units_that_handle()}
    return {one.code: one.name for one in dials.categories(procedure=procedure)}


def _told(guess: Guess, names: Mapping[str, str], version: Version) -> Suggested:
    reasons = tuple(dict.fromkeys(word for one in guess.reasons for word in _words(one)))
    percent = min(MOST_SURE, round(100 * guess.confidence))
    return Suggested(guess.label, names[guess.label], percent, reasons, version.number)


def _words(reason: str) -> Iterator[str]:
    """A reason as people read it: a word of the text, or what is alike in what was told."""
    if "=" not in reason:
        yield reason
    for part in reason.split(" & "):
        if "=" in part:
            yield gettext(ALIKE[part.partition("=")[0]])


def _model(version: Version) -> Learned | None:
    """A model that cannot be read leaves the desk without suggestions, not without its page."""
    try:
        return kept.read(version.digest)
    except Refusal as refusal:
        log.warning("model %s: %s", version, refusal)
        return None
