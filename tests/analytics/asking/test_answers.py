"""A question is answered through the gate of all figures, with what this worker may see."""

from datetime import date

import pytest
from django.utils import timezone

from tests.district import CITIZEN, District
from yiwang.analytics import queries as figures
from yiwang.analytics.asking import queries
from yiwang.analytics.asking.telling import parts, sentence
from yiwang.analytics.store import NoFacts
from yiwang.dials import kept
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import NotAllowed
from yiwang.kernel.worktime import DayKind
from yiwang.measure.plan import read
from yiwang.measure.words.outcome import Ambiguous, NotUnderstood, Understood
from yiwang.measure.words.why import Why
from yiwang.org import actions as org
from yiwang.worktime.actions import NamedDay, Notice, publish


def test_an_understood_question_has_the_table_of_its_plan(district, leader):
    answer = queries.ask("今年各单位承办任务数排名", leader)
    assert isinstance(answer.outcome, Understood)
    assert answer.table == figures.table(answer.plan, leader)
    assert [row.readings["shares_sent"].shown for row in answer.table.rows] == [2, 1]


def test_a_unit_is_told_only_of_its_own(district):
    handler = district.worker(Duty.HANDLER, "bureau")
    answer = queries.ask("今年各单位承办任务数", handler)
    (row,) = answer.table.rows
    assert row.keys == (str(district.units["bureau"].pk),)


def test_a_unit_cannot_name_another_unit(district):
    handler = district.worker(Duty.HANDLER, "bureau")
    answer = queries.ask("江滩街道办今年承办任务数", handler)
    assert answer.plan is None and answer.table is None
    assert isinstance(queries.ask("城管局今年承办任务数", handler).outcome, Understood)


def test_people_are_known_only_to_whom_figures_of_people_are_told(district, leader):
    name = "欧阳小满"
    person = org.add_person(login="ouyang", name=name, password="a-long-word-9")
    org.give_post(person=person, unit=district.units["centre"], duty=Duty.OPERATOR)
    kept.published()
    text = f"{name}今年登记多少件"
    assert isinstance(queries.ask(text, leader).outcome, Understood)
    told = queries.ask(text, district.worker(Duty.OPERATOR)).outcome
    assert isinstance(told, NotUnderstood)
    assert [one.why for one in told.unknown] == [Why.UNKNOWN] and name in told.unknown[0].word


def test_outside_nobody_is_told_anything(district):
    with pytest.raises(NotAllowed):
        queries.ask("今年受理量", CITIZEN)


def test_an_unknown_word_is_named_and_no_figure_is_told(leader):
    answer = queries.ask("水利局今年受理量", leader)
    assert isinstance(answer.outcome, NotUnderstood) and answer.table is None
    assert "水利局" in answer.outcome.unknown[0].word


def test_what_may_mean_two_things_is_asked_and_the_choice_leads_on(leader):
    answer = queries.ask("今年噪音多少件", leader)
    assert isinstance(answer.outcome, Ambiguous) and answer.table is None
    (doubt,) = answer.doubts
    taken = {doubt.word: doubt.options[0].key}
    assert queries.ask("今年噪音多少件", leader, taken).table is not None


def test_before_the_first_refresh_it_says_so(empty):
    answer = queries.ask("今年受理量", empty.worker(Duty.LEADER))
    assert isinstance(answer.refusal, NoFacts) and answer.table is None


def test_one_s_own_unit_and_street_need_no_name(district):
    handler = district.worker(Duty.HANDLER)
    own = queries.ask("本单位今年承办任务数", handler).plan
    assert own.where[0].keys == (str(district.units["street"].pk),)
    assert queries.ask("本街道今年受理量", handler).plan.where[0].keys == ("420199001",)


def test_the_plan_is_told_in_one_sentence():
    told = {
        "indicator": ["on_time_rate"],
        "period": ["2026-05"],
        "by": ["street"],
        "compare": ["year_before"],
        "order": ["-on_time_rate"],
        "top": ["3"],
        "having": ["on_time_rate<90.5"],
    }
    assert sentence(read(told)) == (
        "2026年5月，按街道划分，按期结案率，同比，按期结案率低于90.5%，以按期结案率从高到低排，前3行"
    )


def test_many_names_are_told_by_how_many_they_are(district):
    keys = [str(unit.pk) for unit in district.units.values()]
    plan = read({"indicator": ["received"], "period": ["2026"], "in.unit": keys})
    assert "大数据中心、江滩街道办、临江社区、滨湖社区等5项" in sentence(plan)


WHOLE = {
    "indicator": ["received", "closed"],
    "period": ["2026-05"],
    "by": ["street", "month"],
    "in.channel": ["phone"],
    "compare": ["before"],
    "order": ["-received:before"],
    "top": ["3"],
    "having": ["closed>2"],
    "share": ["1"],
}


def test_each_part_that_can_go_leaves_a_plan_that_stands(db):
    plan = read(WHOLE)
    without = [part.without for part in parts(plan) if part.without]
    assert len(without) == 8
    for less in without:
        assert less != plan and read(less.written()) == less


def test_a_question_seen_today_ends_today(leader):
    assert queries.ask("今年受理量", leader).plan.period.last == timezone.localdate()


def test_the_district_s_holidays_are_those_of_its_calendar(district: District, leader):
    first, last = date(2025, 10, 1), date(2025, 10, 8)
    days = [
        NamedDay(date(2025, 10, day), DayKind.HOLIDAY, "中秋节" if day == 6 else "国庆节")
        for day in range(first.day, last.day + 1)
    ]
    days.append(NamedDay(date(2025, 10, 11), DayKind.WORKDAY, "国庆节"))
    publish(Notice(basis="通知", published_by="测试", years={2025: tuple(days)}))
    for text in ("国庆期间各街道受理量", "中秋国庆假期受理量"):
        plan = queries.ask(text, leader).plan
        assert (plan.period.first, plan.period.last) == (first, last), text
