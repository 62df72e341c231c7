"""The whole reading, with the district's own names; and the list of places."""

from pathlib import Path
from time import perf_counter

import orjson
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.district import District
from yiwang.engine.duties import Duty
from yiwang.insight.reading import importing, queries
from yiwang.insight.reading.models import PlaceName
from yiwang.insight.reading.reading import Reading, read
from yiwang.kernel.refusals import Invalid
from yiwang.org import actions as org
from yiwang.org import queries as areas
from yiwang.org import units
from yiwang.org.actors import SYSTEM
from yiwang.org.models import Area

HEAD = "名称,别名,区域,经度,纬度,停用\n"


def said(text: str) -> Reading:
    return read(text, at=timezone.localtime())


def taken(rows: str) -> dict:
    return importing.import_file(name="地名.csv", content=(HEAD + rows).encode(), worker=SYSTEM)


@pytest.fixture
def community(district: District) -> Area:
    return Area.objects.filter(level="community").order_by("code")[0]


def test_a_place_of_the_list_is_found_by_its_other_name(community: Area):
    taken(f"幸福里菜市场,老菜场,{community.name},114.3,30.6,\n")
    found = said("老菜场门口占道经营").place
    assert found and (found.name, found.area) == ("幸福里菜市场", community.code)
    assert (found.longitude, found.latitude) == (114.3, 30.6)


def test_an_area_is_found_without_the_word_for_its_kind(community: Area):
    stem = community.name.removesuffix("社区")
    for text in (f"{community.name}的路灯", f"{stem}那边的路灯"):
        found = said(text).place
        assert found and found.area == community.code


def test_a_name_that_several_bear_says_nothing_until_more_is_told(community: Area):
    other = Area.objects.filter(level="community").order_by("code")[1]
    taken(f"中心小学,,{community.code},,,\n中心小学,,{other.code},,,\n")
    assert said("中心小学门口堵车").place is None
    assert community.parent and community.parent != other.parent or other.parent
    found = said(f"{other.name}中心小学门口堵车").place
    assert found and found.area == other.code


def test_the_same_file_again_changes_nothing_and_a_change_retires_what_was(community: Area):
    row = f"幸福里菜市场,老菜场,{community.code},114.3,30.6,\n"
    assert taken(row)["added"] == 1
    assert taken(row)["same"] == 1
    told = taken(row.replace("老菜场", "东菜场"))
    assert (told["changed"], told["added"]) == (1, 0)
    assert PlaceName.objects.count() == 2 and queries.places().count() == 1
    assert said("老菜场").place is None and said("东菜场").place is not None
    assert taken(f"幸福里菜市场,,{community.code},,,是\n")["retired"] == 1
    assert said("东菜场").place is None


def test_rows_that_cannot_be_used_are_told_with_their_line(community: Area):
    told = taken(
        f"某,,{community.code},,,\n好地方,,没有的社区,,,\n远地方,,{community.code},abc,1,\n"
        f"好地方,,{community.code},30.6,114.3,\n甲地方,,{community.code},,,\n甲地方,,{community.code},,,\n"
    )
    assert [row["line"] for row in told["rows_refused"]] == [2, 3, 4, 5, 7]
    assert told["added"] == 1 and told["rows_read"] == 6


def test_the_command_imports_and_refuses_in_words(community: Area, tmp_path: Path, capsys):
    file = tmp_path / "places.csv"
    file.write_text(HEAD + f"幸福里菜市场,,{community.code},,,\n", encoding="gb18030")
    call_command("places", "import", str(file))
    assert orjson.loads(capsys.readouterr().out)["added"] == 1
    file.write_text("名称\n幸福里\n", encoding="utf-8")
    with pytest.raises(CommandError, match="区域"):
        call_command("places", "import", str(file))
    with pytest.raises(Invalid):
        importing.import_file(name="x.txt", content=b"", worker=SYSTEM)


def test_a_new_area_is_known_at_once(district: District):
    assert said("桃花源社区停水").place is None
    street = areas.areas_below(level="street")[0]
    org.add_area(code=f"{street.code}999", name="桃花源社区", level="community", parent=street)
    found = said("桃花源社区停水").place
    assert found and found.code.endswith("999")


def test_a_unit_is_known_by_its_new_name(district: District):
    unit = district.units["bureau"]
    assert unit.name in {known.name for known in said(f"{unit.name}不管").units}
    units.rename(unit=unit, name="水务和湖泊局", by=district.worker(Duty.ADMINISTRATOR))
    assert [known.name for known in said("水务和湖泊局不管").units] == ["水务和湖泊局"]


def test_everything_else_is_read_in_one_look(district: District):
    unit = district.units["bureau"].name
    found = said(
        f"我叫张伟明，电话13800000000，昨晚10点建设路118号3栋2单元燃气泄漏，{unit}没人管，我们30多户损失三万元"
    )
    assert found.urgency == "emergency" and found.dangers[0].name == "燃气泄漏"
    assert found.phones == ("13800000000",) and "张伟明" in found.persons
    assert found.addresses == ("建设路118号3栋2单元",)
    assert [known.name for known in found.units] == [unit]
    assert found.people and found.people.value == 30 and found.money[0].value == 30_000
    assert len(found.times) == 1


def test_the_name_of_a_place_is_no_person(community: Area):
    taken(f"李建国故居,,{community.code},,,\n")
    assert said("业主李建国故居门前").persons == ()


def test_reading_is_bounded_and_asks_four_small_queries(district, django_assert_max_num_queries):
    said("路灯")
    with django_assert_max_num_queries(4):
        began = perf_counter()
        found = said("昨晚10点建设路118号燃气泄漏，联系人张伟明13800000000。" * 20_000)
    assert len(found.text) == 8_000 and len(found.times) <= 20
    assert perf_counter() - began < 5
