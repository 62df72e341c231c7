"""Questions in plain words: one line to write, the figures, and how each word was read."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yiwang.analytics.asking import actions, proposals, queries
from yiwang.analytics.asking.examples import examples
from yiwang.analytics.asking.telling import parts, sentence
from yiwang.analytics.queries import Table
from yiwang.connect.model import client, proposing
from yiwang.kernel.refusals import Refusal
from yiwang.measure.plan import Plan, read
from yiwang.measure.words.outcome import Doubt, NotUnderstood, Option, Piece, Role, Understood
from yiwang.measure.words.segment import LONGEST_QUESTION, normal
from yiwang.measure.words.why import Why
from yiwang.web.access import for_duties
from yiwang.web.figures import asked
from yiwang.web.figures.chart import chart
from yiwang.web.figures.explorer import heads
from yiwang.web.figures.shown import shown
from yiwang.web.home import said
from yiwang.web.refusals import sentence as told
from yiwang.web.ui.ways import FIGURES

# In an address: a word, this sign, and the key of the sense that was chosen for it.
BETWEEN = "|"
MOST_TAKEN, MOST_OPTIONS = 8, 12
LONGEST_PLAN = 4000
Taken = Mapping[str, str]


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties(*FIGURES)
def page(request: HttpRequest) -> HttpResponse:
    """A question by its address; one that is handed in is kept in the person's own history."""
    if request.method == "POST":
        return _handed_in(request)
    text, taken = request.GET.get("q", "").strip(), taken_of(request.GET.getlist("as"))
    found: dict[str, Any] = {
        "text": text,
        "model": client.is_set(),
        "most": LONGEST_QUESTION,
        "own": queries.own_questions(request.worker),
        "may_agree": actions.may_agree(request.worker),
    }
    if text and "plan" in request.GET:
        found |= _proposed(request, text)
    elif text:
        found |= _answered(request, text, taken)
    if not text or not (found.get("plan") or found["doubts"]):
        found["examples"] = examples(request.worker)
    return render(request, "figures/ask.html", found)


def _handed_in(request: HttpRequest) -> HttpResponse:
    if "forget" in request.POST:
        actions.forget(by=request.worker)
        return redirect("figures:ask")
    text = request.POST.get("q", "").strip()[:LONGEST_QUESTION]
    if not text:
        return redirect("figures:ask")
    answer = queries.Answer(queries.meaning(text, request.worker))
    actions.remember(text=text, answer=answer, by=request.worker)
    return redirect(address(text))


def taken_of(values: list[str]) -> dict[str, str]:
    """The senses chosen for words, as an address tells them."""
    pairs = (value.partition(BETWEEN) for value in values[:MOST_TAKEN])
    return {normal(word): key for word, _, key in pairs if word and key}


def chosen(word: str, key: str) -> str:
    """A sense chosen for a word, as an address tells it."""
    return f"{word}{BETWEEN}{key}"


def address(text: str, taken: Taken | None = None) -> str:
    """The page of a question with what was chosen for its words."""
    senses = [chosen(word, key) for word, key in (taken or {}).items()]
    return f"{reverse('figures:ask')}?{urlencode({'q': text, 'as': senses}, doseq=True)}"


def _answered(request: HttpRequest, text: str, taken: Taken) -> dict[str, Any]:
    answer = queries.ask(text, request.worker, taken)
    found: dict[str, Any] = {
        "answer": answer,
        "doubts": [_doubt(text, doubt, taken) for doubt in answer.doubts],
        "fault": told(answer.refusal) if answer.refusal else "",
        "taken": list(taken.items()),
        "agreeable": _agreeable(request, text, taken) if taken and answer.plan else [],
    }
    match answer.outcome:
        case Understood():
            found |= _figures(answer.outcome.plan, answer.table)
            found["assumed"] = [one.label for one in answer.outcome.assumed]
            found["pieces"] = list(_pieces(answer.outcome.pieces))
        case NotUnderstood():
            refusal = answer.outcome.refusal
            found["fault"] = told(refusal) if refusal else ""
            found["unknown"] = [
                (one.word, one.why.label, one.why is Why.UNKNOWN) for one in answer.outcome.unknown
            ]
    return found


