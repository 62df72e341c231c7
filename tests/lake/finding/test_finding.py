"""What is found in made-up tables, and what must not be taken for wrong."""

from random import Random

import pytest

from yiwang.lake.finding import candidates, dependencies, suspects
from yiwang.lake.quality import RuleKind
from yiwang.lake.schema import Field, Kind, Meaning, Schema


def shops(rows: int = 240) -> dict[str, list[str]]:
    """Twelve shops, told of again and again; each has its street, and its number is its own."""
    order = [number % 12 for number in range(rows)]
    return {
        "shop": [f"店铺{'甲乙丙丁戊己庚辛壬癸子丑'[place]}" for place in order],
        "street": [f"{'东南西北'[place % 4]}风街道" for place in order],
        "code": [f"S{place + 10}" for place in order],
        "since": [f"{3 + number % 25}天" for number in range(rows)],
        "note": [Random(number).choice(["好", "差"]) for number in range(rows)],
    }


def test_what_follows_from_what_is_found_with_its_support():
    found = {(one.of, one.field): one for one in dependencies(shops())}
    assert (("shop",), "street") in found
    assert (("code",), "street") in found
    assert not any(one.field in ("since", "note") for one in found.values())
    assert found[("shop",), "street"].rows == found[("shop",), "street"].held == 240


def test_clean_data_has_no_suspects():
    assert suspects(shops()) == ()


@pytest.mark.parametrize(
    ("field", "wrong", "right"),
    [("street", "南风街道", "东风街道"), ("street", "", "东风街道"), ("code", "S1O", "S10")],
)
def test_a_value_that_its_group_outvotes_is_told_with_the_group_s(field, wrong, right):
    columns = shops()
    columns[field][24] = wrong
    found = suspects(columns)
    assert [(one.row, one.field, one.value, one.proposed) for one in found] == [
        (24, field, wrong, right)
    ]


def test_a_value_written_otherwise_is_told_without_a_guess():
    columns = shops()
    columns["since"][7] = "l0天"
    assert [(one.row, one.field, one.proposed) for one in suspects(columns)] == [(7, "since", "")]


def test_a_slip_of_a_usual_word_is_told_but_a_rare_word_is_not():
    kinds = ["一般程序案件"] * 200
    kinds[3], kinds[9] = "一般程序条件", "简易程序"
    found = suspects({"row": [str(number) for number in range(200)], "kind": kinds})
    assert [(one.row, one.proposed) for one in found] == [(3, "一般程序案件")]


def test_a_rare_value_that_a_thing_always_has_is_its_own():
    """Every row of one shop says 冬风街道: near to 东风街道, but no slip."""
    columns = shops()
    columns["street"] = ["冬风街道" if shop == "店铺丑" else "东风街道" for shop in columns["shop"]]
    assert suspects(columns) == ()


def test_rules_that_nearly_all_rows_keep_are_proposed_with_what_breaks_them():
    columns = shops() | {"number": [str(number) for number in range(240)]}
    columns["note"][5] = "hao"
    columns["number"][9] = "10"
    columns["since"] = [f"{number}天" for number in range(120)] * 2
    schema = Schema(tuple(Field(key, key) for key in columns))
    found = {one.rule.key: one for one in candidates(columns, schema)}
    assert set(found["found.one_of.note"].rule.parameters["codes"]) == {"好", "差"}
    assert found["found.one_of.note"].examples == ("hao",)
    assert (found["found.unique.number"].held, found["found.unique.number"].rows) == (238, 240)
    assert found["found.pattern.since"].rule.parameters["pattern"] == "[0-9]+天"
    assert found["found.not_null.shop"].share == 1.0


@pytest.mark.parametrize(
    ("kind", "meaning"),
    [
        (Kind.TEXT, Meaning.PERSON_NAME),
        (Kind.TEXT, Meaning.ADDRESS),
        (Kind.DAY, Meaning.BIRTH_DAY),
        (Kind.MOMENT, Meaning.PLAIN),
    ],
)
def test_what_two_may_share_is_no_key_however_seldom_they_do(kind, meaning):
    columns = {"told": [f"{number}a" for number in range(100)]}
    found = candidates(columns, Schema((Field("told", "所说", kind, meaning),)))
    assert RuleKind.UNIQUE not in {one.rule.kind for one in found}


def test_amounts_are_not_taken_for_keys():
    columns = {"amount": [f"{number}.5" for number in range(100)]}
    found = candidates(columns, Schema((Field("amount", "金额", Kind.DECIMAL),)))
    assert RuleKind.UNIQUE not in {one.rule.kind for one in found}
