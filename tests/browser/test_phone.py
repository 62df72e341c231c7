"""The phone on the street: without network, with a cut line, shared, and two on one task."""

import io
import json

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.street import (
    PHONE,
    cases_with,
    enter,
    ready,
    report,
    sign_out,
    task_to_verify,
    verify,
    waits,
)


def test_a_report_without_network_becomes_exactly_one_case_when_it_is_back(phone, desk):
    one, words = phone(), "断网时看见井盖缺失甲"
    one.context.set_offline(True)
    report(one, words)
    waits(one.page, 1)
    expect(one.page.locator("#line-note")).to_contain_text("没有网络")
    one.page.reload()
    expect(one.page.locator("#queue .card")).to_contain_text(words)
    assert cases_with(desk, words) == []
    one.context.set_offline(False)
    waits(one.page, 0)
    expect(one.page.locator("#sent")).to_contain_text(words)
    assert len(cases_with(desk, words)) == 1


def test_the_photo_is_small_stamped_and_arrives_with_the_case(phone, desk):
    one, words = phone(), "拍照上报井盖缺失乙"
    one.context.set_offline(True)
    report(one, words)
    waits(one.page, 1)
    sizes = one.page.evaluate(
        """() => new Promise((done) => {
          indexedDB.open("yiwang-phone").onsuccess = ({ target }) => {
            const asked = target.result.transaction("items").objectStore("items").getAll();
            asked.onsuccess = async () => {
              const { bytes } = asked.result[0].photos[0];
              const picture = await createImageBitmap(new Blob([bytes]));
              done([bytes.byteLength, picture.width, picture.height]);
            };
          };
        })"""
    )
    assert sizes[0] <= 300 * 1024 and max(sizes[1:]) <= 1600
    one.context.set_offline(False)
    waits(one.page, 0)
    (number,) = cases_with(desk, words)
    page = desk("supervisor").go(f"/cases/{number}/")
    assert page.locator(".pictures img").count() == 1


def test_when_the_answer_was_lost_there_is_still_one_case(phone, desk):
    one, words = phone(), "应答丢失时的井盖丙"
    taken = []

    def lose(route) -> None:
        taken.append(route.fetch().status)
        route.abort("connectionreset")

    one.page.route("**/phone/send/", lose)
    report(one, words)
    expect(one.page.locator("#said")).to_contain_text("网络中断")
    assert set(taken) <= {200, 201} and taken[0] == 201
    waits(one.page, 1)
    one.page.unroute("**/phone/send/")
    one.page.locator("[data-retry]").click()
    waits(one.page, 0)
    assert len(cases_with(desk, words)) == 1


def test_a_second_phone_on_the_same_task_gets_the_refusal_and_keeps_the_item(phone):
    first, second = phone(), phone()
    number = task_to_verify(first)
    for one in (first, second):
        one.page.locator(f".card[href*='{number}']").or_(one.page.locator("h1")).first.wait_for()
        one.go(f"/phone/tasks/{number}/")
    second.context.set_offline(True)
    verify(second, number)
    waits(second.page, 1)
    verify(first, number)
    waits(first.page, 0)
    second.context.set_offline(False)
    card = second.page.locator("#queue .card.refused")
    expect(card).to_contain_text("案件刚刚有了新的办理记录")
    expect(card).to_contain_text("核查通过")
    second.page.reload()
    waits(second.page, 1)
    card.get_by_role("button", name="再发一次").click()
    expect(card).to_contain_text("案件刚刚有了新的办理记录")
    card.get_by_role("button", name="放弃").click()
    waits(second.page, 0)


def test_a_refused_report_is_changed_and_sent_again(phone, desk):
    one, words = phone(), "退回后修改的井盖丁"
    one.page.route(
        "**/phone/send/",
        lambda route: route.fulfill(
            status=422, body=json.dumps({"sentence": "请写清位置", "code": "invalid"})
        ),
    )
    report(one, "写得不清")
    card = one.page.locator("#queue .card.refused")
    expect(card).to_contain_text("请写清位置")
    one.page.unroute("**/phone/send/")
    card.get_by_text("修改").click()
    one.page.wait_for_selector(".taken img")
    assert one.page.input_value("[name='content']") == "写得不清"
    expect(one.page.locator(".chosen")).to_contain_text("污水井盖")
    one.page.fill("[name='content']", words)
    one.page.locator("form[data-item] button.main").click()
    one.page.wait_for_url("**/phone/queue/")
    waits(one.page, 0)
    assert len(cases_with(desk, words)) == 1 and cases_with(desk, "写得不清") == []


