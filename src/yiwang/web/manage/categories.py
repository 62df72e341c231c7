"""The tree of categories: add, rename, retire, take back, each with its basis and its day."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.cases import lists
from yiwang.dials import categories as actions
from yiwang.dials import queries
from yiwang.dials.actions import By
from yiwang.engine import register
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Invalid, NotFound
from yiwang.org.actors import Worker
from yiwang.web.access import for_duties
from yiwang.web.home import said

KEEPERS = (Duty.ADMINISTRATOR, Duty.SUPERVISOR)
_levels = range(actions.DIGITS, actions.DIGITS * actions.LEVELS + 1, actions.DIGITS)


@dataclass
class Branch:
    """A category with its open cases, those below it counted too."""

    code: str
    name: str
    active: bool
    open: int
    below: list["Branch"] = field(default_factory=list)


@for_duties(*KEEPERS)
def categories(request: HttpRequest) -> HttpResponse:
    """The whole tree, or what fits the search; what will change; a form for a new class."""
    text = request.GET.get("text", "").strip()[:40]
    retired = request.GET.get("retired") == "1"
    shown = {
        "branches": _tree(request.worker, text, retired=retired),
        "text": text,
        "retired": retired,
        "procedures": register.procedures(),
        "waiting": queries.waiting_categories(),
        "notices": queries.category_notices()[:20],
    }
    return render(request, "manage/categories.html", shown)


def _tree(worker: Worker, text: str, *, retired: bool) -> list[Branch]:
    counted = _counted(worker)
    rows = [row for row in queries.all_categories() if row.active or retired]
    wanted = _wanted(rows, text)
    found: dict[str, Branch] = {}
    top: list[Branch] = []
    for row in rows:
        if row.code in wanted:
            branch = Branch(row.code, row.name, row.active, counted[row.code])
            found[row.code] = branch
            above = found.get(row.code[: -actions.DIGITS])
            (above.below if above else top).append(branch)
    return top


def _counted(worker: Worker) -> Counter[str]:
    counted: Counter[str] = Counter()
    for code, number in lists.counts_by_category(worker).items():
        for end in _levels:
            if end <= len(code):
                counted[code[:end]] += number
    return counted


def _wanted(rows: list[queries.Category], text: str) -> set[str]:
    """The codes that fit, with those above and below them."""
    hits = [r.code for r in rows if text in r.name or r.code.startswith(text)]
    above = {code[:end] for code in hits for end in _levels}
    return above | {r.code for r in rows if any(r.code.startswith(code) for code in hits)}


@for_duties(*KEEPERS)
def category(request: HttpRequest, code: str) -> HttpResponse:
    """One category: its name and words, what may be done with it, what was published."""
    found = queries.category(code)
    if found is None:
        raise NotFound("没有“{value}”这个诉求分类", value=code[:12])
    shown = {
        "category": found,
        "open": _counted(request.worker)[code],
        "may_have_below": found.level < actions.LEVELS,
        "below": [r for r in queries.all_categories() if r.code[: -actions.DIGITS] == code],
        "notices": queries.category_notices(code),
        "waiting": [n for n in queries.waiting_categories() if n.code.startswith(code)],
        "today": timezone.localdate().isoformat(),
    }
    return render(request, "manage/category.html", shown)


@require_POST
@for_duties(*KEEPERS)
def change(request: HttpRequest) -> HttpResponse:
    """Publish one change of the tree."""
    wanted = request.POST.get("change", "")
    if wanted not in _CHANGES:
        raise Invalid("没有这种变更")
    code = request.POST.get("code", "").strip()
    said(request, _CHANGES[wanted](request, code))
    if queries.category(code) is None:
        return redirect("manage:categories")
    return redirect("manage:category", code)


def _add(request: HttpRequest, code: str) -> str:
    procedure = request.POST.get("procedure", "")
    actions.add(code=code, wording=_wording(request), by=_by(request), procedure=procedure)
    return _("已公布新分类")


def _rename(request: HttpRequest, code: str) -> str:
    actions.rename(code=code, wording=_wording(request), by=_by(request))
    return _("已公布新的名称")


def _retire(request: HttpRequest, code: str) -> str:
    number = actions.retire(code=code, by=_by(request))
    return _("已公布停用，连同下级共{number}个分类").format(number=number)


def _restore(request: HttpRequest, code: str) -> str:
    actions.restore(code=code, by=_by(request))
    return _("已公布恢复使用")


_CHANGES: dict[str, Callable[[HttpRequest, str], str]] = {
    "add": _add,
    "rename": _rename,
    "retire": _retire,
    "restore": _restore,
}


def _wording(request: HttpRequest) -> actions.Wording:
    given = request.POST
    return actions.Wording(name=given.get("name", ""), keywords=given.get("keywords", ""))


def _by(request: HttpRequest) -> By:
    name, basis = request.worker.person_name, request.POST.get("basis", "")
    return By(name=name, basis=basis[:200], valid_from=_day(request.POST.get("valid_from", "")))


def _day(text: str) -> datetime | None:
    """The beginning of a day to come; None for today, which is at once."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Invalid("“{text}”不是有效的日期", text=text[:20]) from None
    if day < timezone.localdate():
        raise Invalid("生效日期不能早于今天")
    return (
        timezone.make_aware(datetime.combine(day, time())) if day > timezone.localdate() else None
    )
