"""From door to door with the phone: without network, with a cut line, shared, and two on one."""

import pytest
from playwright.sync_api import expect

from tests.browser.street import (
    drafted,
    enter,
    kept_pages,
    ready,
    sign_out,
    visit,
    visits_with,
    waits,
)

WORKER, OTHER = "grid_worker", "grid_worker_2"


def set_out(phone, **more):
    """A grid worker's phone that has seen the round with network."""
    one = phone(WORKER, **more)
    one.go("/phone/houses/")
    ready(one.page)
    return one


def due(page) -> list[int]:
    """The houses of the list, by number."""
    links = page.locator("[data-houses] a.card").all()
    return [int(link.get_attribute("href").split("/")[3]) for link in links]


def test_a_visit_without_network_becomes_exactly_one_when_it_is_back(phone, desk):
    one, note = set_out(phone), "断网走访甲"
    house = due(one.page)[0]
    one.context.set_offline(True)
    visit(one, house, note, shot=True)
    waits(one.page, 1)
    card = one.page.locator(f"a.card[href*='/houses/{house}/']")
    expect(card).to_contain_text("等待发送")
    one.page.reload()
    waits(one.page, 1)
    assert visits_with(desk, house, note) == 0
    one.context.set_offline(False)
    waits(one.page, 0)
    expect(card).to_contain_text("已登记")
    assert visits_with(desk, house, note) == 1
    page = desk("community").go(f"/registers/houses/{house}/")
    assert page.locator("li", has_text=note).locator(".pictures img").count() == 1
    one.page.reload()
    assert house not in due(one.page)


def test_when_the_answer_was_lost_there_is_still_one_visit(phone, desk):
    one, note, taken = set_out(phone), "应答丢失的走访乙", []
    house = due(one.page)[0]

    def lose(route) -> None:
        taken.append(route.fetch().status)
        route.abort("connectionreset")

    one.page.route("**/phone/send/", lose)
    visit(one, house, note)
    expect(one.page.locator("#said")).to_contain_text("网络中断")
    waits(one.page, 1)
    assert taken[0] == 201
    one.page.unroute("**/phone/send/")
    one.go("/phone/queue/").locator("[data-retry]").click()
    waits(one.page, 0)
    assert visits_with(desk, house, note) == 1


def test_a_closed_door_leaves_the_house_on_the_list(phone, desk):
    one, note = set_out(phone), "敲门无人应丙"
    house = due(one.page)[0]
    visit(one, house, note, met=False)
    waits(one.page, 0)
    one.page.reload()
    assert house in due(one.page)
    page = desk("community").go(f"/registers/houses/{house}/")
    expect(page.locator("li", has_text=note)).to_contain_text("无人应门")


def test_who_moved_in_and_out_is_handed_in_and_nobody_moves_behind_a_closed_door(phone, desk):
    one = set_out(phone)
    house = due(one.page)[1]
    form = one.go(f"/phone/houses/{house}/").locator("form[data-visit]")
    form.get_by_role("button", name="新增居住人员").click()
    form.get_by_label("姓名").fill("虚新来")
    form.get_by_label("公民身份号码").fill("12")
    form.get_by_label("见到住户").check()
    form.locator("button.main").click()
    expect(form.locator(".newcomer [data-need='id_number'] [data-fault]")).to_contain_text("18位")
    form.get_by_label("公民身份号码").fill("")
    form.get_by_label("无人应门").check()
    expect(form.locator("[data-moved]")).to_be_hidden()
    form.get_by_label("见到住户").check()
    form.locator("[name='gone']").first.check()
    form.locator("button.main").click()
    one.page.wait_for_url("**/phone/houses/")
    waits(one.page, 0)
    page = desk("community").go(f"/registers/houses/{house}/")
    expect(page.locator("main")).to_contain_text("人员迁出 1 · 新增居住人员 1")


def test_what_a_colleague_changed_meanwhile_is_shown_and_put_right(phone, desk):
    one, note = set_out(phone), "先断网后冲突丁"
    house = due(one.page)[1]
    one.context.set_offline(True)
    form = one.go(f"/phone/houses/{house}/").locator("form[data-visit]")
    form.locator("[name='use']").select_option("empty")
    visit_here(one, form, note)
    page = desk("community").go(f"/registers/houses/{house}/")
    page.select_option("[name='use']", "business")
    page.get_by_role("button", name="登记走访").click()
    page.wait_for_selector(".message:not(.refused)")
    one.context.set_offline(False)
    one.go("/phone/queue/")
    card = one.page.locator("#queue .card.refused")
    expect(card).to_contain_text("“房屋用途”已由他人更新")
    card.get_by_text("修改").click()
    form = one.page.locator("form[data-visit]")
    expect(form.locator("[name='note']")).to_have_value(note)
    expect(form.locator("[name='use']")).to_have_value("empty")
    expect(one.page.locator("dl.facts")).to_contain_text("经营")
    form.locator("button.main").click()
    one.page.wait_for_url("**/phone/houses/")
    waits(one.page, 0)
    assert visits_with(desk, house, note) == 1


