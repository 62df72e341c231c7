"""The files of a disclosure, and what the audit finds in the one that people will read."""

import hashlib
from typing import Any

from yiwang.disclosure.auditing.auditor import audit
from yiwang.disclosure.auditing.finding import Finding
from yiwang.disclosure.reading import read
from yiwang.disclosure.writing.book import Book
from yiwang.disclosure.writing.compose import compose
from yiwang.disclosure.writing.files.docx import docx
from yiwang.disclosure.writing.files.html import html
from yiwang.disclosure.writing.files.opendata import opendata
from yiwang.disclosure.writing.files.pdf import pdf

FORMATS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "zip": "application/zip",
}


def made(book: Book) -> dict[str, bytes]:
    """Every file of a book by its format; the same books make the same bytes."""
    draft = compose(book)
    return {"docx": docx(draft), "pdf": pdf(draft), "html": html(draft), "zip": opendata(book)}


def one(book: Book, form: str) -> bytes:
    """One file of a book that is not published yet."""
    if form == "zip":
        return opendata(book)
    return {"docx": docx, "pdf": pdf, "html": html}[form](compose(book))


def found(book: Book) -> list[dict[str, Any]]:
    """What the audit says of the document as it would be published, read back from its docx."""
    document = read(docx(compose(book)), "disclosure.docx")
    return [_plain(finding) for finding in audit(document)]


def _plain(finding: Finding) -> dict[str, Any]:
    told = (finding.rule, finding.where, finding.quote, finding.printed, finding.expected)
    return {
        "key": hashlib.sha256("\x1f".join(told).encode()).hexdigest(),
        "rule": finding.rule,
        "severity": finding.severity.value,
        "where": finding.where,
        "printed": finding.printed,
        "expected": finding.expected,
        "message": finding.message,
    }
