"""A bill over the page: looked at, then added, taken as a new edition, or given up."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.district import District, build
from tests.fieldwork.terminals.test_bills import GOOD, HEAD, take
from tests.web.test_pages import signed_in
from yiwang.engine.duties import Duty
from yiwang.fieldwork.terminals.models import Bill, Usage
from yiwang.fieldwork.uploads import actions as uploads
from yiwang.fieldwork.uploads.models import Upload

PAGE = "/field/terminals/bills/"
SECOND = "10000000002,2026-09,1,1,1,1,1,1"


@pytest.fixture
def district(db) -> District:
    return build()


@pytest.fixture
def leader(district: District):
    return signed_in(district, Duty.SHIFT_LEADER)


def hand_in(client, *rows: str, **more):
    content = "\n".join([HEAD, *rows]).encode()
    form = {"file": SimpleUploadedFile("九月.csv", content), "mapping": "monthly_bill"} | more
    return client.post(PAGE, form)


def decide(client, address: str, decision: str):
    return client.post(f"{address}decide/", {"decision": decision}, follow=True)


def test_a_bill_is_looked_at_first_and_taken_in_when_it_is_confirmed(leader):
    answer = hand_in(leader, GOOD, "合计,2026-09,1,1,1,1,1,1")
    shown = leader.get(answer.url).content.decode()
    assert "还没有写入任何内容" in shown and "号码应为11位或13位数字" in shown
    assert not Usage.objects.exists() and "继续" in leader.get(PAGE).content.decode()
    told = decide(leader, answer.url, "add").content.decode()
    assert "已导入账单，新增1行" in told and Usage.objects.count() == 1
    assert Bill.objects.get().by_name
    assert bytes(Upload.objects.get().content) == b""
    assert leader.get(answer.url).status_code == 302
    assert decide(leader, answer.url, "add").status_code == 409


def test_a_month_that_is_there_is_told_and_only_replaced_when_asked_to(leader):
    take(GOOD)
    answer = hand_in(leader, GOOD.replace("39.9", "40"), SECOND)
    shown = leader.get(answer.url).content.decode()
    assert "其中1行与已有的用量不同" in shown and "替换这些账期" in shown
    told = decide(leader, answer.url, "replace").content.decode()
    assert "被替换的旧行" in told
    counting = Usage.objects.filter(replaced_by=None)
    assert sorted(str(row.cost) for row in counting) == ["1.00", "40.00"]
    first = Bill.objects.earliest("id")
    assert "已被替换" in leader.get(f"{PAGE}{first.pk}/").content.decode()


def test_what_is_added_leaves_other_amounts_as_they_are(leader):
    take(GOOD)
    answer = hand_in(leader, GOOD.replace("39.9", "40"), SECOND)
    decide(leader, answer.url, "add")
    assert sorted(str(row.cost) for row in Usage.objects.all()) == ["1.00", "39.90"]


def test_the_same_bill_again_offers_nothing_to_add(leader):
    take(GOOD)
    answer = hand_in(leader, GOOD)
    shown = leader.get(answer.url).content.decode()
    assert "没有新的号码" in shown and 'value="add"' not in shown
    assert decide(leader, answer.url, "add").status_code == 409
    assert decide(leader, answer.url, "drop").status_code == 200
    assert Upload.objects.get().state == "dropped" and Bill.objects.count() == 1


def test_what_is_no_bill_is_refused_and_nothing_is_kept(leader):
    assert leader.post(PAGE, {"mapping": "monthly_bill"}).status_code == 422
    wrong = {"file": SimpleUploadedFile("x.csv", b"a,b\n1,2"), "mapping": "monthly_bill"}
    assert leader.post(PAGE, wrong).status_code == 422
    for name in ("../../etc/passwd", "nothing", ""):
        assert hand_in(leader, GOOD, mapping=name).status_code == 422
    assert not Upload.objects.exists()


def test_a_layout_of_ones_own_is_read_and_a_wrong_one_refused(leader):
    layout = b'source = "mobile"\n[columns]\nnumber = "No"\nmonth = "M"\nsms = "S"\n'
    form = {"file": SimpleUploadedFile("b.csv", b"No,M,S\n10000000001,2026-09,3"),
            "layout": SimpleUploadedFile("own.toml", layout)}  # fmt: skip
    answer = leader.post(PAGE, form)
    decide(leader, answer.url, "add")
    assert (Bill.objects.get().source, Usage.objects.get().sms) == ("mobile", 3)
    form = {"file": SimpleUploadedFile("b.csv", b"No,M,S\n1,2,3"),
            "layout": SimpleUploadedFile("own.toml", b"= broken")}  # fmt: skip
    assert leader.post(PAGE, form).status_code == 422


def test_nobody_decides_on_the_file_of_another(district: District, leader):
    answer = hand_in(leader, GOOD)
    other = signed_in(district, Duty.SUPERVISOR)
    assert other.get(answer.url).status_code == 404
    assert decide(other, answer.url, "add").status_code == 404
    assert signed_in(district, Duty.ASSESSOR).get(PAGE).status_code == 403
    assert not Usage.objects.exists()


def test_a_file_nobody_confirmed_is_forgotten_after_a_day(leader):
    answer = hand_in(leader, GOOD)
    assert uploads.drop_old() == 0
    Upload.objects.update(at=timezone.now() - timedelta(days=1, minutes=1))
    assert uploads.drop_old() == 1
    assert bytes(Upload.objects.get().content) == b""
    assert decide(leader, answer.url, "add").status_code == 409


def test_the_reasons_are_english_on_english_pages_and_the_report_holds_all(leader):
    answer = hand_in(leader, GOOD, "x,2026-09,1,1,1,1,1,1")
    leader.cookies["django_language"] = "en"
    shown = leader.get(answer.url).content.decode()
    assert "号码应为" not in shown and "11 or 13 digits" in shown
    decide(leader, answer.url, "add")
    report = leader.get(f"{PAGE}{Bill.objects.get().pk}/report/")
    (row,) = report.json()["rows_refused"]
    assert (row["code"], row["reason"]) == ("invalid", "号码应为11位或13位数字")


def test_the_pages_take_few_queries(leader, django_assert_max_num_queries):
    for month in range(1, 9):
        take(GOOD.replace("2026-09", f"2026-0{month}"))
    leader.get(PAGE)
    with django_assert_max_num_queries(8):
        leader.get(PAGE)
    with django_assert_max_num_queries(16):
        leader.get("/field/terminals/")
