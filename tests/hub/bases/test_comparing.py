"""Two values are laid side by side masked; only the few signs that differ are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.hub.bases.comparing import MOST_SHOWN, compared
from yiwang.hub.bases.words import Base
from yiwang.hub.bases.words import field as field_of

CARD = "420199199001010027"


def told(parts):
    return "".join(f"[{one.text}]" if one.differs else one.text for one in parts)


@pytest.mark.parametrize(
    ("key", "left", "right", "shown"),
    [
        ("identity_card", CARD, CARD, ("420199**********27",) * 2),
        (
            "identity_card",
            CARD,
            "420199199001010037",
            ("420199**********[2]7", "420199**********[3]7"),
        ),
        ("name", "林晓云", "林小云", ("林[晓]*", "林[小]*")),
        (
            "identity_card",
            "420199199001010205",
            "420199199001010475",
            ("420199*********[20]5", "420199*********[47]5"),
        ),
        ("name", "林晓云", "林云", ("林[晓]*", "林*")),
        ("name", "林晓云", "周明", ("[林**]", "[周*]")),
        ("phone", "13900000001", "15888888888", ("[139****0001]", "[158****8888]")),
        ("address", "柳园路18号501室", "柳园路18号502室", ("柳园路*****[1]*", "柳园路*****[2]*")),
        ("community", "临江社区", "望湖社区", ("[临江社区]", "[望湖社区]")),
    ],
)
def test_what_agrees_is_masked_and_what_differs_is_marked(key, left, right, shown):
    found = compared(field_of(Base.PERSON, key), left, right)
    assert (told(found.left), told(found.right)) == shown
    assert found.differs is (left != right)


def test_of_what_says_nothing_of_who_it_is_only_agreement_is_told():
    found = compared(field_of(Base.PERSON, "care"), "低保", "特困")
    assert (found.left, found.right, found.differs) == ((), (), True)


def test_where_one_record_is_silent_nothing_differs():
    found = compared(field_of(Base.PERSON, "phone"), None, "13900000001")
    assert (told(found.left), told(found.right), found.differs) == ("", "139****0001", None)


@given(
    st.sampled_from([field_of(Base.PERSON, "phone"), field_of(Base.PERSON, "identity_card")]),
    st.text("0123456789", min_size=11, max_size=18),
    st.text("0123456789", min_size=11, max_size=18),
)
def test_no_more_than_a_few_digits_beyond_the_mask_are_ever_shown(field, left, right):
    found = compared(field, left, right)
    for text, parts in ((left, found.left), (right, found.right)):
        hidden = "".join(one.text for one in parts).count("*")
        kept = 7 if field.key == "phone" else 8
        assert hidden >= len(text) - kept - MOST_SHOWN
