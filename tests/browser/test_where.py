"""While a place is typed or clicked the form says its grid, who manages it and who would act."""

import re

from playwright.sync_api import expect

# In the demo district; the picture and the grids cover the same ground.
OUTSIDE = "114.9,30.1"


def test_a_click_into_the_picture_tells_the_grid_and_the_class_tells_the_unit(desk):
    operator = desk("operator")
    page = operator.go("/desk/new/")
    where = page.locator(".where")
    expect(where).to_contain_text("选区域、定位置或填地址后")
    page.locator(".place-map svg").click()
    expect(where).to_contain_text(re.compile(r"第\d+网格"))
    expect(where).to_contain_text("选定分类或填部件编码后显示")
    page.select_option("#category", index=1)
    expect(where).to_contain_text(re.compile("派单规则|值班规则"))
    assert operator.faults() == []


def test_typing_asks_little_and_sends_no_words_of_the_caller(desk):
    page = desk("operator").go("/desk/new/")
    sent: list[str] = []
    page.on("request", lambda r: sent.append(r.post_data or "") if "/desk/where/" in r.url else 0)
    page.fill("#content", "小区门口路灯坏了三天")
    page.fill("#reporter_phone", "13812345678")
    page.locator("#address").press_sequentially("湖畔街道荷园小区3栋")
    where = page.locator(".where")
    expect(where).to_contain_text("地址像是在荷园社区")
    assert 1 <= len(sent) <= 3, "one request when the typing pauses, not one a letter"
    assert all("13812345678" not in text and "content" not in text for text in sent)
    where.get_by_role("button", name="选用").click()
    expect(page.locator("#area option:checked")).to_have_text("荷园社区")
    expect(where).to_contain_text(re.compile(r"荷园社区有\d+个网格"))


def test_coordinates_that_are_pasted_move_the_mark_and_those_outside_say_what_to_do(desk):
    page = desk("operator").go("/desk/new/")
    page.locator(".place-map svg").click()
    inside = page.input_value("#point")
    page.get_by_role("button", name="清除位置").click()
    expect(page.locator(".place-point")).to_be_hidden()
    page.fill("#point", inside.replace(",", "， "))
    page.locator("#point").press("Tab")
    expect(page.locator(".place-point")).to_be_visible()
    expect(page.locator(".where")).to_contain_text("网格")
    assert page.input_value("#area")
    page.fill("#point", OUTSIDE)
    page.locator("#point").press("Tab")
    expect(page.locator(".where")).to_contain_text("不在任何网格内")
    expect(page.locator(".where")).to_contain_text("请先核对位置")


def test_a_report_has_the_picture_and_the_hint_too(desk):
    collector = desk("collector", viewport={"width": 360, "height": 740})
    page = collector.go("/desk/report/urban_management/")
    page.locator(".place-map svg").click()
    expect(page.locator(".where")).to_contain_text(re.compile(r"第\d+网格"))
    assert page.input_value("[name='area']")
    assert collector.faults() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_phone_tells_the_grid_where_it_stands_and_nothing_without_a_line(phone):
    one = phone()
    page = one.page
    page.goto(f"{one.address}/phone/report/urban_management/")
    where = page.locator(".where")
    expect(where).to_contain_text(re.compile(r"第\d+网格"))
    assert one.faults() == []
    one.context.set_offline(True)
    page.locator("[name='address']").fill("湖畔街道荷园小区")
    expect(where).to_be_empty()
    one.context.set_offline(False)
