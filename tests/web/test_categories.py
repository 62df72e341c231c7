"""The tree of categories: added, renamed, retired from a day on; old cases keep what they have."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.district import District
from tests.web.test_pages import signed_in
from yiwang.cases.models import Case
from yiwang.dials import categories, queries
from yiwang.dials.models import Category, CategoryNotice
from yiwang.engine.duties import Duty
from yiwang.jobs.clock import run_once
from yiwang.kernel.refusals import Invalid

PAGE = "/manage/categories/"
LAMP = "030401"
BASIS = {"basis": "区诉求分类目录（2026年版）"}


@pytest.fixture
def keeper(district: District):
    return signed_in(district, Duty.SUPERVISOR)


def change(client, what: str, code: str, **given):
    form = BASIS | {"change": what, "code": code} | given
    return client.post(f"{PAGE}change/", form, follow=True)


def tomorrow() -> str:
    return (timezone.localdate() + timedelta(days=1)).isoformat()


def offered(district: District) -> str:
    return signed_in(district, Duty.OPERATOR).get("/desk/new/").content.decode()


def test_a_category_of_the_third_level_is_added_and_offered_at_once(keeper, district: District):
    change(keeper, "add", "90", name="低空经济")
    change(keeper, "add", "9001", name="无人机")
    page = change(keeper, "add", "900101", name="噪声扰民", keywords=" 无人机  螺旋桨 ").content
    assert "已公布新分类" in page.decode() and BASIS["basis"] in page.decode()
    assert "低空经济·无人机·噪声扰民" in offered(district)
    assert district.open(category="900101").state == "received"
    assert queries.find_categories("楼上螺旋桨太吵", procedure="appeals")[0].code == "900101"
    kept = CategoryNotice.objects.get(code="900101")
    assert (kept.published_by, kept.keywords) == ("督办员", "无人机 螺旋桨")


@pytest.mark.parametrize(
    ("code", "given", "status", "sentence"),
    [
        ("9", {}, 422, "2、4或6位数字"),
        ("90a1", {}, 422, "2、4或6位数字"),
        ("90010101", {}, 422, "2、4或6位数字"),
        (LAMP, {}, 409, "已经用过"),
        ("9001", {}, 422, "没有在用的上级分类“90”"),
        ("90", {"name": " "}, 422, "请填写分类名称"),
        ("90", {"name": "长" * 41}, 422, "不超过40字"),
        ("90", {"basis": " "}, 422, "请写明依据"),
        ("90", {"valid_from": "2020-01-01"}, 422, "不能早于今天"),
        ("90", {"valid_from": "2026-02-30"}, 422, "不是有效的日期"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(keeper, code, given, status, sentence):
    response = change(keeper, "add", code, **({"name": "低空经济"} | given))
    assert response.status_code == status and sentence in response.content.decode()
    assert not CategoryNotice.objects.exists()


def test_a_retired_category_is_no_longer_offered_and_old_cases_keep_its_name(
    keeper, district: District
):
    number = district.handled()
    name = queries.category_label(LAMP)
    page = change(keeper, "retire", "0304").content.decode()
    assert "已停用" in page and "1 件在办" in page
    assert not Category.objects.filter(code__startswith="0304", active=True).exists()
    assert f'value="{LAMP}"' not in offered(district)
    with pytest.raises(Invalid, match="没有“030401”这个分类"):
        district.open(category=LAMP)
    handler = signed_in(district, Duty.HANDLER)
    assert name in handler.get(f"/cases/{number}/").content.decode()
    assert handler.post(f"/cases/{number}/act/sign/", {}).status_code == 302
    assert Case.objects.get(number=number).category == LAMP


def test_what_was_retired_is_taken_back_from_the_top(keeper, district: District):
    change(keeper, "retire", "0304")
    assert change(keeper, "retire", "0304").status_code == 409
    refused = change(keeper, "restore", LAMP)
    assert refused.status_code == 422 and "上级分类" in refused.content.decode()
    change(keeper, "restore", "0304")
    change(keeper, "restore", LAMP)
    assert change(keeper, "restore", LAMP).status_code == 409
    assert f'value="{LAMP}"' in offered(district)


def test_a_change_of_tomorrow_waits_for_its_day(keeper, district: District, monkeypatch):
    former = queries.category(LAMP).name
    page = change(keeper, "rename", LAMP, name="照明设施", valid_from=tomorrow()).content.decode()
    assert "待生效" in page and f"{former} → 照明设施" in page
    assert run_once()["categories from a day on"] == 0
    assert queries.category(LAMP).name == former
    second = change(keeper, "retire", "0304")
    assert second.status_code == 409 and "起生效的变更" in second.content.decode()
    later = timezone.now() + timedelta(days=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert categories.carry_out() == 1
    assert categories.carry_out() == 0
    assert queries.category(LAMP).name == "照明设施"
    assert change(keeper, "retire", "0304").status_code == 200


def test_a_new_name_needs_to_be_new(keeper):
    known = queries.category(LAMP)
    same = {"name": known.name, "keywords": known.keywords}
    assert change(keeper, "rename", LAMP, **same).status_code == 422
    page = change(keeper, "rename", LAMP, **(same | {"keywords": "灯"})).content.decode()
    assert "修改常用词" in page and "更名</b>" not in page
    assert change(keeper, "rename", "999999", name="无").status_code == 404


def test_the_tree_is_searched_and_counts_open_cases_upwards(keeper, district: District):
    district.handled()
    page = keeper.get(PAGE).content.decode()
    assert page.count("1 件在办") == 3
    found = keeper.get(PAGE, {"text": "路灯"}).content.decode()
    assert f">{queries.category(LAMP).name}<" in found and ">生活垃圾<" not in found
    assert "没有符合的分类" in keeper.get(PAGE, {"text": "无此分类"}).content.decode()
    change(keeper, "retire", LAMP)
    name = queries.category(LAMP).name
    assert f">{name}<" not in keeper.get(PAGE).content.decode()
    assert f">{name}<" in keeper.get(PAGE, {"retired": "1"}).content.decode()


def test_the_tree_takes_few_queries(keeper, district: District, django_assert_max_num_queries):
    district.handled()
    keeper.get(PAGE)
    with django_assert_max_num_queries(10):
        keeper.get(PAGE)


@pytest.mark.parametrize("duty", [Duty.OPERATOR, Duty.EDITOR, Duty.HANDLER])
def test_nobody_else_changes_the_tree(district: District, duty):
    other = signed_in(district, duty)
    assert change(other, "retire", LAMP).status_code == 403
    assert other.get(f"{PAGE}{LAMP}/").status_code == 403
    assert not CategoryNotice.objects.exists()


def test_an_unknown_category_or_change_is_refused(keeper):
    assert keeper.get(f"{PAGE}999999/").status_code == 404
    assert change(keeper, "explode", LAMP).status_code == 422


def test_what_was_published_cannot_be_altered(keeper):
    change(keeper, "retire", LAMP)
    with pytest.raises(DatabaseError), transaction.atomic():
        CategoryNotice.objects.update(basis="改写")
