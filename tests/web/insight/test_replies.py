"""The page of answer quality and the fragments beside a reply: who sees what; it adds up."""

import io
import re

import pytest
from openpyxl import load_workbook

from tests.district import District
from tests.insight.replies.test_following import FULL, closed
from tests.web.test_pages import signed_in
from yiwang.cases.models import Event
from yiwang.engine.duties import CENTRE, Duty
from yiwang.insight.replies import actions, known
from yiwang.web.ui.ways import KEEPERS, REPLY_QUALITY

POOR = "您好，您反映的问题已转相关部门处理，如有情况将及时反馈，感谢您的支持！"


@pytest.mark.parametrize("duty", [*sorted(CENTRE), Duty.HANDLER, Duty.REVIEWER])
def test_the_pages_open_for_their_duties_and_for_nobody_else(district: District, duty: Duty):
    client = signed_in(district, duty)
    for page, duties in (("", REPLY_QUALITY), ("export/", REPLY_QUALITY), ("rules/", KEEPERS)):
        expected = 200 if duty in duties else 403
        assert client.get(f"/insight/replies/{page}").status_code == expected, page


def test_without_judgements_the_page_says_what_will_be_here(district: District):
    page = signed_in(district, Duty.ASSESSOR).get("/insight/replies/").content.decode()
    assert "还没有评判过的答复" in page


def test_the_weakest_stand_first_and_every_count_leads_to_as_many(district: District):
    closed(district)
    poor = closed(district, "bureau", reply=POOR)
    actions.follow()
    client = signed_in(district, Duty.ASSESSOR)
    page = client.get("/insight/replies/").content.decode()
    assert page.index(poor) == min(page.index(found) for found in re.findall(r"SQ\d{14}", page))
    links = re.findall(r'<a href="(\?month=[^"]*#list)">(\d+)</a>', page)
    assert len(links) >= 4
    for address, count in links:
        listed = client.get("/insight/replies/" + address.split("#")[0].replace("&amp;", "&"))
        assert f"共 {count} 件" in listed.content.decode(), address


def test_a_unit_sees_and_exports_its_own_only(district: District):
    own, other = closed(district), closed(district, "bureau")
    actions.follow()
    client = signed_in(district, Duty.HANDLER)
    page = client.get("/insight/replies/").content.decode()
    assert own in page and other not in page
    asked = f"?unit={district.units['bureau'].pk}"
    assert other not in client.get(f"/insight/replies/{asked}").content.decode()
    text = client.get("/insight/replies/export/?as=csv").content.decode("utf-8-sig")
    assert own in text and other not in text


def test_the_list_takes_the_same_few_queries_however_long(
    district: District, django_assert_max_num_queries
):
    for _ in range(6):
        closed(district)
    actions.follow()
    client = signed_in(district, Duty.ASSESSOR)
    client.get("/insight/replies/")
    with django_assert_max_num_queries(16):
        assert client.get("/insight/replies/").status_code == 200


def test_the_workbook_names_who_took_it_and_holds_what_is_listed(district: District):
    closed(district)
    number = closed(district, reply=POOR)
    actions.follow()
    response = signed_in(district, Duty.ASSESSOR).get("/insight/replies/export/?grade=poor")
    rows = list(load_workbook(io.BytesIO(b"".join(response.streaming_content))).active.values)
    assert "导出" in rows[0][0] and rows[2][0] == number and len(rows) == 3
    assert "没有实质内容" in rows[2][6]


def test_while_writing_it_says_what_is_missing_and_writes_nothing(district: District):
    number = district.handled()
    before = Event.objects.count()
    client = signed_in(district, Duty.HANDLER)
    given = {"number": number, "public_reply": POOR}
    page = client.post("/insight/replies/check/", given).content.decode()
    assert "没有实质内容" in page and "转给谁、何时办、何时再答复" in page and "不影响提交" in page
    page = client.post("/insight/replies/check/", given | {"public_reply": FULL}).content.decode()
    assert "没有发现问题" in page
    assert Event.objects.count() == before


def test_at_the_desk_the_text_that_is_being_filed_is_what_is_answered(district: District):
    given = {
        "content": "请问社保窗口何时上班？",
        "public_reply": "社保窗口设在政务服务中心一楼大厅，欢迎前来。",
    }
    page = signed_in(district, Duty.OPERATOR).post("/insight/replies/check/", given)
    assert "未回应：请问社保窗口何时上班" in page.content.decode()


@pytest.mark.parametrize("path", ["of/{}/", "draft/{}/"])
def test_fragments_of_a_case_that_one_must_not_see_are_not_found(district: District, path: str):
    number = district.handled()
    address = "/insight/replies/" + path.format(number)
    assert signed_in(district, Duty.HANDLER).get(address).status_code == 200
    assert signed_in(district, Duty.HANDLER, "bureau").get(address).status_code == 404
    check = {"number": number, "public_reply": FULL}
    refused = signed_in(district, Duty.HANDLER, "bureau").post("/insight/replies/check/", check)
    assert refused.status_code == 404


def test_the_given_reply_is_shown_with_its_grounds_and_numbers_hidden(district: District):
    number = closed(
        district, reply=FULL.replace("工作人员", "工作人员会同业主李女士（13900000000）")
    )
    page = signed_in(district, Duty.VERIFIER).get(f"/insight/replies/of/{number}/").content.decode()
    assert "含有个人信息" in page and "13900000000" not in page
    assert 'class="reply-ground"' in page and 'class="reply-fault"' in page


def test_a_draft_shows_the_source_of_every_line(district: District):
    good = closed(district)
    actions.follow()
    number = district.handled()
    page = signed_in(district, Duty.HANDLER).get(f"/insight/replies/draft/{number}/?field=reply-x")
    text = page.content.decode()
    assert good in text and "每句的来源" in text and 'data-replace="reply-x"' in text
    assert "核查属实再保留" in text


def test_keepers_publish_rules_with_a_basis_and_nobody_without(district: District):
    client = signed_in(district, Duty.SUPERVISOR)
    form = {f"weight-{key}": str(value) for key, value in known.rules().weights.items()}
    form |= {"good_from": "80", "poor_below": "40", "least_signs": "20", "days": "10",
             "phrases": "我们一直在路上\n\n"}  # fmt: skip
    assert client.post("/insight/replies/rules/", form | {"basis": ""}).status_code == 422
    assert known.rules().good_from == 70
    assert client.post("/insight/replies/rules/", form | {"basis": "试行办法"}).status_code == 302
    assert (known.rules().good_from, known.rules().phrases) == (80, ("我们一直在路上",))
    assert "试行办法" in client.get("/insight/replies/rules/").content.decode()


def test_the_case_page_offers_the_check_and_the_judgement(district: District):
    number = district.handled()
    district.act(number, "sign", district.worker(Duty.HANDLER))
    page = signed_in(district, Duty.HANDLER).get(f"/cases/{number}/").content.decode()
    assert 'hx-post="/insight/replies/check/"' in page and 'aria-live="polite"' in page
    assert f'hx-get="/insight/replies/draft/{number}/' in page
    answered = district.answered()
    page = signed_in(district, Duty.VERIFIER).get(f"/cases/{answered}/").content.decode()
    assert f'hx-get="/insight/replies/of/{answered}/"' in page
