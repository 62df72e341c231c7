"""Findings as a text for the terminal: errors first, each with its place and what is expected."""

from collections.abc import Iterator, Sequence

from yiwang.disclosure.auditing.finding import Finding, Severity
from yiwang.disclosure.document import Document, FileType
from yiwang.disclosure.tables import Place

NAMES = {Severity.ERROR: "错误", Severity.WARNING: "提示", Severity.ROUNDING: "尾数"}


def report(document: Document, found: Sequence[Finding]) -> str:
    """The whole report of one file."""
    return "\n".join(_lines(document, found)) + "\n"


def spot(document: Document, at: Place) -> str:
    """Where something stands, in words."""
    if document.type is FileType.TXT:
        many = at.end_line > at.line
        return f"第{at.line}—{at.end_line}行" if many else f"第{at.line}行"
    page = f"第{at.page}页" if at.page is not None else ""
    return f"{page}第{at.line}段"


def counted(found: Sequence[Finding]) -> str:
    """How many of each severity, in words."""
    return "，".join(
        f"{name}{sum(one.severity is severity for one in found)}处"
        for severity, name in NAMES.items()
    )


def _lines(document: Document, found: Sequence[Finding]) -> Iterator[str]:
    yield f"{document.name}：{document.title or '（未读出标题）'}"
    yield f"读出表格{len(document.tables)}张；{counted(found)}"
    for warning in document.warnings:
        yield f"  读取提示：{warning}"
    for severity, name in NAMES.items():
        for one in found:
            if one.severity is severity:
                yield from _told(document, name, one)


def _told(document: Document, name: str, one: Finding) -> Iterator[str]:
    yield ""
    where = f"　{one.where}" if one.where else ""
    yield f"【{name}】{spot(document, one.place)}{where}（{one.rule}）"
    yield f"  {one.message}"
    if one.printed or one.expected:
        yield f"  印为：{one.printed or '（空）'}　应为：{one.expected or '—'}"
    if one.quote:
        yield f"  原文：{one.quote}"
