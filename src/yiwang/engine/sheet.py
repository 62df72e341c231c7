"""Writes a procedure as a Chinese page with a diagram, for staff to read and sign."""

from collections.abc import Iterator

from yiwang.engine.effects import Ask, Assign, Effect, Endorse, Settle, Stage
from yiwang.engine.language import Action, Clock, Part, Procedure, Scope, State, TimeLimit

_CLOCKS = {Clock.RUNS: "计时", Clock.PAUSES: "暂停计时", Clock.STOPS: "终点"}
_SCOPES = {Scope.CASE: "案件", Scope.ASSIGNMENT: "承办单位任务", Scope.REQUEST: "申请"}


def sheet(procedure: Procedure) -> str:
    """The procedure as Markdown; the same text each time for the same declaration."""
    return "\n".join(_lines(procedure)) + "\n"


def _lines(procedure: Procedure) -> Iterator[str]:
    yield f"# {procedure.label}"
    yield ""
    yield f"版本 `{procedure.version}` · 依据：{procedure.basis}"
    yield ""
    yield "本页由流程声明生成，不手工修改；时限为初始值，以参数中最新公布的为准。"
    yield from _diagram(procedure)
    yield from _states(procedure)
    yield from _actions(procedure)
    yield from _limits(procedure)


def _diagram(procedure: Procedure) -> Iterator[str]:
    yield from ("", "## 流转图", "", "```mermaid", "stateDiagram-v2")
    for state in procedure.states:
        yield f'    state "{state.label}" as {state.key}'
    if procedure.opening.to:
        yield f"    [*] --> {procedure.opening.to.key}: {procedure.opening.label}"
    for action in procedure.actions:
        for state in action.at:
            if action.to is not None and action.to != state:
                yield f"    {state.key} --> {action.to.key}: {action.label}"
    for state in procedure.states:
        if state.final:
            yield f"    {state.key} --> [*]"
    yield "```"


def _states(procedure: Procedure) -> Iterator[str]:
    yield from ("", "## 环节", "")
    yield from ("| 环节 | 标识 | 阶段 | 轮到谁 | 计时 |", "|---|---|---|---|---|")
    for state in procedure.states:
        turn = state.waits_for.label if state.waits_for else "—"
        cells = (state.label, f"`{state.key}`", state.stage or "—", turn, _CLOCKS[state.clock])
        yield f"| {' | '.join(cells)} |"


def _actions(procedure: Procedure) -> Iterator[str]:
    yield from ("", "## 办理动作", "")
    yield "| 动作 | 标识 | 谁 | 在何环节 | 到何环节 | 须提供 | 说明 |"
    yield "|---|---|---|---|---|---|---|"
    for action in (procedure.opening, *procedure.actions):
        cells = (
            action.label,
            f"`{action.key}`",
            "、".join(duty.label for duty in action.by),
            _where(action.at, procedure),
            action.to.label if action.to else "不变",
            "、".join(need.label for need in action.needs if need.required) or "—",
            "；".join(_remarks(procedure, action)) or "—",
        )
        yield f"| {' | '.join(cells)} |"


def _where(states: tuple[State, ...], procedure: Procedure) -> str:
    unfinished = tuple(state for state in procedure.states if not state.final)
    if states and set(states) == set(unfinished):
        return "办结前"
    return "、".join(state.label for state in states) or "—"


def _remarks(procedure: Procedure, action: Action) -> Iterator[str]:
    if action.part is Part.CHECKS:
        yield "承办单位和经办人不得为之"
    for effect in action.does:
        yield from _effect_remark(procedure, effect)
    yield from _conditions(procedure, action)
    if action.basis:
        yield f"依据：{action.basis}"


def _effect_remark(procedure: Procedure, effect: Effect) -> Iterator[str]:
    if isinstance(effect, Ask):
        yield f"提出{effect.kind.label}申请，由他人审定"
    if isinstance(effect, Endorse):
        yield f"初审{effect.kind.label}申请，由他人终审"
    if isinstance(effect, Settle):
        before = f"，须先经{effect.endorsed}次初审" if effect.endorsed else ""
        yield f"审定{effect.kind.label}申请{before}"
    if isinstance(effect, Stage):
        yield f"转入下一阶段：{_stages(procedure, effect)}"
    if isinstance(effect, Assign):
        yield from _assign_remark(effect)


def _assign_remark(effect: Assign) -> Iterator[str]:
    if effect.designated:
        yield "指定后不得再次退单"
    if effect.own or effect.above:
        yield f"由{'上级' if effect.above else '本'}单位主办"


def _stages(procedure: Procedure, effect: Stage) -> str:
    def labels(keys: tuple[str, ...]) -> str:
        return "、".join(procedure.limit_by_key[key].label for key in keys) or "无"

    return f"{labels(effect.ends)}止，{labels(effect.begins)}起"


def _conditions(procedure: Procedure, action: Action) -> Iterator[str]:
    if action.held_as is not None:
        yield f"限{action.held_as.label}单位"
    if action.last:
        yield "须待其他单位都已答复"
    if action.only_if is not None:
        labels = procedure.choices_of(action.only_if[0])
        yield f"只用于：{'、'.join(labels.get(v, v) for v in action.only_if[1])}"
    yield from _times(procedure, action)


def _times(procedure: Procedure, action: Action) -> Iterator[str]:
    if action.after:
        before = procedure.action_by_key[action.after[0]].label
        yield f"须先“{before}”{action.after[1]}次"
    if action.at_most:
        yield f"最多{action.at_most}次"
    if action.within:
        yield f"须在{procedure.limit_by_key[action.within].label}内"
    if action.before_due:
        yield f"须在{procedure.limit_by_key[action.before_due].label}届满前"


def _limits(procedure: Procedure) -> Iterator[str]:
    yield from ("", "## 时限", "")
    yield "| 时限 | 标识 | 对象 | 初始值 | 可调范围 | 起 | 止 | 说明 |"
    yield "|---|---|---|---|---|---|---|---|"
    for limit in procedure.limits:
        cells = (
            limit.label,
            f"`{limit.key}`",
            _SCOPES[limit.scope],
            "随案给定" if limit.given else f"{limit.amount}{limit.unit.label}",
            "—" if limit.given else f"{limit.may_be[0]}–{limit.may_be[1]}",
            _start(limit),
            _end(limit),
            "；".join(_limit_remarks(limit)) or "—",
        )
        yield f"| {' | '.join(cells)} |"


def _start(limit: TimeLimit) -> str:
    if limit.starts is not None:
        return f"进入“{limit.starts.label}”"
    if limit.starts_status is not None:
        return f"任务“{limit.starts_status.label}”"
    if limit.scope is Scope.CASE:
        return "上一阶段完成"
    return "提出申请"


def _end(limit: TimeLimit) -> str:
    if limit.ends:
        return "、".join(f"“{state.label}”" for state in limit.ends)
    if limit.ends_status:
        return "、".join(f"“{status.label}”" for status in limit.ends_status)
    return "审定申请"


def _limit_remarks(limit: TimeLimit) -> Iterator[str]:
    if limit.outer:
        yield "市级时限"
    if limit.again:
        yield "每次重新计时"
    if limit.unpausable:
        yield "挂账期间不暂停"
    if limit.optional:
        yield "仅用于公布了该时限的分类"
    if limit.window:
        yield "只是可以办理的期限，不计逾期"
    if limit.basis:
        yield f"依据：{limit.basis}"
