"""Everything that is read of disclosures."""

from typing import Any

from yiwang.budget.disclosures import books, files
from yiwang.budget.disclosures.models import Disclosure, PublishedFile
from yiwang.disclosure.document import Kind
from yiwang.disclosure.writing.book import Book
from yiwang.kernel.refusals import NotFound

KINDS = Disclosure.Kind.choices


def disclosures(year: int | None = None) -> list[Disclosure]:
    """All editions, of one year where it is given, the newest first."""
    rows = Disclosure.objects.select_related("unit__above")
    return list(rows.filter(year=year) if year else rows)


def disclosure(number: int) -> Disclosure:
    """One edition. Raises `NotFound`."""
    found = Disclosure.objects.select_related("unit__above").filter(pk=number).first()
    if found is None:
        raise NotFound("没有这份公开文件")
    return found


def book(found: Disclosure) -> Book:
    """The books that an edition is written from, as the register is now."""
    return books.compose(found.unit, Kind(found.kind), found.year, found.day, found.reasons)


def standing_errors(found: Disclosure) -> list[dict[str, Any]]:
    """Errors of the audit without a signed reason."""
    excused = set(found.excuses.values_list("finding", flat=True)) if found.pk else set()
    errors = (one for one in found.findings if one["severity"] == "error")
    return [one for one in errors if one["key"] not in excused]


def file(found: Disclosure, form: str) -> bytes:
    """One file: as it was published, or as it would be now. Raises `NotFound`."""
    if form not in files.FORMATS:
        raise NotFound("没有这种格式的文件")
    kept = PublishedFile.objects.filter(disclosure=found, format=form).first()
    return bytes(kept.content) if kept else files.one(book(found), form)
