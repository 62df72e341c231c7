"""Editions of the calendar: published once, copied forward, never changed."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from yiwang.kernel.refusals import Invalid
from yiwang.kernel.worktime import DayKind
from yiwang.worktime import actions, queries
from yiwang.worktime.models import CalendarDay, CalendarEdition, EditionYear, Shift

pytestmark = pytest.mark.django_db
NOTICE = "国务院办公厅通知"


@pytest.fixture(autouse=True)
def looked_up_anew():
    queries.forget()
    yield
    queries.forget()


def publish(**changes):
    return actions.publish(actions.Notice(basis=NOTICE, published_by="演示", **changes))


def holiday(*day):
    return actions.NamedDay(date(*day), DayKind.HOLIDAY, "节")


def make_up(*day):
    return actions.NamedDay(date(*day), DayKind.WORKDAY, "调休")


def test_without_an_edition_the_built_in_one_is_used():
    assert queries.current_edition() == 0
    assert queries.calendar(0).is_workday(date(2026, 9, 21))
    assert queries.calendar(0).provisional(1_790_000_000, 1_790_000_001)


def test_seeding_2026_knows_its_make_up_workdays_and_national_day():
    working = queries.calendar(actions.seed(years=[2026], published_by="演示"))
    for day in [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]:
        assert working.is_workday(date(2026, *day)), day
    assert not any(working.is_workday(date(2026, 10, day)) for day in range(1, 8))


def test_a_new_edition_keeps_the_years_and_shifts_of_the_former():
    first = publish(years={2025: (holiday(2025, 10, 1),)})
    publish(shifts_from=date(2026, 6, 1), shifts={0: ((480, 720),)})
    last = publish(years={2026: (holiday(2026, 10, 1),)})
    working = queries.calendar(last)
    assert working.years == {2025, 2026}
    assert not working.is_workday(date(2025, 10, 1))
    assert working.working_spans(date(2026, 6, 1)) == ((480, 720),)
    assert 2026 not in queries.calendar(first).years
    assert queries.current_edition() == last


def test_publishing_a_year_again_replaces_only_that_year():
    publish(years={2026: (holiday(2026, 10, 1),)})
    working = queries.calendar(publish(years={2026: (holiday(2026, 10, 2),)}))
    assert working.is_workday(date(2026, 10, 1))
    assert not working.is_workday(date(2026, 10, 2))


@pytest.mark.parametrize(
    "days",
    [
        (holiday(2025, 10, 1),),
        (holiday(2026, 10, 1), holiday(2026, 10, 1)),
        (make_up(2026, 9, 21),),
    ],
)
def test_a_notice_that_contradicts_itself_is_refused(days):
    with pytest.raises(Invalid):
        publish(years={2026: days})
    assert not CalendarEdition.objects.exists()


@pytest.mark.parametrize(
    "spans", [((540, 720), (700, 800)), ((720, 540),), ((540, 1441),), ((-1, 60),)]
)
def test_shifts_that_overlap_or_leave_the_day_are_refused(spans):
    with pytest.raises(Invalid):
        publish(shifts_from=date(2026, 1, 1), shifts={0: spans})


def test_shifts_without_a_first_day_are_refused():
    with pytest.raises(Invalid):
        publish(shifts={0: ((480, 720),)})


def test_a_weekday_that_does_not_exist_is_refused():
    with pytest.raises(Invalid):
        publish(shifts_from=date(2026, 1, 1), shifts={9: ((480, 720),)})


@pytest.mark.parametrize("text", ["", "date,kind,name\n", "date,kind,name\n2026-02-30,holiday,x\n"])
def test_a_table_without_a_possible_date_publishes_nothing(text):
    with pytest.raises(Invalid):
        actions.import_year(year=2026, text=text, basis=NOTICE, published_by="演示")
    assert not CalendarEdition.objects.exists()


@pytest.mark.parametrize("model", [CalendarEdition, CalendarDay, Shift, EditionYear])
def test_the_database_refuses_to_change_or_delete_what_was_published(model):
    publish(years={2026: (holiday(2026, 10, 1),)})
    for change in (lambda: model.objects.update(id=99), lambda: model.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert model.objects.exists()


def test_looking_up_the_edition_again_asks_nothing(django_assert_num_queries):
    queries.current_edition()
    with django_assert_num_queries(0):
        queries.current_edition()


def test_a_year_has_every_day_once_in_twelve_months():
    months = queries.year_table(actions.seed(years=[2026], published_by="演示"), 2026)
    assert all(len(month) % 7 == 0 for month in months)
    cells = [cell for month in months for cell in month if cell is not None]
    assert [cell.day for cell in cells] == [
        date.fromordinal(day)
        for day in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())
    ]
    kinds = {cell.day: cell.kind for cell in cells}
    assert kinds[date(2026, 9, 20)] == "makeup"
    assert kinds[date(2026, 10, 1)] == "holiday"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_the_command_imports_a_chinese_table_in_both_usual_encodings(tmp_path, encoding):
    file = tmp_path / "2027.csv"
    file.write_bytes("日期,性质,名称\n2027-10-01,放假,国庆节\n".encode(encoding))
    call_command("import_calendar", str(file), year=2027, basis=NOTICE, stdout=StringIO())
    assert not queries.calendar(queries.current_edition()).is_workday(date(2027, 10, 1))


def test_the_command_tells_a_mistake_in_a_sentence(tmp_path):
    file = tmp_path / "2027.csv"
    file.write_text("date,kind,name\n2026-10-01,holiday,x\n")
    with pytest.raises(CommandError, match="不在2027年"):
        call_command("import_calendar", str(file), year=2027, basis=NOTICE)
