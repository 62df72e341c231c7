"""Which unit should act on a case, and what says so: the part's owner, a rule, or nobody.

Parts go to their owner first, then to whoever the rules name (部件先属主后属地). The rule for
every class and the whole district is the duty officer's; where there is none the case stays with
the dispatchers of the centre, who decide. It is never nowhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from yiwang.dials import queries as dials
from yiwang.engine.duties import Duty
from yiwang.engine.language import Action
from yiwang.engine.standing import GRID
from yiwang.fieldwork.parts import queries as parts
from yiwang.org import places, unit_tree
from yiwang.org.models import Unit

LEAD, RULE, PART = "lead_unit", "routed_by", "routed_by_part"
# What the house itself says about a dispatch; nobody else may.
CREDITS = (RULE, PART)


@dataclass(frozen=True)
class Matter:
    """What a suggestion rests on."""

    category: str = ""
    area: str = ""
    part_code: str = ""
    # The grid that the place lies in.
    grid: str = ""


@dataclass(frozen=True)
class Suggestion:
    """A unit and why; `undecided` where nothing names one and the dispatchers must."""

    unit: Unit
    reason: str
    rule: int = 0
    part: str = ""
    undecided: bool = False


def matter_of(facts: Mapping[str, Any]) -> Matter:
    """The same from the facts of a case, or from a row of a list."""
    keys = ("category", "area", "part_code", GRID)
    return Matter(*(str(facts.get(key) or "") for key in keys))


def suggest(matter: Matter) -> Suggestion | None:
    """The unit that should act. None only where the district has no centre yet."""
    return suggestions([matter])[0]


def suggestions(matters: Iterable[Matter]) -> list[Suggestion | None]:
    """The same for several, in their order; each different one is looked for once."""
    wanted = _placed(matters)
    owners = parts.owners(matter.part_code for matter in wanted)
    found: dict[Matter, Suggestion | None] = {}
    for matter in wanted:
        if matter not in found:
            owner = owners.get(matter.part_code)
            found[matter] = _by_part(matter, owner) if owner else _otherwise(matter)
    return [found[matter] for matter in wanted]


def _placed(matters: Iterable[Matter]) -> list[Matter]:
    """The matters by the area that counts: a grid that another unit manages before the rest.

    Where the area is not told it is the one that the grid lies in. An area that was told and
    does not hold the grid stands: a person chose it.
    """
    wanted = list(matters)
    known = places.grids_of_codes(matter.grid for matter in wanted)
    found = []
    for matter in wanted:
        above, lent = known.get(matter.grid, ("", False))
        named = matter.grid if lent and above.startswith(matter.area) else matter.area or above
        found.append(replace(matter, area=named, grid=""))
    return found


def _by_part(matter: Matter, owner: Unit) -> Suggestion:
    words = _("部件{code}的权属单位是{unit}（部件先属主后属地）")
    reason = words.format(code=matter.part_code, unit=owner.name)
    return Suggestion(owner, reason, part=matter.part_code)


def _otherwise(matter: Matter) -> Suggestion | None:
    named = dials.suggest_unit(category=matter.category, area=matter.area)
    if named is None:
        return _nobody()
    reason = named.reason
    if matter.part_code:
        words = _("部件{code}没有登记权属单位，按规则：{reason}")
        reason = words.format(code=matter.part_code, reason=reason)
    return Suggestion(named.unit, reason, rule=named.rule)


def _nobody() -> Suggestion | None:
    unit = unit_tree.unit_where(Duty.DISPATCHER)
    if unit is None:
        return None
    words = _("没有匹配的派单规则，也没有设值班兜底规则；由{unit}派遣员指定承办单位")
    return Suggestion(unit, words.format(unit=unit.name), undecided=True)


def credited(action: Action, facts: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """What is given with an act, with the rule or part that named the chosen unit, if any did.

    Whatever was handed in about that is left out: it is found out here.
    """
    kept = {key: value for key, value in given.items() if key not in CREDITS}
    if RULE not in action.need_by_key or not kept.get(LEAD):
        return kept
    found = suggest(matter_of(facts))
    if found is None or found.undecided or found.unit.pk != kept[LEAD]:
        return kept
    if found.rule:
        kept[RULE] = found.rule
    elif PART in action.need_by_key:
        kept[PART] = found.part
    return kept
