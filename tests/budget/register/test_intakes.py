"""Files of the finance system: every row counted, totals reconciled, once, undone whole."""

import io

import openpyxl
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from yiwang.budget.register import intakes, queries
from yiwang.budget.register.queries import Wanted
from yiwang.budget.register.report import Order
from yiwang.kernel.refusals import Conflict, Invalid, NotAllowed, NotNow

HEAD = "年度,预算单位编码,功能分类,经济分类,项目编码,项目名称,金额,支付日期,凭证号,摘要"
PAID = (
    "2026,121001,2010399-其他支出,30227,42019926121T000000101,热线运行,{0},2026-0{1}-05,P{1},服务费"
)
ALL = Wanted(year=2026)


def text(*lines: str) -> bytes:
    return "\n".join((HEAD, *lines)).encode()


def order(content: bytes, name: str = "payments.csv", **more) -> Order:
    return Order(name=name, content=content, **more)


def test_every_row_is_counted_and_the_total_comes_out(books):
    content = text(PAID.format("100.10", 1), PAID.format("200", 2), "", "合计,,,,,,300.10,,,")
    report = intakes.take_in(order=order(content), by=books.finance)
    assert (report.rows_read, report.rows_entries, report.rows_totals, report.rows_blank) == (
        5, 2, 1, 1,
    )  # fmt: skip
    assert report.adds_up and report.totals[0]["same"] and not report.rows_refused
    assert queries.whole(ALL).payment == 30010


def test_a_total_that_does_not_come_out_is_told(books):
    report = intakes.check(order(text(PAID.format("100", 1), "合计,,,,,,99,,,")))
    (told,) = report.totals
    assert not told["same"] and (told["printed"], told["found"]) == (9900, 10000)
    assert queries.whole(ALL).payment == 0, "a check writes nothing"


