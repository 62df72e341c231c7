"""A class that the configured language model proposes, when somebody asks for it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from yiwang.connect.model import classifying
from yiwang.dials import queries as dials
from yiwang.engine.duties import FIELD, Duty
from yiwang.insight.classes.queries import FEWEST_SIGNS
from yiwang.kernel.refusals import Invalid, Refusal
from yiwang.web.access import for_duties
from yiwang.web.refusals import sentence

LOWEST_LEVEL = 3


@for_duties(Duty.OPERATOR, Duty.SHIFT_LEADER, *FIELD)
@require_POST
def classes(request: HttpRequest) -> HttpResponse:
    """The fragment in place of the button: classes to choose from, or why there are none."""
    shown: dict[str, object] = {}
    try:
        shown["found"] = _proposed(request)
    except Refusal as refusal:
        shown["fault"] = sentence(refusal)
    return render(request, "desk/hint_proposed.html", shown)


def _proposed(request: HttpRequest) -> list[tuple[str, str, int]]:
    text = f"{request.POST.get('title', '')}\n{request.POST.get('content', '')}".strip()
    if len(text) < FEWEST_SIGNS:
        raise Invalid("请先写诉求内容")
    procedure = request.POST.get("procedure", "appeals")
    every = dials.categories(level=LOWEST_LEVEL, procedure=procedure)
    names = {one.code: one.name for one in every}
    found = classifying.classify(text, names)
    return [(one.key, names[one.key], one.percent) for one in found]
