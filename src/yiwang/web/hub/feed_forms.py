"""A feed is made or changed: looked at before it is saved, every change an edition."""

from datetime import date, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yiwang.hub.catalogue import queries as catalogue
from yiwang.hub.feeds import actions, looking, queries
from yiwang.hub.feeds.actions import NewFeed
from yiwang.hub.feeds.schedule import WEEKDAYS
from yiwang.hub.feeds.words import Contract, Every, Mode, Source
from yiwang.kernel.refusals import Invalid, Refusal
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.hub.feeds import seen_words
from yiwang.web.refusals import faults, sentence
from yiwang.web.ui.ways import HUB_KEEPERS

# What a source may be told, a line each; lists and maps have forms of their own.
PLAIN = ("path", "address", "table", "url", "records", "next", "prefix", "access")
PLAIN += (
    "next_parameter",
    "page_parameter",
    "since_parameter",
    "tie_parameter",
    "members",
    "sheet",
)


@for_duties(*HUB_KEEPERS)
def new(request: HttpRequest) -> HttpResponse:
    """A new feed; the resource may be chosen by the address."""
    shown = {"every": Every.BY_HAND, "at": "02:00", "day": 1, "most_deleted": 20, "settings": {}}
    shown |= {"resource": request.GET.get("resource", ""), "enabled": True}
    return _form(request, shown)


@for_duties(*HUB_KEEPERS)
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """The next edition of a feed."""
    found = queries.feed(key, request.worker)
    shown: dict[str, Any] = {name: getattr(found, name) for name in NewFeed.__dataclass_fields__}
    shown |= {"resource": found.resource.key, "at": f"{found.at:%H:%M}"}
    shown["due_from"] = found.due_from.isoformat() if found.due_from else ""
    return _form(request, shown, found)


def _form(request: HttpRequest, shown: dict[str, Any], found: Any = None) -> HttpResponse:
    context: dict[str, Any] = {"feed": found, **_choices()}
    if request.method != "POST":
        return render(request, "hub/feed_edit.html", context | {"shown": _written(shown)})
    shown = _given(request, found)
    context["shown"] = _written(shown)
    try:
        told = _told(shown)
        if request.POST.get("then") == "check":
            actions.check(told)
            context |= seen_words(looking.unsaved(told), looking.looked_told(told))
            return render(request, "hub/feed_edit.html", context)
        reason = request.POST.get("reason", "") if found else _("新建")
        made = actions.publish(told=told, reason=reason, by=request.worker)
    except Refusal as refused:
        context |= {"refused": sentence(refused), "faults": faults(refused)}
        return render(request, "hub/feed_edit.html", context, status=refused.status)
    said(request, _("已保存接入任务“{name}”").format(name=made.name))
    return redirect("hub:feed", made.key)


def _choices() -> dict[str, Any]:
    return {
        "resources": catalogue.resources(),
        "sources": Source.choices,
        "modes": Mode.choices,
        "contracts": Contract.choices,
        "everies": Every.choices,
        "weekdays": WEEKDAYS,
    }


def _given(request: HttpRequest, found: Any) -> dict[str, Any]:
    """What was typed, as it was typed."""
    post = request.POST
    names = ("name", "resource", "source", "mode", "secret", "cursor", "contract", "every", "at")
    names += ("due_from",)
    shown: dict[str, Any] = {name: post.get(name, "").strip() for name in names}
    shown |= {name: post.get(name, "") for name in ("lag_minutes", "most_deleted", "day")}
    shown |= {"key": found.key if found else post.get("key", "").strip(), "steward": ""}
    shown["enabled"] = post.get("enabled") == "1"
    if found:
        shown["resource"] = found.resource.key
    settings: dict[str, Any] = {name: post.get(name, "").strip()[:500] for name in PLAIN}
    settings["aliases"] = dict(_pairs(post.get("aliases", "")))
    settings["absent"] = [one.strip() for one in post.get("absent", "").split(",") if one.strip()]
    shown["settings"] = {name: value for name, value in settings.items() if value}
    return shown


def _pairs(text: str) -> list[tuple[str, str]]:
    """Lines “their name = our key”."""
    lines = [line.partition("=") for line in text.splitlines()[:500] if line.strip()]
    return [(theirs.strip(), ours.strip()) for theirs, _sign, ours in lines if ours.strip()]


def _written(shown: dict[str, Any]) -> dict[str, Any]:
    """The same with lists as they are typed."""
    settings = shown.get("settings", {})
    aliases = "\n".join(f"{theirs}={ours}" for theirs, ours in settings.get("aliases", {}).items())
    return shown | {"aliases": aliases, "absent": ", ".join(settings.get("absent", []))}


def _told(shown: dict[str, Any]) -> NewFeed:
    """The feed that was typed. Raises `Invalid`, `NotFound`."""
    if not actions.is_key(shown["key"]):
        words = "标识只能用小写字母、数字、连字符和下划线，以字母开头"
        raise Invalid(words, fields={"key": words})
    for name, values in (("source", Source), ("mode", Mode), ("every", Every)):
        if shown[name] not in values.values:
            raise Invalid("请从列表中选择", fields={name: "请从列表中选择"})
    return NewFeed(
        key=shown["key"],
        resource=catalogue.resource(shown["resource"]),
        name=shown["name"][:120],
        source=Source(shown["source"]),
        mode=Mode(shown["mode"]),
        settings=shown["settings"],
        secret=shown["secret"][:60],
        cursor=shown["cursor"][:60],
        lag_minutes=_whole(shown["lag_minutes"], "lag_minutes", 0),
        contract=Contract.STRICT if shown["contract"] == "strict" else Contract.QUARANTINE,
        most_deleted=_whole(shown["most_deleted"], "most_deleted", 20),
        every=Every(shown["every"]),
        at=_clock(shown["at"]),
        day=_whole(shown["day"], "day", 1),
        enabled=shown["enabled"],
        due_from=_day(shown["due_from"]),
    )


def _whole(text: Any, field: str, default: int) -> int:
    text = str(text).strip()
    if not text:
        return default
    if not text.isdecimal() or len(text) > 6:
        raise Invalid("请填写数字", fields={field: "请填写数字"})
    return int(text)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid("日期应如 2026-01-31", fields={"due_from": "日期应如 2026-01-31"}) from None


def _clock(text: str) -> time:
    try:
        return time.fromisoformat(text or "02:00")
    except ValueError:
        raise Invalid("时刻应如 02:00", fields={"at": "时刻应如 02:00"}) from None
