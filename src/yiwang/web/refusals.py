"""Renders refusals, once for every page; the API renders its own."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from yiwang.cases.projection import moment
from yiwang.engine import register
from yiwang.kernel.refusals import Refusal
from yiwang.kernel.sentences import Sentence, told
from yiwang.org import queries as org

# Between the words of a list.
SIGNS = (gettext_noop("、"), gettext_noop("；"))


class RefusalMiddleware:
    """Turns a refusal into a page or a fragment with its sentence and its status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """The sentence of a refusal; anything else is not ours to answer."""
        return refused(request, fault) if isinstance(fault, Refusal) else None


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer to a refusal: a message beside the form, or a page with a way back."""
    told = {"sentence": sentence(refusal), "code": refusal.code, "last": last_act(refusal)}
    told["fields"] = refusal.details.get("fields", {})
    if getattr(request, "htmx", False):
        return in_messages(render(request, "ui/refusal.html", told, status=refusal.status))
    return render(request, "errors/refused.html", told, status=refusal.status)


def in_messages(response: HttpResponse) -> HttpResponse:
    """Show a fragment in the message area of the page, wherever it was asked for."""
    response["HX-Retarget"], response["HX-Reswap"] = "#messages", "innerHTML"
    return response


def sentence(refusal: Refusal) -> str:
    """The sentence in the language of the reader."""
    return refusal.told(gettext)


def worded(kept: Mapping[str, Any]) -> str:
    """A refusal that was kept (`Refusal.plain`), in the language of the reader."""
    if "template" not in kept:
        return str(kept.get("reason", ""))
    template = kept["template"]
    return Refusal(gettext(template), **kept["details"]).message


def faults(refusal: Refusal) -> dict[str, str]:
    """What is wrong with which field, for the places beside them."""
    told = refusal.details.get("fields", {})
    return {key: _fault(refusal, text) for key, text in told.items()}


def _fault(refusal: Refusal, text: str) -> str:
    if text == refusal.message:
        return sentence(refusal)
    return str(told(text if isinstance(text, Sentence) else Sentence(text), gettext))


def last_act(refusal: Refusal) -> str:
    """Who did what last, where that is why it was refused."""
    last = refusal.details.get("last")
    if not last:
        return ""
    kind, person, unit, at = last
    label = next(
        (p.action_by_key[kind].label for p in register.procedures() if kind in p.action_by_key),
        kind,
    )
    who = org.person_names([person]).get(person, "") or org.unit_names([unit]).get(unit, "")
    when = timezone.localtime(moment(at)).strftime("%H:%M:%S")
    return gettext("最近一次：{label}（{who}，{when}）").format(
        label=gettext(label), who=who, when=when
    )
