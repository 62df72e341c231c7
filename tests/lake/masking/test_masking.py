"""A masked table: what is personal never passes, whoever forgot it; the key is nowhere."""

import hashlib
import hmac
from datetime import date

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.lake.operations.nasty import CARD, SAMPLES
from yiwang.kernel.refusals import Invalid, Missing
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.masking import Recipe, default_recipe, masked, masked_schema
from yiwang.lake.operations import OPERATIONS, Chain, Secret, from_plain
from yiwang.lake.operations.figures import CastTo
from yiwang.lake.operations.hiding import KeepEnds
from yiwang.lake.operations.pseudonyms import KeepFormat, Pseudonym
from yiwang.lake.operations.text import Trim
from yiwang.lake.schema import PERSONAL, Field, Kind, Meaning, Schema

SECRET = Secret(b"only for tests, not a real key")
SHAPE = Schema(
    (
        Field("id", "身份证号", meaning=Meaning.IDENTITY_CARD, required=True),
        Field("name", "姓名", meaning=Meaning.PERSON_NAME),
        Field("phone", "电话", meaning=Meaning.PHONE),
        Field("home", "住址", meaning=Meaning.ADDRESS),
        Field("born", "出生日期", Kind.DAY, Meaning.BIRTH_DAY),
        Field("street", "街道"),
        Field("amount", "金额", Kind.WHOLE),
    ),
    ("id",),
)
ROWS = [
    (CARD, "张小三", "138 0000 1234", "某市某区某街道9号", date(1990, 3, 7), "某街道", 5),
    (f" {CARD.lower()}", "李四", None, "某区", None, "某街道", 7),
    ("", "王五", "12345", None, None, None, 1),
    (None, None, None, None, None, None, 2),
]


@pytest.fixture
def engine():
    found = DuckEngine(threads=1)
    yield found
    found.close()


@pytest.fixture
def table(engine, tmp_path):
    columns = dict(
        zip(
            (*SHAPE.names, "secret_note"),
            zip(*[(*row, "x") for row in ROWS], strict=True),
            strict=True,
        )
    )
    file = tmp_path / "t.parquet"
    pq.write_table(pa.table(columns), file)
    return engine.table([str(file)])


def test_personal_columns_are_masked_by_what_they_mean(engine, table):
    rows = engine.arrow(masked(table, default_recipe(SHAPE), SECRET)).to_pylist()
    key = SECRET.of("identity_card").key
    token = hmac.new(key, CARD.encode(), hashlib.sha256).hexdigest()[:32]
    assert rows[0] == {
        "id": token, "name": "张*三", "phone": "138****1234", "home": "某市某区某街道****",
        "born": date(1990, 1, 1), "street": "某街道", "amount": 5,
    }  # fmt: skip
    # However the number was typed, it is one person.
    assert rows[1]["id"] == token and rows[1]["home"] == "某区****"
    assert rows[2]["phone"] == "****"


def test_those_without_a_number_are_not_one_person(engine, table):
    hidden = masked(table, default_recipe(SHAPE), SECRET)
    groups = hidden.group_by("id").agg(rows=hidden.count(), known=hidden.id.count())
    counts = {row["id"]: row["known"] for row in engine.arrow(groups).to_pylist()}
    # Both an empty text and nothing: no pseudonym at all, so that a count of it is 0.
    assert counts.pop(None) == 0 and list(counts.values()) == [2]
    assert engine.arrow(hidden.agg(n=hidden.id.nunique())).to_pylist() == [{"n": 1}]


def test_no_sum_or_group_brings_back_what_was_hidden(engine, table):
    recipe = Recipe(SHAPE, {"amount": Chain((from_plain({"operation": "nullify"}),))})
    hidden = masked(table, recipe, SECRET)
    sums = engine.arrow(hidden.group_by("street").agg(total=hidden.amount.sum())).to_pylist()
    assert {row["total"] for row in sums} == {None}


@pytest.mark.parametrize("meaning", sorted(PERSONAL))
@pytest.mark.parametrize("kind", Kind)
def test_a_personal_column_that_no_recipe_names_is_masked_whatever_it_holds(meaning, kind):
    shape = Schema((Field("a", "甲", kind, meaning), Field("b", "乙")))
    assert Recipe(shape, {}).chain(shape.field("a")).operations
    assert not Recipe(shape, {}).chain(shape.field("b")).operations


