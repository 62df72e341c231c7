"""The pages of the register: who gets in, entries and files through the browser."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.budget.conftest import YEAR
from tests.budget.register.test_intakes import PAID, text
from tests.web.test_pages import signed_in
from yiwang.budget.register import queries
from yiwang.budget.register.queries import Wanted
from yiwang.budget.register.words import Phase
from yiwang.engine.duties import CENTRE, Duty

READERS = {Duty.FINANCE, Duty.LEADER, Duty.SUPERVISOR, Duty.ASSESSOR}
PAGES = ("", "projects/", "ledger/", "targets/", "evaluations/", "monitoring/", "disclosures/")
ALL = Wanted(year=2026)


def shown(answer) -> str:
    assert answer.status_code == 200, answer.content.decode()[:300]
    return answer.content.decode()


@pytest.mark.parametrize("duty", [*sorted(CENTRE), Duty.HANDLER, Duty.REVIEWER])
def test_each_page_opens_for_its_duties_and_for_nobody_else(books, duty):
    client = signed_in(books.district, duty)
    for page in PAGES:
        allowed = 200 if duty in READERS else 403
        assert client.get(f"/budget/{page}").status_code == allowed, page
    for page in ("import/", f"targets/edit/?year=2026&unit={books.unit.pk}"):
        allowed = 200 if duty is Duty.FINANCE else 403
        assert client.get(f"/budget/{page}").status_code == allowed, page


def test_an_empty_register_says_what_comes_next(district):
    finance, leader = (signed_in(district, duty) for duty in (Duty.FINANCE, Duty.LEADER))
    assert "/budget/projects/" in shown(finance.get("/budget/"))
    assert "财务员登记" in shown(leader.get("/budget/"))
    for page in PAGES:
        shown(finance.get(f"/budget/{page}"))


def test_units_and_projects_are_registered_on_the_page(books):
    client = signed_in(books.district, Duty.FINANCE)
    unit = {"what": "unit", "code": "121002", "name": "青川区信息服务站"}
    client.post("/budget/projects/", unit)
    project = {
        "what": "project",
        "code": "42019926121T000000201",
        "name": "网络运维",
        "unit": queries.units()[1].pk,
    }
    page = shown(client.post("/budget/projects/", project, follow=True))
    assert "网络运维" in page and "青川区信息服务站" in page
    assert client.post("/budget/projects/", project).status_code == 409


def entry(books, **changes):
    given = {"year": "2026", "unit": books.unit.pk, "on": "2026-03-01", "phase": "budget"}
    given |= {"side": "spending", "source": "general", "functional": "2010399"}
    given |= {"economic": "30227", "project": books.project.pk, "amount": "12.5"}
    return given | {"money": "wan", "basis": "年初批复"} | changes


def test_an_entry_is_made_and_taken_back_on_the_page(books):
    client = signed_in(books.district, Duty.FINANCE)
    assert "125,000.00" in shown(client.post("/budget/ledger/", entry(books), follow=True))
    row = queries.ledger(ALL, 1)[0]
    assert row.recorded_name == books.finance.person_name
    back = client.post(f"/budget/ledger/{row.pk}/back/", {"reason": "金额错"}, follow=True)
    assert "已冲销" in shown(back) and queries.whole(ALL).budget == 0


@pytest.mark.parametrize(
    "change", [{"amount": "很多"}, {"functional": "201"}, {"on": "昨天"}, {"basis": ""}]
)
def test_what_was_typed_comes_back_with_the_sentence_beside_it(books, change):
    client = signed_in(books.district, Duty.FINANCE)
    answer = client.post("/budget/ledger/", entry(books, document="〔2026〕1号") | change)
    assert answer.status_code == 422 and "〔2026〕1号" in answer.content.decode()
    assert queries.whole(ALL).budget == 0


def test_others_read_and_do_not_enter(books):
    row = books.moved(Phase.BUDGET, "10")
    for duty in (Duty.LEADER, Duty.SUPERVISOR):
        client = signed_in(books.district, duty)
        assert client.post("/budget/ledger/", entry(books)).status_code == 403
        assert client.post(f"/budget/ledger/{row.pk}/back/", {"reason": "x"}).status_code == 403
        assert client.post("/budget/projects/", {"what": "unit"}).status_code in (403, 422)


def test_a_file_is_looked_at_taken_in_and_undone_on_the_pages(books):
    client = signed_in(books.district, Duty.FINANCE)
    content = text(PAID.format("100", 1), PAID.format("x", 2), "合计,,,,,,300,,,")
    given = {"file": SimpleUploadedFile("payments.csv", content), "year": "2026"}
    page = shown(client.post("/budget/import/", given, follow=True))
    assert "还没有写入任何内容" in page and "不是金额" in page and "1处合计与明细不符" in page
    assert queries.whole(ALL).payment == 0
    number = page.partition("/budget/import/")[2]
    upload = int(page.partition("/decide/")[0].rpartition("/")[2])
    assert number
    done = client.post(f"/budget/import/{upload}/decide/", {"decision": "add"}, follow=True)
    assert "撤销这次导入" in shown(done) and queries.whole(ALL).payment == 10_000
    intake = queries.intakes()[0]
    assert "payments.csv" in shown(client.get("/budget/import/"))
    assert "payments.csv" in shown(
        signed_in(books.district, Duty.LEADER).get(f"/budget/intakes/{intake.pk}/")
    )
    client.post(f"/budget/intakes/{intake.pk}/", {"reason": "导错"})
    assert queries.whole(ALL).payment == 0


def test_the_overview_shows_every_level_in_few_queries(books, django_assert_max_num_queries):
    books.moved(Phase.BUDGET, "1000000")
    books.moved(Phase.PAYMENT, "250000")
    client = signed_in(books.district, Duty.LEADER)
    page = shown(client.get(f"/budget/?year={YEAR}"))
    assert "100.00" in page and "25.00%" in page and "热线运行" in page and "2010399" in page
    with django_assert_max_num_queries(20):
        client.get("/budget/")
    with django_assert_max_num_queries(16):
        client.get("/budget/ledger/")
