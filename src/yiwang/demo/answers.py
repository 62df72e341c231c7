"""Made-up replies of every quality, and the judging of them: some answer, some only sound so."""

import random
from datetime import datetime

from yiwang.demo.stories import STORIES, Story
from yiwang.insight.replies import actions

KINDS = {"full": 58, "plain": 20, "empty": 8, "forwarded": 7, "other": 4, "personal": 3}
_EMPTY = (
    "您好！您反映的问题已收悉，我们高度重视，今后将进一步加强管理，不断提升服务水平。"
    "感谢您对我们工作的关心与支持！"
)
_FORWARDED = "您好！您的诉求已转交相关部门处理，如有情况将及时反馈。感谢您的监督与支持！"


def worded(story: Story, at: datetime, unit: str) -> str:
    """The public reply of a story; the same moment always brings the same words."""
    chance = random.Random(f"{story.title} {at:%Y%m%d%H%M}")  # noqa: S311 - repeatable, no secret
    kind = chance.choices(tuple(KINDS), weights=tuple(KINDS.values()))[0]
    if kind == "plain":
        return story.reply
    if kind == "empty":
        return _EMPTY
    if kind == "forwarded":
        return _FORWARDED
    if kind == "other":
        told = [one for one in STORIES if one.reply and one.category[:2] != story.category[:2]]
        return _full(chance.choice(told), at, unit)
    full = _full(story, at, unit)
    return (
        full.replace("现场核实", "现场并联系张先生（13900000000）核实")
        if kind == "personal"
        else full
    )


def _full(story: Story, at: datetime, unit: str) -> str:
    """What was found, what was done, what comes next, whom to ask."""
    return (
        f"您好！您反映的“{story.title}”已收悉，现答复如下：{at.month}月{at.day}日，{unit}工作人员到现场核实，"
        f"情况属实。{story.reply}{unit}将在10个工作日内复查一次，每周安排1次巡查，防止问题反弹。"
        "如有疑问，请拨打12345转我单位。感谢您的监督与支持！"
    )


def fill() -> int:
    """Count the words of the district and judge every reply of a closed case; how many."""
    actions.count_words()
    return actions.follow_all()
