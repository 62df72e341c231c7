"""The centre's own cases teach; what is worse is refused; the way back is one command."""

import json
import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.insight.classes.made import WORDS, text_of
from yiwang.cases import doors
from yiwang.cases.doors import CaseHistory, Step
from yiwang.dials.models import Category
from yiwang.engine.duties import Duty
from yiwang.insight.classes import actions, kept, queries, schooling
from yiwang.insight.classes.experience import example_of, is_apart, lessons
from yiwang.insight.classes.kinds import Kind
from yiwang.insight.classes.models import Use, Version
from yiwang.kernel.refusals import Invalid, NotAllowed, NotFound

CATEGORY = {"lamp": "030401", "noise": "040101", "water": "070103"}
BEGUN = int(datetime(2026, 3, 2, 2, tzinfo=UTC).timestamp())


def history(district, number: int, label: str, chance: random.Random, **more) -> CaseHistory:
    """One appeal, handled by the street or the bureau and closed."""
    unit = "bureau" if label == "water" else "street"
    at = BEGUN + number * 7200
    operator, handler = district.worker(Duty.OPERATOR), district.worker(Duty.HANDLER, unit)
    text = text_of(label, chance)
    given = {"title": text[:12], "content": text, "channel": "phone"} | more
    reply = {"handling_record": "已办", "public_reply": "已处理完毕", "solved_claim": "solved"}
    lead = {"lead_unit": district.units[unit].pk}
    steps = (
        Step("receive", at, given, operator),
        Step("accept", at + 60, {}, operator),
        Step("establish", at + 120, {"category": CATEGORY[label]}, operator),
        Step("dispatch", at + 180, lead, district.worker(Duty.DISPATCHER)),
        Step("sign", at + 240, {}, handler),
        Step("reply", at + 300, reply, handler),
        Step("verify_pass", at + 360, {}, district.worker(Duty.VERIFIER)),
        Step(
            "call_back_close",
            at + 420,
            {"satisfied": "satisfied", "solved": "solved"},
            district.worker(Duty.CALLER),
        ),
    )
    return CaseHistory("appeals", f"school-{number}", number, steps)


@pytest.fixture
def experienced(district):
    """A district with 240 closed cases."""
    chance = random.Random(5)
    every = [history(district, i, list(WORDS)[i % 3], chance) for i in range(240)]
    assert doors.replay_histories(iter(every), recorded_at=timezone.now()).cases == 240
    return district


def test_only_cases_closed_in_order_teach_and_none_that_is_confidential(district):
    chance = random.Random(1)
    every = [
        history(district, 0, "lamp", chance),
        history(district, 1, "lamp", chance, confidential=True),
    ]
    doors.replay_histories(iter(every), recorded_at=timezone.now())
    operator = district.worker(Duty.OPERATOR)
    declined = district.open()
    district.act(declined.number, "accept", operator)
    district.handled()
    assert [one.answer for one in lessons(Kind.CLASS, "appeals")] == ["030401"]
    assert [one.answer for one in lessons(Kind.UNIT, "appeals")] == [
        str(district.units["street"].pk)
    ]


def test_the_same_text_is_always_on_the_same_side(experienced):
    found = lessons(Kind.CLASS, "appeals")
    sides: dict[str, set[bool]] = {}
    for one in found:
        sides.setdefault(one.example.text, set()).add(one.apart)
    assert all(len(side) == 1 for side in sides.values())
    assert 20 < sum(one.apart for one in found) < 80


def test_class_and_unit_are_suggested_with_reasons_once_learned(experienced):
    facts = {"title": "停水", "content": "小区停水两天，水压低，水表也不走", "channel": "phone"}
    assert queries.classes("appeals", facts) == []
    for kind in Kind:
        found = schooling.school(kind=kind, procedure="appeals", by="测试")
        assert found.version is not None
        assert found.scores["score"] > 0.9
        assert found.scores["learned_from"] + found.scores["judged_by"] == 240
    (best, *_) = queries.classes("appeals", facts)
    assert (best.key, best.version) == ("070103", 1)
    assert set(best.reasons) & {"停水", "水压", "水表"}
    (unit, *_) = queries.units("appeals", facts | {"category": "070103"})
    assert unit.key == str(experienced.units["bureau"].pk)
    assert "同类案件" in unit.reasons
    assert all("=" not in reason for reason in unit.reasons)


