"""The units: their tree, names, whether their replies are reviewed, out of use and back."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.cases import retiring
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Invalid
from yiwang.org import queries, unit_tree
from yiwang.org import units as actions
from yiwang.web.access import for_duties
from yiwang.web.home import said


@for_duties(Duty.ADMINISTRATOR)
def units(request: HttpRequest) -> HttpResponse:
    """The tree of units, searched; a form for a new one."""
    if request.method == "POST":
        return redirect("manage:unit", _establish(request).pk)
    text = request.GET.get("text", "").strip()[:40]
    retired = request.GET.get("retired") == "1"
    shown = {
        "rows": unit_tree.rows(text=text, retired=retired),
        "text": text,
        "retired": retired,
        "kinds": unit_tree.KINDS,
        "parents": unit_tree.rows(),
        "areas": unit_tree.managed_areas(),
        "changes": queries.changes(actions.SUBJECT, limit=20),
    }
    return render(request, "manage/units.html", shown)


def _establish(request: HttpRequest) -> Any:
    given = request.POST
    parent, area = given.get("parent", ""), given.get("area", "")
    new = actions.NewUnit(
        code=given.get("code", ""),
        name=given.get("name", ""),
        kind=given.get("kind", ""),
        parent=queries.unit(int(parent)) if parent.isdigit() else None,
        area=_area(area) if area else None,
    )
    unit = actions.establish(new=new, by=request.worker)
    said(request, _("已新增单位“{name}”").format(name=unit.name))
    return unit


def _area(code: str) -> Any:
    found = queries.area(code)
    if found is None:
        raise Invalid("没有“{value}”这个区域", value=code[:20])
    return found


@for_duties(Duty.ADMINISTRATOR)
def unit(request: HttpRequest, number: int) -> HttpResponse:
    """One unit: what may be changed, who works in it, what it has in hand, who changed it."""
    found = queries.unit(number)
    held = retiring.open_cases(found)
    shown = {
        "unit": found,
        "posts": unit_tree.posts_in(found),
        "held": held[: retiring.MOST_NAMED],
        "held_number": len(held),
        "changes": queries.changes(actions.SUBJECT, number),
    }
    return render(request, "manage/unit.html", shown)


@require_POST
@for_duties(Duty.ADMINISTRATOR)
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change one unit."""
    wanted = request.POST.get("change", "")
    if wanted not in _CHANGES:
        raise Invalid("没有这种变更")
    _CHANGES[wanted](request, queries.unit(number))
    return redirect("manage:unit", number)


def _edit(request: HttpRequest, found: Any) -> None:
    actions.edit(
        unit=found,
        name=request.POST.get("name", ""),
        reviews=request.POST.get("reviews") == "on",
        by=request.worker,
    )
    said(request, _("已保存"))


def _retire(request: HttpRequest, found: Any) -> None:
    retiring.retire_unit(unit=found, by=request.worker)
    said(request, _("已停用{unit}").format(unit=found.name))


def _restore(request: HttpRequest, found: Any) -> None:
    actions.restore(unit=found, by=request.worker)
    said(request, _("已恢复使用{unit}").format(unit=found.name))


_CHANGES: dict[str, Callable[[HttpRequest, Any], None]] = {
    "edit": _edit,
    "retire": _retire,
    "restore": _restore,
}
