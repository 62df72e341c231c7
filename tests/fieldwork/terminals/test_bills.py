"""Bills: every row accounted for, taken in once; rates, quotas and idle numbers; who sees what."""

import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.district import District, build
from tests.web.test_pages import signed_in
from yiwang.engine.duties import Duty
from yiwang.fieldwork.terminals import actions, importing, mapping, queries, quotas
from yiwang.fieldwork.terminals.figures import Quota, Used, together
from yiwang.fieldwork.terminals.models import Holding, Terminal, Usage
from yiwang.fieldwork.terminals.quotas import NewQuota
from yiwang.kernel.refusals import Conflict, Invalid

HEAD = "号码,账期,短信条数,通话时长,流量,呼叫次数,接通次数,费用"
GOOD = '10000000001,2026-09,12,350.5,"1,024",60,45,39.9'
PLAIN = mapping.read(Path("monthly_bill"))
amounts = st.none() | st.integers(0, 10_000)


@pytest.fixture
def district(db) -> District:
    return build()


def take(*rows: str, head: str = HEAD, with_mapping=PLAIN, **more) -> importing.Report:
    content = "\n".join([head, *rows]).encode()
    report = importing.import_bill(name="bill.csv", content=content, mapping=with_mapping, **more)
    assert report.adds_up
    return report


@pytest.mark.django_db
def test_a_bill_is_taken_in_once_and_the_same_again_changes_nothing():
    assert take(GOOD).usages_added == 1
    again = take(GOOD)
    assert (again.usages_added, again.rows_repeated) == (0, 1)
    found = Usage.objects.get()
    assert (found.month, found.minutes, found.data) == (date(2026, 9, 1), Decimal("350.50"), 1024)
    other = take(GOOD.replace("39.9", "40"))
    assert [row["code"] for row in other.rows_refused] == ["conflict"]
    assert Usage.objects.get().cost == Decimal("39.90")


@pytest.mark.django_db
def test_a_new_edition_of_a_month_takes_the_place_of_the_former_and_keeps_it():
    take(GOOD, "10000000002,2026-09,1,1,1,1,1,1", GOOD.replace("2026-09", "2026-08"))
    new = take(GOOD.replace("39.9", "40"), replace=True)
    assert (new.usages_added, new.usages_replaced, new.rows_refused) == (1, 2, [])
    assert new.numbers_gone == ["100****0002"]
    assert new.months == [{"month": "2026-09", "rows": 1, "known": 2}]
    counting = Usage.objects.filter(replaced_by=None)
    assert counting.get(month=date(2026, 9, 1)).cost == Decimal("40.00")
    # August is not told of in the new edition and counts as before.
    assert counting.get(month=date(2026, 8, 1)).cost == Decimal("39.90")
    assert Usage.objects.filter(replaced_by__isnull=False).count() == 2
    assert queries.bills()[0].replaced


@pytest.mark.django_db
def test_a_new_edition_does_not_take_what_another_source_told():
    take(GOOD, with_mapping=replace(PLAIN, source="other"))
    again = take(GOOD.replace("39.9", "40"), replace=True)
    assert (again.usages_replaced, again.usages_added) == (0, 0)
    assert [row["code"] for row in again.rows_refused] == ["conflict"]


@pytest.mark.django_db
def test_the_same_number_twice_in_a_file_counts_once_or_is_refused():
    report = take(GOOD, GOOD, GOOD.replace("39.9", "40"))
    assert (report.usages_added, report.rows_repeated) == (1, 1)
    assert [row["row"] for row in report.rows_refused] == [4]