def visit_here(one, form, note: str) -> None:
    form.get_by_label("见到住户").check()
    form.locator("[name='note']").fill(note)
    form.locator("button.main").click()
    one.page.wait_for_url("**/phone/houses/")


def test_names_in_full_are_shown_once_with_a_purpose_and_kept_by_no_phone(phone):
    one = set_out(phone)
    house = due(one.page)[-1]
    page = one.go(f"/phone/houses/{house}/")
    expect(page.locator("main")).to_contain_text("虚**")
    page.locator(".reveal summary").click()
    page.fill("#purpose", "走访核对")
    page.get_by_role("button", name="显示", exact=True).click()
    page.wait_for_url("**/reveal/")
    name = page.locator("section .list b").first.inner_text()
    assert "*" not in name and len(name) == 3
    pages = kept_pages(page)
    assert pages and not [text[:40] for text in pages if name in text]
    one.go(f"/phone/houses/{house}/")
    expect(page.locator("section .list b").first).to_have_text("虚**")
    one.context.set_offline(True)
    page.locator(".reveal summary").click()
    page.fill("#purpose", "走访核对")
    page.get_by_role("button", name="显示", exact=True).click()
    expect(page.locator("#said")).to_contain_text("联网后再做")


def test_another_person_on_the_same_phone_finds_nothing_of_the_first(phone, desk):
    one, note = set_out(phone), "换人之后戊"
    house, other = due(one.page)[:2]
    one.context.set_offline(True)
    visit(one, house, note)
    one.go(f"/phone/houses/{other}/").fill("[name='note']", "写了一半己")
    drafted(one.page, "写了一半己")
    one.context.clear_cookies(name="sessionid")
    one.context.set_offline(False)
    enter(one, OTHER)
    waits(one.page, 0)
    for path in ("/phone/queue/", "/phone/houses/"):
        text = one.go(path).locator("main").inner_text()
        assert note not in text and "写了一半己" not in text and "没有写完" not in text
    drafted(one.page)
    assert not [page for page in kept_pages(one.page) if f"/houses/{house}/" in page.split(" ")[0]]
    assert visits_with(desk, house, note) == 0
    sign_out(one)
    enter(one, WORKER)
    waits(one.page, 0)
    assert visits_with(desk, house, note) == 1


def test_a_house_whose_time_is_over_is_neither_shown_nor_left_on_the_phone(phone):
    one = set_out(phone)
    house = due(one.page)[0]
    lapse = """async (path) => {
      const [name] = (await caches.keys()).filter((one) => one.startsWith("pages-"));
      const pages = await caches.open(name);
      for (const request of await pages.keys()) {
        if (new URL(request.url).pathname !== path) continue;
        const found = await pages.match(request);
        const headers = new Headers(found.headers);
        const known = headers.get("X-Phone-Until");
        headers.set("X-Phone-Until", new Date(Date.now() - 1000).toISOString());
        await pages.put(request, new Response(await found.text(), { headers }));
        return known;
      }
    }"""
    path = f"/phone/houses/{house}/"
    assert one.page.evaluate(lapse, path)
    one.context.set_offline(True)
    one.go(path)
    expect(one.page.locator("h1")).to_have_text("没有网络")
    assert not [page for page in kept_pages(one.page) if page.startswith(path)]


def test_only_a_grid_worker_has_the_round(phone):
    one = phone("collector")
    assert one.page.locator(".bottom", has_text="走访").count() == 0
    expect(one.go("/phone/houses/").locator("body")).to_contain_text("此页供网格员使用")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_round_is_accessible_and_everything_is_large_enough(phone, scheme):
    one = set_out(phone, color_scheme=scheme)
    found = {}
    for path in ("/phone/houses/", f"/phone/houses/{due(one.page)[0]}/"):
        page = one.go(path)
        for button in page.locator("details.act > summary, [data-newcomer]").all():
            button.click()
        faults = one.faults()
        wide = page.evaluate("document.documentElement.scrollWidth")
        low = page.evaluate(
            """() => [...document.querySelectorAll("button, .button, summary, select, .option")]
              .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 48)
              .map((e) => e.outerHTML.slice(0, 80))"""
        )
        if faults or low or wide > 360:
            found[path] = (faults, low, wide)
    assert found == {}
