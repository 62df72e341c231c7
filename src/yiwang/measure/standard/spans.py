"""用时: how long things took, each as the mean, the median and what nine of ten did not exceed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yiwang.measure.facts import CASES, SHARES, View
from yiwang.measure.formulas import Average, Quantile
from yiwang.measure.language import (
    At,
    Condition,
    Example,
    Indicator,
    Selection,
    Side,
    counts,
    counts_not,
)
from yiwang.measure.reading import Better
from yiwang.measure.standard.intake import NOT_BY
from yiwang.measure.standard.sources import HOUSE


def _where(label: str, sql: str = "TRUE") -> Condition:
    return Condition(key="done", label=label, sql=sql)


@dataclass(frozen=True)
class _Span:
    key: str
    label: str
    view: View
    moment: str
    amount: str
    where: Condition
    note: str
    examples: tuple[Example, ...]
    synonyms: tuple[str, ...] = ()


def _four(amount: str, moment: str, *more: Example) -> tuple[Example, ...]:
    """Rows of 1, 2, 3 and 10 hours, and what must not count."""
    long = counts("用时10小时：拉高平均数，不动中位数", Side.WHOLE, **{amount: 36_000})
    return (
        counts("用时1小时", Side.WHOLE, **{amount: 3_600}),
        counts("用时2小时", Side.WHOLE, **{amount: 7_200}),
        counts("用时3小时", Side.WHOLE, **{amount: 10_800}),
        long,
        counts_not("还没有完成，没有用时", **{amount: None}),
        counts_not("不在6月", **{moment: "2026-07-02 10:00"}),
        *more,
    )


_GIVEN_UP = counts_not("已退单：单位不再承办，不计其用时", given_up=True, returned=True)
_SPANS = (
    _Span(
        "response",
        "响应用时",
        CASES,
        "opened_at",
        "response_seconds",
        _where("已响应的案件"),
        "受理到承办单位首次签收的自然时间；按受理时间计；还没有签收的不计，所以期间刚过时会偏低。",
        _four("response_seconds", "opened_at"),
        ("响应时间", "响应时长", "首次响应时间"),
    ),
    _Span(
        "dispatch",
        "派遣用时",
        CASES,
        "dispatched_at",
        "dispatch_seconds",
        _where("派遣过的案件"),
        "立案（没有立案的从受理起）到首次派遣的自然时间；没有派遣的（直接答复、自行处置、不予受理）不计；改派不重计。",
        _four("dispatch_seconds", "dispatched_at"),
        ("派单时间", "派遣时间", "派单用时"),
    ),
    _Span(
        "sign",
        "承办签收用时",
        SHARES,
        "sent_at",
        "sign_seconds",
        _where("已签收的任务", "NOT f.given_up"),
        "派单到承办单位签收的自然时间；按派单时间计；退回、收回的任务不计；没有签收的不计。",
        _four("sign_seconds", "sent_at", _GIVEN_UP),
        ("签收时间", "签收时长", "签收用时"),
    ),
    _Span(
        "handle",
        "处置用时",
        SHARES,
        "replied_at",
        "handle_seconds",
        _where("已答复的任务", "NOT f.given_up"),
        "派单到承办单位答复的自然时间；按答复时间计；退回、收回的任务不计。",
        _four("handle_seconds", "replied_at", _GIVEN_UP),
        ("办理用时", "处置时间", "办理时长", "办理时间"),
    ),
    _Span(
        "close",
        "办结用时",
        CASES,
        "closed_at",
        "close_seconds",
        _where("已结案的案件", "f.closed"),
        "受理至结案的自然时间，含挂账和节假日；未结案、并单、撤销的不计。",
        _four("close_seconds", "closed_at", counts_not("并单，没有结案", closed=False)),
        ("办结时长", "办结时间", "结案用时", "结案时间"),
    ),
)


def _said(span: _Span) -> dict[str, Any]:
    return {
        "of": Selection(span.view, At(span.moment), span.where),
        "amount": span.amount,
        "better": Better.LOWER,
        "basis": HOUSE,
        "note": span.note,
        "examples": span.examples,
        "not_by": NOT_BY,
    }


def _three(span: _Span) -> Iterator[Indicator]:
    said, words = _said(span), (span.label, *span.synonyms)
    yield Average(
        key=f"{span.key}_mean",
        label=f"平均{span.label}",
        synonyms=(*words, *(f"平均{word}" for word in span.synonyms)),
        **said,
    )
    yield Quantile(
        key=f"{span.key}_median",
        label=f"{span.label}中位数",
        synonyms=tuple(f"{word}中位数" for word in span.synonyms),
        at_most=0.5,
        **said,
    )
    yield Quantile(
        key=f"{span.key}_p90",
        label=f"{span.label}九成线",
        synonyms=tuple(f"{word}{end}" for word in words for end in ("90分位", "P90")),
        at_most=0.9,
        **said,
    )


SPANS: tuple[Indicator, ...] = tuple(one for span in _SPANS for one in _three(span))
