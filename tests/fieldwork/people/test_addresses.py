"""Ways to write one address have one key; different doors have different ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.fieldwork.people import addresses

numbers = st.integers(1, 99)
words = st.lists(
    st.sampled_from(list("测试路号楼栋单元室一二三十百0123 ，-－（）ABab〇")), max_size=30
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("测试路12号3栋2单元501室", "测试路 12号 三栋二单元501"),
        ("测试路12号3栋2单元501室", "测试路12号3-2-501"),
        ("测试路12号3号楼501", "测试路１２号３幢501室"),
        ("测试路十二号", "测试路012号"),
        ("三阳测试路5号", "三阳测试路五号"),
        ("测试路1号A座3层", "测试路一号a座三层"),
    ],
)
def test_two_ways_to_write_one_door_are_one(one, other):
    assert addresses.key(one) == addresses.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("测试路12号3栋501", "测试路12号3栋502"),
        ("测试路1号23栋", "测试路12号3栋"),
        ("三阳测试路5号", "阳测试路5号"),
        ("测试路10号", "测试路1号"),
        ("测试路3-21", "测试路32-1"),
    ],
)
def test_two_doors_are_two(one, other):
    assert addresses.key(one) != addresses.key(other)


@given(words.map("".join))
def test_the_key_of_a_key_is_itself(text):
    assert addresses.key(addresses.key(text)) == addresses.key(text)


@given(*[st.tuples(numbers, numbers, numbers, numbers)] * 2)
def test_keys_are_the_same_only_for_the_same_numbers(one, other):
    def written(at):
        return addresses.key("测试路{}号{}栋{}单元{}室".format(*at))

    assert (written(one) == written(other)) == (one == other)


def test_the_building_is_told_from_the_door():
    assert addresses.building("测试路12号3号楼2单元501") == "测试路12号"
    assert addresses.building("测试小区三幢501") == "测试小区3栋"
    assert addresses.building("测试湾") == ""
