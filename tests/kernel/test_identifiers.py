"""Numbers that follow a rule; made-up ones with right and wrong check digits."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.kernel import identifiers
from yiwang.kernel.refusals import Invalid


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("138 0000 0000", "13800000000"),
        ("138-0000-0000", "13800000000"),
        ("１３８００００００００", "13800000000"),
        ("１３８　００００　００００", "13800000000"),
        (" 13800000000\n", "13800000000"),
        ("\u202d13800000000\u202c", "13800000000"),
        ("+86-13800000000", "13800000000"),
        ("＋８６ １３８ ００００ ００００", "13800000000"),
        ("(+86) 138 0000 0000", "13800000000"),
        ("0086 13800000000", "13800000000"),
        ("8613800000000", "13800000000"),
        ("86-13800000000", "13800000000"),
        ("０２７-１２３４５６７８", "02712345678"),
        ("０２７—１２３４５６７８", "02712345678"),
        ("（027）12345678", "02712345678"),
        ("027–1234 5678", "02712345678"),
        ("0713-1234567", "07131234567"),
        ("+86 27 12345678", "02712345678"),
        ("+86 (0)27 1234 5678", "02712345678"),
        ("+86 10 12345678", "01012345678"),
        ("0086-713-1234567", "07131234567"),
        ("027-12345678-801", "02712345678-801"),
        ("027-12345678转801", "02712345678-801"),
        ("02712345678 转 801", "02712345678-801"),
        ("（０２７）１２３４５６７８　分机：８０１", "02712345678-801"),
        ("027-12345678 ext. 801", "02712345678-801"),
        ("027-12345678#801", "02712345678-801"),
        ("0713-1234567-8", "07131234567-8"),
        ("400-123-4567转2", "4001234567-2"),
        ("13800000000,1234", "13800000000-1234"),
        ("400 123 4567", "4001234567"),
        ("12345", "12345"),
        ("110", "110"),
    ],
)
def test_phones_are_brought_to_their_plain_form(written, plain):
    assert identifiers.phone(written) == plain
    assert identifiers.phone(plain) == plain


@pytest.mark.parametrize(
    "text",
    ["", "12", "abc", "23800000000", "138000000001", "+8623800000000", "+86", "-", "转801",
     "12345转801", "027-12345678转", "027-12345678-8010000", "13800000000/13900000000",
     "١٣٨٠٠٠٠٠٠٠٠", "0000000000", "+1 202 555 0100", "027-123456", "86110"],
)  # fmt: skip
def test_what_is_no_phone_is_refused(text):
    with pytest.raises(Invalid):
        identifiers.phone(text)


@given(st.text(max_size=30))
def test_any_text_is_a_plain_phone_or_refused(text):
    try:
        plain = identifiers.phone(text)
    except Invalid:
        return
    assert re.fullmatch("[0-9]{3,12}(-[0-9]{1,6})?", plain)
    assert identifiers.phone(plain) == plain


def test_an_identity_card_is_taken_apart():
    card = identifiers.identity_card("11010519491231002x")
    assert (card.division, card.born.isoformat(), card.male) == ("110105", "1949-12-31", False)


@pytest.mark.parametrize(
    "text", ["110105194912310021", "11010519490231002X", "1101051949123100", "١١٠١٠٥١٩٤٩١٢٣١٠٠٢X"]
)
def test_wrong_identity_cards_are_refused(text):
    with pytest.raises(Invalid):
        identifiers.identity_card(text)


def test_social_credit_codes_and_grid_codes():
    assert identifiers.social_credit_code("91350100M000100Y43") == "91350100M000100Y43"
    for wrong in ("91350100M000100Y44", "91350100M000100YI3", "9135"):
        with pytest.raises(Invalid):
            identifiers.social_credit_code(wrong)
    assert identifiers.grid_code("420199001002003").segments == ("420199", "001", "002", "003")
    with pytest.raises(Invalid):
        identifiers.grid_code("42019900100200")
