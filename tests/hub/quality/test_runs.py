"""A table is checked by its rules; what was found stays, and the list of bad rows is the last."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.hub.quality.conftest import shop
from yiwang.hub.quality import actions, following, queries, tables
from yiwang.hub.quality.models import QualityRun
from yiwang.kernel.refusals import Invalid, Missing, NotAllowed, NotFound
from yiwang.lake.quality import rule

SEATS = rule({"key": "seats", "kind": "range", "fields": ["seats"], "parameters": {"most": 15}})


def broken(run) -> dict[str, int]:
    return {one.rule.key: one.broken for one in run.counts if one.broken}


def test_without_an_edition_the_rules_follow_from_the_shape(quality):
    run = following.check(quality.resource)
    assert broken(run) == {"not_null.name": 1, "identifier.phone": 2}
    assert (run.rows, run.listed, run.cut) == (4, 3, False)
    assert run.scores["completeness"] == pytest.approx(100 * (1 + 0.75) / 2)
    assert 0 < run.total < 100


def test_a_rule_is_added_and_switched_off_with_a_reason_and_earlier_runs_keep_theirs(quality):
    first = following.check(quality.resource)
    more = {"resource": quality.resource, "by": quality.officer}
    actions.add(one=SEATS, reason="座位不多于15", **more)
    second = following.check(quality.resource)
    actions.switch_off(key="seats", reason="误加", **more)
    third = following.check(quality.resource)
    assert broken(second) == broken(first) | {"seats": 4}
    assert broken(third) == broken(first)
    assert broken(QualityRun.objects.get(pk=second.pk))["seats"] == 4
    assert [one.number for one in quality.resource.rule_sets.all()] == [1, 2]


def test_rules_are_refused_without_a_reason_without_the_duty_or_for_other_fields(quality):
    more = {"resource": quality.resource, "one": SEATS}
    with pytest.raises(Missing):
        actions.add(reason=" ", by=quality.officer, **more)
    with pytest.raises(NotAllowed):
        actions.add(reason="x", by=quality.steward, **more)
    with pytest.raises(NotFound):
        actions.switch_off(resource=quality.resource, key="no", reason="x", by=quality.officer)
    strange = rule({"key": "x", "kind": "not_null", "fields": ["colour"]})
    with pytest.raises(Invalid):
        actions.add(resource=quality.resource, one=strange, reason="x", by=quality.officer)


def test_a_resource_without_rows_says_what_to_do(quality):
    quality.resource.key = "nothing"
    with pytest.raises(NotFound, match="接入后"):
        actions.run(resource=quality.resource)


def test_editions_and_runs_cannot_be_changed(quality):
    following.check(quality.resource)
    for verb in (
        "UPDATE hub_quality_qualityrun SET rows = 0",
        "DELETE FROM hub_quality_qualityrun",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(verb)


def test_the_keys_of_bad_rows_are_for_the_centre_and_the_unit_itself(quality):
    following.check(quality.resource)
    for reader in (quality.officer, quality.steward):
        held = queries.bad_page(quality.resource, "identifier.phone", 0, reader)
        assert held == [("S2",), ("S4",)]
    with pytest.raises(NotAllowed):
        queries.bad_page(quality.resource, "identifier.phone", 0, quality.stranger)


def test_a_check_is_due_when_rows_or_rules_are_new(quality):
    assert following.due() == [quality.resource]
    assert len(following.check_due()) == 1
    assert following.due() == []
    quality.put(shop(1))
    assert len(following.check_due()) == 1
    actions.add(resource=quality.resource, one=SEATS, reason="x", by=quality.officer)
    assert following.due() == [quality.resource]


def test_rows_that_fell_to_half_are_told(quality):
    following.check(quality.resource)
    quality.put(shop(1))
    assert broken(following.check(quality.resource)) == {"row_count": 1}


def test_lists_are_cut_where_they_would_grow_too_long(quality, monkeypatch):
    monkeypatch.setattr(tables, "MOST_LISTED", 2)
    run = following.check(quality.resource)
    assert (run.listed, run.cut) == (2, True)


def test_suggested_rules_are_not_those_in_force(quality):
    quality.put(*(shop(number, name=f"{number % 3}号店") for number in range(90)))
    found = queries.suggestions(quality.resource, quality.officer)
    assert {one.rule.key for one in found} >= {"found.one_of.name", "found.not_null.phone"}
    actions.add(resource=quality.resource, one=found[0].rule, reason="采纳", by=quality.officer)
    keys = {one.rule.key for one in queries.suggestions(quality.resource, quality.officer)}
    assert found[0].rule.key not in keys


def test_units_are_ranked_by_their_resources(quality):
    assert queries.league() == []
    run = following.check(quality.resource)
    (standing,) = queries.league()
    assert (standing.unit, standing.total, standing.open) == (
        quality.resource.unit.name, run.total, 0,
    )  # fmt: skip
