"""Chinese search finds exactly what stands in the text, two characters being enough."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.district import build
from yiwang.cases.models import Case
from yiwang.cases.models import Reporter as Row
from yiwang.search import actions, queries

SIGNS = "路灯不亮垃圾清运井盖水〇𠮷㛃﨑a1，。 "


def found(query: str) -> set[int]:
    return set(
        Row.objects.filter(pk__in=queries.matching("case", query)).values_list("pk", flat=True)
    )


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    texts=st.lists(st.text(SIGNS, max_size=14), min_size=1, max_size=6),
    query=st.text("路灯不亮垃圾清运井盖水〇𠮷㛃﨑", min_size=2, max_size=4),
)
def test_a_phrase_is_found_exactly_where_it_stands(db, texts: list[str], query: str):
    rows = [Row.objects.create(name="") for _ in texts]
    actions.put_rows([actions.entry("case", r.pk, t) for r, t in zip(rows, texts, strict=True)])
    wanted = {r.pk for r, t in zip(rows, texts, strict=True) if query in t}
    assert found(query) & {r.pk for r in rows} == wanted


@pytest.mark.django_db
def test_a_text_is_replaced_removed_and_kept_apart_from_other_kinds():
    row = Row.objects.create(name="")
    actions.index(kind="case", object_id=row.pk, text="路灯不亮")
    actions.index(kind="case", object_id=row.pk, text="井盖丢失")
    assert (found("路灯"), found("井盖")) == (set(), {row.pk})
    actions.index(kind="knowledge", object_id=row.pk + 1, text="路灯不亮")
    assert found("路灯") == set()
    actions.remove(kind="case", object_id=row.pk)
    assert found("井盖") == set()


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", " ", "，。", '"', "'; --", "a OR b", "路*", "NEAR(灯)"])
def test_odd_queries_are_harmless(query: str):
    row = Row.objects.create(name="")
    actions.index(kind="case", object_id=row.pk, text="这里什么都没有提到")
    assert found(query) == set()


@pytest.mark.django_db
def test_one_character_finds_the_words_that_hold_it():
    row = Row.objects.create(name="")
    actions.index(kind="case", object_id=row.pk, text="路灯不亮")
    assert found("灯") == found("亮") == {row.pk}


def test_a_case_is_found_by_its_address(db):
    number = build().open(address="解放大道118号").number
    ids = Case.objects.filter(pk__in=queries.matching("case", "解放大道 118"))
    assert [case.number for case in ids] == [number]
