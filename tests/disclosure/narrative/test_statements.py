"""Figures in sentences are told with the thing, the measure, the year and what they belong to."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.disclosure.narrative.texts import broken, section
from yiwang.disclosure.reading.statements import statements
from yiwang.disclosure.statement import Measure, Says, Statement, Way
from yiwang.disclosure.tables import Place


def said(*paragraphs: str, title: str = "一、情况说明") -> tuple[Statement, ...]:
    return statements((section(title, *paragraphs),))


def test_a_total_its_change_and_its_rate_belong_together() -> None:
    total, change, rate, reason = said(
        "2031 年度收、支总计 1, 250. 00 万元。与 2030 年度相比，收、支总计增加 250.00 万元，"
        "增长 25.00 ％。主要原因是新建一座机房。"
    )
    assert (total.kind, total.subject, total.year) == (Says.AMOUNT, "收、支总计", 2031)
    assert total.figure is not None and total.figure.value == Decimal("1250.00")
    assert (change.kind, change.way, change.base_year) == (Says.CHANGE, Way.UP, 2030)
    assert change.about is total
    assert (rate.kind, rate.way, rate.about) == (Says.RATE, Way.UP, total)
    assert (reason.kind, reason.reason, reason.about) == (Says.REASON, "新建一座机房", total)


def test_a_budget_and_an_account_are_of_the_subject_that_the_paragraph_names() -> None:
    budget, account, completion, reason = said(
        "3. 卫生健康支出(类)。年初预算为 20.00 万元，支出决算为 25.00 万元，完成年初预算的 125%，"
        "支出决算数大于年初预算数的主要原因是按规定调整。"
    )
    assert {one.subject for one in (budget, account, completion)} == {"卫生健康支出(类)"}
    assert (budget.measure, account.measure) == (Measure.BUDGET, Measure.ACCOUNT)
    assert (completion.kind, completion.base, completion.about) == (
        Says.COMPLETION,
        "年初预算",
        account,
    )
    assert (reason.way, reason.base) == (Way.UP, "年初预算数")


def test_last_year_and_this_year_of_one_subject_are_two_amounts() -> None:
    first, executed, planned, rate, _ = said(
        "1、公共安全支出（204类）司法（06款）普法宣传（05项）120万元。主要用于：宣传。2030年当年"
        "预算执行数为100万元，2031年预算安排120万元，比2030年预算执行数增加20%。主要原因是：支出增加。"
    )
    assert first.subject == executed.subject == planned.subject
    assert first.subject.endswith("普法宣传(05项)")
    assert (executed.year, executed.measure) == (2030, Measure.ACCOUNT)
    assert (planned.year, planned.measure) == (2031, Measure.BUDGET)
    assert (rate.base_year, rate.about) == (2030, planned)


def test_an_amount_that_another_is_compared_with_is_not_what_changed() -> None:
    now, was, change, rate = said(
        "2031年收入预算100万元，比2030年预算数90万元增加10万元，增长11.11%。"
    )
    assert (was.base, was.year, was.subject) == ("2030年预算数", 2030, now.subject)
    assert change.about is now
    assert rate.about is now
    _, last, more = said("机关运行经费支出 8 万元，较上年决算数 6 万元增加 2 万元。")
    assert last.base == "上年决算数"
    assert more.about is not None and more.about is not last


def test_a_share_keeps_its_whole() -> None:
    _, part, share = said("支出合计 100 万元。其中：基本支出 36.4 万元，占本年支出 36.40%。")
    assert (share.kind, share.base, share.about) == (Says.SHARE, "本年支出", part)


def test_words_of_a_template_left_undecided_stay_open() -> None:
    _, change, rate = said("公务接待费 0 万元，比 2030 年度增加（减少）0 万元，增长(下降) 0%。")
    assert (change.way, rate.way) == (Way.OPEN, Way.OPEN)


def test_nothing_changed_is_a_statement_too_but_not_within_a_reason() -> None:
    amount, same, reason = said("公务接待费0.5万元，与2030年预算持平，主要原因是公务接待无变化。")
    assert (same.kind, same.base_year, same.about) == (Says.SAME, 2030, amount)
    assert reason.kind is Says.REASON


def test_numbers_of_classes_dates_thresholds_and_targets_are_no_figures() -> None:
    assert not said("截至2030年12月31日，按（01项）和（204类）编制，见第3条；指标≥240次。")
    (only,) = said("单价100万元（含）以上设备（不含车辆）2台（套）。")
    assert (only.kind, only.unit) == (Says.COUNT, "台")


def test_a_heading_that_carries_a_figure_is_read_as_a_sentence() -> None:
    (only,) = said(title="（一）基本支出 492.46 万元")
    assert only.subject == "基本支出"


def test_the_place_is_that_of_the_lines_where_the_words_stand() -> None:
    lines = ("公用经费 32.16", "万元，其中：办公费 3 万元。")
    where = section("六、基本支出")
    first, second = statements((replace(where, paragraphs=(broken(lines, 40),)),))
    assert (first.place, second.place) == (Place(40, 41), Place(41, 41))
    assert first.quote == "公用经费 32.16万元"


@given(
    st.text(
        alphabet="收支总计增加减少为元万%0123456789.,，。；：（）()与比占完成预算的 原因持平、",
        max_size=60,
    )
)
def test_no_text_breaks_the_reader(text: str) -> None:
    for one in said(text):
        assert one.place.line in (1, 2)
        assert one.quote in text or not one.quote or one.quote in "一、情况说明"


@given(
    st.decimals(min_value=0, max_value=10**7, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from(["", " ", "　"]),
)
def test_every_amount_is_read_as_printed(amount: Decimal, space: str) -> None:
    (only,) = said(f"本年收入合计{space}{amount:,}{space}万元。")
    assert only.figure is not None and only.figure.value == amount
