"""The pages of the registers: what they show, how many queries they take, what is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cases.test_suggest import established
from tests.district import District
from tests.web.test_pages import signed_in
from yiwang.cases.actions import Opening, open_case
from yiwang.engine.duties import Duty
from yiwang.fieldwork.parts import queries
from yiwang.fieldwork.parts.models import Part

LAMP = "4201990137000001"
TEXT = f"部件编码,经度,纬度,权属单位\n{LAMP},114.3,30.6,城管局\n123,114.3,30.6,\n"


def import_form(text: str = TEXT, **more: str) -> dict:
    file = SimpleUploadedFile("parts.csv", text.encode())
    form = {"file": file, "system": "wgs84", "batch": "普查", "surveyed_on": "2026-01-02"}
    return form | more


@pytest.fixture
def lamp(district: District) -> District:
    signed_in(district, Duty.ADMINISTRATOR).post("/registers/parts/import/", import_form())
    return district


def test_a_file_is_imported_on_the_page_and_its_report_names_the_row_not_used(lamp: District):
    client = signed_in(lamp, Duty.ADMINISTRATOR)
    page = client.get(f"/registers/parts/surveys/{queries.surveys()[0].pk}/").content.decode()
    assert "部件编码应为16位数字" in page and '<td class="number">3</td>' in page
    assert Part.objects.get().owner == lamp.units["bureau"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [({"system": ""}, "请选择坐标系"), ({"batch": " "}, "请填写批次名称"),
     ({"surveyed_on": ""}, "请填写普查日期"), ({"file": ""}, "请选择文件"),
     ({"text": "名称\n灯\n"}, "缺少这些列")],
)  # fmt: skip
def test_nothing_is_imported_without_a_named_system_and_the_rest(district, change, sentence):
    client = signed_in(district, Duty.SUPERVISOR)
    response = client.post("/registers/parts/import/", import_form(**change))
    assert response.status_code == 422 and sentence in response.content.decode()
    assert not Part.objects.exists()


def test_the_list_finds_parts_and_takes_at_most_eight_queries(
    lamp: District, django_assert_max_num_queries
):
    client = signed_in(lamp, Duty.DISPATCHER)
    client.get("/registers/parts/")
    with django_assert_max_num_queries(8):
        page = client.get("/registers/parts/?text=城管&category=5137&state=intact")
    assert LAMP in page.content.decode()
    assert LAMP not in client.get("/registers/parts/?category=5102").content.decode()


def test_pages_of_parts_follow_each_other_without_leaving_one_out(district: District):
    lines = [f"{LAMP[:-3]}{n:03d},114.3,{30.6 + n / 1000:.4f}," for n in range(1, 121)]
    text = "\n".join(["部件编码,经度,纬度,权属单位", *lines])
    client = signed_in(district, Duty.ADMINISTRATOR)
    client.post("/registers/parts/import/", import_form(text))
    seen, address = [], "/registers/parts/"
    while address:
        context = client.get(address).context
        seen += [row.code for row in context["rows"]]
        address = f"/registers/parts/{context['next']}" if context["next"] else ""
    assert seen == sorted(Part.objects.values_list("code", flat=True)) and len(seen) == 120


def test_the_page_of_a_part_shows_its_owner_and_the_cases_one_may_see(lamp: District):
    given = {"content": "路灯不亮", "title": "路灯不亮", "channel": "collector", "part_code": LAMP}
    opening = Opening(procedure="urban_management", worker=lamp.worker(Duty.COLLECTOR), given=given)
    number = open_case(opening).number
    page = signed_in(lamp, Duty.DISPATCHER).get(f"/registers/parts/{LAMP}/").content.decode()
    assert "城管局" in page and number in page
    page = signed_in(lamp, Duty.HANDLER, "other").get(f"/registers/parts/{LAMP}/")
    assert "城管局" in page.content.decode() and number not in page.content.decode()


def test_the_try_out_of_rules_proposes_the_owner_of_a_part(lamp: District):
    page = signed_in(lamp, Duty.ADMINISTRATOR).get(f"/manage/routing/?part_code={LAMP}")
    assert "先属主后属地" in page.content.decode()
    page = signed_in(lamp, Duty.ADMINISTRATOR).get("/manage/routing/?category=513701")
    assert "没有匹配的派单规则" in page.content.decode()


def test_the_dispatcher_reads_why_and_sends_it_with_one_button(lamp: District):
    with_owner, without = established(lamp, part_code=LAMP), established(lamp)
    page = signed_in(lamp, Duty.DISPATCHER).get("/boards/dispatch/").content.decode()
    assert "先属主后属地" in page and "派遣员指定承办单位" in page
    assert f"/cases/{with_owner}/act/dispatch/" in page or f"{with_owner}/dispatch" in page
    assert f"{without}/dispatch" not in page


def test_the_desk_is_told_the_owner_of_a_part_while_typing(lamp: District):
    client = signed_in(lamp, Duty.OPERATOR)
    page = client.post("/desk/new/hints/", {"content": "灯", "part_code": LAMP})
    assert "先属主后属地" in page.content.decode()
