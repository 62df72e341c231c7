"""Every path with every forbidden field: nothing that was not granted is ever told, however named.

The street is granted three fields of one street's rows, one of them masked. Whatever is tried, no
answer, refusal or file may hold a raw value that was not granted, and none may tell whether a
field that was not granted exists.
"""

import io
import re
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import openpyxl
import pyarrow.parquet as pq
import pytest

from tests.hub.catalogue.ground import CARDS, STREETS, rows
from tests.hub.catalogue.spellings import FORMS, WHOLE, spelled
from yiwang.hub import places
from yiwang.hub.catalogue.gate import files, paging, questions, rights, sql
from yiwang.hub.catalogue.gate.grammar import checked
from yiwang.hub.catalogue.gate.leaving import Form
from yiwang.hub.catalogue.gate.opening import open_gate
from yiwang.hub.catalogue.gate.paging import Wanted, page
from yiwang.hub.catalogue.gate.questions import Measure, Plan
from yiwang.kernel.refusals import Refusal

GRANTED = ("id", "card", "street")
FORBIDDEN = ("name", "amount", "day", "secret")
ONE_STREET = ({"field": "street", "test": "is", "value": STREETS[0]},)
RAW = rows()
# What must appear nowhere: forbidden columns, masked values, rows of other streets.
NEVER = [
    *RAW.column("name").to_pylist(),
    *RAW.column("secret").to_pylist(),
    *CARDS,
    STREETS[1],
    STREETS[2],
    "独户街道",
]


@pytest.fixture
def opened(filled):
    grant = filled.grant(fields=GRANTED, rows=ONE_STREET)
    return rights.by_grant(grant.pk, filled.asker), filled.asker


class Remembering:
    """An engine that computes each expression once."""

    def __init__(self, engine) -> None:
        self._engine, self._found = engine, {}
        self.backend = engine.backend

    def arrow(self, wanted):
        found = self._found.get(wanted.op())
        return found or self._found.setdefault(wanted.op(), self._engine.arrow(wanted))


@pytest.fixture
def kept_open(opened, monkeypatch):
    """The gate opened once: what may be computed on is the same for whatever is tried on it."""
    right, who = opened
    with open_gate(right, who, "sql") as gate:
        kept = replace(gate, engine=Remembering(gate.engine))

        def again(asked, by, *_path, **_given):
            assert (asked, by) == (right, who)
            return nullcontext(kept)

        for path in (sql, paging, questions):
            monkeypatch.setattr(path, "open_gate", again)
        yield right, who


def leaks(text: str) -> list[str]:
    return [value for value in NEVER if value in text]


def tried(statement: str, opened) -> str:
    """All that a statement gives back, be it rows or a refusal."""
    right, who = opened
    try:
        result = sql.query(statement, [right], who)
    except Refusal as refusal:
        return str(refusal)
    assert set(result.rows.column_names).isdisjoint(FORBIDDEN), statement
    return str(result.rows.to_pylist())


def crossed(field: str) -> list[tuple[str, str]]:
    """Every form once and every spelling once, each with another of the other kind."""
    names = spelled(field)
    return [(form, names[at % len(names)]) for at, form in enumerate(FORMS)] + [
        (FORMS[at % 3], name) for at, name in enumerate(names)
    ]


def test_sql_tells_nothing_of_a_forbidden_field_in_any_place(kept_open):
    told_of(kept_open, crossed("secret"))


@pytest.mark.longer
@pytest.mark.parametrize("field", FORBIDDEN)
def test_sql_tells_nothing_of_a_forbidden_field_however_it_is_named(kept_open, field):
    told_of(kept_open, list(product(FORMS, spelled(field))))


def told_of(opened, statements: list[tuple[str, str]]) -> None:
    told = {}
    for form, name in statements:
        statement = form.replace("{f}", name)
        found = tried(statement, opened)
        if leaks(found.replace(statement, "")):
            told[statement] = found
    assert told == {}


def test_sql_reaches_neither_the_file_nor_the_database_nor_its_settings(kept_open):
    file = places.store().files("aid")[0]
    told = {}
    for form in WHOLE:
        statement = form.replace("{{", "{").replace("}}", "}")
        statement = statement.replace("{file}", file).replace("{folder}", str(places.root()))
        found = tried(statement, kept_open)
        if leaks(found) or "/home" in found or "root:" in found:
            told[statement] = found
    assert told == {}


