"""Findings as SARIF 2.1.0, which editors and review tools show beside the text."""

from collections.abc import Sequence
from typing import Any

from yiwang.disclosure.auditing.finding import Finding, Severity
from yiwang.disclosure.auditing.rules import RULES
from yiwang.disclosure.document import Document

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ROUNDING: "note"}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def log(audited: Sequence[tuple[Document, Sequence[Finding]]]) -> dict[str, Any]:
    """One run over all files."""
    results = [_result(document, one) for document, found in audited for one in found]
    driver = {
        "name": "yiwang audit-disclosure",
        "rules": [
            {
                "id": rule.key,
                "name": rule.label,
                "shortDescription": {"text": rule.label},
                "fullDescription": {"text": rule.explanation},
            }
            for rule in RULES
        ],
    }
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }


def _result(document: Document, one: Finding) -> dict[str, Any]:
    region = {
        "startLine": one.place.line,
        "endLine": one.place.end_line,
        "snippet": {"text": one.quote},
    }
    location = {"artifactLocation": {"uri": document.name}, "region": region}
    return {
        "ruleId": one.rule,
        "level": _LEVEL[one.severity],
        "message": {"text": one.message},
        "locations": [{"physicalLocation": location}],
        "properties": {
            "severity": one.severity.value,
            "printed": one.printed,
            "expected": one.expected,
            "where": one.where,
            "page": one.place.page,
        },
    }
