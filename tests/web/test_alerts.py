"""The pages of alerts: who may set a line, who reads what was raised, and what is refused."""

import pytest

from tests.district import District, build
from tests.web.test_pages import signed_in
from yiwang.analytics import actions as figures
from yiwang.analytics.alerts import queries
from yiwang.engine.duties import Duty

FORM = {
    "name": "受理激增",
    "indicator": "received",
    "by": "unit",
    "span": "today",
    "kind": "threshold",
    "direction": "up",
    "level": "1",
    "least": "1",
    "duties": ["supervisor"],
    "tells_unit": "1",
    "basis": "试行办法",
}


@pytest.fixture
def district(db, settings, tmp_path) -> District:
    settings.FACTS_ROOT = tmp_path
    return build()


@pytest.fixture
def signed(district: District):
    return lambda duty, unit="": signed_in(district, duty, unit)


def test_a_line_is_tried_published_and_told_to_whom_it_concerns(signed, district: District):
    district.handled("street")
    figures.refresh()
    client = signed(Duty.SUPERVISOR)
    tried = client.post("/alerts/rules/preview/", FORM, headers={"HX-Request": "true"})
    assert "越线" in tried.content.decode() and queries.rules() == []
    page = client.post("/alerts/rules/new/", FORM, follow=True).content.decode()
    assert "当前1项越线" in page and district.units["street"].name in page
    assert "受理激增" in client.get("/desk/notices/").content.decode()
    assert "受理激增" in signed(Duty.HANDLER, "street").get("/alerts/").content.decode()
    assert "受理激增" not in signed(Duty.HANDLER, "bureau").get("/alerts/").content.decode()


def test_what_was_typed_comes_back_with_the_fault_beside_its_field(signed):
    answer = signed(Duty.ASSESSOR).post("/alerts/rules/new/", FORM | {"level": "很多", "basis": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="level-fault"' in page and "很多" in page and "受理激增" in page


@pytest.mark.parametrize("duty", [Duty.OPERATOR, Duty.HANDLER, Duty.LEADER])
def test_others_may_not_publish_a_line(signed, duty: Duty):
    assert signed(duty).post("/alerts/rules/new/", FORM).status_code == 403
    assert queries.rules() == []


def test_a_rule_is_put_out_of_use_and_stays_to_be_read(signed):
    client = signed(Duty.SUPERVISOR)
    client.post("/alerts/rules/new/", FORM)
    (rule,) = queries.rules()
    client.post(f"/alerts/rules/{rule.number}/retire/", {"basis": "不再需要"})
    assert "已停用" in client.get(f"/alerts/rules/{rule.number}/").content.decode()
