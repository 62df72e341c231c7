"""Bases are built: one thing a person, one value a field with its source, decisions obeyed."""

from datetime import date

import pyarrow.parquet as pq
import pytest
from django.core.management import call_command
from django.db import transaction

from tests.hub.bases.registers import DOOR, LIN, TWIN
from yiwang.hub.bases import actions, building, doubts, lakes, queries
from yiwang.hub.bases.models import Authority, Doubt
from yiwang.hub.bases.words import Base
from yiwang.kernel.refusals import Invalid, Missing, NotAllowed


def values(base="person", **wanted):
    rows = pq.read_table(lakes.folder(base) / "values.parquet").to_pylist()
    return [row for row in rows if all(row[key] == value for key, value in wanted.items())]


def golden_of(record, base="person"):
    return queries.record(base, record)["golden"]


def test_two_registers_become_one_record_a_person_with_the_newest_value(bases):
    made = building.build(Base.PERSON)
    assert (made.records, made.things, made.conflicts) == (4, 3, 1)
    assert golden_of("police:1") == golden_of("health:a") != golden_of("police:2")
    (phone,) = values(golden=golden_of("police:1"), field="phone")
    assert (phone["value"], phone["source"], phone["rule"]) == ("13900000009", "health", "newest")
    assert made.versions == {"police": 0, "health": 0}


def test_the_authority_comes_before_what_is_newer_and_only_from_its_day_on(bases):
    told = {"base": "person", "field": "phone", "resources": ("police",), "basis": "数源目录第三条"}
    actions.appoint(
        told=actions.NewAuthority(valid_from=date(2999, 1, 1), **told), by=bases.officer
    )
    building.build(Base.PERSON)
    assert values(golden=golden_of("police:1"), field="phone")[0]["rule"] == "newest"
    actions.appoint(
        told=actions.NewAuthority(valid_from=date(2026, 1, 1), **told), by=bases.officer
    )
    building.build(Base.PERSON)
    now = values(golden=golden_of("police:1"), field="phone", until=None)
    assert [(one["value"], one["rule"]) for one in now] == [("13900000001", "authority")]
    before = [one for one in values(golden=golden_of("police:1"), field="phone") if one["until"]]
    assert [one["value"] for one in before] == ["13900000009"]


@pytest.mark.longer
def test_ids_stay_over_rebuilds_and_when_records_come_and_go(bases):
    building.build(Base.PERSON)
    lin, twin = golden_of("police:1"), golden_of("police:2")
    bases.write("health", [("c", "林晓雨", TWIN, "1990-01-01", None, DOOR, None, None)], run="2")
    building.build(Base.PERSON)
    assert (golden_of("police:1"), golden_of("police:2"), golden_of("health:c")) == (
        lin,
        twin,
        twin,
    )


def test_conflicts_say_who_says_what_and_a_steward_sees_their_own(bases):
    building.build(Base.PERSON)
    (conflict,) = queries.conflicts("person", "", bases.officer)
    told = {one["value"]: (one["sources"], one["chosen"]) for one in conflict["values"]}
    assert told == {"13900000009": (["health"], True), "13900000001": (["police"], False)}
    assert len(queries.conflicts("person", "", bases.steward)) == 1
    # The street gave none of these values.
    assert queries.conflicts("person", "", bases.stranger) == []


@pytest.mark.longer
def test_a_second_build_of_the_same_changes_nothing(bases):
    building.build(Base.PERSON)
    first = pq.read_table(lakes.folder("person") / "values.parquet").to_pylist()
    building.build(Base.PERSON)
    assert pq.read_table(lakes.folder("person") / "values.parquet").to_pylist() == first


def doubtful(bases):
    """Two records that nobody can tell apart for sure."""
    bases.write("police", [("1", "林晓云", None, "1990-01-01", None, DOOR, None, None)], run="3")
    bases.write("health", [("a", "林晓风", None, "1990-01-01", None, DOOR, None, None)], run="3")
    building.build(Base.PERSON)


@pytest.mark.longer
def test_people_decide_on_what_is_doubtful_and_every_build_obeys_the_last_word(bases):
    doubtful(bases)
    pair = ("health:a", "police:1")
    together = golden_of(pair[0]) == golden_of(pair[1])
    if not together:
        assert Doubt.objects.filter(left=pair[0], right=pair[1]).exists()
    Doubt.objects.get_or_create(
        base="person",
        left=pair[0],
        right=pair[1],
        defaults={"build": queries.last_build("person"), "probability": 0.5, "grounds": []},
    )
    actions.decide(base="person", pair=pair, said="not_same", reason="", by=bases.officer)
    building.build(Base.PERSON)
    assert golden_of(pair[0]) != golden_of(pair[1])
    with pytest.raises(Missing, match="更改以前的判定"):
        actions.decide(base="person", pair=pair, said="same", reason="", by=bases.officer)
    actions.decide(
        base="person", pair=pair[::-1], said="same", reason="核对了户口簿", by=bases.officer
    )
    building.build(Base.PERSON)
    building.build(Base.PERSON)
    assert golden_of(pair[0]) == golden_of(pair[1])
    assert doubts.next_pair("person") is None
    with pytest.raises(Invalid, match="不在疑似重复中"):
        actions.decide(base="person", pair=("x:1", "y:2"), said="same", reason="", by=bases.officer)


def test_only_the_keeper_writes_and_nothing_written_is_changed(bases):
    told = actions.NewAuthority(
        base="person",
        field="phone",
        resources=("police",),
        valid_from=date(2026, 1, 1),
        basis="依据",
    )
    for worker in (bases.leader, bases.steward):
        with pytest.raises(NotAllowed):
            actions.appoint(told=told, by=worker)
        with pytest.raises(NotAllowed):
            actions.feed(told=actions.NewFeeder(base="person", resource="police"), by=worker)
    (row,) = actions.appoint(told=told, by=bases.officer)
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        Authority.objects.filter(pk=row.pk).update(basis="别的")


def test_a_feeder_names_fields_that_there_are(bases):
    with pytest.raises(Invalid, match="没有字段“ghost”"):
        told = actions.NewFeeder(base="person", resource="police", fields={"name": "ghost"})
        actions.feed(told=told, by=bases.officer)


def test_the_command_builds_what_has_sources_and_says_what_has_none(bases, capsys):
    call_command("bases", "build")
    told = capsys.readouterr().out
    assert "人口库：4条记录，3个主体" in told and "法人库：1条记录" in told
    assert "地址库：“地址库”还没有可用的来源" in told
    assert LIN not in told


def test_figures_of_a_theme_tell_of_no_few_people(bases):
    rows = [
        (
            str(n),
            f"周{one}{two}",
            None,
            "1950-01-01",
            f"1390000{n:04}",
            f"柳园路{n}号",
            "临江社区",
            None,
        )
        for n, (one, two) in enumerate((a, b) for a in "安平和顺" for b in "江河湖海")
    ]
    bases.write("police", [*rows[:6], rows[7][:6] + ("望湖社区", None)], run="4")
    bases.write("health", [], run="4")
    building.build(Base.PERSON)
    found = {(one.measure, one.area): one.value for one in queries.figures("livelihood")}
    # One of seven is in the second community: six beside the total of seven would tell of them.
    assert found["residents", "望湖社区"] == found["residents", "临江社区"] == -1
    assert found["residents", ""] == 7
    assert found["children", ""] == found["children", "望湖社区"] == 0
