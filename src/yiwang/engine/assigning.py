"""Which units an action makes responsible, and whether they may be named."""

from collections.abc import Callable, Mapping
from typing import Any

from yiwang.engine.effects import Assign, PassDown, Role
from yiwang.engine.language import Action
from yiwang.engine.standing import Actor, Standing, UnitFact
from yiwang.kernel.refusals import Invalid

FindUnit = Callable[[int], UnitFact | None]
COMMUNITY = "community"


def units(
    standing: Standing, action: Action, actor: Actor, given: Mapping[str, Any], find: FindUnit
) -> list[list[Any]]:
    """`[unit, path, role]` for each unit that becomes responsible, the lead first."""
    found: list[list[Any]] = []
    for effect in action.does:
        if isinstance(effect, Assign):
            found += _assigned(standing, effect, _named(effect, actor, given), find)
        elif isinstance(effect, PassDown):
            found.append(_below(actor, given[effect.unit], find))
    return found


def _named(effect: Assign, actor: Actor, given: Mapping[str, Any]) -> list[tuple[int, Role]]:
    """Who is meant: the units that were given, the actor's own, or the one above it."""
    wanted: list[tuple[int, Role]] = []
    if effect.own or effect.above:
        wanted.append((_own_or_above(actor, effect), Role.LEAD))
    elif effect.lead and effect.lead in given:
        wanted.append((given[effect.lead], Role.LEAD))
    return wanted + [(number, Role.JOINT) for number in given.get(effect.joint, ())]


def _own_or_above(actor: Actor, effect: Assign) -> int:
    line = [int(part) for part in actor.path.split("/") if part]
    if len(line) <= effect.above:
        raise Invalid("本单位没有上级单位，请由派遣员指定承办")
    return line[-1 - effect.above]


def _assigned(
    standing: Standing, effect: Assign, wanted: list[tuple[int, Role]], find: FindUnit
) -> list[list[Any]]:
    numbers = [number for number, _ in wanted]
    if len(set(numbers)) != len(numbers):
        raise Invalid("同一单位不能既主办又协办")
    if not effect.recalls:
        _refuse_twice(standing, numbers)
    return [[*_known(number, find, effect)[:2], role.value] for number, role in wanted]


def _refuse_twice(standing: Standing, numbers: list[int]) -> None:
    for assignment in standing.assignments:
        if assignment.active and assignment.unit in numbers:
            raise Invalid("该单位已在承办本案")


def _known(number: int, find: FindUnit, effect: Assign) -> UnitFact:
    unit = find(number)
    if unit is None:
        raise Invalid("没有这个单位，或它已停用")
    if effect.community_only and unit.kind != COMMUNITY:
        raise Invalid("一单直达只能派给社区（村）")
    return unit


def _below(actor: Actor, number: int, find: FindUnit) -> list[Any]:
    unit = find(number)
    if unit is None or unit.unit == actor.unit or not unit.path.startswith(actor.path):
        raise Invalid("只能转给本单位的下级单位")
    return [unit.unit, unit.path, Role.LEAD.value]
