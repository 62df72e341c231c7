"""The screen of units: the tree, a new one, its name, its review, out of use and back."""

import pytest

from tests.district import REPLY, District
from tests.web.test_pages import signed_in
from yiwang.cases.models import Case
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import NotAllowed
from yiwang.org import queries as org
from yiwang.org.models import Change, Post, Unit

PAGE = "/manage/units/"
NEW = {"name": "区园林局", "code": "B9", "kind": "department"}


@pytest.fixture
def administrator(district: District):
    return signed_in(district, Duty.ADMINISTRATOR)


def change(client, unit: Unit, what: str, **given):
    return client.post(f"{PAGE}{unit.pk}/change/", {"change": what} | given, follow=True)


def noted() -> list[tuple[str, str, str]]:
    return list(Change.objects.order_by("id").values_list("what", "name", "person_name"))


def test_the_tree_shows_kind_parent_and_how_many_work_there(administrator, district: District):
    page = administrator.get(PAGE).content.decode()
    rows = page.split("<tbody>")[1].split("</tbody>")[0].split("<tr")[1:]
    shown = {u.name: next(r for r in rows if f">{u.name}<" in r) for u in Unit.objects.all()}
    street, community = shown["江滩街道办"], shown["临江社区"]
    assert 'class="deep-0"' in street and ">街道<" in street and ">3<" in street
    assert 'class="deep-1"' in community and "江滩街道办" in community and ">2<" in community
    assert rows.index(street) < rows.index(community)
    found = administrator.get(PAGE, {"text": "滨湖"}).content.decode().split("</tbody>")[0]
    assert "滨湖社区" in found and "江滩街道办" in found and "临江社区" not in found
    assert "没有符合的单位" in administrator.get(PAGE, {"text": "无此"}).content.decode()


def test_a_new_unit_below_another_gets_work(administrator, district: District):
    street = district.units["street"]
    form = NEW | {"parent": street.pk, "area": "420199001"}
    page = administrator.post(PAGE, form, follow=True).content.decode()
    made = Unit.objects.get(code="B9")
    assert "已新增单位“区园林局”" in page and made.path == f"{street.path}{made.pk}/"
    assert noted() == [("新增单位", "区园林局", "系统管理员")]
    number = district.open().number
    operator, dispatcher = district.worker(Duty.OPERATOR), district.worker(Duty.DISPATCHER)
    district.act(number, "accept", operator)
    district.act(number, "establish", operator, category="030401")
    district.act(number, "dispatch", dispatcher, lead_unit=made.pk)
    assert Case.objects.get(number=number).lead_unit == made


@pytest.mark.parametrize(
    ("given", "status", "sentence"),
    [
        ({"name": " "}, 422, "请填写单位名称"),
        ({"name": "长" * 61}, 422, "不超过60字"),
        ({"code": ""}, 422, "请填写单位代码"),
        ({"code": "B1"}, 409, "已经用过"),
        ({"kind": "planet"}, 422, "请选择单位类别"),
        ({"parent": "99999"}, 404, "没有这个单位"),
        ({"area": "999"}, 422, "这个区域"),
    ],
)
def test_a_form_that_does_not_fit_is_refused_in_words(
    administrator, district: District, given, status, sentence
):
    response = administrator.post(PAGE, NEW | given)
    assert response.status_code == status and sentence in response.content.decode()
    assert Unit.objects.count() == len(district.units) and not Change.objects.exists()


def test_with_review_the_handler_hands_in_a_draft_and_the_reviewer_lets_it_out(
    administrator, district: District
):
    street = district.units["street"]
    number = district.handled()
    district.act(number, "sign", district.worker(Duty.HANDLER))
    change(administrator, street, "edit", name=street.name, reviews="on")
    assert noted() == [("答复改为须经审核", street.name, "系统管理员")]
    handler, reviewer = (
        org.workers_of(district.worker(duty, "street").person_id)[0]
        for duty in (Duty.HANDLER, Duty.REVIEWER)
    )
    with pytest.raises(NotAllowed):
        district.act(number, "reply", handler, **REPLY)
    district.act(number, "submit_draft", handler, **REPLY)
    district.act(number, "approve_draft", reviewer, public_reply="路灯已修好")
    assert Case.objects.get(number=number).state == "answered"
    change(administrator, street, "edit", name=street.name)
    assert not Unit.objects.get(pk=street.pk).reviews_replies