def test_rows_of_classes_and_sections_are_totals_and_no_entries(books):
    content = (
        "单位：万元\n科目编码,科目名称,年初预算数,支付数\n201,一般公共服务支出,3,1\n"
        "20103,政府办公厅（室）及相关机构事务,3,1\n2010399,其他,3,1\n"
    ).encode()
    report = intakes.take_in(order=order(content, year=2026, unit=books.unit), by=books.finance)
    found = queries.whole(ALL)
    assert (found.budget, found.payment) == (3_000_000, 1_000_000)
    assert len(report.totals) == 4 and all(told["same"] for told in report.totals)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (PAID.format("一百", 1), "不是金额"),
        (PAID.format("0.001", 1), "不足一分"),
        (PAID.format("1", 1).replace("121001", "999"), "没有登记"),
        (PAID.format("1", 1).replace("2026-01-05", "去年"), "不是日期"),
        (PAID.format("1", 1).replace("2026,121", "今年,121"), "不是年度"),
        (PAID.format("1", 1).replace("30227", "302"), "应填到款"),
        (PAID.format("", 1), "没有金额"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_its_sentence(books, line, why):
    report = intakes.take_in(order=order(text(PAID.format("5", 2), line)), by=books.finance)
    (refused,) = report.rows_refused
    assert refused["row"] == 3 and why in refused["reason"] and report.adds_up
    assert queries.whole(ALL).payment == 500, "the other row was taken in"


def test_the_same_file_is_taken_in_once(books):
    content = text(PAID.format("5", 2))
    intakes.take_in(order=order(content), by=books.finance)
    with pytest.raises(Conflict):
        intakes.take_in(order=order(content), by=books.finance)


def test_a_later_export_adds_only_what_is_new(books):
    intakes.take_in(order=order(text(PAID.format("5", 1))), by=books.finance)
    later = text(PAID.format("5", 1), PAID.format("5", 2))
    report = intakes.take_in(order=order(later), by=books.finance)
    assert (report.rows_repeated, report.rows_entries) == (1, 1) and report.adds_up
    assert queries.whole(ALL).payment == 1000
    (told,) = report.sums
    assert (told["before"], told["added"], told["after"]) == (500, 500, 1000)


def test_two_equal_rows_of_one_file_are_two_payments(books):
    report = intakes.take_in(
        order=order(text(PAID.format("5", 1), PAID.format("5", 1))), by=books.finance
    )
    assert report.entries_added == 2 and queries.whole(ALL).payment == 1000


def test_an_intake_is_undone_whole_and_may_be_taken_in_again(books):
    content = text(PAID.format("5", 1), PAID.format("7", 2))
    report = intakes.take_in(order=order(content), by=books.finance)
    undone = intakes.undo(number=report.intake, reason="导错了年度", by=books.finance)
    assert undone.undone_by and queries.whole(ALL).payment == 0
    with pytest.raises(NotNow):
        intakes.undo(number=report.intake, reason="再撤一次", by=books.finance)
    again = intakes.take_in(order=order(content), by=books.finance)
    assert again.entries_added == 2 and queries.whole(ALL).payment == 1200


def test_what_was_taken_back_by_hand_is_not_taken_back_twice(books):
    from_file = intakes.take_in(order=order(text(PAID.format("5", 1))), by=books.finance)
    row = queries.intake(from_file.intake).movements.get()
    intakes.actions.take_back(number=row.pk, reason="错", by=books.finance)
    intakes.undo(number=from_file.intake, reason="整个撤销", by=books.finance)
    assert queries.whole(ALL).payment == 0


def test_a_new_project_is_registered_with_its_rows(books):
    line = PAID.format("5", 1).replace("000000101,热线运行", "000000102,网络运维")
    report = intakes.take_in(order=order(text(line)), by=books.finance)
    assert report.new_projects == [{"code": "42019926121T000000102", "name": "网络运维"}]
    assert [one.name for one in queries.projects()] == ["热线运行", "网络运维"]


def test_a_workbook_is_read_like_a_text(books):
    book = openpyxl.Workbook()
    book.active.append(["2026年支付明细"])
    book.active.append(["预算单位", "科目编码", "金额（万元）", "日期"])
    book.active.append(["121001-青川区大数据中心", 2010399, 13.69, "20260105"])
    content = io.BytesIO()
    book.save(content)
    given = order(content.getvalue(), "payments.xlsx", year=2026)
    report = intakes.take_in(order=given, by=books.finance)
    assert report.adds_up and queries.whole(ALL).payment == 13_690_000


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"PK\x03\x04broken", b"%PDF-1.4"])
def test_what_is_no_such_file_is_refused(books, content):
    with pytest.raises(Invalid):
        intakes.check(order(content))


def test_a_file_waits_for_a_word_before_it_is_taken_in(books):
    upload = intakes.hand_in(order=order(text(PAID.format("5", 1))), by=books.finance)
    assert upload.report["entries_added"] == 1 and queries.whole(ALL).payment == 0
    made = intakes.confirm(upload_id=upload.pk, by=books.finance)
    assert queries.whole(ALL).payment == 500 and queries.intakes() == [made]
    other = intakes.hand_in(order=order(text(PAID.format("6", 3))), by=books.finance)
    intakes.give_up(upload_id=other.pk, by=books.finance)
    assert queries.whole(ALL).payment == 500
    with pytest.raises(NotAllowed):
        intakes.hand_in(order=order(b"x"), by=books.district.worker("leader"))


def test_the_command_takes_a_file_in_and_writes_its_report(books, tmp_path, capsys):
    path = tmp_path / "payments.csv"
    path.write_bytes(text(PAID.format("5", 1), PAID.format("x", 2), "合计,,,,,,6,,,"))
    call_command("budget", "import", str(path), "--dry-run")
    assert queries.whole(ALL).payment == 0
    call_command("budget", "import", str(path), "--report", str(tmp_path / "report.json"))
    told = capsys.readouterr().out
    assert "退回1行" in told and "相差1.00元" in told and (tmp_path / "report.json").is_file()
    assert queries.whole(ALL).payment == 500
    with pytest.raises(CommandError):
        call_command("budget", "import", str(path))