def test_columns_that_the_shape_does_not_know_are_left_out(engine, table):
    assert "secret_note" not in masked(table, default_recipe(SHAPE), SECRET).columns
    shape = masked_schema(default_recipe(SHAPE))
    assert shape.names == SHAPE.names and shape.personal == ()
    made = engine.arrow(masked(table, default_recipe(SHAPE), SECRET))
    assert made.schema.types == shape.arrow().types


@pytest.mark.parametrize(
    ("chains", "said"),
    [
        ({"none": Chain(())}, "没有字段"),
        ({"name": Chain((Trim(),))}, "须有一步脱敏操作"),
        ({"name": Chain(())}, "须有一步脱敏操作"),
        ({"amount": Chain((Trim(),))}, "不适用于"),
        ({"street": Chain((CastTo("whole"), Trim()))}, "不适用于"),
    ],
)
def test_a_recipe_that_cannot_be_is_refused_in_words(chains, said):
    with pytest.raises(Invalid, match=said):
        Recipe(SHAPE, chains)


@pytest.mark.parametrize(
    "plain",
    [
        {"operation": "drop_table"},
        {"operation": None},
        {},
        {"operation": "keep_ends", "first": 1},
        {"operation": "keep_ends", "first": -1, "last": 0},
        {"operation": "keep_ends", "first": True, "last": 0},
        {"operation": "keep_ends", "first": 1, "last": 0, "sql": "x"},
        {"operation": "pseudonym", "domain": ""},
        {"operation": "pseudonym", "domain": "a", "secret": "b"},
        {"operation": "pseudonym", "domain": "a", "algorithm": "md5"},
        {"operation": "map_codes", "pairs": []},
        {"operation": "map_codes", "pairs": [["1", "a"], ["1", "b"]]},
        {"operation": "map_codes", "pairs": ["ab"]},
        {"operation": "constant", "text": "a\0b"},
        {"operation": "clip", "low": 5, "high": 1},
    ],
)
def test_what_is_not_in_the_list_or_does_not_fit_is_refused(plain):
    with pytest.raises(Invalid):
        from_plain(plain)


def test_declarations_are_kept_and_read_again():

    for one in SAMPLES:
        assert from_plain(one.plain()) == one
    assert {one.plain()["operation"] for one in SAMPLES} == set(OPERATIONS)
    recipe = default_recipe(SHAPE)
    assert Recipe.from_plain(SHAPE, recipe.plain()) == recipe


def test_the_key_is_in_no_query_and_in_no_text(table):
    domain = SECRET.of("identity_card")
    pads = [bytes(a ^ b for a in domain.key.ljust(64, b"\0")).hex() for b in (0x36, 0x5C)]
    sql = ibis.to_sql(masked(table, default_recipe(SHAPE), SECRET))
    shown = (
        f"{sql} {SECRET!r} {Pseudonym('a').under(SECRET)!r} {Pseudonym('a').under(SECRET).plain()}"
    )
    for told in (SECRET.key.decode(), SECRET.key.hex(), domain.key.hex(), *pads):
        assert told.lower() not in shown.lower()


def test_without_a_key_there_is_no_pseudonym_and_a_short_key_is_none():
    for one in (Pseudonym("a"), KeepFormat()):
        with pytest.raises(Missing):
            one.on("1234")
    with pytest.raises(Invalid):
        Secret(b"short")


def test_a_pseudonym_of_a_form_is_a_permutation_and_depends_on_the_key():
    digits = KeepFormat().under(SECRET)
    assert len({digits.on(f"{number:04d}") for number in range(10_000)}) == 10_000
    other = KeepFormat().under(Secret(b"another key of tests only"))
    assert other.on("123456") != digits.on("123456")
    card = KeepFormat("identity_card").under(SECRET).on(CARD)
    assert card != CARD and card[:6] == CARD[:6]
    assert KeepFormat("phone").under(SECRET).on("13800001234")[:3] == "138"


def test_failures_are_counted_not_passed_over(engine, table):
    failed = CastTo("whole").failed(table.phone)
    assert engine.arrow(table.agg(n=failed.sum())).to_pylist() == [{"n": 1}]
    assert KeepEnds(1, 0).on("ab") == "a*"
