"""Asking every rule of made-up forms, and what they found in short."""

from tests.disclosure.performance.building import document
from yiwang.disclosure.auditing.finding import Audited, Finding, Severity
from yiwang.disclosure.auditing.performance import RULES
from yiwang.disclosure.performance import PerformanceForm

ERROR, WARNING, ROUNDING = Severity.ERROR, Severity.WARNING, Severity.ROUNDING
TITLE, UNIT_TITLE = "2031 年度平台运行项目绩效自评表", "2031年度部门整体绩效自评表"
Told = set[tuple[str, Severity]]


def audited(*forms: PerformanceForm, texts: tuple[str, ...] = ()) -> list[Finding]:
    one = Audited(document(forms, texts=texts))
    return [finding for rule in RULES for finding in rule.check(one)]


def told(findings: list[Finding]) -> set[tuple[str, Severity]]:
    return {(one.rule.removeprefix("performance-"), one.severity) for one in findings}


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in text, f"{old} does not stand in the sheet"
        text = text.replace(old, new, 1)
    return text