@pytest.mark.django_db
def test_looking_at_a_bill_writes_nothing_and_tells_what_taking_it_would():
    take("10000000002,2026-09,1,1,1,1,1,1")
    content = "\n".join([HEAD, GOOD, "x,2026-09,1,1,1,1,1,1"]).encode()
    looked = importing.check_bill(name="b.csv", content=content, mapping=PLAIN)
    assert Usage.objects.count() == 1
    taken = importing.import_bill(name="b.csv", content=content, mapping=PLAIN)
    assert looked.plain() | {"bill": taken.bill} == taken.plain()
    assert looked.months == [{"month": "2026-09", "rows": 1, "known": 1}]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("合计,2026-09,1,1,1,1,1,1", "号码"), ("10000000001,2026-13,1,1,1,1,1,1", "账期"),
        ("10000000001,2026-09,-1,1,1,1,1,1", "短信条数"),
        ("10000000001,2026-09,1.5,1,1,1,1,1", "整数"),
        ("10000000001,2026-09,1,nan,1,1,1,1", "通话时长"),
        ("10000000001,2026-09,1,1,1,3,4,1", "接通次数多于"),
        ("10000000001,2026-09,1,1,lots,1,1,1", "流量"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_listed_with_its_line_and_the_others_are_taken(row, words):
    report = take(row, GOOD, "")
    assert report.rows_refused[0]["row"] == 2 and words in report.rows_refused[0]["reason"]
    assert report.usages_added == 1


@pytest.mark.django_db
def test_units_of_the_file_are_turned_and_a_column_that_is_not_there_says_nothing():
    found = mapping.build(
        {
            "source": "other",
            "columns": {"number": "号", "month": "月", "minutes": "秒", "data": "K", "cost": "分"},
            "units": {"minutes": "seconds", "data": "kb", "cost": "fen"},
        }
    )
    take("1000 000 0001,202609,90,2048,1990", head="号,月,秒,K,分", with_mapping=found)
    usage = Usage.objects.get()
    assert (usage.minutes, usage.data, usage.cost) == (Decimal("1.5"), 2, Decimal("19.9"))
    assert usage.sms is None and usage.calls is None


@pytest.mark.django_db
def test_a_workbook_says_the_same_as_the_text():
    book, stream = Workbook(), io.BytesIO()
    book.active.append(["运营商月账单"])
    book.active.append(HEAD.split(","))
    book.active.append([10000000001, date(2026, 9, 1), 12, 350.5, 1024, 60, 45, 39.9])
    book.active.append([None] * 8)
    book.save(stream)
    content = stream.getvalue()
    report = importing.import_bill(name="b.xlsx", content=content, mapping=PLAIN)
    assert report.adds_up and (report.usages_added, report.rows_refused) == (1, [])
    assert take(GOOD).rows_repeated == 1


@pytest.mark.django_db
def test_what_is_no_bill_is_refused_as_a_whole():
    with pytest.raises(Invalid, match="表头"):
        take(GOOD, head="a,b,c")
    with pytest.raises(Invalid, match="工作簿"):
        importing.import_bill(name="b.xlsx", content=b"PK\x03\x04broken", mapping=PLAIN)


@pytest.mark.parametrize(
    "wrong",
    [
        {}, {"source": "x", "columns": {"number": "a"}},
        {"source": "x", "columns": {"number": "a", "month": "b"}},
        {"source": "x", "columns": {"number": "a", "month": "b", "sms": "c", "colour": "d"}},
        {"source": "x", "columns": {"number": "a", "month": "b", "sms": "c"},
         "units": {"data": "tb"}},
    ],
)  # fmt: skip
def test_a_mapping_that_cannot_be_meant_is_refused(wrong):
    with pytest.raises(Invalid):
        mapping.build(wrong)


@given(st.lists(st.tuples(amounts, amounts, amounts)))
def test_the_whole_is_the_sum_and_its_rate_lies_between_nothing_and_all(rows):
    used = [Used(sms=s, calls=c, connected=None if n is None else min(n, c or 0))
            for s, c, n in rows]  # fmt: skip
    found = together(used)
    assert found.sms == sum(s or 0 for s, _c, _n in rows)
    assert found.percent_connected is None or 0 <= found.percent_connected <= 100


def test_over_quota_is_more_than_what_is_paid_for_and_idle_is_nothing_at_all():
    quota = Quota(10, 100, None)
    assert quota.exceeded(Used(sms=10, minutes=Decimal(101), data=Decimal(10**6))) == ["minutes"]
    assert Used(sms=0, minutes=Decimal(0), calls=0).idle
    assert not Used(sms=0, data=Decimal(1)).idle and not Used().idle
    assert Used(calls=0, connected=0).percent_connected is None
    assert Used(calls=60, connected=45).percent_connected == 75.0


@pytest.mark.django_db
def test_the_command_writes_the_report_and_masks_unknown_numbers(tmp_path, capsys):
    bill, report = tmp_path / "bill.csv", tmp_path / "report.json"
    bill.write_text(f"{HEAD}\n{GOOD}\n", encoding="gb18030")
    call_command("terminals", "import", str(bill), "--report", str(report))
    told = json.loads(report.read_text())
    assert told["numbers_unknown"] == ["100****0001"] and told["usages_added"] == 1
    with pytest.raises(CommandError):
        call_command("terminals", "import", str(tmp_path / "no.csv"), "--report", str(report))


def phone(district: District, number: str = "10000000001") -> Terminal:
    new = actions.NewTerminal(device="手机", number=number, since=date(2026, 1, 1))
    terminal = actions.register(new=new)
    holder = district.worker(Duty.COLLECTOR)
    actions.give(
        terminal_id=terminal.pk,
        person_id=holder.person_id,
        by=holder,
        since=date(2026, 1, 1),
    )
    return terminal


def test_a_number_is_registered_once_and_held_by_one_person(district: District):
    terminal = phone(district)
    with pytest.raises(Conflict):
        phone(district)
    leader = district.worker(Duty.SHIFT_LEADER)
    actions.give(terminal_id=terminal.pk, person_id=leader.person_id, by=leader)
    actions.give(terminal_id=terminal.pk, person_id=None, by=leader)
    assert Holding.objects.filter(until=None).count() == 0 and Holding.objects.count() == 2


def test_the_page_masks_numbers_and_tells_what_is_over_idle_and_unknown(
    district: District, django_assert_max_num_queries
):
    phone(district)
    quotas.publish(
        new=NewQuota(quota=Quota(minutes=300), month=date(2026, 8, 1)), name="演示", basis="合同"
    )
    take(GOOD, "10000000002,2026-09,0,0,0,0,0,9")
    client = signed_in(district, Duty.SUPERVISOR)
    client.get("/field/terminals/")
    with django_assert_max_num_queries(14):
        told = client.get("/field/terminals/").content.decode()
    assert "100****0001" in told and "10000000001" not in told
    assert "超额</span>" in told and "闲置</span>" in told and "未登记" in told and "48.90" in told
    own = signed_in(district, Duty.COLLECTOR).get("/field/terminals/").content.decode()
    assert "100****0001" in own and "100****0002" not in own
    assert [line.over for line in queries.of_month(date(2026, 8, 1))] == [[]]
    assert [line.number for line in queries.of_month(date(2025, 12, 1)) if line.holding] == []


def test_forms_register_and_give_out_and_others_may_not(district: District):
    form = {"change": "register", "device": "手机", "number": "10000000005"}
    client = signed_in(district, Duty.SHIFT_LEADER)
    assert client.post("/field/terminals/", form).status_code == 302
    person = district.worker(Duty.COLLECTOR).person_id
    give = {"change": "give", "terminal": Terminal.objects.get().pk, "person": person}
    assert client.post("/field/terminals/", give).status_code == 302
    assert Holding.objects.get().person_id == person
    assert client.post("/field/terminals/", form | {"number": "12"}).status_code == 422
    assert signed_in(district, Duty.ASSESSOR).post("/field/terminals/", form).status_code == 403
