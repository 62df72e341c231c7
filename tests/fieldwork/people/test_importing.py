"""Files of people and houses: every row accounted for, nobody named in the report."""

import json

import pytest
from django.core.management import call_command

from tests.fieldwork.conftest import middle
from tests.fieldwork.people.conftest import Homes, card, code
from yiwang.fieldwork.people import importing
from yiwang.fieldwork.people.models import Building, House, Intake, Residence, Resident
from yiwang.fieldwork.people.report import Report
from yiwang.kernel.coordinates import System
from yiwang.org.actors import SYSTEM

HEADING = "地址,网格编码,用途,是否出租,姓名,公民身份号码,性别,出生日期,联系方式,与户主关系,入住日期"


def take(text: str, system: System | None = None, heading: str = HEADING) -> Report:
    content = f"{heading}\n{text}\n".encode("gb18030")
    taken = importing.import_file(name="p.csv", content=content, worker=SYSTEM, system=system)
    assert taken.report.adds_up
    return taken.report


def row(
    address: str = "测试路1号3栋501", name: str = "甲测试", number: str = "", **more: str
) -> str:
    given = {"grid": code(1), "use": "居住", "rented": "否", "sex": "", "born": "", "phone": ""}
    given |= more
    told = [address, given["grid"], given["use"], given["rented"], name, number]
    return ",".join([*told, given["sex"], given["born"], given["phone"], "户主", "2020/1/2"])


def test_rows_become_houses_and_those_who_live_in_them(homes: Homes):
    lines = [row(number=card(1)), row("测试路一号3幢501室", "乙测试"), row("测试路2号", "")]
    report = take("\n".join(lines))
    assert (report.houses_added, report.people_added, report.residences_added) == (2, 2, 2)
    assert House.objects.count() == 2 and Building.objects.count() == 2
    assert Residence.objects.first().since.isoformat() == "2020-01-02"
    assert House.objects.order_by("id")[0].number == f"{code(1)}00001"


def test_the_same_file_again_adds_nothing(homes: Homes):
    text = "\n".join([row(number=card(1)), row("测试路2号", "")])
    take(text)
    report = take(text)
    assert (report.rows_repeated, report.rows_used) == (2, 0)
    assert Resident.objects.count() == 1 and House.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"number": card(1)[:-1] + "A"}, "18位"),
        ({"number": card(1), "born": "1991-01-01"}, "不符"),
        ({"grid": "9"}, "没有“9”这个网格"),
        ({"use": "城堡"}, "房屋用途"),
        ({"rented": "也许"}, "是或否"),
        ({"phone": "1390000123456"}, "电话"),
        ({"address": " "}, "请填写地址"),
        ({"name": "", "number": card(1)}, "没有姓名"),
    ],
)
def test_a_row_that_cannot_be_used_leaves_nothing_and_is_told_by_line(homes: Homes, wrong, reason):
    report = take("\n".join([row("测试路7号", "乙测试"), row(**wrong)]))
    (told,) = report.rows_refused
    assert told["line"] == 3 and reason in told["reason"]
    assert House.objects.count() == Resident.objects.count() == 1


def test_the_report_that_is_kept_holds_no_number_of_anybody(homes: Homes):
    take("\n".join([row(number=card(1)), row(name="乙测试", phone="1390000123456")]))
    kept = json.dumps(Intake.objects.get().report, ensure_ascii=False)
    assert "1390000123456" not in kept and card(1) not in kept and "测试" not in kept


def test_a_number_under_another_name_is_refused(homes: Homes):
    report = take("\n".join([row(number=card(1)), row(name="乙测试", number=card(1))]))
    assert "另一姓名" in report.rows_refused[0]["reason"]


def test_places_need_a_named_system_and_tell_the_grid(homes: Homes):
    spot = middle(1, 0).to(System.GCJ_02)
    heading = "地址,网格编码,经度,纬度"
    line = f"测试路3号,,{spot.longitude},{spot.latitude}"
    assert "坐标系" in take(line, None, heading).rows_refused[0]["reason"]
    take(line, System.GCJ_02, heading)
    assert House.objects.get().grid == code(2)
    line = f"测试路4号,{code(1)},{spot.longitude},{spot.latitude}"
    report = take(line, System.GCJ_02, heading)
    assert report.elsewhere == [{"line": 2, "given": code(1), "place": code(2)}]


def test_the_command_imports_and_writes_the_report(homes: Homes, tmp_path, capsys):
    path, report = tmp_path / "people.csv", tmp_path / "report.json"
    path.write_text(f"{HEADING}\n{row()}\n", encoding="utf-8")
    call_command("people", "import", str(path), "--report", str(report))
    assert json.loads(report.read_text())["houses_added"] == 1
    assert "新增1处房屋" in capsys.readouterr().out
