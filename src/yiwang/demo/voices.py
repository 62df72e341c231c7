"""The same matter as different people tell it: where, since when, in whose words."""

import random
import re

from yiwang.demo.stories import Story

OPENINGS = (
    "",
    "",
    "你好，",
    "您好，我要反映一个问题：",
    "我是附近居民，",
    "市民来电：",
    "麻烦处理一下，",
)
PLACES = (
    "东门",
    "菜场旁边",
    "小学对面",
    "公交站附近",
    "三期",
    "老宿舍区",
    "河边",
    "桥头",
    "广场北侧",
)
SINCE = ("", "", "好几天了，", "上周开始的，", "前天发现的，", "一个多月了，", "昨天晚上又是这样，")
CLOSINGS = ("", "请尽快处理。", "希望有人来看看。", "盼回复。", "之前打过电话没人管。", "谢谢。")
OTHERWISE = {
    "小区": "院子",
    "晚上": "夜里",
    "没有": "没",
    "孩子": "小孩",
    "请尽快": "希望早点",
    "很大": "特别大",
    "楼下": "家门口",
    "请问": "想问一下",
    "担心": "怕",
}
_CLAUSES = re.compile(r"[^，。？]+[，。？]")


def told(story: Story, area: str, chance: random.Random) -> tuple[str, str]:
    """Title and content of one telling."""
    clauses = _CLAUSES.findall(story.content)
    if len(clauses) > 2 and chance.random() < 0.5:
        clauses.pop(chance.randrange(1, len(clauses)))
    words = "".join(clauses)
    for one, other in OTHERWISE.items():
        if chance.random() < 0.5:
            words = words.replace(one, other)
    where = f"{area}{chance.choice(PLACES)}" if chance.random() < 0.7 else ""
    begun = f"{chance.choice(OPENINGS)}{where}{'，' if where else ''}{chance.choice(SINCE)}"
    title = (
        story.title if chance.random() < 0.6 else f"{where or area}：{words[:14].rstrip('，。？')}"
    )
    return title, f"{begun}{words}{chance.choice(CLOSINGS)}"
