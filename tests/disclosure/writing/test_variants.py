"""Other units and other years: one unit alone, one source alone, nothing bought, a smaller year."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.disclosure.writing.year import answered, budget, final, goals, yuan
from yiwang.disclosure.auditing.auditor import audit
from yiwang.disclosure.auditing.finding import Severity
from yiwang.disclosure.reading import read
from yiwang.disclosure.writing.book import (
    Book,
    Level,
    Member,
    Nature,
    PublicCounts,
    Staff,
    ThreePublic,
    Unit,
)
from yiwang.disclosure.writing.compose import compose
from yiwang.disclosure.writing.files.html import html
from yiwang.disclosure.writing.files.pdf import pdf
from yiwang.disclosure.writing.promises import Sheet
from yiwang.disclosure.writing.sources import Source


def _alone(book: Book) -> Book:
    """An administrative unit by itself, without purchases, cars, sheets or a year before."""
    unit = Unit(
        "830", "青川区数据局", "区数据局", Level.UNIT, Nature.ADMINISTRATIVE, book.unit.duties,
        (Member("830001", "青川区数据局", Nature.ADMINISTRATIVE),),
        Staff(administrative=20, serving_administrative=18, retired=5),
    )  # fmt: skip
    return replace(
        book, unit=unit, running_costs=yuan("396512.30"), purchases=(), bought=(), assets=(),
        three_public=ThreePublic(), three_public_spent=ThreePublic(), counts=PublicCounts(),
        before=None, two_before=None, sheets=(), work=(), terms=(),
        income=tuple(replace(one, member="") for one in book.income),
        economic=tuple(
            replace(one, code="30299") if one.code in ("30217", "30231") else one
            for one in book.economic
        ),
    )  # fmt: skip


def _general(book: Book) -> Book:
    """Nothing but the general budget."""
    general = Source.GENERAL
    return replace(
        book,
        spending=tuple(one for one in book.spending if one.source is general),
        carried=tuple(one for one in book.carried if one.source is general),
        income=tuple(one for one in book.income if one.source is general),
        projects=book.projects[:4],
        sheets=tuple(one for one in book.sheets if one.subject != book.projects[4].name),
    )


def _shrunk(book: Book) -> Book:
    """Less than the year before in everything."""
    assert book.before is not None
    much = yuan("30000000")
    before = replace(book.before, total=much, income=much, spending=much, grants=much, general=much)
    return replace(book, before=before, sheets=())


def _whole(book: Book) -> Book:
    """With an evaluation of the whole unit."""
    sheet = Sheet(
        "整体", True, True, goals("受理诉求件数", "≥30000件", "33120件"),
        yuan("23000000"), yuan("21985040.40"), Decimal(20), Decimal("19.12"), Decimal("99.12"),
        goal="保障运行。", improvement="继续跟踪。",
        fields={"基本支出总额": "518.34万元", "项目支出总额": "1680.16万元"},
    )  # fmt: skip
    return replace(book, sheets=(sheet, *book.sheets))


@pytest.mark.parametrize(
    ("book", "change"),
    [(base, change) for base in (final, budget) for change in (_alone, _general, _shrunk)]
    + [(final, _whole)],
)
def test_other_books_audit_clean_too(
    book: Callable[[], Book], change: Callable[[Book], Book]
) -> None:
    draft = compose(answered(change(book())))
    for name, content in (("made-up.html", html(draft)), ("made-up.pdf", pdf(draft))):
        found = audit(read(content, name))
        assert [one.message for one in found if one.severity is not Severity.ROUNDING] == []
