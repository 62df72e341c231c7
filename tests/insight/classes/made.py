"""Made-up appeals of three classes, each in words of its own and words that all share."""

import random

from yiwang.insight.classes.grams import Example

WORDS = {
    "lamp": ("路灯", "不亮", "灯杆", "照明", "漆黑"),
    "noise": ("噪音", "施工", "夜间", "音响", "吵闹"),
    "water": ("停水", "水压", "水管", "漏水", "水表"),
}
SHARED = ("小区", "居民", "反映", "希望", "处理", "门口", "多次", "街道")


def text_of(label: str, chance: random.Random) -> str:
    """One appeal: mostly words of its class."""
    own = chance.sample(WORDS[label], 3)
    return "，".join(chance.sample([*own, *chance.sample(SHARED, 4)], 7)) + "。"


def appeals(many: int, seed: int = 1) -> tuple[list[Example], list[str]]:
    """So many of each class, with their answers."""
    chance = random.Random(seed)
    labels = [label for label in WORDS for _ in range(many)]
    return [Example(text_of(label, chance)) for label in labels], labels
