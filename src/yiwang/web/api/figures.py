"""Questions in plain words over the API: the same words, the same gate, the same figures."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from yiwang.analytics.asking import queries
from yiwang.analytics.asking.queries import Answer
from yiwang.analytics.asking.telling import sentence
from yiwang.analytics.queries import Row, Table
from yiwang.kernel.refusals import NotAllowed
from yiwang.measure.plan import Plan
from yiwang.measure.reading import Reading
from yiwang.measure.words.outcome import NotUnderstood, Understood
from yiwang.measure.words.segment import LONGEST_QUESTION
from yiwang.web.api.cases import PROBLEMS
from yiwang.web.api.tokens import need_scope
from yiwang.web.figures.ask import MOST_TAKEN, chosen, taken_of
from yiwang.web.figures.shown import MOST_LINES
from yiwang.web.figures.words import row_names
from yiwang.web.refusals import sentence as told
from yiwang.web.ui.ways import FIGURES

SCOPE = "figures:read"
router = Router(tags=["figures"])


class QuestionIn(Schema):
    """A question, and what was chosen for its words, each as `word|key`."""

    q: str = Field(min_length=1, max_length=LONGEST_QUESTION)
    chosen: list[str] = Field([], alias="as", max_length=MOST_TAKEN)


class FigureOut(Schema):
    """One figure as it is read; `value` is null where nothing is known."""

    indicator: str
    value: float | None
    text: str
    part: int | None
    whole: int | None
    compared: dict[str, float | None]


class RowOut(Schema):
    """One row of the table; keys and names in the order of the plan's divisions."""

    keys: list[str]
    names: list[str]
    figures: list[FigureOut]


class OptionOut(Schema):
    """What may be chosen for a word; `choose` goes back as `as`."""

    label: str
    kind: str
    choose: str


class DoubtOut(Schema):
    """What is asked back about a word."""

    word: str
    asked: str
    options: list[OptionOut]


class UnknownOut(Schema):
    """A word that stands in the way, and why."""

    word: str
    why: str


class AnswerOut(Schema):
    """Figures only where every word was understood: outcome `answered` without a refusal."""

    outcome: str
    understood: str = ""
    plan: dict[str, list[str]] = {}
    assumed: list[str] = []
    doubts: list[DoubtOut] = []
    unknown: list[UnknownOut] = []
    refusal: str = ""
    as_of: str = ""
    rows: list[RowOut] = []
    total: RowOut | None = None
    left: int = 0


@router.get("/ask", response={200: AnswerOut} | PROBLEMS)
def ask(request: HttpRequest, query: Query[QuestionIn]) -> Any:
    """A question in plain words; how it was read is told with its figures."""
    need_scope(request, SCOPE)
    if request.worker.duty not in FIGURES:
        raise NotAllowed("统计数据不供这个岗位查看")
    answer = queries.ask(query.q, request.worker, taken_of(query.chosen))
    found: dict[str, Any] = {
        "outcome": answer.result.value,
        "refusal": told(answer.refusal) if answer.refusal else "",
        "doubts": [_doubt(one) for one in answer.doubts],
    }
    match answer.outcome:
        case Understood():
            assumed = [one.label for one in answer.outcome.assumed]
            return found | {"assumed": assumed} | _figures(answer, answer.outcome.plan)
        case NotUnderstood():
            refusal = answer.outcome.refusal
            unknown = [{"word": o.word, "why": o.why.label} for o in answer.outcome.unknown]
            return found | {"unknown": unknown, "refusal": told(refusal) if refusal else ""}
    return found


def _doubt(doubt: Any) -> dict[str, Any]:
    options = [
        {"label": one.label, "kind": one.kind, "choose": chosen(doubt.word, one.key)}
        for one in doubt.options
    ]
    return {"word": doubt.word, "asked": doubt.asked.label, "options": options}


def _figures(answer: Answer, plan: Plan) -> dict[str, Any]:
    found: dict[str, Any] = {"understood": sentence(plan), "plan": plan.written()}
    table = answer.table
    if table is None:
        return found
    *rows, total = [_row(*named, table) for named in row_names(table, plan, most=MOST_LINES)]
    left = max(0, len(table.rows) - MOST_LINES)
    at = table.as_of.isoformat()
    return found | {"as_of": at, "rows": rows, "total": total, "left": left}


def _row(names: tuple[str, ...], row: Row, table: Table) -> dict[str, Any]:
    figures = [_figure(one.key, row) for one in table.indicators]
    return {"keys": list(row.keys), "names": list(names), "figures": figures}


def _figure(key: str, row: Row) -> dict[str, Any]:
    reading = row.readings[key]
    compared = {one.value: _value(found[key]) for one, found in row.compared.items()}
    return {
        "indicator": key,
        "value": _value(reading),
        "text": reading.text,
        "part": reading.part,
        "whole": reading.whole,
        "compared": compared,
    }


def _value(reading: Reading) -> float | None:
    return None if reading.shown is None else float(reading.shown)
