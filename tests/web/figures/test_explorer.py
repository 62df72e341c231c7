"""The page of figures: who gets in, what it asks, how it says what it cannot."""

import csv
import io
import re
from urllib.parse import parse_qs, urlsplit

from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from tests.district import District
from tests.web.test_pages import signed_in
from yiwang.cases import lists
from yiwang.engine.duties import CENTRE, Duty
from yiwang.measure.plan import read
from yiwang.web.ui.ways import FIGURES

MONTH = f"{timezone.localdate():%Y-%m}"
ROWS = re.compile(r'href="(/figures/rows/\?[^"]+)"')
BY_UNIT = {"indicator": ["received", "on_time_rate"], "by": "unit", "period": MONTH}


def page(client: Client, path: str = "/figures/", **asked) -> str:
    response = client.get(path, asked)
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def plan_of(address: str):
    return read(parse_qs(urlsplit(address).query, keep_blank_values=True))


PAGES = (
    "/figures/",
    "/figures/sheets/",
    "/figures/sheets/received/",
    "/figures/rows/?indicator=received",
    "/figures/export/",
)
UNITS = {Duty.GRID_WORKER: "community"}


def test_figures_are_for_everybody_but_the_street(district: District):
    for duty in (*sorted(CENTRE), Duty.HANDLER, Duty.REVIEWER, Duty.GRID_WORKER):
        client = signed_in(district, duty, UNITS.get(duty, ""))
        for path in PAGES:
            assert client.get(path).status_code == (200 if duty in FIGURES else 403), (duty, path)


def test_without_signing_in_nothing_is_told(empty: District):
    for path in ("/figures/", "/figures/rows/", "/figures/export/", "/figures/sheets/"):
        assert Client().get(path).url.startswith("/login/")


def test_a_page_takes_at_most_twelve_queries(district: District, django_assert_max_num_queries):
    for duty in (Duty.LEADER, Duty.HANDLER):
        client = signed_in(district, duty)
        for path, asked in (("/figures/", BY_UNIT), ("/figures/rows/?indicator=received", {})):
            client.get(path, asked)
            with django_assert_max_num_queries(12):
                client.get(path, asked)


def test_before_the_first_refresh_the_page_says_what_to_do(empty: District):
    assert "请运行 yiwang facts" in page(signed_in(empty, Duty.ADMINISTRATOR))
    told = page(signed_in(empty, Duty.LEADER))
    assert "还没有统计数据" in told and "请联系系统管理员" in told


def test_a_unit_s_figures_are_those_of_its_own_subtree(district: District):
    mine = page(signed_in(district, Duty.HANDLER, "bureau"), **BY_UNIT)
    assert "城管局" in mine and "江滩街道办</th>" not in mine
    assert "江滩街道办</th>" in page(signed_in(district, Duty.LEADER), **BY_UNIT)


def test_the_form_s_answer_is_the_address_of_its_plan(district: District):
    form = BY_UNIT | {"form": "1", "compare": "before", "in.channel": ["phone", ""], "top": "5",
                      "order": "closed", "indicator": ["received", "backlog"]}  # fmt: skip
    response = signed_in(district, Duty.LEADER).get("/figures/", form)
    plan = plan_of(response.url)
    assert plan.indicators == ("received", "backlog") and plan.top == 5
    # What was sorted by is chosen no more: the first figure, the highest first.
    assert plan.order == "-received"
    assert plan.where[0].keys == ("phone", "")
    written = parse_qs(urlsplit(response.url).query, keep_blank_values=True)
    assert written == plan.written()


def test_every_link_to_rows_opens_as_many_rows_as_the_figure_says(district: District):
    client = signed_in(district, Duty.LEADER)
    told = page(client, **BY_UNIT)
    found = ROWS.findall(told)
    assert len(found) >= 4
    for address in found:
        rows = page(client, address.replace("&amp;", "&"))
        count = re.search(r'共 <b class="number">(\d+)</b>', rows)
        number = re.search(re.escape(address) + r'"[^>]*>([\d,]+)<', told)
        assert count and number and count[1] == number[1]


def test_a_period_that_is_not_over_offers_to_compare_only_so_far(district: District):
    told = page(
        signed_in(district, Duty.LEADER),
        compare="before",
        period=f"{timezone.localdate().year + 1}",
    )
    assert "改为只比到今天" in told
    over = page(signed_in(district, Duty.LEADER), compare="before", period="2020-01")
    assert "改为只比到今天" not in over


