"""What a profile tells of each column, what it must never keep, and what it proposes."""

import ibis
import pytest

from tests.lake.profiling.shops import ON, SCHEMA, rows
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.profiling import Measure, Profile, changes, likeness
from yiwang.lake.profiling.passes import profile
from yiwang.lake.profiling.proposals import proposals
from yiwang.lake.quality import Identifier, fit
from yiwang.lake.schema import Meaning


@pytest.fixture(scope="module")
def engine():
    held = DuckEngine(memory="512MB", threads=1)
    yield held
    held.close()


def told(engine, table) -> Profile:
    return profile(engine, ibis.memtable(table), SCHEMA, ON)


@pytest.fixture(scope="module")
def shops(engine) -> Profile:
    return told(engine, rows())


def shares(found) -> dict[str, int]:
    return {one.text: one.rows for one in found}


def test_counts_lengths_bounds_and_the_commonest_values(shops):
    status, rent, area = (shops.column(key) for key in ("status", "rent", "area"))
    assert (shops.rows, status.filled, status.empty) == (100, 80, 20)
    assert shares(status.common) == {"开业": 60, "停业": 20}
    assert (status.distinct, status.distinct_exact) == (2, True)
    assert (status.shortest, status.longest) == (2, 2)
    assert (rent.least, rent.most, rent.mean) == ("0.0000", "99.0000", 49.5)
    assert (area.filled, area.least, area.most) == (99, "0.0", "148.5")
    assert 90 < shops.column("number").distinct <= 100


def test_shapes_are_told_sign_by_sign(shops):
    assert shares(shops.column("plate").shapes) == {"A-999999": 75, "999999": 25}
    assert shares(shops.column("owner").shapes) == {"字字字": 50, "字字": 50}


def test_an_unmarked_identity_card_is_recognised_with_the_share_that_is_right(shops):
    card = shops.column("card")
    assert card.identifier is Identifier.IDENTITY_CARD
    assert (card.valid, card.valid_share) == (90, 0.9)


def test_of_persons_and_of_single_rows_no_value_is_kept(shops):
    for key in ("owner", "card"):
        one = shops.column(key)
        assert one.personal
        assert (one.common, one.least, one.most) == ((), None, None)
    text = str(shops.plain())
    for value in ("欧小明", "欧明", "420199199003071234", "老王"):
        assert value not in text


def test_spreads_count_every_number_and_every_year_once(shops):
    rent, opened = shops.column("rent").spread, shops.column("opened").spread
    assert len(rent) == 12
    assert sum(one.rows for one in rent) == 100
    assert [one.text for one in opened][:2] == ["2000–2001", "2002–2003"]
    assert {one.rows for one in opened} == {10}
    # What is no number lies in no span.
    assert sum(one.rows for one in shops.column("area").spread) == 99


def test_it_is_kept_as_plain_data_and_read_again(shops):
    assert Profile.from_plain(shops.plain()) == shops


def test_a_table_without_rows_has_a_profile(engine):
    empty = told(engine, rows(0))
    assert empty.rows == 0
    assert {one.filled for one in empty.columns} == {0}
    assert {one.filled_share for one in empty.columns} == {None}


def test_what_changed_is_told_and_what_hardly_did_is_not(engine, shops):
    assert changes(shops, told(engine, rows(101))) == ()
    later = changes(shops, told(engine, rows(200, status="", plate="新写法")))
    found = {(one.column, one.measure): (one.before, one.now) for one in later}
    assert found["", Measure.ROWS] == (100, 200)
    was, now = found["status", Measure.EMPTY]
    assert (round(was, 6), now) == (0.2, 1.0)
    assert found["plate", Measure.SHAPE] == ("A-999999", "字字字")
    assert not any(column in ("owner", "number") for column, _measure in found)


def test_columns_that_came_and_went_are_told(engine, shops):
    without = told(engine, rows().drop_columns(["note"]))
    for before, now, measure in ((shops, without, Measure.GONE), (without, shops, Measure.NEW)):
        found = [(one.column, one.measure) for one in changes(before, now)]
        assert found == [("note", measure)]


def test_rules_are_proposed_with_what_speaks_for_them(shops):
    found = {one.rule.key: one for one in proposals(shops, SCHEMA)}
    fit(tuple(one.rule for one in found.values()), SCHEMA)
    assert (found["found.identifier.card"].held, found["found.identifier.card"].rows) == (90, 100)
    assert found["found.length.status"].rule.parameters == {"least": 2, "most": 2}
    assert "found.range.rent" in found
    assert "found.not_null.number" in found
    assert not {"found.not_null.status", "found.not_null.note"} & set(found)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        (["13800000000", "027-12345678", "13900000000", "无", "1"], Identifier.PHONE),
        (["420199", "110000", "310000", "420106", "440000"], Identifier.DIVISION),
        (["420199", "110000", "310000", "999999", "440000"], None),
        (["2024-02-30", "20240101", "1999-12-31", "2001-01-01", "2002-02-02"], Identifier.DAY),
        (["13800000000"] * 4, None),
        (["面馆", "饭店", "茶楼", "", None] * 2, None),
    ],
)
def test_columns_look_like_identifiers_by_most_of_their_values(values, named):
    assert likeness(values, Meaning.PLAIN) is named


def test_a_meaning_says_it_without_any_values():
    assert likeness([], Meaning.CREDIT_CODE) is Identifier.CREDIT_CODE