def test_a_session_that_ended_keeps_the_queue_until_its_person_is_back(phone, desk):
    one, words = phone(), "登录过期时的井盖戊"
    one.context.set_offline(True)
    report(one, words)
    one.context.clear_cookies(name="sessionid")
    one.context.set_offline(False)
    expect(one.page.locator("#said")).to_contain_text("登录已过期")
    waits(one.page, 1)
    enter(one, "grid_worker")
    waits(one.page, 0)
    assert one.go("/phone/queue/").locator("#queue .card").count() == 0
    assert cases_with(desk, words) == []
    sign_out(one)
    enter(one, "collector")
    waits(one.page, 0)
    assert len(cases_with(desk, words)) == 1


def test_signing_out_leaves_no_page_of_the_person_on_the_phone(phone):
    one = phone()
    kept = "(async () => (await caches.keys()).filter((n) => n.startsWith('pages-')).length)()"
    assert one.page.evaluate(kept) == 1
    sign_out(one)
    assert one.page.evaluate(kept) == 0
    one.context.set_offline(True)
    one.go("/phone/")
    expect(one.page.locator("h1")).to_have_text("没有网络")


def test_tasks_that_were_seen_open_without_network_and_say_so(phone):
    one = phone()
    number = task_to_verify(one)
    ready(one.page)
    one.context.set_offline(True)
    one.page.locator(f".card[href*='{number}']").click()
    expect(one.page.locator("main")).to_contain_text(number)
    expect(one.page.locator("#line-note")).to_contain_text("没有网络")
    assert one.page.locator("form[data-action='verify_pass']").count() == 1


def test_without_a_position_the_area_has_to_be_chosen(phone):
    one = phone(permissions=[])
    page = one.go("/phone/report/urban_management/")
    expect(page.locator("[data-point-said]")).to_contain_text("没有定位")
    page.fill("[name='content']", "没有定位")
    page.locator("form[data-item] button.main").click()
    expect(page.locator("[data-need='area'] [data-fault]")).to_contain_text("没有定位")
    assert "/report/" in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_phone_is_accessible_and_everything_is_large_enough(phone, scheme):
    one = phone(color_scheme=scheme)
    number = task_to_verify(one)
    found = {}
    task = f"/phone/tasks/{number}/"
    for path in ("/phone/", "/phone/report/urban_management/", task, "/phone/queue/"):
        page = one.go(path)
        for summary in page.locator("details.act > summary").all():
            summary.click()
        faults = one.faults()
        wide = page.evaluate("document.documentElement.scrollWidth")
        low = page.evaluate(
            """() => [...document.querySelectorAll("button, .button, summary, select, .bottom a")]
              .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 48)
              .map((e) => e.outerHTML.slice(0, 80))"""
        )
        if faults or low or wide > 360:
            found[path] = (faults, low, wide)
    assert found == {}


def test_the_app_can_be_installed(desk):
    one = desk("", **PHONE)
    page = one.go("/phone/login/")
    told = page.request.get(one.address + "/phone/manifest.webmanifest").json()
    assert (told["scope"], told["start_url"], told["display"]) == (
        "/phone/", "/phone/", "standalone",
    )  # fmt: skip
    for icon in told["icons"]:
        answer = page.request.get(one.address + icon["src"])
        size = Image.open(io.BytesIO(answer.body())).size
        assert f"{size[0]}x{size[1]}" == icon["sizes"]
    worker = page.request.get(one.address + "/phone/worker.js")
    assert "default-src 'self'" in worker.headers["content-security-policy"]
    assert worker.headers["content-type"].startswith("text/javascript")
