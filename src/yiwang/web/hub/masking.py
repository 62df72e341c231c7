"""How each resource is masked for analysts: recipes, examples on made-up values, the copies."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yiwang.engine.duties import Duty
from yiwang.hub.catalogue import queries as catalogue
from yiwang.hub.masking import actions, examples, queries
from yiwang.kernel.refusals import Invalid
from yiwang.lake import masking as recipes
from yiwang.lake import operations
from yiwang.lake.schema import PERSONAL, Field
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.ui.ways import HUB, HUB_KEEPERS

# In a form: the chain stays as it was declared elsewhere.
AS_DECLARED = "as_declared"


@dataclass(frozen=True)
class Row:
    """A column on the page: what is done to it, and to a made-up value."""

    field: Field
    personal: bool
    steps: list[str]
    chosen: str
    choices: "list[recipes.presets.Preset]"
    before: Any
    after: Any


@require_GET
@for_duties(*HUB)
def masking(request: HttpRequest, key: str = "") -> HttpResponse:
    """The resources and the state of their copies, or the recipe of one."""
    if not key:
        rows = [(one, next(iter(queries.copies(one, 1)), None)) for one in catalogue.resources()]
        return render(request, "hub/maskings.html", {"rows": rows})
    resource = catalogue.resource(key)
    recipe, number = queries.recipe(resource)
    content = {
        "resource": resource,
        "number": number,
        "rows": [_row(field, recipe) for field in resource.schema.fields],
        "editions": queries.editions(resource),
        "copies": queries.copies(resource),
        "keeps": request.worker.duty is Duty.DATA_OFFICER,
        "as_declared": AS_DECLARED,
    }
    return render(request, "hub/masking.html", content)


def _row(field: Field, recipe: "recipes.Recipe") -> Row:
    chain = recipe.chain(field)
    personal = field.meaning in PERSONAL
    preset = recipes.presets.preset_of(chain)
    fitting = recipes.presets.presets_for(field.kind)
    choices = [one for one in fitting if one.chain.operations or not personal]
    before, after = examples.before_and_after(field, chain)
    steps = [one.label for one in chain.operations]
    chosen = preset.key if preset in choices else AS_DECLARED
    return Row(field, personal, steps, chosen, choices, before, after)


@require_POST
@for_duties(*HUB_KEEPERS)
def publish(request: HttpRequest, key: str) -> HttpResponse:
    """The next edition of a recipe, as chosen in the form."""
    resource = catalogue.resource(key)
    recipe, _number = queries.recipe(resource)
    actions.publish(
        key=key,
        chains={
            field.key: _chosen(request.POST.get(f"mask.{field.key}", AS_DECLARED), field, recipe)
            for field in resource.schema.fields
        },
        basis=request.POST.get("basis", ""),
        reason=request.POST.get("reason", ""),
        by=request.worker,
    )
    said(request, _("新的脱敏方案已发布，脱敏表将自动重新生成"))
    return redirect("hub:masking_of", key)


def _chosen(choice: str, field: Field, recipe: "recipes.Recipe") -> "operations.Chain":
    if choice == AS_DECLARED:
        return recipe.chain(field)
    if choice not in recipes.presets.BY_KEY:
        raise Invalid("没有这种脱敏方式：{choice}", choice=choice[:40])
    return recipes.presets.BY_KEY[choice].chain
