"""Writes an indicator as a Chinese page: formula, what does not count and why, worked examples."""

from collections.abc import Iterable, Iterator, Mapping

from yiwang.measure.composites import Composite
from yiwang.measure.examples import view_of, worked
from yiwang.measure.facts import View
from yiwang.measure.language import Due, Example, Indicator, Selection, Side, Still, Value
from yiwang.measure.reading import Better, Reading, Scale

_BETTER = {Better.HIGHER: "越高越好", Better.LOWER: "越低越好", Better.NEITHER: "不分好坏"}
_SIDES = {Side.WHOLE: "分母", Side.PART: "分子"}
Labels = Mapping[str, str]


def sheet(indicator: Indicator, procedures: Labels) -> str:
    """The indicator as Markdown; the same text each time for the same declaration.

    `procedures` are their labels by key.
    """
    return "\n".join(_lines(indicator, procedures)) + "\n"


def contents(indicators: Iterable[Indicator], procedures: Labels) -> str:
    """The list of all sheets."""
    lines = [
        "# 指标",
        "",
        "本目录由指标声明生成（`yiwang sheets`），不手工修改。每个指标的算例都在DuckDB里验算过；",
        "算例里的每一行，除写明的不同以外，都是办得顺利的平常一件。",
        "",
        "| 指标 | 标识 | 公式 | 适用 |",
        "|---|---|---|---|",
    ]
    for one in indicators:
        cells = (
            f"[{one.label}]({one.key}.md)",
            f"`{one.key}`",
            one.formula(),
            _of(one, procedures),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _of(indicator: Indicator, procedures: Labels) -> str:
    return "、".join(procedures[key] for key in indicator.procedures) or "各流程"


def _lines(indicator: Indicator, procedures: Labels) -> Iterator[str]:
    yield f"# {indicator.label}"
    yield ""
    facts = (f"`{indicator.key}`", f"版本 `{indicator.version[:12]}`", _BETTER[indicator.better])
    yield " · ".join((*facts, f"适用：{_of(indicator, procedures)}"))
    yield ""
    yield f"依据：{indicator.basis}"
    if indicator.synonyms:
        yield ""
        yield f"也叫：{'、'.join(indicator.synonyms)}"
    yield from ("", "## 公式", "", indicator.formula())
    if isinstance(indicator, Composite):
        yield from _parts(indicator)
    else:
        yield from _selections(indicator)
    yield from ("", "## 什么不计，为什么", "", indicator.note)
    yield from ("", "## 算例", "")
    yield from _worked(indicator, procedures)
    yield from ("", "## 可以怎样分", "", _divided(indicator))


def _parts(composite: Composite) -> Iterator[str]:
    yield from ("", "| 组成 | 初始权重 | 可调范围 | 方向 |", "|---|---|---|---|")
    for part in composite.parts:
        low, high = (_percent(weight) for weight in part.may_be)
        way = "从1里扣除" if part.inverse else "直接计入"
        name = f"[{part.of.label}]({part.of.key}.md)"
        yield f"| {name} | {_percent(part.weight)} | {low}–{high} | {way} |"


def _percent(share: object) -> str:
    return f"{float(share) * 100:g}%"  # type: ignore[arg-type]


def _selections(indicator: Indicator) -> Iterator[str]:
    yield ""
    sides = indicator.sides()
    for side, selection in sides.items():
        name = _SIDES[side] if len(sides) > 1 else "数的是"
        yield f"- {name}：{_moment(selection)}"


def _moment(selection: Selection) -> str:
    columns, when = selection.view.column_by_key, selection.when
    label = selection.where.label
    if isinstance(when, Still):
        return f"{label}——{columns[when.came].label}在期末以前、期末尚无{columns[when.went].label}"
    ripe = "，且时限已到" if isinstance(when, Due) else ""
    return f"{label}——{columns[when.moment].label}在期间内{ripe}（单位：{selection.view.row}）"


def _worked(indicator: Indicator, procedures: Labels) -> Iterator[str]:
    if isinstance(indicator, Composite):
        yield "各组成用其算例的结果："
        yield ""
        for part in indicator.parts:
            yield f"- {part.of.label} {worked(part.of).text} × {_percent(part.weight)}"
    else:
        view = view_of(indicator)
        yield from ("2026年6月，7月1日零时统计：", "")
        yield from ("| 与平常一件的不同 | 计入 | 为什么 |", "|---|---|---|")
        for example in indicator.examples:
            changes, where = _changes(view, example, procedures), _counts(indicator, example)
            yield f"| {changes} | {where} | {example.why} |"
    yield from ("", f"结果：{_result(worked(indicator))}")


def _counts(indicator: Indicator, example: Example) -> str:
    if not example.sides:
        return "**不计**"
    if len(indicator.sides()) == 1:
        return "计入"
    return "、".join(_SIDES[side] for side in indicator.sides() if side in example.sides)


def _changes(view: View, example: Example, procedures: Labels) -> str:
    said = (
        f"{view.column_by_key[key].label}：{_value(key, value, procedures)}"
        for key, value in example.changes
    )
    return "；".join(said) or "没有不同"


def _value(key: str, value: Value, procedures: Labels) -> str:
    if value is None:
        return "无"
    if isinstance(value, bool):
        return "是" if value else "否"
    if key.endswith("_seconds"):
        return f"{int(value) / 3600:g}小时"
    if key == "procedure":
        return procedures.get(str(value), "别的流程")
    return str(value)


def _result(reading: Reading) -> str:
    if reading.part is None or reading.whole is None:
        return reading.text
    spans = reading.scale is Scale.HOURS
    part = f"{reading.part / 3600:g}小时" if spans else str(reading.part)
    return f"{part} ÷ {reading.whole} = {reading.text}"


def _divided(indicator: Indicator) -> str:
    return "、".join(dimension.label for dimension in indicator.dimensions())
