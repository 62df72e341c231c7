"""What must be hidden in free text, and what must not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.kernel import masking

HIDDEN = {
    "phone": (
        "请打13812345678", "tel13812345678", "+8613812345678", "8613812345678", "138 1234 5678",
        "138-1234-5678", "１３８１２３４５６７８", "027-12345678", "01012345678", "(0755)12345678",
    ),
    "identity_card": ("11010519491231002X", "110105 19491231 002X", "身份证号：110105491231002"),
    "bank_card": ("4111111111111111", "4111 1111 1111 1111"),
    "email": ("写到someone@example.org",),
    "plate": ("鄂A12345挡道", "鄂AD12345"),
}  # fmt: skip
SHOWN = (
    "SQ20261121000001", "202611210001234567", "2026-11-21 10:30", "共13812345元", "420199001001002",
    "4111111111111112", "0001-20261121", "建设路118号3栋502室", "12345",
)  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, texts in HIDDEN.items() for t in texts])
def test_personal_numbers_are_hidden(kind: str, text: str):
    hidden, counts = masking.free_text(text)
    assert counts == {kind: 1}
    assert len(hidden) == len(text) and "***" in hidden


@pytest.mark.parametrize("text", SHOWN)
def test_other_numbers_stay(text: str):
    assert masking.free_text(text) == (text, {})


@given(st.text(alphabet="张三0123456789xX-+（）@. ", max_size=60))
def test_masking_keeps_the_length_and_finds_nothing_twice(text: str):
    hidden, _ = masking.free_text(text)
    assert len(hidden) == len(text)


def test_fields_are_masked_whole():
    assert masking.name("张小明") == "张**"
    assert masking.phone("13812345678") == "138****5678"
    assert masking.address("建设路118号") == "建设路***"
    assert masking.identity_card("11010519491231002X") == "110105**********2X"
