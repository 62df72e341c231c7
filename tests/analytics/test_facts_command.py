"""`yiwang facts` refreshes, builds anew, and tells how far the facts go."""

from io import StringIO

from django.core.management import call_command

from tests.district import District
from yiwang.analytics.management.commands import facts
from yiwang.cases.appended import newest_event


def told(what: str) -> str:
    said = StringIO()
    call_command("facts", what, stdout=said)
    return said.getvalue()


def test_the_status_tells_how_far_the_facts_are_behind_the_log(district: District):
    assert "yiwang facts refresh" in told("status")
    district.open()
    assert told("refresh") == f"1 cases, up to event {newest_event()}\n"
    mark = newest_event()
    district.open()
    said = told("status")
    assert f"up to event {mark}, the log ends at {newest_event()}" in said
    assert "1 cases, 0 of them touched" in said


def test_building_anew_takes_in_every_case_and_tells_how_far_it_is(district: District, monkeypatch):
    for _ in range(3):
        district.open()
    told("refresh")
    assert told("refresh").startswith("0 cases")
    monkeypatch.setattr(facts, "_STEP", 1)
    assert told("rebuild").splitlines() == ["3 / 3", f"3 cases, up to event {newest_event()}"]
