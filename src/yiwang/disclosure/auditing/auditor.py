"""Asks every rule of a document and puts what they find in the order of the file."""

from collections.abc import Iterator, Mapping

from yiwang.disclosure.auditing.finding import Audited, Finding, Severity
from yiwang.disclosure.auditing.rules import RULES
from yiwang.disclosure.document import Document
from yiwang.kernel.refusals import Invalid

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.ROUNDING: 2}


def audit(
    document: Document,
    previous: Document | None = None,
    off: Mapping[str, str] | None = None,
) -> tuple[Finding, ...]:
    """What is wrong with a document, in the order of its lines; the same finding stands once.

    `previous` is the document of the year before. `off` maps keys of rules that are not asked to
    the reason why; raises `Invalid` for a rule that does not exist and for a missing reason.
    """
    silent = _silent(off or {})
    audited = Audited(document, previous)
    return tuple(_once(_ordered(_asked(audited, silent))))


def _asked(audited: Audited, silent: frozenset[str]) -> Iterator[Finding]:
    for rule in RULES:
        if rule.key not in silent:
            yield from rule.check(audited)


def _ordered(findings: Iterator[Finding]) -> list[Finding]:
    return sorted(
        findings,
        key=lambda one: (one.place.page or 0, one.place.line, _WEIGHT[one.severity], one.rule),
    )


def _once(findings: list[Finding]) -> Iterator[Finding]:
    seen = set()
    for one in findings:
        what = (one.rule, one.place, one.where, one.message)
        if what not in seen:
            seen.add(what)
            yield one


def _silent(off: Mapping[str, str]) -> frozenset[str]:
    known = {rule.key for rule in RULES}
    for key, reason in off.items():
        if key not in known:
            raise Invalid("没有规则“{rule}”，可用 --rules 查看全部规则", rule=key)
        if not reason.strip():
            raise Invalid("关闭规则“{rule}”须写明理由", rule=key)
    return frozenset(off)
