"""Texts near to identifiers: right ones, and those with one sign changed, moved or missing."""

from datetime import date

from hypothesis import strategies as st

from yiwang.kernel.identifiers import check_sign

CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ODD = ("", " ", "0", "\n", "１２３", "x" * 40, "١٢٣٤٥٦", "-1", "1e5", "+86", "O" * 18, "🙂")


@st.composite
def identity_cards(draw) -> str:
    """A right number of a made-up division."""
    born = draw(st.dates(date(1870, 1, 1), date(2060, 1, 1)))
    first = f"{draw(st.sampled_from(['420199', '990000', '070101']))}{born:%Y%m%d}"
    first += f"{draw(st.integers(0, 999)):03}"
    return first + check_sign(first)


@st.composite
def credit_codes(draw) -> str:
    """A right code, made by the rule's arithmetic."""
    first = "91420199" + draw(st.text(CREDIT_SIGNS, min_size=9, max_size=9))
    total = sum(CREDIT_SIGNS.index(sign) * 3**place for place, sign in enumerate(first))
    return first + CREDIT_SIGNS[-total % 31]


@st.composite
def bent(draw, texts) -> str:
    """As it is, or with one sign replaced, dropped or added."""
    text = draw(texts)
    place = draw(st.integers(0, max(len(text) - 1, 0)))
    sign = draw(st.sampled_from("0123456789XxAIO- \n１٣"))
    turns = [text, text, text[:place] + sign + text[place + 1 :]]
    return draw(st.sampled_from([*turns, text[:place] + text[place + 1 :], text + sign]))


days = st.dates().map(str) | st.from_regex(r"\A[0-9]{4}-?[0-2][0-9]-?[0-3][0-9]\Z")
phones = st.from_regex(r"\A(1[3-9][0-9]{9}|0[1-9][0-9]{1,2}-?[0-9]{7,8})(-[0-9]{1,6})?\Z")
divisions = st.from_regex(r"\A[1-9][0-9](00|[0-9]{2})(00|[0-9]{2})(000|[0-9]{3}){0,2}\Z")
cards = st.from_regex(r"\A[1-9][0-9]{14,18}\Z")
organisations = st.from_regex(r"\A[0-9A-Z]{8}-?[0-9X]\Z")
plates = st.from_regex(r"\A[鄂京使][A-Z][0-9A-Z]{4,6}[警学]?\Z")
whatever = st.sampled_from(ODD) | st.text(max_size=20)