def test_what_cannot_be_divided_so_is_told_on_the_page_and_the_form_is_still_there(
    district: District,
):
    client = signed_in(district, Duty.LEADER)
    response = client.get("/figures/", BY_UNIT | {"indicator": "coverage_rate", "by": "channel"})
    told = response.content.decode()
    assert response.status_code == 422 and "message refused" in told and 'name="indicator"' in told
    fragment = client.get(
        "/figures/", BY_UNIT | {"indicator": "coverage_rate", "by": "channel"},
        headers={"HX-Request": "true"},
    )  # fmt: skip
    assert fragment.headers["HX-Retarget"] == "#messages"


def test_people_are_no_way_to_divide_for_those_who_may_not_see_them(district: District):
    assert 'value="person"' not in page(signed_in(district, Duty.HANDLER))
    assert 'value="person"' in page(signed_in(district, Duty.LEADER))
    asked = BY_UNIT | {"by": "person"}
    assert signed_in(district, Duty.HANDLER).get("/figures/", asked).status_code == 403


ODD = (
    {"period": "soon"},
    {"indicator": "nothing"},
    {"by": "colour"},
    {"from": "2026-01-40", "to": "2026-02-01"},
    {"top": "-1"},
)


def test_odd_questions_are_refused_in_words(district: District):
    client = signed_in(district, Duty.LEADER)
    for asked in ODD:
        response = client.get("/figures/", BY_UNIT | asked)
        assert response.status_code in (404, 422), asked
        assert re.search("看不懂|没有“nothing”这个指标|请填写起止日期", response.content.decode())


def test_a_range_of_days_is_chosen_by_its_ends(district: District):
    asked = BY_UNIT | {"from": "2026-02-03", "to": "2026-02-05"}
    found = plan_of(signed_in(district, Duty.LEADER).get("/figures/", asked).url)
    assert found.period.key == "2026-02-03..2026-02-05" and found.by[0].value == "unit"


def test_what_is_unknown_is_a_dash_with_its_reason(district: District):
    told = page(signed_in(district, Duty.LEADER), indicator="solved_rate", period="2020-01")
    assert "—" in told and "分母为0" in told


def test_the_exported_workbook_says_who_took_it_what_it_means_and_holds_numbers(district: District):
    client = signed_in(district, Duty.LEADER)
    response = client.get("/figures/export/", BY_UNIT | {"order": "-received"})
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    data, about = (list(sheet.values) for sheet in book.worksheets)
    assert "领导" in data[0][0] and "导出" in data[0][0]
    assert data[1][:2] == ("单位", "受理数")
    assert ("江滩街道办", 2) in [row[:2] for row in data[2:]]
    assert data[-1][:2] == ("合计", 4)
    assert any(row[0] == "受理数" and row[4] for row in about)


def test_csv_is_utf8_with_its_mark_and_runs_no_formula(district: District):
    district.units["bureau"].name = "=cmd()"
    district.units["bureau"].save()
    client = signed_in(district, Duty.LEADER)
    content = client.get("/figures/export/", BY_UNIT | {"as": "csv"}).content
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert "'=cmd()" in [row[0] for row in rows if row]
    assert not [row for row in rows if row and row[0].startswith("=")]


def test_a_plan_is_kept_under_a_name_and_forgotten_again(district: District):
    client = signed_in(district, Duty.LEADER)
    form = {"name": "本月单位", "query": f"indicator=received&period={MONTH}&by=unit"}
    assert "已收藏“本月单位”" in client.post("/figures/keep/", form, follow=True).content.decode()
    (view,) = lists.saved_views(district.worker(Duty.LEADER), "figures")
    assert f'href="/figures/?{form["query"].replace("&", "&amp;")}">本月单位' in page(client)
    client.post("/figures/keep/", {"forget": view.pk})
    assert lists.saved_views(district.worker(Duty.LEADER), "figures") == []


def test_a_sheet_tells_formula_note_basis_version_and_examples(district: District):
    told = page(signed_in(district, Duty.LEADER), "/figures/sheets/on_time_rate/")
    for words in (
        "按期结案数 ÷ 应结案数",
        "计与不计",
        "依据",
        "版本",
        "只计入分母",
        "÷",
        "查询这个指标",
    ):
        assert words in told
    assert signed_in(district, Duty.LEADER).get("/figures/sheets/nothing/").status_code == 404