def test_what_a_forbidden_field_and_a_missing_one_are_told_is_the_same_in_sql(kept_open):
    for form in FORMS:
        answers = {
            tried(form.replace("{f}", name), kept_open).replace(name, "?")
            for name in ("secret", "absent")
        }
        # The engine may propose near names: of what is there, which is granted.
        answers = {
            re.sub(r'Candidate bindings:.*|Did you mean.*|"[a-z.]+"', "", one) for one in answers
        }
        assert len(answers) == 1, answers


def test_sql_that_is_allowed_gives_granted_rows_masked(opened):
    right, who = opened
    result = sql.query("select count(*) n, min(id) a, max(id) b from AID", [right], who)
    assert result.rows.to_pylist() == [{"n": 10, "a": 0, "b": 27}]
    statement = """with t as (select street, id % 2 as odd, card from aid where id >= 3)
        select street, odd, count(*) as n, row_number() over (order by odd) as place
        from t group by 1, 2 order by 2 limit 5"""
    assert [row["n"] for row in sql.query(statement, [right], who).rows.to_pylist()] == [4, 5]
    assert checked("select lower(street) || 'x' from aid", frozenset({"aid"}))


@pytest.mark.parametrize("field", FORBIDDEN)
def test_pages_tell_nothing_of_a_forbidden_field(kept_open, field):
    right, who = kept_open
    for name in (
        field,
        field.upper(),
        f"aid.{field}",
        f'"{field}"',
        "*",
        f"{field}\u200b",
        3,
        None,
    ):
        for wanted in (
            Wanted(fields=(name,)),
            Wanted(where=({"field": name, "test": "filled"},)),
            Wanted(where=({"field": "id", "test": "is", "value": field},)),
            Wanted(fields=("id", name)),
        ):
            with pytest.raises(Refusal) as refused:
                page(right, who, wanted)
            assert not leaks(str(refused.value))
    rows_told = page(right, who, Wanted()).rows
    assert tuple(rows_told.column_names) == GRANTED and not leaks(str(rows_told.to_pylist()))


@pytest.mark.parametrize("field", FORBIDDEN)
def test_questions_tell_nothing_of_a_forbidden_field(kept_open, field):
    right, who = kept_open
    plans = [Plan(measure=one, field=field) for one in Measure]
    plans += [
        Plan(measure=Measure.COUNT, by=(field,)),
        Plan(measure=Measure.COUNT, by=("street", field)),
        Plan(measure=Measure.COUNT, where=({"field": field, "test": "filled"},)),
        Plan(
            measure=Measure.SUM,
            field="id",
            by=("street",),
            where=({"field": field, "test": "empty"},),
        ),
    ]
    for plan in plans:
        with pytest.raises(Refusal) as refused:
            questions.ask(right, who, plan)
        assert not leaks(str(refused.value))


@pytest.mark.parametrize("form", list(Form))
def test_files_hold_granted_fields_and_rows_alone(opened, form, tmp_path):
    right, who = opened
    for field in FORBIDDEN:
        with pytest.raises(Refusal):
            files.download(right, who, form, where=({"field": field, "test": "filled"},))
    content = b"".join(files.download(right, who, form).parts)
    if form is Form.PARQUET:
        (tmp_path / "got.parquet").write_bytes(content)
        table = pq.read_table(tmp_path / "got.parquet")
        assert tuple(table.column_names) == GRANTED and table.num_rows == 10
        text = str(table.to_pylist()) + str(table.schema.metadata)
    elif form is Form.BOOK:
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        text = str([[cell.value for cell in row] for row in sheet.rows])
        assert sheet.max_row == 12 and sheet.max_column == 3
    else:
        text = content.decode()
        assert len(text.splitlines()) == 12
    assert not leaks(text)


def test_what_was_not_granted_stays_unknown_by_counts_and_orders(opened):
    """The order of rows and the number of pages say nothing of forbidden columns or rows."""
    right, who = opened
    found = page(right, who, Wanted(most=1000))
    assert found.rows.num_rows == 10 and found.after == ""
    assert found.rows.column("id").to_pylist() == list(range(0, 29, 3))
    assert Decimal(100) not in found.rows.to_pylist()[0].values()
    assert date(2026, 1, 1) not in found.rows.to_pylist()[0].values()
