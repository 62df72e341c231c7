"""Everything that is read of the dials; limits are kept in memory for a few seconds."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from yiwang.dials.kept import kept
from yiwang.dials.models import (
    Category,
    CategoryNotice,
    Channel,
    LimitNotice,
    ReplyTemplate,
    RoutingRule,
)
from yiwang.engine.language import TimeLimit
from yiwang.org import queries as org
from yiwang.org.models import Unit

Published = dict[tuple[str, str], list[LimitNotice]]


def limit_for(
    procedure: str,
    limit: TimeLimit,
    category: str,
    urgency: str,
    unit: int | None,
    among: Published | None = None,
) -> tuple[int, str, int] | None:
    """Amount, unit of time and notice number of a limit as published now.

    The most specific notice wins: for the unit, then for the longest part of the category, then
    for the urgency, then the newest. Without a notice it is the declaration's birth value, or
    None for an optional limit.
    `among` are notices that were read before, so that nothing is read now.
    """
    best: tuple[tuple[bool, int, bool, int], LimitNotice] | None = None
    now = timezone.now()
    notices = published_limits() if among is None else among
    for notice in notices.get((procedure, limit.key), ()):
        if notice.valid_from > now or not _fits(notice, category, urgency, unit):
            continue
        rank = (bool(notice.unit_id), len(notice.category), bool(notice.urgency), notice.pk)
        if best is None or rank > best[0]:
            best = (rank, notice)
    if best is None:
        return None if limit.optional else (limit.amount, limit.unit.value, 0)
    return best[1].amount, best[1].time_unit, best[1].pk


def _fits(notice: LimitNotice, category: str, urgency: str, unit: int | None) -> bool:
    return (
        (not notice.unit_id or notice.unit_id == unit)
        and category.startswith(notice.category)
        and (not notice.urgency or notice.urgency == urgency)
    )


def published_limits() -> Published:
    """All notices of limits by procedure and limit, from memory."""
    return kept("limits", _limits)


def _limits() -> Published:
    notices: Published = {}
    for notice in LimitNotice.objects.all():
        notices.setdefault((notice.procedure, notice.limit), []).append(notice)
    return notices


def limit_history(procedure: str) -> list[LimitNotice]:
    """All notices of a procedure, the newest first."""
    return list(
        LimitNotice.objects.filter(procedure=procedure).select_related("unit").order_by("-id")
    )


def has_category(code: str, procedure: str = "") -> bool:
    """Whether a category of this code is in use, under a procedure or under any."""
    rows = Category.objects.filter(active=True)
    rows = rows.filter(procedure=procedure) if procedure else rows
    return code in _codes(f"category {procedure}", rows, "code")


def has_channel(key: str) -> bool:
    """Whether a channel of this key is in use."""
    return key in _codes("channel", Channel.objects.filter(active=True), "key")


def _codes(kind: str, rows: QuerySet, column: str) -> frozenset[str]:
    return kept("codes", lambda: frozenset(rows.values_list(column, flat=True)), kind)


def channels() -> list[Channel]:
    """The channels in use."""
    return list(Channel.objects.filter(active=True))


def channel_labels() -> dict[str, str]:
    """Names of all channels by key, also of those no longer in use."""
    return dict(Channel.objects.values_list("key", "label"))


def channel_labels_kept() -> dict[str, str]:
    """The same, from memory."""
    return kept("channels", channel_labels)


def category_names_kept() -> dict[str, str]:
    """Names of all categories by code, from memory."""
    return kept("categories", lambda: dict(Category.objects.values_list("code", "name")))


def categories(*, below: str = "", level: int = 0, procedure: str = "") -> list[Category]:
    """The categories in use, all or those below one, under a procedure or under any."""
    rows = Category.objects.filter(active=True, code__startswith=below)
    rows = rows.filter(procedure=procedure) if procedure else rows
    return list(rows.filter(level=level) if level else rows)


def category(code: str) -> Category | None:
    """One category."""
    return Category.objects.filter(code=code).first()


def duplicate_reach(codes: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Within how many days and metres two cases of these categories may be the same matter."""
    rows = Category.objects.filter(code__in=set(codes))
    return {row.code: (row.duplicate_days, row.duplicate_metres) for row in rows}


def all_categories() -> list[Category]:
    """Every category by its code, also those no longer in use."""
    return list(Category.objects.all())


def category_notices(code: str = "") -> list[CategoryNotice]:
    """What was published about a category and those below it, the newest first."""
    return list(CategoryNotice.objects.filter(code__startswith=code).order_by("-id")[:100])


def former_names() -> list[tuple[str, str]]:
    """Codes of categories with the names that they had before they were renamed."""
    renamed = CategoryNotice.objects.exclude(former="").order_by("id")
    return list(renamed.values_list("code", "former"))


