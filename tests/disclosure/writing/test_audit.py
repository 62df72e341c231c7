"""What Yiwang writes itself audits clean; a change in it is found."""

from collections.abc import Callable

import pytest

from tests.disclosure.writing.year import budget, final
from yiwang.disclosure.auditing.auditor import audit
from yiwang.disclosure.auditing.finding import Severity
from yiwang.disclosure.reading import read
from yiwang.disclosure.writing.book import Book
from yiwang.disclosure.writing.compose import compose
from yiwang.disclosure.writing.files.docx import docx
from yiwang.disclosure.writing.files.html import html
from yiwang.disclosure.writing.files.pdf import pdf
from yiwang.disclosure.writing.typed import document

MAKERS = {"html": html, "docx": docx, "pdf": pdf}


@pytest.mark.parametrize("kind", sorted(MAKERS))
@pytest.mark.parametrize("book", [final, budget])
def test_own_files_have_no_error_and_no_warning(kind: str, book: Callable[[], Book]) -> None:
    found = audit(read(MAKERS[kind](compose(book())), f"made-up.{kind}"))
    assert [one.message for one in found if one.severity is not Severity.ROUNDING] == []


def test_the_composed_document_itself_audits_clean() -> None:
    for book in (final(), budget()):
        found = audit(document(compose(book)))
        assert [one.message for one in found if one.severity is not Severity.ROUNDING] == []


@pytest.mark.parametrize(
    ("printed", "changed"),
    [
        ("本年支出120.00万元", "本年支出210.00万元"),
        ("支出决算为351.70万元", "支出决算为357.10万元"),
        (">18.74<", ">19.74<"),
    ],
)
def test_one_changed_figure_is_an_error(printed: str, changed: str) -> None:
    page = html(compose(final())).decode()
    assert printed in page
    found = audit(read(page.replace(printed, changed, 1).encode(), "made-up.html"))
    assert any(one.severity is Severity.ERROR for one in found)
