"""The whole loop by hand in a real browser, every duty in its own window."""

import re

REPLY = {
    "handling_record": "已到现场更换灯具",
    "public_reply": "路灯已修复",
    "solved_claim": "solved",
}


def test_the_loop_from_the_citizen_to_the_rating(desk):
    number, secret = _citizen_submits(desk())
    operator = desk("operator")
    operator.act(number, "accept")
    operator.act(number, "establish", category="030401")
    dispatcher = desk("dispatcher")
    dispatcher.act(number, "dispatch_direct", lead_unit=_community(dispatcher, number))
    community = desk("community")
    _community_answers(community, number)
    verifier, caller = desk("verifier"), desk("caller")
    verifier.act(number, "verify_pass")
    unsolved = {"satisfied": "unsatisfied", "solved": "unsolved", "reason": "还是不亮"}
    caller.act(number, "call_back_rework", **unsolved)
    _community_answers(community, number)
    verifier.act(number, "verify_pass")
    caller.act(number, "call_back_close", satisfied="satisfied", solved="solved")
    assert "已结案" in caller.page.locator(".head .badge").inner_text()
    timeline = caller.page.locator(".timeline .what").all_inner_texts()
    assert timeline[0] == "回访办结" and "回访未解决，退回重办" in timeline
    _citizen_rates(desk(), number, secret)


def _citizen_submits(citizen) -> tuple[str, str]:
    page = citizen.go("/public/")
    page.fill("#content", "临江社区门口路灯坏了三天，晚上看不清路")
    page.fill("#phone", "13900000009")
    page.click("main button.main")
    return page.inner_text("#number").strip(), page.inner_text("#secret").strip()


def _community(dispatcher, number: str) -> str:
    dispatcher.go(f"/cases/{number}/")
    options = dispatcher.page.locator("form[action$='/dispatch_direct/'] option").all()
    return next(o.get_attribute("value") for o in options if o.text_content() == "临江社区")


def _community_answers(community, number: str) -> None:
    assert number in community.go("/desk/").content()
    community.act(number, "sign")
    community.act(number, "reply", **REPLY)


def _citizen_rates(citizen, number: str, secret: str) -> None:
    page = citizen.go("/public/follow/")
    page.fill("#number", number)
    page.fill("#secret", secret)
    page.click("main button.main")
    assert "路灯已修复" in page.inner_text("main")
    page.check("input[name='satisfied'][value='satisfied']")
    page.check("input[name='solved'][value='solved']")
    page.click("main button.main")
    assert "感谢您的评价" in page.inner_text("main")


def test_the_operator_files_with_the_keyboard_alone_and_sees_hints(desk):
    operator = desk("operator")
    page = operator.go("/desk/new/")
    # The browser moves the focus after it has painted; keys before that go nowhere.
    page.wait_for_function("document.activeElement.id === 'reporter_phone'")
    page.keyboard.type("13900000001")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("楼下垃圾桶满了两天没有清运，味道很大")
    page.wait_for_selector("#hints button")
    page.locator("#hints button").first.click()
    assert page.input_value("#category") == "010101"
    page.focus("#content")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/cases/SQ\d+/"))
    assert "待派遣" in page.locator(".head .badge").inner_text()


def test_the_way_round_by_keys(desk):
    page = desk("supervisor").go("/desk/search/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("路灯")
    page.keyboard.press("Enter")
    page.wait_for_selector("tbody .title")
    page.locator("h1").click()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.className") == "title"
