"""Of every text, the column's answer is the kernel's, on DuckDB and on Spark."""

from datetime import date

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lake.identifiers import made
from yiwang.kernel import stored
from yiwang.lake import identifiers

ON = date(2026, 11, 22)
PAIRS = [
    (identifiers.valid_identity_card, stored.is_identity_card, made.identity_cards()),
    (
        lambda column: identifiers.valid_identity_card(column, ON),
        lambda text: stored.is_identity_card(text, ON),
        made.identity_cards(),
    ),
    (identifiers.valid_credit_code, stored.is_credit_code, made.credit_codes()),
    (identifiers.valid_organisation_code, stored.is_organisation_code, made.organisations),
    (identifiers.valid_phone, stored.is_phone, made.phones),
    (identifiers.valid_bank_card, stored.is_bank_card, made.cards),
    (identifiers.valid_division, stored.is_division, made.divisions),
    (identifiers.valid_day, stored.is_day, made.days),
    (identifiers.valid_plate, stored.is_plate, made.plates),
]
NAMES = [
    "identity_card",
    "born_by",
    "credit_code",
    "organisation",
    "phone",
    "bank_card",
    "division",
    "day",
    "plate",
]
DUCK = ibis.duckdb.connect(autoinstall_known_extensions=False)


def answers(texts: list[str], valid) -> list[bool]:
    table = ibis.memtable(pa.table({"row": range(len(texts)), "text": pa.array(texts)}))
    held = table.select("row", held=valid(table.text)).order_by("row")
    return DUCK.to_pyarrow(held)["held"].to_pylist()


@pytest.mark.parametrize(("valid", "right", "texts"), PAIRS, ids=NAMES)
def test_the_column_answers_as_the_kernel_does(valid, right, texts):
    @settings(max_examples=3, deadline=None, derandomize=True)
    @given(st.lists(made.bent(texts) | texts | made.whatever, min_size=100, max_size=150))
    def equal(several):
        assert answers(several, valid) == [right(text) for text in several]

    equal()
