"""A disclosure in the browser: explained by the finance officer, published by a leader."""

from tests.budget.conftest import YEAR
from tests.budget.disclosures.test_publishing import answered, written
from tests.web.budget.test_register_pages import shown
from tests.web.test_pages import signed_in
from yiwang.budget.disclosures import queries
from yiwang.disclosure.writing.reasons import reasons_asked
from yiwang.engine.duties import Duty

__all__ = ["written"]


def begun(books, finance):
    given = {"unit": books.unit.pk, "kind": "budget", "year": YEAR, "day": f"{YEAR}-02-20"}
    return finance.post("/budget/disclosures/", given, follow=True)


def test_a_budget_is_begun_explained_and_published_on_the_pages(written):
    finance, leader = (signed_in(written.district, d) for d in (Duty.FINANCE, Duty.LEADER))
    assert "须说明的变动" in shown(begun(written, finance))
    (found,) = queries.disclosures()
    where = f"/budget/disclosures/{found.pk}/"
    refused = leader.post(f"{where}hand/", {"hand": "publish"})
    assert refused.status_code == 409 and "没有说明原因" in refused.content.decode()
    asked = reasons_asked(queries.book(found))
    assert finance.post(where, {f"reason.{asked[0].key}": "无"}).status_code == 422
    given = {
        f"reason.{one.key}": "热线坐席增加" if "增加" in one.question else "压减了一般性支出"
        for one in asked
    }
    assert "都已说明" in shown(finance.post(where, given, follow=True))
    assert "已公开" in shown(leader.post(f"{where}hand/", {"hand": "publish"}, follow=True))
    for form in ("docx", "pdf", "html", "zip"):
        assert len(leader.get(f"{where}{form}/").content) > 1000
    assert leader.get(f"{where}exe/").status_code == 404
    withdrawn = leader.post(
        f"{where}hand/", {"hand": "withdraw", "reason": "名称有误"}, follow=True
    )
    assert "名称有误" in shown(withdrawn)


def test_the_finance_officer_cannot_publish_and_others_cannot_explain(written):
    finance, assessor = (signed_in(written.district, d) for d in (Duty.FINANCE, Duty.ASSESSOR))
    begun(written, finance)
    (found,) = queries.disclosures()
    answered(written, found)
    where = f"/budget/disclosures/{found.pk}/"
    assert finance.post(f"{where}hand/", {"hand": "publish"}).status_code == 403
    assert assessor.post(where, {"reason.x": "好"}).status_code == 403
    assert assessor.post(f"{where}hand/", {"hand": "withdraw", "reason": "x"}).status_code == 403
    assert begun(written, assessor).status_code == 403
