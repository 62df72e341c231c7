"""What endangers life, what is only urgent, and what merely sounds like it."""

import pytest

from yiwang.insight.reading import dangers
from yiwang.insight.reading.dangers import EMERGENCY, URGENT
from yiwang.kernel.personal.spans import fold

TO_LIFE = {
    "三栋楼道煤气味很大，怀疑燃气泄漏": "燃气泄漏",
    "隔壁阳台着火了，快来人": "起火",
    "有人碰到铁门被电到，铁门漏电": "触电漏电",
    "有人站在楼顶要跳楼": "坠落",
    "他说不想活了": "轻生",
    "孩子掉进河里": "溺水",
    "门口路面塌陷了一个大坑": "塌陷坍塌",
    "电梯困人，里面还有老人": "被困",
    "老人晕倒在路边": "伤病危急",
    "楼下有人持刀": "暴力伤害",
    "井盖不见了": "井盖缺失",
    "仓库突然爆炸": "爆炸",
}
LESS = ("飞线充电很危险，怕起火", "树要倒了", "孩子走失一小时", "水管爆裂", "线路老化容易漏电")
NONE = (
    "没有起火", "并未发生爆炸", "火灾隐患排查", "消防演练", "火灾逃生演练", "心急如焚",
    "避免发生火灾", "防溺水宣传", "跳楼价甩卖", "被困扰很久", "去年曾经起火", "漏电保护器坏了",
    "看轻生活", "火车站门口", "生意火爆", "爆炸性新闻", "加强触电知识培训", "安装火灾报警器",
    "小狗走失狗", "路灯不亮", "消除火灾隐患",
)  # fmt: skip


@pytest.mark.parametrize(("text", "name"), TO_LIFE.items())
def test_danger_to_life_is_seen(text: str, name: str):
    found = {danger.name: danger.level for danger in dangers.find(fold(text))}
    assert found[name] == EMERGENCY


@pytest.mark.parametrize("text", LESS)
def test_what_is_feared_or_less_is_urgent(text: str):
    assert [danger.level for danger in dangers.find(text)] == [URGENT]


@pytest.mark.parametrize("text", NONE)
def test_what_is_denied_prevented_exercised_long_ago_or_another_word_is_no_danger(text: str):
    assert dangers.find(text) == []


def test_danger_to_life_comes_first():
    found = dangers.find("水管爆裂，老人被困")
    assert [danger.name for danger in found] == ["被困", "停水停电停气"]


def test_a_danger_that_is_denied_once_and_told_once_is_told():
    assert dangers.find("昨天没有起火，今天真的起火了，浓烟滚滚")[0].level == EMERGENCY
