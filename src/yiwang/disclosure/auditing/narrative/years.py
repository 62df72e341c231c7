"""What is compared with its own year, or with a year that has not been."""

from collections.abc import Iterator

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule, Severity
from yiwang.disclosure.auditing.narrative.context import measure_of
from yiwang.disclosure.auditing.narrative.reckoning import found
from yiwang.disclosure.document import Document
from yiwang.disclosure.statement import Measure, Says, Statement

_COMPARING = (Says.CHANGE, Says.RATE, Says.SAME)


def base_years(audited: Audited) -> Iterator[Finding]:
    """Comparisons with the year of the document itself, or a later one."""
    document = audited.document
    for one in document.statements:
        if one.kind not in _COMPARING or one.base_year is None or document.year is None:
            continue
        own = one.about.year if one.about is not None and one.about.year else document.year
        if one.base_year >= own and not _other_measure(document, one):
            text = f"{own} 年的数不能与 {one.base_year} 年自身比较，应与 {own - 1} 年比较"
            yield found("narrative-base-year", Severity.ERROR, one, f"{own - 1} 年", text)


def _other_measure(document: Document, one: Statement) -> bool:
    """Whether an account is compared with the budget of its year, which is as it should be."""
    if one.base_year != document.year:
        return False
    own = measure_of(document, one.about) if one.about is not None else None
    return "预算" in one.base and own is not Measure.BUDGET


RULES = (
    Rule(
        key="narrative-base-year",
        label="比较基期有误",
        explanation="本年预算只能与以前年度比较；“比本年预算增加”是把基期年份写错了。",
        basis="部门预算公开样本“比××年预算增加（减少）”；预算公开检查表",
        example=(
            "2031 年预算 50 万元，比 2031 年预算增加 5 万元",
            "2031 年预算 50 万元，比 2030 年预算增加 5 万元",
        ),
        check=base_years,
    ),
)