def waiting_categories() -> list[CategoryNotice]:
    """Changes whose day has not come, the earliest first."""
    later = CategoryNotice.objects.filter(valid_from__gt=timezone.now())
    return list(later.order_by("valid_from", "id"))


def category_label(code: str) -> str:
    """A category with those above it, as 环境卫生·垃圾·清运不及时."""
    codes = [code[:end] for end in range(2, len(code) + 1, 2)]
    names = dict(Category.objects.filter(code__in=codes).values_list("code", "name"))
    return "·".join(names[part] for part in codes if part in names)


def find_categories(text: str, *, procedure: str, limit: int = 8) -> list[Category]:
    """Categories of a procedure whose name or usual words stand in the text, the best first."""
    scored = []
    for found in Category.objects.filter(active=True, level=3, procedure=procedure):
        score = sum(len(word) for word in found.keywords.split() if word in text)
        score += 3 * len(found.name) if found.name in text or (text and text in found.name) else 0
        if score:
            scored.append((score, found))
    scored.sort(key=lambda pair: (-pair[0], pair[1].code))
    return [found for _, found in scored[:limit]]


@dataclass(frozen=True)
class Suggestion:
    """The unit that a rule names, and why."""

    unit: Unit
    rule: int
    reason: str


def suggest_unit(*, category: str, area: str) -> Suggestion | None:
    """Which unit should act on a category in an area, with the rule that says so; or None."""
    rules = RoutingRule.objects.filter(valid_from__lte=timezone.now()).select_related("unit")
    matching = [
        rule for rule in rules if category.startswith(rule.category) and area.startswith(rule.area)
    ]
    matching.sort(key=lambda r: (len(r.category), len(r.area), r.pk), reverse=True)
    for rule in _current(matching):
        unit = rule.unit or org.unit_of_area(area, kind=rule.managing_kind or "community")
        if unit is not None and unit.active:
            return Suggestion(unit, rule.pk, _why(rule, unit))
    return None


def _current(rules: Iterable[RoutingRule]) -> list[RoutingRule]:
    """Only the newest rule of each pair, and none that was retired."""
    seen: set[tuple[str, str]] = set()
    found = []
    for rule in rules:
        pair = (rule.category, rule.area)
        if pair not in seen:
            seen.add(pair)
            if not rule.retired:
                found.append(rule)
    return found


def _why(rule: RoutingRule, unit: Unit) -> str:
    if not rule.category and not rule.area:
        told = f"没有更具体的规则，按值班规则{rule.pk}"
        return f"{told}{'由属地' if rule.unit is None else '由'}{unit.name}承办（{rule.basis}）"
    how = "由属地" if rule.unit is None else "由"
    return f"派单规则{rule.pk}：{_subject(rule)}{how}{unit.name}承办（{rule.basis}）"


def _subject(rule: RoutingRule) -> str:
    """What a rule is about, as 全区的环境卫生."""
    what = category_label(rule.category) if rule.category else "各类事项"
    where = org.area_label(rule.area) or "全区" if rule.area else "全区"
    return f"{where}的{what}"


def rule_words(numbers: Iterable[int]) -> dict[int, str]:
    """What routing rules say and since when, by their numbers; one query.

    Also those that a later rule took the place of: an event names the rule of its day.
    """
    wanted = set(numbers)
    rows = RoutingRule.objects.filter(pk__in=wanted).select_related("unit") if wanted else ()
    return {rule.pk: _rule_words(rule) for rule in rows}


def _rule_words(rule: RoutingRule) -> str:
    managing = dict(Unit.Kind.choices).get(rule.managing_kind or "community", "")
    to = rule.unit.name if rule.unit else f"属地{managing}"
    since = timezone.localdate(rule.valid_from).isoformat()
    return f"派单规则{rule.pk}：{_subject(rule)}由{to}承办（{rule.basis}，自{since}）"


def routing_rules() -> list[RoutingRule]:
    """The rules in force, the most general last."""
    rules = RoutingRule.objects.select_related("unit").order_by("-id")
    ordered = sorted(rules, key=lambda r: (len(r.category), len(r.area), r.pk), reverse=True)
    return _current(ordered)


def templates(*, category: str = "") -> list[ReplyTemplate]:
    """The approved wordings for a category, the newest of each key."""
    now, seen, found = timezone.now(), set(), []
    for row in ReplyTemplate.objects.filter(valid_from__lte=now).order_by("-id"):
        if row.key in seen:
            continue
        seen.add(row.key)
        if not row.retired and category.startswith(row.category):
            found.append(row)
    return sorted(found, key=lambda row: (-len(row.category), row.title))


def fill(body: str, facts: dict[str, str]) -> str:
    """A wording with its blanks filled; a blank without a fact stays to be seen."""
    for key, value in facts.items():
        body = body.replace("{" + key + "}", value)
    return body


def all_templates() -> list[ReplyTemplate]:
    """Every wording with its history, the newest first."""
    return list(ReplyTemplate.objects.order_by("key", "-id"))