def test_a_class_that_was_retired_and_a_short_text_are_not_suggested(experienced):
    schooling.school(kind=Kind.CLASS, procedure="appeals", by="测试")
    facts = {"content": "小区停水两天，水压低，水表也不走"}
    assert queries.classes("appeals", {"content": "停水"}) == []

    Category.objects.filter(code="070103").update(active=False)
    assert "070103" not in [one.key for one in queries.classes("appeals", facts)]


def test_a_model_that_got_worse_is_refused_and_the_one_in_use_stays(experienced):
    """Later somebody files everything wrongly, but for the texts that judge."""
    school = {"kind": Kind.CLASS, "procedure": "appeals", "by": "测试"}
    first = schooling.school(**school).version
    wrong = dict(zip(WORDS, [*list(WORDS)[1:], *list(WORDS)[:1]], strict=True))
    chance, later = random.Random(8), []
    while len(later) < 500:
        number, label = 240 + len(later), list(WORDS)[len(later) % 3]
        one = history(experienced, number, label, chance)
        given = one.steps[0].given
        if not is_apart(example_of(Kind.CLASS, given)):
            mistaken = {"category": CATEGORY[wrong[label]]}
            steps = [
                replace(s, given=mistaken) if s.action == "establish" else s for s in one.steps
            ]
            later.append(replace(one, steps=tuple(steps)))
    doors.replay_histories(iter(later), recorded_at=timezone.now())
    with pytest.raises(schooling.Worse) as refused:
        schooling.school(**school)
    assert refused.value.code == "model_got_worse"
    assert Version.objects.get() == queries.in_use(Kind.CLASS, "appeals") == first


def test_too_few_cases_teach_nothing(district):
    with pytest.raises(Invalid, match="至少要200件"):
        schooling.school(kind=Kind.CLASS, procedure="appeals", by="测试")
    with pytest.raises(CommandError, match="class: .*unit: "):
        call_command("learn")


def test_the_command_learns_lists_goes_back_and_switches_off(experienced, capsys):
    def said(*arguments: str) -> list[dict]:
        call_command("learn", "--kind", "class", *arguments)
        return json.loads(capsys.readouterr().out)

    assert said("--try")["version"] is None
    assert not Version.objects.exists()
    assert said()["version"] == 1
    found = said()
    assert (found["version"], found["in_use_before"]) == (2, found["scores"]["score"])
    assert said("--back")["in_use"] == 1
    assert [one["in_use"] for one in said("--list")["versions"]] == [False, True]
    with pytest.raises(CommandError, match="没有更早启用过的版本"):
        call_command("learn", "--kind", "class", "--back")
    assert said("--off")["in_use"] is None
    assert queries.in_use(Kind.CLASS, "appeals") is None
    assert said("--back")["in_use"] == 2
    assert [use.version and use.version.number for use in queries.uses()] == [2, None, 1, 2, 1]


def test_what_was_learned_and_used_cannot_be_altered(experienced):
    schooling.school(kind=Kind.CLASS, procedure="appeals", by="测试")
    for model in (Version, Use):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(procedure="other")
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all().delete()


def test_a_file_that_was_altered_or_is_gone_leaves_the_desk_without_suggestions(experienced):
    version = schooling.school(kind=Kind.CLASS, procedure="appeals", by="测试").version
    facts = {"content": "小区停水两天，水压低，水表也不走"}
    path = kept._path(version.digest)
    content = path.read_bytes()
    for bad in (content[:-1] + b"x", None):
        kept.read.cache_clear()
        path.unlink() if bad is None else path.write_bytes(bad)
        assert queries.classes("appeals", facts) == []
        with pytest.raises(NotFound):
            actions.use(version=version, by="测试", reason="再试")
    path.write_bytes(content)
    kept.read.cache_clear()
    assert queries.classes("appeals", facts)


@pytest.mark.parametrize("duty", [Duty.OPERATOR, Duty.DISPATCHER, Duty.LEADER])
def test_only_keepers_put_a_version_into_use(district, duty):
    with pytest.raises(NotAllowed):
        actions.choose(number=1, worker=district.worker(duty), reason="试")
    with pytest.raises(NotAllowed):
        actions.switch_off(
            kind="class", procedure="appeals", worker=district.worker(duty), reason="试"
        )
