"""Economic lists, the “three publics” against their budget, and last year as last year told it."""

from tests.disclosure.narrative.tables import economic, spending, table
from tests.disclosure.narrative.texts import document, section
from yiwang.disclosure.auditing.finding import Audited, Finding, Severity
from yiwang.disclosure.auditing.narrative import RULES
from yiwang.disclosure.document import Document, Kind
from yiwang.disclosure.forms import Form
from yiwang.disclosure.tables import Role, Table

BASIC = economic(
    ("301", "工资福利支出", "70.00", "70.00", ""),
    ("30101", "基本工资", "40.00", "40.00", ""),
    ("30111", "公务员医疗补助缴费", "30.00", "30.00", ""),
    ("30103", "奖金", "", "", ""),
    ("302", "商品和服务支出", "10.00", "", "10.00"),
    ("30201", "办公费", "6.00", "", "6.00"),
    ("30213", "维修（护）费", "4.00", "", "4.00"),
)


def made(text: str, *tables: Table, year: int = 2031, kind: Kind = Kind.FINAL) -> Document:
    return document(section("六、说明", text), tables=tables, year=year, kind=kind)


def of(key: str, now: Document, previous: Document | None = None) -> list[Finding]:
    (rule,) = (one for one in RULES if one.key == key)
    return list(rule.check(Audited(now, previous)))


def listed(text: str) -> list[str]:
    return [one.message for one in of("narrative-economic", made(text, BASIC))]


def test_subjects_listed_have_an_amount_and_those_with_one_are_listed() -> None:
    assert not listed(
        "人员经费 70 万元，主要包括：基本工资、公务员医疗补助缴费；公用经费 10 万元。"
    )
    # The text may shorten the name of a subject, and “等” leaves the list open.
    assert not listed("人员经费 70.00 万元。包括：在职人员基本工资、公务员医疗补助等。")
    assert not listed("公用经费 10 万元，主要包括：办公费、维修(护)费。")
    (empty,) = listed("公用经费 10 万元，主要包括：办公费、维修（护）费、取暖费。")
    assert empty.endswith("取暖费")
    (left,) = listed("人员经费 70 万元，主要包括：基本工资。")
    assert left.endswith("公务员医疗补助缴费")


def test_words_that_are_no_subject_are_left_alone() -> None:
    assert not listed("公用经费 10 万元，主要用于：办公费、维修（护）费、日常开支。")


def test_without_a_table_nothing_is_said_of_a_list() -> None:
    text = "公用经费 10 万元，主要包括：办公费、取暖费。"
    assert not of("narrative-economic", made(text))


def reception(budget: str) -> Table:
    heads = (("预算数/公务接待费", Role.FIGURE), ("决算数/公务接待费", Role.FIGURE))
    return table(Form.THREE_PUBLIC, heads, (budget, "0.50"))


def test_completion_and_change_of_the_three_publics_follow_the_table() -> None:
    text = "公务接待费支出决算为 0.50 万元，完成预算的 {}%，比预算减少 {} 万元。"
    assert not of("narrative-three-public", made(text.format(25, "1.50"), reception("2.00")))
    found = of("narrative-three-public", made(text.format(50, "1.00"), reception("2.00")))
    assert [one.severity for one in found] == [Severity.WARNING] * 2
    assert [one.expected for one in found] == ["25.00%", "减少 1.50万元"]


def last(amount: str) -> Document:
    total = spending(("", "合计", amount, "", ""), form=Form.SPENDING)
    return made("无。", total, year=2030)


NOW = "支出合计 120.00 万元，与 2030 年度相比增加 {} 万元。"


def test_last_year_is_as_last_years_document_printed_it() -> None:
    assert not of("narrative-earlier", made(NOW.format("10.00")), last("110.00"))
    (found,) = of("narrative-earlier", made(NOW.format("20.00")), last("110.00"))
    assert (found.severity, found.expected) == (Severity.WARNING, "上年 110.00万元")
    (rounding,) = of("narrative-earlier", made(NOW.format("10.01")), last("110.00"))
    assert rounding.severity is Severity.ROUNDING


def test_a_document_of_another_year_or_kind_is_not_last_years() -> None:
    assert not of("narrative-earlier", made(NOW.format("20.00"), year=2032), last("110.00"))
    budget = made("无。", *last("110.00").tables, year=2030, kind=Kind.BUDGET)
    assert not of("narrative-earlier", made(NOW.format("20.00")), budget)
