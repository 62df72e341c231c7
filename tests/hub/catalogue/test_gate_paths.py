"""Questions, files, open data and the log: what each path of the gate keeps to."""

from datetime import timedelta
from decimal import Decimal

import pyarrow.parquet as pq
import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.hub.catalogue.ground import CARDS, OPEN, STREETS
from yiwang.hub.catalogue.gate import files, log, opening, questions, rights, sql
from yiwang.hub.catalogue.gate.leaving import Form
from yiwang.hub.catalogue.gate.paging import Wanted, page
from yiwang.hub.catalogue.gate.questions import Measure, Plan
from yiwang.hub.catalogue.models import Access, ChainEnd
from yiwang.kernel.refusals import Invalid, NotFound, NotNow
from yiwang.org.actors import CITIZEN


def right(grant, hub):
    return rights.by_grant(grant.pk, hub.asker)


def test_questions_leave_small_groups_out_and_the_next_smallest_with_a_single_one(filled):
    opened = right(filled.grant(), filled)
    plan = Plan(measure=Measure.SUM, field="amount", by=("street",))
    answer = questions.ask(opened, filled.asker, plan)
    assert answer.withheld and {one.keys[0] for one in answer.lines} == set(STREETS[:2])
    assert {one.rows for one in answer.lines} == {10}
    total = sum(Decimal(100 + n) for n in range(0, 29, 3))
    assert {one.keys[0]: one.value for one in answer.lines}[STREETS[0]] == total


def test_a_question_about_few_rows_has_no_answer(filled):
    opened = right(filled.grant(), filled)
    where = ({"field": "street", "test": "is", "value": "独户街道"},)
    for measure, field in ((Measure.COUNT, ""), (Measure.MOST, "amount")):
        answer = questions.ask(
            opened, filled.asker, Plan(measure=measure, field=field, where=where)
        )
        assert answer.withheld and answer.lines == ()


def test_masked_values_are_not_reckoned_by_grouping(filled):
    """Masked aggregates (cube #10968)."""
    opened = right(filled.grant(), filled)
    for measure in (Measure.MOST, Measure.LEAST, Measure.SUM, Measure.AVERAGE):
        for field in ("card", "name", "secret", "street"):
            with pytest.raises(Invalid):
                questions.ask(opened, filled.asker, Plan(measure=measure, field=field))
    answer = questions.ask(opened, filled.asker, Plan(measure=Measure.COUNT, by=("card",)))
    assert not {one.keys[0] for one in answer.lines} & set(CARDS)


@pytest.mark.parametrize(
    "plain",
    [
        {"measure": "list"},
        {"measure": "count", "sql": "select 1"},
        {"measure": "count", "by": ["a", "b", "c", "d"]},
        {"measure": "count", "where": "1=1"},
        [],
    ],
)
def test_a_plan_is_closed(plain):
    with pytest.raises(Invalid):
        questions.read(plain)


@pytest.mark.parametrize("form", list(Form))
def test_a_file_bears_its_watermark_and_is_gone_when_it_was_read(filled, form, tmp_path):
    opened = right(filled.grant(fields=("id", "name")), filled)
    download = files.download(opened, filled.asker, form)
    content = b"".join(download.parts)
    mark = f"第{download.number}号"
    if form is Form.PARQUET:
        (tmp_path / "got.parquet").write_bytes(content)
        table = pq.read_table(tmp_path / "got.parquet")
        assert mark in table.schema.metadata[b"watermark"].decode() and table.num_rows == 30
        assert table.column_names == ["id", "name"]
    if form is Form.CSV:
        lines = content.decode("utf-8-sig").splitlines()
        assert mark in lines[0] and lines[1] == "编号,姓名" and len(lines) == 32
    assert list((tmp_path / "leaving").glob("*")) == []
    assert Access.objects.get(number=download.number).rows == 30


def test_a_text_that_a_spreadsheet_would_run_is_kept_a_text():
    assert files.safe("=cmd()") == "'=cmd()" and files.safe(-3) == -3 and files.safe(None) == ""


def test_a_file_that_is_too_long_does_not_leave(filled, monkeypatch, tmp_path):
    monkeypatch.setitem(files.MOST_ROWS, Form.CSV, 29)
    with pytest.raises(NotNow):
        files.download(right(filled.grant(), filled), filled.asker, Form.CSV)
    assert list((tmp_path / "leaving").glob("*")) == []


def test_open_data_tells_of_nobody_and_is_noted_as_the_publics(filled):
    with pytest.raises(NotFound):
        rights.open_data("aid")
    filled.publish(**OPEN)
    opened = rights.open_data("aid")
    assert opened.fields == ("id", "street", "amount", "day", "secret")
    one = page(opened, CITIZEN, Wanted(most=3), path=Access.Path.PAGE)
    noted = Access.objects.get(number=one.number)
    assert (noted.person_id, noted.unit_id, noted.grant_id) == (None, None, None)


def test_the_chain_finds_any_changed_reading(filled):
    opened = right(filled.grant(), filled)
    for _ in range(4):
        page(opened, filled.asker, Wanted(most=1))
    assert log.check() == log.Check(4, None)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Access.objects.filter(number=2).update(rows=0)
    if connection.vendor == "sqlite":
        connection.cursor().execute("DROP TRIGGER hub_catalogue_access_no_update")
    else:
        connection.cursor().execute(
            "ALTER TABLE hub_catalogue_access DISABLE TRIGGER hub_catalogue_access_no_update"
        )
    Access.objects.filter(number=2).update(person_name="别人")
    assert log.check().broken == 2


def test_a_chain_that_was_cut_off_is_found(filled):
    page(right(filled.grant(), filled), filled.asker, Wanted(most=1))
    ChainEnd.objects.update(number=5)
    assert log.check() == log.Check(1, 2)


def test_what_computes_too_long_is_stopped(filled, monkeypatch):
    monkeypatch.setattr(sql, "LONGEST", 0.2)
    opened = right(filled.grant(), filled)
    joins = ", ".join(f"aid a{n}" for n in range(9))
    with pytest.raises(NotNow):
        sql.query(f"select count(*) from {joins} where a0.id + a8.id > 1", [opened], filled.asker)
    # On a busy machine reading the rows for the statement is stopped already.
    assert Access.objects.get().refused in ("not_now", "too_long")


def test_yesterday_does_not_count_for_today(filled):
    grant = filled.grant()
    assert log.used_today(grant) == log.Used(0, 0)
    page(right(grant, filled), filled.asker, Wanted(most=2))
    assert log.used_today(grant) == log.Used(1, 2)
    assert log.since(1) < timezone.now() - timedelta(hours=23)
    assert opening.LONGEST
