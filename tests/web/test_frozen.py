"""The pages of frozen figures: publish, read, object, decide, replay; each by who may."""

import pytest

from tests.analytics.frozen.test_frozen import MONTH, june  # noqa: F401
from tests.district import District, build
from tests.web.test_pages import signed_in
from yiwang.analytics.frozen import queries
from yiwang.engine.duties import Duty

FORM = {"period": MONTH.key, "basis": "考核办法", "days": "10"}
PAGE = f"/frozen/{MONTH.key}/"


@pytest.fixture
def district(db, settings, tmp_path) -> District:
    settings.FACTS_ROOT = tmp_path
    return build()


def text(answer) -> str:
    return answer.content.decode()


def test_a_month_goes_from_freezing_to_a_corrected_figure(district: District, june):  # noqa: F811
    assessor = signed_in(district, Duty.ASSESSOR)
    assert "还没有冻结过数据" in text(assessor.get("/frozen/"))
    assert MONTH.label in text(assessor.post("/frozen/", FORM, follow=True))
    unit = signed_in(district, Duty.HANDLER, "street")
    assert "提出申诉" in text(unit.get(PAGE))
    asked = {
        "number": june["late"],
        "indicators": ["received"],
        "reason": "地址有误",
        "evidence": "记录第五条",
    }
    assert "待审定" in text(unit.post(f"{PAGE}object/", asked, follow=True))
    (objection,) = queries.objections(queries.freeze(MONTH.key), district.worker(Duty.LEADER))
    decided = {"granted": "yes", "decision": "属实"}
    shown = text(assessor.post(f"/frozen/objections/{objection.pk}/", decided, follow=True))
    assert "已剔除" in shown and "更正后" in shown
    assert "一致" in text(assessor.post(f"{PAGE}replay/", follow=True))


def test_a_unit_reads_its_own_figures_and_objections_only(district: District, june):  # noqa: F811
    signed_in(district, Duty.ASSESSOR).post("/frozen/", FORM)
    bureau = signed_in(district, Duty.HANDLER, "bureau")
    shown = text(bureau.get(f"{PAGE}?by=street"))
    assert district.units["bureau"].name in shown
    assert district.units["street"].name not in shown
    asked = {"number": june["late"], "indicators": ["received"], "reason": "一", "evidence": "二"}
    assert bureau.post(f"{PAGE}object/", asked).status_code == 404
    signed_in(district, Duty.HANDLER, "street").post(f"{PAGE}object/", asked)
    (objection,) = queries.objections(queries.freeze(MONTH.key), district.worker(Duty.LEADER))
    assert bureau.get(f"/frozen/objections/{objection.pk}/").status_code == 404


@pytest.mark.parametrize("duty", [Duty.OPERATOR, Duty.LEADER, Duty.ADMINISTRATOR])
def test_others_may_not_freeze(district: District, duty: Duty):
    assert signed_in(district, duty).post("/frozen/", FORM).status_code == 403
    assert queries.freezes() == []


def test_a_period_that_was_not_frozen_is_not_there(district: District):
    assert signed_in(district, Duty.LEADER).get("/frozen/2020-01/").status_code == 404
