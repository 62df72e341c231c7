"""The functional classes (类) that the summary tables print, in the order of the official forms."""

from yiwang.disclosure.writing.book import Book
from yiwang.kernel.refusals import Invalid

ACCOUNT_CLASSES = (
    "201", "202", "203", "204", "205", "206", "207", "208", "210", "211", "212", "213", "214",
    "215", "216", "217", "219", "220", "221", "222", "223", "224", "229", "231", "232", "234",
)  # fmt: skip
"""basis: 收入支出决算总表 (公开01表), lines 31 to 56."""

BUDGET_CLASSES = (
    "201", "203", "204", "205", "206", "207", "208", "210", "211", "212", "213", "214", "215",
    "216", "217", "219", "220", "221", "222", "223", "224", "229", "231", "232", "233",
)  # fmt: skip
"""basis: 部门收支总表 of budgets, 一 to 二十五."""

_DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """1 to 99 in Chinese: 一, 十, 十二, 二十一."""
    tens, ones = divmod(number, 10)
    lead = {0: "", 1: "十"}.get(tens, _DIGITS[tens] + "十")
    return lead + (_DIGITS[ones] if ones or not tens else "")


def classes_of(book: Book) -> tuple[str, ...]:
    """The classes of this kind of document. Raises `Invalid` for others and for no members."""
    known = ACCOUNT_CLASSES if book.final else BUDGET_CLASSES
    used = [one.code for one in book.spending] + [one.code for one in book.income]
    for code in used:
        if code[:3] not in known or len(code) != 7:
            raise Invalid(
                "功能分类科目“{code}”不能列入总表，请改为七位、且所属类在总表内的科目", code=code
            )
    members = {one.code for one in book.unit.members}
    told = {one.member for one in book.income} | {one.member for one in book.carried}
    for member in sorted(told - members - {""}):
        raise Invalid("“{member}”不在本部门的预算单位之内，请先登记该单位", member=member)
    return known