def _pieces(pieces: Iterable[Piece]) -> Iterator[tuple[str, Role, str]]:
    """Each word that did something, what it did, and with what; periods only as Chinese."""
    chinese = (get_language() or "").startswith("zh")
    for one in pieces:
        if one.role is not Role.NOTHING:
            told_as = one.value if chinese or one.role is not Role.PERIOD else ""
            yield one.text, one.role, told_as


def _figures(plan: Plan, table: Table | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "plan": plan,
        "sentence": sentence(plan),
        "address": asked.address(plan),
        "query": asked.query(plan),
        "parts": [(part, asked.address(part.without or plan)) for part in parts(plan)],
    }
    if table:
        lines = shown(table, plan)
        found |= {
            "table": table,
            "shown": lines,
            "chart": chart(lines, plan),
            "heads": heads(plan, table.indicators),
        }
    return found


def _proposed(request: HttpRequest, text: str) -> dict[str, Any]:
    """The answer to a plan that the model proposed; checked anew, whoever opens the address."""
    found: dict[str, Any] = {
        "answer": True,
        "doubts": [],
        "proposed": True,
        "strange": proposals.strange_words(text, request.worker),
    }
    try:
        plan = read(parse_qs(request.GET["plan"][:LONGEST_PLAN]))
        return found | _figures(plan, proposals.proposed(plan, request.worker))
    except Refusal as refusal:
        return found | {"fault": told(refusal)}


@require_POST
@for_duties(*FIGURES)
def propose(request: HttpRequest) -> HttpResponse:
    """Ask the configured model how a question may be read; its plan is then answered as any."""
    text = request.POST.get("q", "").strip()[:LONGEST_QUESTION]
    plan = proposing.propose(text, request.worker)
    told_plan = urlencode({"q": text, "plan": asked.query(plan)})
    return redirect(f"{reverse('figures:ask')}?{told_plan}")


def _doubt(text: str, doubt: Doubt, taken: Taken) -> dict[str, Any]:
    options = [(one, address(text, {**taken, doubt.word: one.key})) for one in doubt.options]
    left = max(0, len(options) - MOST_OPTIONS)
    return {"doubt": doubt, "options": options[:MOST_OPTIONS], "left": left}


def _agreeable(request: HttpRequest, text: str, taken: Taken) -> list[tuple[str, Option]]:
    """What was chosen here and could be agreed on for good, by whoever may."""
    if not actions.may_agree(request.worker):
        return []
    found = ((word, actions.offered(text, word, taken, request.worker)) for word in taken)
    return [
        (word, option) for word, options in found for option in options if option.key == taken[word]
    ]


@require_POST
@for_duties(*FIGURES)
def agree(request: HttpRequest) -> HttpResponse:
    """Agree on what a word is to mean from now on: a sense that was chosen, or a name in full."""
    text, word = request.POST.get("q", ""), request.POST.get("word", "")
    taken = taken_of(request.POST.getlist("as"))
    if "meant" in request.POST:
        meant = request.POST["meant"]
        row = actions.teach(text=text, word=word, meant=meant, by=request.worker)
    else:
        sense = request.POST.get("sense", "")
        row = actions.agree(text=text, word=word, sense=sense, taken=taken, by=request.worker)
    said(request, _("已约定：“{word}”指{label}").format(word=row.word, label=row.label))
    taken.pop(row.word, None)
    return redirect(address(text, taken))


@require_http_methods(["GET", "HEAD", "POST"])
@for_duties(*FIGURES)
def words(request: HttpRequest) -> HttpResponse:
    """Every word that was agreed on, by whom and when; it can be withdrawn."""
    if request.method == "POST":
        row = actions.withdraw(word=request.POST.get("withdraw", ""), by=request.worker)
        said(request, _("已撤回“{word}”的约定").format(word=row.word))
        return redirect("figures:words")
    may = actions.may_agree(request.worker)
    return render(
        request, "figures/ask_words.html", {"words": queries.agreed_words(), "may_agree": may}
    )
