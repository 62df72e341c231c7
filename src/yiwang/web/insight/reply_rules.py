"""The rules by which replies are judged: read by all who see the figures, published by keepers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yiwang.dials.actions import By
from yiwang.insight.replies import actions, known, queries
from yiwang.insight.replies.phrases import KINDS
from yiwang.insight.replies.wording import DIMENSIONS
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.ui.ways import KEEPERS


@for_duties(*KEEPERS)
def page(request: HttpRequest) -> HttpResponse:
    """The rules in force with their history, and a form for the next."""
    if request.method == "POST":
        by = By(name=request.worker.person_name, basis=request.POST.get("basis", ""))
        actions.publish_rules(rules=actions.rules_from(request.POST.dict()), by=by)
        said(request, _("已公布，已办结案件的答复将重新评判"))
        return redirect("insight:reply_rules")
    rules = known.rules()
    shown = {
        "rules": rules,
        "weights": [(key, DIMENSIONS[key], value) for key, value in rules.weights.items()],
        "phrases": "\n".join(rules.phrases),
        "kinds": [kind for kind in KINDS if kind.missing],
        "notices": queries.notices(),
    }
    return render(request, "insight/reply_rules.html", shown)
