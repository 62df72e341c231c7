"""Which differences a document has to explain, asked for by name and answered in the book."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from yiwang.disclosure.writing import sums
from yiwang.disclosure.writing.book import Book, ThreePublic
from yiwang.disclosure.writing.sources import GRANTS, Source
from yiwang.kernel.money import Money, MoneyUnit

_HUNDREDTH = Decimal("0.01")
_PARTS = (
    ("abroad", "因公出国（境）费"),
    ("cars_bought", "公务用车购置费"),
    ("cars_run", "公务用车运行维护费"),
    ("receptions", "公务接待费"),
)


@dataclass(frozen=True)
class Ask:
    """A reason that is needed: its key in `Book.reasons` and the question for a person."""

    key: str
    question: str


@dataclass(frozen=True)
class Difference:
    """A figure beside the one it is compared with; `basis` says with what (2024年度决算数)."""

    key: str
    subject: str
    now: Money
    then: Money
    basis: str

    @property
    def amount(self) -> Money:
        """How much more; less is negative."""
        return self.now - self.then

    @property
    def shown(self) -> bool:
        """Whether it is large enough to be seen in 万元 with two places."""
        return self.amount.told(MoneyUnit.WAN) != 0

    @property
    def growth(self) -> Decimal | None:
        """Per cent of the base with two places, without a sign; None where the base is nothing."""
        return percent(abs(self.amount.fen), self.then.fen) if self.then else None

    @property
    def up(self) -> bool:
        """Whether it grew."""
        return self.amount.fen > 0


def percent(part: int, whole: int) -> Decimal:
    """Per cent with two places, rounded half away from zero."""
    return (Decimal(part) * 100 / Decimal(whole)).quantize(_HUNDREDTH, ROUND_HALF_UP)


def differences(book: Book) -> tuple[Difference, ...]:
    """Every comparison the narrative makes, also those that are no difference."""
    found = _with_before(book)
    return found + (_accounts(book) if book.final else _project_lines(book))


def reasons_asked(book: Book) -> tuple[Ask, ...]:
    """Those differences that need a reason, with the question; answered ones included."""
    return tuple(Ask(one.key, _question(one)) for one in differences(book) if one.shown)


def unanswered(book: Book) -> tuple[Ask, ...]:
    """What is still to be filled in before the document can be published."""
    return tuple(one for one in reasons_asked(book) if not book.reasons.get(one.key, "").strip())


def _question(one: Difference) -> str:
    way = "增加" if one.up else "减少"
    rate = f"（{one.growth}%）" if one.growth is not None else ""
    told = f"{wan(one.now)}万元，比{one.basis}{way}{wan(abs_of(one.amount))}万元{rate}"
    return f"{one.subject}{told}，请填写主要原因。"


def wan(amount: Money) -> str:
    """万元 with two places as the narrative prints it: 1802.64."""
    return str(amount.told(MoneyUnit.WAN))


def abs_of(amount: Money) -> Money:
    """Without its sign."""
    return Money(abs(amount.fen))


def _with_before(book: Book) -> tuple[Difference, ...]:
    if book.before is None:
        return ()
    before, year = book.before, book.year - 1
    basis = f"{year}年度决算数" if book.final else f"{year}年预算"
    general = sums.spending(book, (Source.GENERAL,)).amount
    pairs = [
        ("total", "收支总计", sums.grand_total(book), before.total),
        ("income", "收入合计", sums.income(book), before.income),
        ("spending", "支出合计", sums.spending(book).amount, before.spending),
        ("grants", "财政拨款收支总计", sums.grants_total(book), before.grants),
        ("general", "一般公共预算财政拨款支出", general, before.general),
    ]
    pairs += [
        (f"income.{one.value}", f"{one.label}财政拨款收入", sums.income(book, (one,)), then)
        for one in GRANTS
        if (then := before.by_source.get(one, Money())) or sums.income(book, (one,))
    ]
    spent = book.three_public_spent if book.final else book.three_public
    pairs.append(("three_public.before", "“三公”经费", spent.amount, before.three_public.amount))
    asked = pairs if book.final else [one for one in pairs if one[0] in _BUDGET_KEYS]
    return tuple(Difference(*one, basis) for one in asked)


_BUDGET_KEYS = ("total", "general", "three_public.before")


def _project_lines(book: Book) -> tuple[Difference, ...]:
    """Budgets compare general project spending by functional item with the year before."""
    if book.before is None:
        return ()
    lines = {one.code for one in book.spending if one.source is Source.GENERAL and one.project}
    return tuple(
        Difference(
            f"line.{code}",
            f"科目{code}项目支出",
            sums.spending(book, (Source.GENERAL,), code).project,
            book.before.lines.get(code, Money()),
            f"{book.year - 1}年预算",
        )
        for code in sorted(lines)
    )


def _accounts(book: Book) -> tuple[Difference, ...]:
    """Accounts compare each functional item with the year's budget, 三公 with the whole budget."""
    codes = {one.code for one in book.spending if one.source is Source.GENERAL}
    lines = [sums.spending(book, (Source.GENERAL,), code) for code in sorted(codes)]
    found = [
        Difference(f"line.{one.code}", f"科目{one.code}支出", one.amount, one.opening, "年初预算")
        for one in lines
    ]
    planned, spent = book.three_public, book.three_public_spent
    found.append(
        Difference("three_public", "“三公”经费支出", spent.amount, planned.amount, "全年预算")
    )
    return (*found, *(_part(planned, spent, *one) for one in _PARTS))


def _part(planned: ThreePublic, spent: ThreePublic, key: str, label: str) -> Difference:
    now, then = getattr(spent, key), getattr(planned, key)
    return Difference(f"three_public.{key}", label, now, then, "全年预算")
