"""How the keys in a table of figures are called by people."""

from collections.abc import Callable, Iterable

from django.utils.translation import get_language, gettext, gettext_noop

from yiwang.dials import queries as dials
from yiwang.engine import register
from yiwang.measure.dimensions import TIMES, Dimension
from yiwang.measure.period import Period, parse
from yiwang.org import queries as org

NOTHING = gettext_noop("未填")


def names(dimension: Dimension, keys: Iterable[str]) -> dict[str, str]:
    """The words for each of these keys of a dimension; a key that is gone stands for itself."""
    wanted = set(keys)
    known = {key for key in wanted if key}
    found = {key: key for key in known} | _found(dimension, known)
    return found | ({"": gettext(NOTHING)} if "" in wanted else {})


def period_name(period: Period) -> str:
    """A period as people say it in Chinese; for other readers as it is written (ISO 8601)."""
    if (get_language() or "").startswith("zh"):
        return period.label
    if period.ends_early:
        told = {"whole": period.whole.key, "last": period.last.isoformat()}
        return gettext("{whole}（截至{last}）").format(**told)
    return period.key.replace("..", " – ")


def _found(dimension: Dimension, keys: set[str]) -> dict[str, str]:
    if dimension in TIMES:
        return {key: period_name(parse(key)) for key in keys}
    if dimension in _BY:
        return {key: name for key, name in _BY[dimension](keys).items() if name}
    return {}


def _units(keys: set[str]) -> dict[str, str]:
    return {str(number): name for number, name in org.unit_names(map(int, keys)).items()}


def _people(keys: set[str]) -> dict[str, str]:
    return {str(number): name for number, name in org.person_names(map(int, keys)).items()}


def _areas(keys: set[str]) -> dict[str, str]:
    return {area.code: area.name for area in org.areas_of_codes(keys)}


def _grids(keys: set[str]) -> dict[str, str]:
    return {code: org.area_label(code) for code in keys}


def _categories(keys: set[str]) -> dict[str, str]:
    return {code: dials.category_names_kept().get(code, "") for code in keys}


def _channels(keys: set[str]) -> dict[str, str]:
    return {key: dials.channel_labels_kept().get(key, "") for key in keys}


def _procedures(keys: set[str]) -> dict[str, str]:
    return {one.key: gettext(one.label) for one in register.procedures() if one.key in keys}


def _choices(keys: set[str]) -> dict[str, str]:
    """The words of a choice, as an opening declares them: urgency and nature."""
    needs = (need for one in register.procedures() for need in one.opening.needs)
    return {c.key: gettext(c.label) for need in needs for c in need.choices if c.key in keys}


_BY: dict[Dimension, Callable[[set[str]], dict[str, str]]] = {
    Dimension.PROCEDURE: _procedures,
    Dimension.UNIT: _units,
    Dimension.STREET: _areas,
    Dimension.COMMUNITY: _areas,
    Dimension.GRID: _grids,
    Dimension.CHANNEL: _channels,
    Dimension.CATEGORY: _categories,
    Dimension.CATEGORY_2: _categories,
    Dimension.CATEGORY_3: _categories,
    Dimension.NATURE: _choices,
    Dimension.URGENCY: _choices,
    Dimension.PERSON: _people,
}
