"""The pages of reports: what waits for whom, each figure open, each hand only for who may."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.analytics.reports.test_files import template
from tests.analytics.reports.test_reports import (  # noqa: F401
    MONTH,
    WEEK,
    due_at,
    known,
    made,
    released,
)
from tests.district import District, build
from tests.web.test_pages import signed_in
from yiwang.analytics.reports import actions, queries
from yiwang.engine.duties import Duty


@pytest.fixture
def district(db, settings, tmp_path) -> District:
    settings.FACTS_ROOT = tmp_path
    return build()


def text(answer) -> str:
    return answer.content.decode()


def test_a_report_goes_from_hand_to_hand(known):  # noqa: F811
    actions.make_due(due_at("weekly", WEEK))
    one = queries.standing("weekly", WEEK.key)
    page = f"/reports/{one.pk}/"
    supervisor, leader = signed_in(known, Duty.SUPERVISOR), signed_in(known, Duty.LEADER)
    assert page in text(supervisor.get("/desk/notices/"))
    assert "简报待办" not in text(leader.get("/desk/notices/"))
    assert "审核通过" in text(supervisor.get(page)) and "签发后" not in text(leader.get(page))
    assert leader.post(f"{page}release/").status_code == 409
    supervisor.post(f"{page}review/", {"opinion": "属实"})
    assert page not in text(supervisor.get("/desk/notices/"))
    assert page in text(leader.get("/desk/notices/"))
    unit = signed_in(known, Duty.HANDLER)
    assert unit.get(page).status_code == 404
    shown = text(leader.post(f"{page}release/", follow=True))
    assert "已签发，内容不再改动" in shown and "重新生成" not in shown
    assert "本周共受理案件3件" in text(unit.get(page))
    assert leader.post(f"{page}withdraw/", {"reason": ""}).status_code == 422
    shown = text(leader.post(f"{page}withdraw/", {"reason": "有两件补录"}, follow=True))
    assert "撤回：有两件补录" in shown
    assert unit.get(page).status_code == 404


def test_each_figure_leads_to_its_rows_and_back(known):  # noqa: F811
    one = made(known)
    assessor = signed_in(known, Duty.ASSESSOR)
    shown = text(assessor.get(f"/reports/{one.pk}/"))
    (address, told) = re.search(
        r'href="(/figures/rows/[^"]+indicator=received[^"]+)">(\d+)<', shown
    ).groups()
    rows = text(assessor.get(address.replace("&amp;", "&")))
    assert told == "3" and rows.count("/cases/") == 3
    assert f"/reports/{one.pk}/" in rows


def test_who_may_not_is_refused(known):  # noqa: F811
    one = made(known)
    page, which = f"/reports/{one.pk}/", {"which": f"weekly:{WEEK.key}"}
    for unit, duty in known.workers:
        if duty in queries.KEEPERS:
            continue
        client = signed_in(known, duty, unit)
        assert client.post("/reports/make/", which).status_code == 403, duty
        assert client.post(f"{page}review/").status_code == 403, duty
        assert client.get("/reports/timing/weekly/").status_code == 403, duty
        if duty not in queries.RELEASERS:
            assert client.post(f"{page}release/").status_code == 403, duty
        if duty not in queries.PREPARE:
            assert client.get(page).status_code in (403, 404), duty
    for duty in (Duty.OPERATOR, Duty.CALLER, Duty.COLLECTOR):
        assert signed_in(known, duty).get("/reports/").status_code == 403


def test_an_assessor_makes_a_month_and_publishes_when_the_clock_does(known):  # noqa: F811
    assessor = signed_in(known, Duty.ASSESSOR)
    assert "生成一份" in text(assessor.get("/reports/"))
    shown = text(assessor.post("/reports/make/", {"which": f"monthly:{MONTH.key}"}, follow=True))
    assert "等待另一人审核" in shown and "审核通过" not in shown
    given = {"days": "1", "hour": "9", "runs": "yes", "basis": "本中心办法"}
    shown = text(assessor.post("/reports/timing/monthly/", given, follow=True))
    assert "期间结束后的第2天9时" in shown
    for wrong in ({"hour": "25"}, {"days": "很多"}, {"basis": ""}):
        answer = assessor.post("/reports/timing/monthly/", given | wrong)
        assert answer.status_code == 422, wrong
    assert assessor.get("/reports/timing/daily/").status_code == 404


def test_the_page_is_wholly_english_for_who_reads_english(known):  # noqa: F811
    one = made(known)
    client = signed_in(known, Duty.ASSESSOR)
    client.cookies["django_language"] = "en"
    shown = text(client.get(f"/reports/{one.pk}/"))
    assert "This week: 3 cases received" in shown
    body = re.search(r'<div class="report">(.*?)\n</div><div>', shown, re.S).group(1)
    words = re.sub(r"<[^>]+>", " ", body)
    assert not re.findall(r"[\u4e00-\u9fff。，、（）]", words)


def test_the_list_takes_few_queries_however_many_reports(known, django_assert_max_num_queries):  # noqa: F811
    client = signed_in(known, Duty.ASSESSOR)
    for _time in range(4):
        made(known)
    client.get("/reports/")
    with django_assert_max_num_queries(20):
        assert text(client.get("/reports/")).count("第") > 3


def test_files_are_handed_out_as_they_were_released(known):  # noqa: F811
    draft = made(known)
    unit, assessor = signed_in(known, Duty.HANDLER), signed_in(known, Duty.ASSESSOR)
    for kind in ("docx", "xlsx"):
        assert unit.get(f"/reports/{draft.pk}/file/{kind}/").status_code == 404
        answer = assessor.get(f"/reports/{draft.pk}/file/{kind}/")
        assert answer.content.startswith(b"PK") and "attachment" in answer["Content-Disposition"]
    assert assessor.get(f"/reports/{draft.pk}/file/exe/").status_code == 404
    one = released(known)
    first = unit.get(f"/reports/{one.pk}/file/docx/")
    assert first.status_code == 200
    assert assessor.get(f"/reports/{one.pk}/file/docx/").content == first.content
    assert signed_in(known, Duty.OPERATOR).get(f"/reports/{one.pk}/file/docx/").status_code == 403


def test_a_template_goes_out_and_comes_back_changed(known):  # noqa: F811
    assessor, page = signed_in(known, Duty.ASSESSOR), "/reports/templates/weekly/"
    assert "{{受理数}}" in text(assessor.get(page))
    born = assessor.get(f"{page}docx/").content
    answer = assessor.post(page, {"file": SimpleUploadedFile("周报.docx", born), "basis": "试行"})
    assert answer.status_code == 302
    (kept,) = queries.templates("weekly")
    assert assessor.get(f"{page}{kept.pk}/").content == born
    assert assessor.get(f"/reports/templates/monthly/{kept.pk}/").status_code == 404
    wrong = SimpleUploadedFile("周报.docx", template("{{受理量}}"))
    answer = assessor.post(page, {"file": wrong, "basis": "试行"})
    assert answer.status_code == 422 and "不认识的占位符：{{受理量}}" in text(answer)
    assert assessor.post(page, {"basis": "试行"}).status_code == 422
    assert len(queries.templates("weekly")) == 1
    leader = signed_in(known, Duty.LEADER)
    assert leader.get(page).status_code == leader.get(f"{page}docx/").status_code == 403
