"""Checks a mapping against what this installation has: procedures, actions, dials."""

from collections.abc import Callable

from yiwang.dials import queries as dials
from yiwang.engine import register
from yiwang.engine.language import Procedure
from yiwang.history.mapping import FileMapping, MappingFault

# The walk that `plan.Planner` lays out, and what `rows.RowReader` hands to its first step.
WALK = ("accept", "establish", "dispatch", "sign", "reply", "verify_pass", "close_without_call")
RECEIVED = ("title", "content", "address", "channel", "nature", "category", "outer_number")
# Without these no case can be opened or established.
REQUIRED = ("channel", "category")


def check(mapping: FileMapping) -> None:
    """Raises `MappingFault` when the mapping names something that is not there."""
    procedure = _procedure(mapping)
    _check_choices(mapping)
    natures = {choice.key for choice in procedure.opening.need_by_key["nature"].choices}
    _check_values(mapping, "nature", natures.__contains__, "、".join(sorted(natures)))
    _check_values(mapping, "channel", dials.has_channel, _keys_of_channels())
    _check_values(mapping, "category", dials.has_category, "")


def _procedure(mapping: FileMapping) -> Procedure:
    known = {procedure.key: procedure for procedure in register.procedures()}
    found = known.get(mapping.procedure)
    if found is None:
        raise MappingFault(
            "没有“{key}”这个办理流程；可写的有：{known}",
            key=mapping.procedure,
            known="、".join(known),
            at="procedure",
        )
    lacking = [key for key in WALK if key not in found.action_by_key]
    lacking += [key for key in RECEIVED if key not in found.opening.need_by_key]
    if lacking:
        names = "、".join(lacking)
        raise MappingFault(
            "“{key}”流程不能导入历史案件，它没有：{names}",
            key=found.key,
            names=names,
            at="procedure",
        )
    return found


def _check_choices(mapping: FileMapping) -> None:
    for key, choice in mapping.choices.items():
        nothing = not choice.other and not (choice.column and choice.table)
        if nothing and (key in REQUIRED or choice.column):
            raise MappingFault(
                "对照文件的“{at}”什么也对不出：请写“values”对照表，或写“other”", at=key
            )


def _check_values(
    mapping: FileMapping, key: str, exists: Callable[[str], bool], known: str
) -> None:
    choice = mapping.choices[key]
    found = [(value, f"{key}.values.{name}") for name, value in choice.table.items()]
    found += [(choice.other, f"{key}.other")] if choice.other else []
    for value, at in found:
        if not exists(value):
            raise MappingFault(
                "对照文件的“{at}”用了没有的取值“{value}”；可写的有：{known}",
                at=at,
                value=value,
                known=known or "本区公布的分类代码",
            )


def _keys_of_channels() -> str:
    return "、".join(channel.key for channel in dials.channels())
