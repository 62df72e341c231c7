"""The pages of the assessment: tried, published, ranked, and how fair it is; each by who may."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.analytics.frozen.test_frozen import MONTH, june  # noqa: F401
from tests.district import District, build
from tests.web.test_pages import signed_in
from yiwang.analytics import actions as figures
from yiwang.analytics.frozen.models import Freeze
from yiwang.analytics.scores import queries
from yiwang.analytics.scores.shapes import shape
from yiwang.engine.duties import Duty

PAGE = "/scores/streets/"


@pytest.fixture
def district(db, settings, tmp_path) -> District:
    settings.FACTS_ROOT = tmp_path
    return build()


def form(**changes: str) -> dict[str, str]:
    card = shape("streets").born
    given = {"least_cases": "0", "basis": "本区考核办法", "period": MONTH.key}
    for item in card.items:
        given[f"points.{item.indicator}"] = str(float(item.points))
        given[f"floor.{item.indicator}"] = str(float(item.floor * 100))
        given[f"full.{item.indicator}"] = str(float(item.full * 100))
        given[f"least.{item.indicator}"] = str(float(item.least))
    for one in card.deductions:
        given[f"each.{one.indicator}"] = str(float(one.each))
        given[f"most.{one.indicator}"] = str(float(one.most))
    return given | changes


def text(answer) -> str:
    return answer.content.decode()


def freeze(district: District) -> None:
    given = {"period": MONTH.key, "basis": "考核办法", "days": "0"}
    signed_in(district, Duty.ASSESSOR).post("/frozen/", given)
    Freeze.objects.update(objections_until=timezone.localdate() - timedelta(days=1))


def test_values_are_tried_on_last_month_before_they_are_published(district, june):  # noqa: F811
    figures.refresh()
    assessor = signed_in(district, Duty.ASSESSOR)
    assert "试算" in text(assessor.get(PAGE))
    shown = text(assessor.post(f"{PAGE}card/try/", form(), headers={"HX-Request": "true"}))
    assert district.units["street"].name in shown and queries.editions("streets") == []
    assessor.post(f"{PAGE}card/", form())
    card, edition = queries.card_of("streets")
    assert card.least_cases == 0 and edition.basis == "本区考核办法"


@pytest.mark.parametrize(
    "changes", [{"points.on_time_rate": "50"}, {"floor.on_time_rate": "很低"}, {"least_cases": ""}]
)
def test_values_that_the_shape_does_not_allow_are_refused(district, changes):
    answer = signed_in(district, Duty.ASSESSOR).post(f"{PAGE}card/", form(**changes))
    assert answer.status_code == 422 and queries.editions("streets") == []


def test_a_ranking_is_published_once_and_stays(district, june):  # noqa: F811
    freeze(district)
    assessor = signed_in(district, Duty.ASSESSOR)
    assessor.post(f"{PAGE}card/", form())
    shown = text(assessor.post(f"{PAGE}publish/", {"period": MONTH.key}, follow=True))
    assert "不再变动" in shown and district.units["street"].name in shown
    assert assessor.post(f"{PAGE}publish/", {"period": MONTH.key}).status_code == 409
    before = queries.assessment("streets", MONTH.key).scores
    changed = {"points.on_time_rate": "30", "points.satisfied_rate": "35"}
    assessor.post(f"{PAGE}card/", form(**changed))
    assert queries.assessment("streets", MONTH.key).scores == before
    # The unit reads what was published.
    assert MONTH.label in text(signed_in(district, Duty.HANDLER, "street").get(PAGE))


def test_nothing_is_published_before_its_objections_are_decided(district, june):  # noqa: F811
    assessor = signed_in(district, Duty.ASSESSOR)
    assert assessor.post(f"{PAGE}publish/", {"period": MONTH.key}).status_code == 404
    given = {"period": MONTH.key, "basis": "考核办法", "days": "5"}
    assessor.post("/frozen/", given)
    assert assessor.post(f"{PAGE}publish/", {"period": MONTH.key}).status_code == 409
    asked = {"number": june["late"], "indicators": ["received"], "reason": "一", "evidence": "二"}
    unit = signed_in(district, Duty.HANDLER, "street")
    unit.post(f"/frozen/{MONTH.key}/object/", asked)
    Freeze.objects.update(objections_until=timezone.localdate() - timedelta(days=1))
    assert assessor.post(f"{PAGE}publish/", {"period": MONTH.key}).status_code == 409
    assert queries.assessments() == []


def test_whom_the_formula_treats_worst_is_shown(district, june):  # noqa: F811
    figures.refresh()
    assessor = signed_in(district, Duty.ASSESSOR)
    assessor.post(f"{PAGE}card/", form())
    for mix in ("category", "channel"):
        shown = text(assessor.get(f"{PAGE}fairness/?mix={mix}&period={MONTH.key}"))
        assert "应达到" in shown


def test_others_neither_publish_nor_read_what_is_not_published(district):
    figures.refresh()
    for duty in (Duty.LEADER, Duty.SUPERVISOR):
        client = signed_in(district, duty)
        assert client.get(PAGE).status_code == 200
        assert client.post(f"{PAGE}card/", form()).status_code == 403
        assert client.post(f"{PAGE}publish/", {"period": MONTH.key}).status_code == 403
    assert signed_in(district, Duty.HANDLER, "street").get(PAGE).status_code == 404
    assert signed_in(district, Duty.OPERATOR).get(PAGE).status_code == 403
    assert signed_in(district, Duty.LEADER).get("/scores/nothing/").status_code == 404
