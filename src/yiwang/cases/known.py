"""Whether categories, channels, areas and cases that are named really exist."""

from collections.abc import Callable, Mapping
from typing import Any

from yiwang.cases.models import Case
from yiwang.dials import queries as dials
from yiwang.engine.language import Action, NeedKind
from yiwang.kernel.refusals import Invalid
from yiwang.org import queries as org

_KNOWN: dict[NeedKind, tuple[str, Callable[[str, str], bool]]] = {
    NeedKind.CATEGORY: (
        "没有“{value}”这个分类",
        lambda code, procedure: dials.has_category(code, procedure),
    ),
    NeedKind.CHANNEL: ("没有“{value}”这个来源渠道", lambda key, _: dials.has_channel(key)),
    NeedKind.AREA: ("没有“{value}”这个区域", lambda code, _: org.area(code) is not None),
    NeedKind.CASE: (
        "没有“{value}”这个案件",
        lambda number, _: Case.objects.filter(number=number).exists(),
    ),
}


def check_known(procedure: str, action: Action, given: Mapping[str, Any]) -> None:
    """Raises `Invalid` for a value that names nothing that this procedure knows."""
    for need in action.needs:
        if need.kind in _KNOWN and need.key in given:
            sentence, exists = _KNOWN[need.kind]
            if not exists(given[need.key], procedure):
                fields = {need.key: sentence.format(value=given[need.key])}
                raise Invalid(sentence, value=given[need.key], fields=fields)
