"""Template tags of the components: time left, times, badges, icons, step line."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from yiwang.analytics.names import period_name
from yiwang.dials import queries as dials
from yiwang.engine import register as procedures
from yiwang.engine.language import Clock
from yiwang.kernel import masking
from yiwang.measure.language import Indicator
from yiwang.measure.period import Period
from yiwang.org import queries as org
from yiwang.web import refusals
from yiwang.web.ui.tiles import Tile, even_rows
from yiwang.web.ui.ways import tabs_for

register = template.Library()
SOON_SECONDS = 8 * 3600
# How a phone number looks when it is whole; only for a hint, `kernel.identifiers` decides.
PHONE_LOOKS = (
    r"(?:(?:(?:\+86|0086|86)-?)?(?:1[3-9](?:-?\d){9}|0[1-9]\d{1,2}-?\d{4}-?\d{3,4}"
    r"|1\d{2}|1\d{4}|[48]00-?\d{3}-?\d{4})|(?:\+86|0086)-?[1-9]\d{1,2}-?\d{7,8})(?:\D+\d{1,6})?"
)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A sign from our own sheet; decoration only."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>',
        static("img/icons.svg"),
        name,
    )


@register.filter
def when(moment: datetime | None) -> SafeString | str:
    """A moment as 11-21 14:05, the whole of it on hover and for machines."""
    if moment is None:
        return "—"
    local = timezone.localtime(moment)
    form = "%m-%d %H:%M" if local.year == timezone.localdate().year else "%Y-%m-%d %H:%M"
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(),
        local.strftime("%Y-%m-%d %H:%M:%S"),
        local.strftime(form),
    )


@register.filter
def clock(moment: datetime) -> str:
    """The time of day, with the day when that is not today."""
    local = timezone.localtime(moment)
    today = local.date() == timezone.localdate()
    return local.strftime("%H:%M" if today else "%m-%d %H:%M")


@register.filter
def duration(seconds: float) -> str:
    """Seconds in words, two steps at most."""
    minutes = max(0, int(seconds) // 60)
    days, rest = divmod(minutes, 1440)
    hours, minutes = divmod(rest, 60)
    if days:
        return gettext("{days}天{hours}小时").format(days=days, hours=hours)
    if hours:
        return gettext("{hours}小时{minutes}分").format(hours=hours, minutes=minutes)
    return gettext("{minutes}分钟").format(minutes=minutes)


@register.filter
def distance(metres: float) -> str:
    """Metres in words; kilometres from one on."""
    if metres < 1000:
        return gettext("{count}米").format(count=round(metres))
    return gettext("{count}公里").format(count=round(metres / 1000, 1))


@register.simple_tag
def lamp(due: datetime | None, ended: Any = None) -> SafeString | str:
    """How much time is left, as a colour that also says it in words."""
    if due is None or ended:
        return ""
    left = (due - timezone.now()).total_seconds()
    tone = "late" if left < 0 else "soon" if left < SOON_SECONDS else "fine"
    words = gettext("超时{span}") if left < 0 else gettext("剩{span}")
    return format_html(
        '<span class="lamp lamp-{}" title="{}">{}</span>',
        tone,
        timezone.localtime(due).strftime("%Y-%m-%d %H:%M"),
        words.format(span=duration(abs(left))),
    )


@register.simple_tag
def badge(procedure: str, state: str) -> SafeString:
    """Where a case stands."""
    found = procedures.procedure(procedure).state_by_key.get(state)
    tone = (
        "done"
        if found and found.final
        else "paused"
        if found and found.clock is Clock.PAUSES
        else "open"
    )
    label = gettext(found.label) if found else state
    return format_html('<span class="badge badge-{}">{}</span>', tone, label)


@register.filter
def category_name(code: str) -> str:
    """The words for a category."""
    names = dials.category_names_kept()
    parts = (names.get(code[:end], "") for end in range(2, len(code) + 1, 2))
    return "·".join(part for part in parts if part)


@register.filter
def channel_name(key: str) -> str:
    """The words for a channel."""
    return dials.channel_labels_kept().get(key, key)


@register.filter
def area_name(code: str) -> str:
    """The words for an area."""
    return org.area_label(code) if code else ""


@register.filter
def at(found: Mapping[str, Any], key: str) -> Any:
    """What stands under a key; the key itself where nothing does."""
    return found.get(key, key)


@register.filter
def masked_name(text: str) -> str:
    """张小明 → 张**."""
    return masking.name(text)


@register.filter
def masked_phone(text: str) -> str:
    """13812345678 → 138****5678."""
    return masking.phone(text)


@register.filter
def masked_card(text: str) -> str:
    """Of an identity number the division and the last two signs."""
    return masking.identity_card(text)


@register.filter
def masked_address(text: str) -> str:
    """An address up to the first number in it."""
    return masking.address(text)


@register.filter
def masked_text(text: str) -> str:
    """Free text with personal numbers hidden, for those who work on the case."""
    return masking.numbers(text)


@register.filter
def public_text(text: str) -> str:
    """Free text with numbers and names hidden, for everybody else."""
    return masking.free_text(text)[0]


@register.filter
def tr(text: Any) -> str:
    """A declared Chinese label in the reader's language."""
    return gettext(str(text)) if text else ""


