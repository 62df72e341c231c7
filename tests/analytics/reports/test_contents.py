"""What a report says: exact numbers, honest comparisons, nothing out of periods nobody knows."""

import pytest

from tests.measure.facts import Facts, facts_of, put
from yiwang.analytics.reports import layout
from yiwang.analytics.reports.bulletins import BULLETINS, MONTHLY, WEEKLY, indicators
from yiwang.analytics.reports.contents import Contents, read_back, written
from yiwang.analytics.reports.making import contents_of
from yiwang.measure import register
from yiwang.measure.facts import CASES
from yiwang.measure.period import parse

JUNE = parse("2026-06")

pytestmark = pytest.mark.django_db


def case(number: int, day: str, category: str = "030401", **more) -> dict:
    row = {"id": number, "opened_at": f"{day} 09:00", "category": category, "area": "1"}
    return row | {"voided": False, "merged": False} | more


def facts_with(*rows: dict) -> Facts:
    facts = facts_of("2026-07-03 08:00")
    put(facts, CASES, rows)
    return facts


def made(*rows: dict, period: str = "2026-06", bulletin=MONTHLY) -> Contents:
    return contents_of(bulletin, parse(period), facts_with(*rows))


def said(contents: Contents, section: str) -> str:
    found = {block.key: block for block in layout.blocks(contents, MONTHLY)}
    return "".join(found[section].sentences)


def test_every_report_names_declared_indicators_and_plans_that_can_be_computed():
    assert all(register.indicator(key) for key in indicators())
    for bulletin in BULLETINS:
        found = contents_of(bulletin, JUNE.before(), facts_with())
        assert [table.section for table in found.tables] == [one.key for one in bulletin.sections]


def test_numbers_and_changes_are_those_of_the_cases():
    rows = [case(at, "2026-06-08") for at in range(1, 1235)]
    rows += [case(2000 + at, "2026-05-08") for at in range(1173)]
    rows += [case(9000, "2025-06-08"), case(9001, "2024-06-08")]
    found = made(*rows)
    assert "本月共受理案件1,234件，环比上升5.2%，同比上升123,300.0%。" in said(found, "overview")
    rising = said(found, "risen")
    assert "1,234件，比上期多61件" in rising


def test_a_period_that_the_facts_do_not_know_is_no_zero():
    first = [case(1, "2026-06-01"), case(2, "2026-06-08")]
    found = made(*first)
    assert "受理案件2件，上期无数据，上年同期无数据。" in said(found, "overview")
    assert said(found, "risen") == "上期无数据。"
    # The facts begin in the middle of May: half a month is no comparison.
    found = made(*first, case(3, "2026-05-20"))
    assert "2件，上期数据不全，不作比较，上年同期无数据" in said(found, "overview")
    # Known to have been none.
    found = made(*first, case(3, "2025-01-20"))
    assert "2件，上期为0，上年同期为0" in said(found, "overview")


def test_an_empty_period_says_so_in_every_section():
    found = made(case(1, "2025-01-08", ended_at="2025-01-09 09:00"))
    assert "本月没有受理案件。" in said(found, "overview")
    assert "本月没有应结案件。" in said(found, "overview")
    assert "期末在办0件，其中超期0件。" in said(found, "overview")
    for section in ("categories", "late", "together", "called_back", "repeated"):
        assert "没有" in said(found, section), section
    blocks = layout.blocks(found, MONTHLY)
    assert all(block.sentences for block in blocks)
    assert [block.key for block in blocks if block.rows] == ["overview", "repeated", "called_back"]


def test_many_cases_of_one_kind_at_one_place_are_named_and_four_are_not():
    rows = [case(at, "2026-06-08", "030401") for at in range(5)]
    rows += [case(10 + at, "2026-06-08", "010101") for at in range(4)]
    rows += [case(20 + at, "2026-06-08", "030401", area="2") for at in range(4)]
    facts = facts_with(*rows)
    facts.execute("INSERT INTO areas VALUES ('1', 's', 'one'), ('2', 's', 'two')")
    found = contents_of(WEEKLY, parse("2026-W24"), facts).table("together")
    assert [(line.keys, line.now["received"].whole) for line in found.lines] == [
        (("one", "0304"), 5)
    ]


def test_what_rose_is_in_the_order_of_how_many_more():
    rows = [case(at, "2026-06-08", "0101") for at in range(8)]
    rows += [case(10 + at, "2026-06-08", "0202") for at in range(20)]
    rows += [case(40 + at, "2026-05-08", "0202") for at in range(19)]
    # Fewer than before, and too few to speak of.
    rows += [case(60 + at, "2026-06-08", "0303") for at in range(6)]
    rows += [case(70 + at, "2026-05-08", "0303") for at in range(9)]
    rows += [case(80 + at, "2026-06-08", "0404") for at in range(4)]
    rows += [case(90, "2026-04-08", "0303")]
    told = said(made(*rows), "risen")
    assert told == "比上期增加最多的是生活垃圾（8件，比上期多8件）、广告招牌（20件，比上期多1件）。"


def test_what_is_written_is_read_back_exactly():
    found = made(*(case(at, "2026-06-08", closed=True) for at in range(7)), case(9, "2026-05-30"))
    assert read_back(written(found)) == found


def test_every_figure_of_a_table_opens_on_as_many_rows_as_it_says():
    rows = [case(at, "2026-06-08", "0101", due_at="2026-06-20 09:00") for at in range(6)]
    blocks = layout.blocks(made(*rows), MONTHLY)
    opened = [cell for block in blocks for row in block.rows for cell in row if cell.opening]
    assert opened
    for cell in opened:
        assert len(cell.opening.plan.by) == 0 and cell.opening.plan.period == JUNE
    assert all(
        cell.opening is None
        for block in blocks
        for row in block.rows
        for cell in row
        if cell.text in ("0", "—", "0/0")
    )
