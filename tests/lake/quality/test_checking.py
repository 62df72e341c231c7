"""What each rule evaluates and finds, by rows with one fault each and rows that must not count."""

from datetime import date, datetime

import pytest

from tests.lake.quality.people import AROUND, AT, SCHEMA, card, person, table
from yiwang.kernel.refusals import Missing
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.quality import default_rules, rule
from yiwang.lake.quality.bad import bad_rows
from yiwang.lake.quality.checking import Around, check, check_by


@pytest.fixture(scope="module")
def engine():
    held = DuckEngine(memory="512MB", threads=1)
    yield held
    held.close()


def of(kind: str, *fields: str, **parameters):
    return rule({"key": kind, "kind": kind, "fields": fields, "parameters": parameters})


def found(engine, one, *rows, around=AROUND) -> tuple[int, int, list[int]]:
    """Rows evaluated, broken, and the numbers of the bad ones, as both readings tell them."""
    held = table(*rows)
    count = check(engine, held, (one,), ("number",), around).counts[0]
    named = engine.arrow(bad_rows(held, (one,), ("number",), around))
    return count.evaluated, count.broken, sorted(named["number"].to_pylist())


@pytest.mark.parametrize(
    ("one", "fault"),
    [
        (of("not_null", "street"), {"street": ""}),
        (of("not_null", "born"), {"born": None}),
        (of("length", "street", least=2, most=4), {"street": "五个汉字啊"}),
        (of("length", "street", least=2), {"street": "五"}),
        (of("one_of", "street", codes=["S1", "S2"]), {"street": "S3"}),
        (of("one_of", "number", codes=[0, 1, 3]), {}),
        (of("pattern", "street", pattern="S[0-9]|T"), {"street": "S12"}),
        (of("pattern", "street", pattern="S[0-9]|T"), {"street": "S1\n"}),
        (of("range", "born", most="today"), {"born": date(2026, 11, 23)}),
        (of("range", "changed", most="today"), {"changed": datetime(2026, 11, 22, 9, 0, 1)}),
        (of("range", "number", most=1.5), {}),
        (of("identifier", "card", identifier="identity_card"), {"card": "42019919800230001X"}),
        (
            of("identifier", "card", identifier="identity_card"),
            {"card": card(date(2026, 11, 23), 1)},
        ),
        (of("cross_field", "born", "card", relation="birth_of_card"), {"born": date(1980, 2, 1)}),
        (of("cross_field", "sex", "card", relation="sex_of_card"), {"sex": "男"}),
        (of("cross_field", "since", "until", relation="at_most"), {"until": date(2019, 1, 1)}),
    ],
)
def test_the_one_row_with_the_fault_is_found(engine, one, fault):
    rows = [person(0), person(1), person(2, **fault)]
    evaluated, broken, bad = found(engine, one, *rows)
    assert (broken, bad) == (1, [2])
    assert evaluated >= 1


@pytest.mark.parametrize("empty", [None, ""])
def test_empty_values_are_evaluated_by_not_null_alone(engine, empty):
    rows = [person(1), person(2, street=empty)]
    assert found(engine, of("one_of", "street", codes=["S1"]), *rows) == (1, 0, [])
    assert found(engine, of("unique", "street"), *rows, person(3, street=empty)) == (1, 0, [])
    assert found(engine, of("not_null", "street"), *rows) == (2, 1, [2])


def test_a_moment_later_on_the_day_of_the_check_is_to_come_but_the_day_is_not(engine):
    rows = [person(1, born=AT.date(), changed=AT)]
    assert found(engine, of("range", "born", most="today"), *rows) == (1, 0, [])
    assert found(engine, of("range", "changed", most="today"), *rows) == (1, 0, [])


@pytest.mark.parametrize(
    ("counting", "evaluated", "broken"), [("keys", 3, 1), ("excess", 5, 2), ("rows", 5, 3)]
)
def test_duplicates_are_counted_as_the_rule_names_and_all_their_rows_are_told(
    engine, counting, evaluated, broken
):
    streets = ["A", "A", "A", "B", "C", None]
    rows = [person(number, street=street) for number, street in enumerate(streets)]
    one = of("unique", "street", counting=counting)
    assert found(engine, one, *rows) == (evaluated, broken, [0, 1, 2])


def test_a_value_that_is_in_no_row_of_the_other_table_is_found(engine):
    streets = table(person(1, street="S1"), person(2, street="S1"), person(3, street=None))
    one = of("reference", "street", table="streets", to=["street"])
    rows = [person(1), person(2, street="S9"), person(3, street=None)]
    around = Around(at=AT, others={"streets": streets})
    assert found(engine, one, *rows, around=around) == (2, 1, [2])
    with pytest.raises(Missing, match="streets"):
        found(engine, one, *rows)


@pytest.mark.parametrize(("days", "broken"), [(1, 1), (2, 0)])
def test_a_table_is_late_when_its_newest_row_is(engine, days, broken):
    one = of("freshness", "changed", days=days)
    assert found(engine, one, person(1), person(2, changed=None)) == (1, broken, [])


@pytest.mark.parametrize(
    ("rows", "usual", "broken"), [(0, None, 1), (1, None, 0), (1, 3, 1), (2, 3, 0), (0, 0, 1)]
)
def test_no_rows_or_far_fewer_than_usual_are_a_fault(engine, rows, usual, broken):
    around = Around(at=AT, usual=usual)
    one = of("row_count", fall=0.5)
    assert found(engine, one, *map(person, range(rows)), around=around) == (1, broken, [])


def test_a_rule_without_anything_to_evaluate_has_no_share(engine):
    outcome = check(engine, table(), default_rules(SCHEMA), ("number",), AROUND)
    assert outcome.rows == 0
    assert {count.share for count in outcome.counts} == {None, 0.0}


def test_all_rules_together_find_what_each_finds_alone(engine):
    rules = default_rules(SCHEMA)
    rows = [person(1), person(1), person(2, sex="7"), person(4, born=date(1799, 1, 1))]
    held = table(*rows)
    outcome = check(engine, held, rules, ("number",), AROUND)
    bad = engine.arrow(bad_rows(held, rules, ("number",), AROUND)).to_pylist()
    for count in outcome.counts:
        named = [row["number"] for row in bad if row["rule_key"] == count.rule.key]
        assert len(named) == count.broken, count.rule.key
    assert outcome.count("unique.keys").share == 0.5


def test_counts_by_a_field_add_up_to_those_of_the_table(engine):
    rules = default_rules(SCHEMA)
    rows = [person(number, street=f"S{number % 3}", sex=str(number % 5)) for number in range(40)]
    held = table(*rows)
    whole = check(engine, held, rules, ("number",), AROUND)
    parts = check_by(engine, held, rules, "street", AROUND)
    assert set(parts) == {"S0", "S1", "S2"}
    for key in ("one_of.sex", "cross_field.sex"):
        assert sum(part.count(key).broken for part in parts.values()) == whole.count(key).broken > 0
