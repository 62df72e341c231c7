"""From a number to its rows, within one's rights, to the case and back."""

import re

from tests.district import District
from tests.web.figures.test_explorer import MONTH, page
from tests.web.test_pages import signed_in
from yiwang.analytics import actions, opening
from yiwang.engine.duties import Duty
from yiwang.measure import register
from yiwang.org.models import Area

ASKED = {"indicator": "received", "period": MONTH}


def numbers(told: str) -> list[str]:
    return re.findall(r'href="/cases/(\w+)/"', told)


def test_confidential_cases_are_counted_and_not_shown_to_whom_they_are_kept_from(
    district: District,
):
    told = page(signed_in(district, Duty.ASSESSOR), "/figures/rows/", **ASKED)
    assert "共 <b" in told and ">4</b>" in told and ">1</b> 件您无权查看" in told
    assert len(numbers(told)) == 3 and "=保密的事" not in told
    seen = page(signed_in(district, Duty.LEADER), "/figures/rows/", **ASKED)
    assert len(numbers(seen)) == 4 and "您无权查看" not in seen


def test_a_page_of_which_one_may_see_nothing_says_so(empty: District):
    empty.open(confidential=True)
    actions.refresh()
    told = page(signed_in(empty, Duty.ASSESSOR), "/figures/rows/", **ASKED)
    assert "这一页的记录您都无权查看" in told and numbers(told) == []


def test_a_unit_opens_its_own_rows(district: District):
    told = page(signed_in(district, Duty.HANDLER, "bureau"), "/figures/rows/", **ASKED)
    assert len(numbers(told)) == 1


def test_pages_follow_each_other_and_keep_the_question(district: District, monkeypatch):
    monkeypatch.setattr(opening, "SIZE", 3)
    client = signed_in(district, Duty.LEADER)
    first = page(client, "/figures/rows/", **ASKED, back="indicator=received")
    following = re.search(r'href="(\?[^"]*after=[^"]+)">下一页', first)
    assert following
    second = page(client, "/figures/rows/" + following[1].replace("&amp;", "&"))
    assert len(numbers(first)) == 3 and len(numbers(second)) == 1
    assert not set(numbers(first)) & set(numbers(second))
    assert 'href="/figures/?indicator=received"' in second and "下一页" not in second


def test_part_and_whole_lie_beside_each_other(district: District):
    asked = {"indicator": "on_time_rate", "period": MONTH, "side": "part"}
    told = page(signed_in(district, Duty.LEADER), "/figures/rows/", **asked)
    assert "按期结案率：按期结案数" in told and "side=whole" in told


BACK = {
    "indicator=received&period=2026-11": "/figures/?indicator=received&amp;period=2026-11",
    "cockpit:month": "/cockpit/?span=month",
    "https://elsewhere.example/": "/figures/?https%3A%2F%2Felsewhere.example%2F=",
    "//elsewhere.example": "/figures/?%2F%2Felsewhere.example=",
}


def test_the_way_back_leads_to_the_figures_and_nowhere_else(district: District):
    client = signed_in(district, Duty.LEADER)
    for back, leads in BACK.items():
        told = page(client, "/figures/rows/", **ASKED, back=back)
        assert f'class="trail small"><a href="{leads}"' in told
    assert "trail small" not in page(client, "/figures/rows/", **ASKED)


def test_a_case_opened_from_rows_leads_back_to_them(district: District):
    client = signed_in(district, Duty.LEADER)
    number = numbers(page(client, "/figures/rows/", **ASKED))[0]
    came = f"http://testserver/figures/rows/?indicator=received&period={MONTH}"
    told = client.get(f"/cases/{number}/", headers={"Referer": came}).content.decode()
    assert "指标明细" in told and "/figures/rows/?indicator=received" in told


def test_rows_of_every_indicator_can_be_looked_at(district: District):
    client = signed_in(district, Duty.LEADER)
    for one in register.indicators():
        for side in one.sides():
            asked = {"indicator": one.key, "period": MONTH, "side": side.value}
            assert page(client, "/figures/rows/", **asked)


def test_a_composed_figure_says_where_its_rows_are(district: District):
    composed = next(one for one in register.indicators() if not one.sides())
    response = signed_in(district, Duty.LEADER).get("/figures/rows/", {"indicator": composed.key})
    assert response.status_code == 422 and "请查看各项的明细" in response.content.decode()


def test_a_street_opens_into_its_communities(district: District):
    Area.objects.filter(level="street").update(name="江滩街道")
    district.open(area="420199001002")
    actions.refresh()
    asked = {"indicator": "received", "period": MONTH, "by": "street"}
    told = page(signed_in(district, Duty.LEADER), **asked)
    further = re.search(r'href="(/figures/\?[^"]*by=community[^"]*)"[^>]*>江滩街道', told)
    assert further
    below = page(signed_in(district, Duty.LEADER), further[1].replace("&amp;", "&"))
    assert "临江社区" in below or "滨湖社区" in below
