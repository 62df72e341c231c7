"""The bases of the night: built when something changed, once a night, in a process of its own."""

import subprocess
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.hub.bases.registers import bases
from yiwang.hub.bases import actions, building, following
from yiwang.hub.bases.models import Build
from yiwang.hub.bases.words import Base
from yiwang.jobs import bases as job

__all__ = ["bases"]
SOURCES = {"police": 0, "health": 0}


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """The bases a process was started for; nothing is built."""
    found: list[str] = []
    monkeypatch.setattr(job.subprocess, "run", lambda command, **_rest: found.append(command[-1]))
    return found


def at(hour: int):
    return timezone.localtime().replace(hour=hour, minute=5)


def noted(base: str, at: datetime, versions: dict[str, int]) -> Build:
    """A build that was begun at this time and took these versions."""
    return Build.objects.create(
        **{"base": base, "run": f"{base}-{at:%d%H%M%S}", "started_at": at, "at": at},
        **{"records": 1, "things": 1, "conflicts": 0, "doubtful": 0, "versions": versions},
        by_name="系统",
    )


def appointed(bases, valid_from: date) -> None:
    told = {"base": "person", "field": "phone", "resources": ("police",), "basis": "数源目录第三条"}
    actions.appoint(told=actions.NewAuthority(valid_from=valid_from, **told), by=bases.officer)


def test_what_changed_is_built_at_night_and_not_by_day(bases, asked):
    assert job.build_due(at(0)) == job.build_due(at(14)) == 0 and asked == []
    assert job.build_due(at(2)) == 3 and asked == ["person", "enterprise", "certificate"]


def test_a_build_leaves_nothing_due_until_a_source_has_a_new_version(bases):
    building.build(Base.ENTERPRISE)
    assert following.due() == [Base.PERSON, Base.CERTIFICATE]
    bases.write("firms", [], run="2")
    assert following.due() == [Base.PERSON, Base.ENTERPRISE, Base.CERTIFICATE]


def test_a_base_is_built_once_a_night(bases, asked):
    noted("enterprise", at(1), {"firms": 7})
    assert job.build_due(at(3)) == 2 and asked == ["person", "certificate"]
    assert job.build_due(at(3) + timedelta(days=1)) == 3


def test_what_people_said_since_makes_a_base_due(bases):
    noted("person", timezone.now() - timedelta(days=1), SOURCES)
    assert Base.PERSON in following.due(), "its feeders were told after that build"
    noted("person", timezone.now(), SOURCES)
    assert Base.PERSON not in following.due()
    appointed(bases, date(2026, 1, 1))
    assert Base.PERSON in following.due()


def test_an_authority_makes_a_base_due_on_its_own_day(bases, monkeypatch):
    tomorrow = timezone.localdate() + timedelta(days=1)
    appointed(bases, tomorrow)
    noted("person", timezone.now(), SOURCES)
    assert Base.PERSON not in following.due()
    localdate = timezone.localdate
    monkeypatch.setattr(
        following.timezone, "localdate", lambda at=None: localdate(at) if at else tomorrow
    )
    assert Base.PERSON in following.due()


def test_a_process_that_fails_is_told_and_keeps_no_other_from_running(bases, monkeypatch, caplog):
    def fails(command, **_rest):
        raise subprocess.CalledProcessError(1, command, stderr="内存不足".encode())

    monkeypatch.setattr(job.subprocess, "run", fails)
    assert job.build_due(at(2)) == 3
    assert [record.levelname for record in caplog.records] == ["ERROR"] * 3


def test_without_sources_nothing_is_due(db):
    assert following.due() == [] and job.build_due(at(2)) == 0
