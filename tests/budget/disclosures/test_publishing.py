"""A disclosure is composed from the register, audits clean, and is signed before it is public."""

import hashlib
from datetime import date
from decimal import Decimal

import pytest

from tests.budget.conftest import YEAR
from yiwang.budget.disclosures import actions, queries
from yiwang.budget.disclosures.models import Disclosure
from yiwang.budget.register import actions as register
from yiwang.budget.register.actions import Moved, Told
from yiwang.budget.register.words import Phase, Side
from yiwang.disclosure.writing.reasons import reasons_asked
from yiwang.engine.duties import Duty
from yiwang.kernel.money import Money
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotAllowed, NotNow

LINES = (
    ("2010350", "30101", None, "1200000.50"),
    ("2010350", "30201", None, "86000"),
    ("2080505", "30108", None, "180000.25"),
    ("2210201", "30113", None, "144000"),
    ("2010399", "30227", "project", "2500000"),
)


def year_of(books, year: int, grown: str) -> None:
    """Budget, payments and income of a year."""
    for functional, economic, project, yuan in LINES:
        amount = (Decimal(yuan) * Decimal(grown)).quantize(Decimal("0.01"))
        place = {"functional": functional, "economic": economic}
        place["project"] = books.project if project else None
        told = Told(year=year, unit=books.unit, on=date(year, 1, 10), basis="批复")
        for phase, share in ((Phase.BUDGET, "1"), (Phase.PAYMENT, "0.9")):
            money = Money.of((amount * Decimal(share)).quantize(Decimal("0.01")))
            income = {"functional": functional, "side": Side.INCOME}
            for given in (place, income):
                moved = Moved(phase=phase, money=money, **given)
                register.record(moved=moved, told=told, by=books.finance)


@pytest.fixture
def written(books):
    """Two years of money of the unit."""
    year_of(books, YEAR - 1, "0.95")
    year_of(books, YEAR, "1")
    return books


def begun(books, kind: str = "budget") -> Disclosure:
    return actions.begin(
        unit=books.unit, kind=kind, year=YEAR, day=date(YEAR, 2, 20), by=books.finance
    )


def answered(books, found: Disclosure) -> Disclosure:
    asked = reasons_asked(queries.book(found))
    words = {True: "热线坐席增加", False: "压减了一般性支出"}
    reasons = {one.key: words["增加" in one.question] for one in asked}
    return actions.answer(number=found.pk, reasons=reasons, by=books.finance)


@pytest.mark.parametrize("kind", ["budget", "final"])
def test_what_the_register_holds_audits_clean_and_is_published(written, kind):
    found = answered(written, begun(written, kind))
    assert [one["message"] for one in found.findings if one["severity"] == "error"] == []
    leader = written.district.worker(Duty.LEADER)
    done = actions.publish(number=found.pk, by=leader)
    assert done.state == Disclosure.State.PUBLISHED
    files = {one.format: one for one in done.files.all()}
    assert set(files) == {"docx", "pdf", "html", "zip"}
    for one in files.values():
        assert hashlib.sha256(bytes(one.content)).hexdigest() == one.sha256
        assert queries.file(done, one.format) == bytes(one.content)


def test_sums_of_the_book_are_those_of_the_register(written):
    book = queries.book(begun(written, "final"))
    spent = sum(one.amount.fen for one in book.spending)
    assert spent == sum(one.amount.fen for one in book.income)
    assert book.carried == () and book.before is not None
    (project,) = book.projects
    assert project.budget == Money.of("2500000") and project.amount == Money.of("2250000")
    assert sum(one.amount.fen for one in book.economic) == sum(
        one.basic.fen for one in book.spending
    )


def test_what_is_left_at_the_years_end_is_carried(written):
    told = Told(year=YEAR, unit=written.unit, on=date(YEAR, 1, 1), basis="上年结转")
    carried = Moved(
        phase=Phase.BUDGET, money=Money.of("500"), functional="2010399", side=Side.CARRIED
    )
    register.record(moved=carried, told=told, by=written.finance)
    (one,) = queries.book(begun(written, "final")).carried
    assert (one.start, one.end) == (Money.of("500"), Money.of("500"))


def test_nothing_is_published_before_every_change_is_explained(written):
    found = begun(written)
    leader = written.district.worker(Duty.LEADER)
    with pytest.raises(NotNow, match="没有说明原因"):
        actions.publish(number=found.pk, by=leader)
    (first, *_rest) = reasons_asked(queries.book(found))
    with pytest.raises(Invalid):
        actions.answer(number=found.pk, reasons={first.key: "无"}, by=written.finance)


def test_an_error_stands_until_a_leader_signs_a_reason(written, monkeypatch):
    wrong = {"key": "a" * 64, "rule": "sum", "severity": "error", "where": "", "printed": "1"}
    wrong |= {"expected": "2", "message": "合计不符"}
    monkeypatch.setattr(actions.files, "found", lambda _book: [wrong])
    found = answered(written, begun(written))
    leader = written.district.worker(Duty.LEADER)
    with pytest.raises(NotNow, match="1处错误"):
        actions.publish(number=found.pk, by=leader)
    with pytest.raises(Missing):
        actions.excuse(number=found.pk, finding="a" * 64, reason="无", by=leader)
    with pytest.raises(NotAllowed):
        actions.excuse(number=found.pk, finding="a" * 64, reason="好", by=written.finance)
    actions.excuse(number=found.pk, finding="a" * 64, reason="批复文件如此，附说明", by=leader)
    assert actions.publish(number=found.pk, by=leader).published_name == leader.person_name


def test_the_finance_officer_does_not_publish(written):
    found = answered(written, begun(written))
    with pytest.raises(NotAllowed):
        actions.publish(number=found.pk, by=written.finance)


def test_a_withdrawn_edition_is_followed_by_another_with_its_answers(written):
    first = answered(written, begun(written))
    with pytest.raises(Conflict):
        begun(written)
    leader = written.district.worker(Duty.LEADER)
    actions.publish(number=first.pk, by=leader)
    with pytest.raises(NotAllowed):
        actions.withdraw(number=first.pk, reason="有误", by=written.finance)
    with pytest.raises(Missing):
        actions.withdraw(number=first.pk, reason="无", by=leader)
    actions.withdraw(number=first.pk, reason="项目名称有误", by=leader)
    second = begun(written)
    assert second.edition == 2 and second.reasons == first.reasons
    assert queries.disclosure(first.pk).files.count() == 4


def test_without_entries_there_is_nothing_to_disclose(books):
    with pytest.raises(Missing):
        begun(books)