def test_a_unit_without_a_reviewer_cannot_have_its_replies_reviewed(
    administrator, district: District
):
    bureau = district.units["bureau"]
    response = change(administrator, bureau, "edit", name="新名称", reviews="on")
    assert response.status_code == 409 and "还没有审核人" in response.content.decode()
    kept = Unit.objects.get(pk=bureau.pk)
    assert (kept.name, kept.reviews_replies) == ("城管局", False)
    assert not Change.objects.exists()


def test_a_new_name_is_kept_with_the_former_one(administrator, district: District):
    bureau = district.units["bureau"]
    page = change(administrator, bureau, "edit", name="城市管理局").content.decode()
    assert "城管局 → 城市管理局" in page
    change(administrator, bureau, "edit", name="城市管理局")
    assert len(noted()) == 1
    assert change(administrator, bureau, "edit", name=" ").status_code == 422


def test_a_unit_with_open_assignments_is_not_retired_and_the_sentence_lists_them(
    administrator, district: District
):
    number, bureau = district.handled("bureau"), district.units["bureau"]
    assert number in administrator.get(f"{PAGE}{bureau.pk}/").content.decode()
    response = change(administrator, bureau, "retire")
    assert response.status_code == 409
    assert f"城管局还有1件未办结的任务，请先办结或改派：{number}" in response.content.decode()
    assert Unit.objects.get(pk=bureau.pk).active
    other = district.units["other"].pk
    dispatcher = district.worker(Duty.DISPATCHER)
    district.act(number, "redispatch", dispatcher, lead_unit=other, reason="机构调整")
    assert change(administrator, bureau, "retire").status_code == 200
    assert not Unit.objects.get(pk=bureau.pk).active


def test_a_retired_unit_is_offered_no_more_and_comes_back(administrator, district: District):
    bureau = district.units["bureau"]
    handler = signed_in(district, Duty.HANDLER, "bureau")
    change(administrator, bureau, "retire")
    assert bureau.pk not in org.units_that_handle().values_list("pk", flat=True)
    assert handler.get("/desk/").status_code == 403
    assert ">城管局<" not in administrator.get(PAGE).content.decode().split("</tbody>")[0]
    assert ">城管局<" in administrator.get(PAGE, {"retired": "1"}).content.decode()
    assert change(administrator, bureau, "retire").status_code == 409
    change(administrator, bureau, "restore")
    assert change(administrator, bureau, "restore").status_code == 409
    assert handler.get("/desk/").status_code == 200
    assert [what for what, _, _ in noted()] == ["停用单位", "恢复使用"]


def test_a_unit_with_units_below_it_and_the_centre_stay(administrator, district: District):
    street = change(administrator, district.units["street"], "retire")
    assert street.status_code == 409 and "临江社区、滨湖社区" in street.content.decode()
    assert change(administrator, district.units["centre"], "retire").status_code == 409
    for key in ("community", "other", "street"):
        assert change(administrator, district.units[key], "retire").status_code == 200
    below = change(administrator, district.units["other"], "restore")
    assert below.status_code == 409 and "请先恢复上级" in below.content.decode()


@pytest.mark.parametrize("duty", [Duty.SUPERVISOR, Duty.DISPATCHER, Duty.HANDLER])
def test_nobody_but_the_administrator_changes_units(district: District, duty):
    other, bureau = signed_in(district, duty), district.units["bureau"]
    assert other.post(PAGE, NEW).status_code == 403
    assert other.get(f"{PAGE}{bureau.pk}/").status_code == 403
    assert change(other, bureau, "retire").status_code == 403
    assert Unit.objects.filter(active=True).count() == len(district.units)


def test_an_unknown_unit_or_change_is_refused(administrator, district: District):
    assert administrator.get(f"{PAGE}99999/").status_code == 404
    assert change(administrator, district.units["bureau"], "explode").status_code == 422


def test_the_tree_takes_few_queries(administrator, district, django_assert_max_num_queries):
    assert Post.objects.count() > len(district.units)
    administrator.get(PAGE)
    with django_assert_max_num_queries(10):
        administrator.get(PAGE)