@register.filter
def said_period(period: Period) -> str:
    """A period in the reader's language."""
    return period_name(period)


@register.filter
def worded(kept: Mapping[str, Any]) -> str:
    """A refusal that was kept, in the reader's language."""
    return refusals.worded(kept)


@register.filter
def formula(indicator: Indicator) -> str:
    """How a figure is computed, in the reader's language."""
    return indicator.formula(gettext)


@register.filter
def label_among(key: str, declared: Iterable[Any]) -> str:
    """The label of what is declared under a key; the key itself when it is declared no more."""
    return next((item.label for item in declared if item.key == key), key)


@register.filter
def urgency_label(urgency: str, procedure: str) -> str:
    """How pressing, in the words of the procedure."""
    return procedures.procedure(procedure).choices_of("urgency").get(urgency, urgency)


@register.filter
def need_label(key: str, procedure: str) -> str:
    """What the procedure of a case calls something that is handed in."""
    need = procedures.procedure(procedure).opening.need_by_key.get(key)
    return gettext(need.label) if need else key


@register.inclusion_tag("ui/tabs.html", takes_context=True)
def tabs(context: dict[str, Any], group: str) -> dict[str, Any]:
    """The pages of one part of the house that this person may open, the present one marked."""
    request = context["request"]
    found = [(way, reverse(way.name)) for way in tabs_for(request.worker.duty, group)]
    # One page may lie below another: the closest is the present one.
    present = max((to for _, to in found if request.path.startswith(to)), key=len, default="")
    return {"tabs": [(way, to, to == present) for way, to in found]}


@register.inclusion_tag("ui/stepline.html")
def stepline(stages: tuple[str, ...], current: str) -> dict[str, Any]:
    """The stages of the closed loop with the one where the case stands."""
    reached = stages.index(current) if current in stages else -1
    return {
        "steps": [
            (stage, "done" if i < reached else "now" if i == reached else "ahead")
            for i, stage in enumerate(stages)
        ]
    }


@register.simple_tag
def described(field: Any, prefix: str = "") -> SafeString:
    """Ties an input to its help and its fault, for those who hear the page."""
    parts = [("help", field.need.help), ("fault", getattr(field, "fault", ""))]
    told = " ".join(f"{prefix}{field.id}-{kind}" for kind, text in parts if text)
    if not told:
        return SafeString("")
    wrong = SafeString(' aria-invalid="true"' if parts[1][1] else "")
    return format_html(' aria-describedby="{}"{}', told, wrong)


@register.simple_tag(takes_context=True)
def tied(context: dict[str, Any], key: str) -> SafeString:
    """Ties the plain field of this id to the sentence that says what is wrong with it."""
    if not context.get("faults", {}).get(key):
        return SafeString("")
    return format_html(' aria-describedby="{}-fault" aria-invalid="true"', key)


@register.simple_tag(takes_context=True)
def fault(context: dict[str, Any], key: str) -> SafeString | str:
    """The sentence beside the plain field of this id."""
    text = context.get("faults", {}).get(key, "")
    return format_html('<span class="fault" id="{}-fault">{}</span>', key, text) if text else ""


@register.simple_tag
def phone_hint() -> SafeString:
    """What the field of a phone number says at once when the number cannot be one."""
    return format_html(
        ' data-pattern="{}" data-wrong="{}"',
        PHONE_LOOKS,
        gettext("号码像是不完整：手机11位，固定电话带区号"),
    )


@register.inclusion_tag("ui/empty.html")
def empty(sign: str, title: str, advice: str, address: str = "", label: str = "") -> dict[str, str]:
    """A list without rows: that nothing is there, and what the next step is."""
    return {"sign": sign, "title": title, "advice": advice, "address": address, "label": label}


@register.inclusion_tag("ui/tiles.html", name="tiles")
def tile_grid(tiles: Sequence[Tile]) -> dict[str, Any]:
    """Figures that lead to their lists, in rows of the same length."""
    return {"tiles": tiles, "across": even_rows(len(tiles))}
