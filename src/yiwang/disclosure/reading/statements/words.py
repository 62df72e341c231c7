"""The words of the printed form by which figures in text are understood: one declared list each."""

import re

from yiwang.disclosure.statement import Measure, Way

MONEY_UNITS = ("亿元", "万元", "元")
# Longer ones first: 人次 before 人.
COUNT_UNITS = (
    *("人次", "批次", "项次", "个", "家", "辆", "台", "套", "人", "次", "期", "件", "份", "名"),
    *("项", "批", "轮", "篇", "处", "路", "条", "分", "户", "宗", "场"),
)
_UNITS = "|".join((*MONEY_UNITS, "%", *(f"(?:万|亿)?{one}" for one in COUNT_UNITS)))

FIGURE = re.compile(
    r"(?<![第\d.,A-Za-z≥≤<>=＞＜〔\[])(?P<number>[-+]?(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:\.\d+)?)"
    rf"(?P<unit>{_UNITS})(?!\)?\(含\)|以上|以下|以内|月|级|分之)"
)
SAME = re.compile(r"(?:基本)?持平|(?:没有|无)(?:变化|增减)")
REASON = re.compile(
    r"(?:(?P<claim>大于|小于|高于|低于|多于|少于|增加|减少|增长|下降|上升|降低)"
    r"(?P<other>\((?:大于|小于|高于|低于|增加|减少|增长|下降)\))?"
    r"(?P<base>[^。；，,;：:\d]{0,14}?)的?)?(?:主要)?原因[是为：:]*"
)

UP_WORDS = ("增加", "增长", "上升", "提高", "大于", "高于", "多于", "增")
DOWN_WORDS = ("减少", "下降", "降低", "小于", "低于", "少于", "压减", "降")
_WAYS = "|".join((*UP_WORDS[:-1], *DOWN_WORDS[:-1]))
# The direction at the end of what stands before a figure, with a second one left in brackets.
CHANGED = re.compile(
    rf"(?:各|共|分别|同比|均|预算|总体)*(?P<way>{_WAYS}|增|降)"
    rf"(?P<other>\((?:{_WAYS}|增|降)\)|/(?:{_WAYS}))?(?:了|为|约|金额|比例)?$"
)
SHARE = re.compile(
    r"(?:所)?占(?:比)?(?P<whole>[^。；，,;占]{0,40}?)(?:的)?(?:比例|比重)?(?:为|约|是)?$"
)
COMPLETION = re.compile(
    r"(?:完成|占)(?P<base>[^。；，,;]{0,12}?(?:预算|任务|计划)数?)的?(?:比例)?(?:为)?$"
)
# What a change is measured against: 与 2019 年度相比, 比年初预算, 较上年.
BASE = re.compile(
    r"(?:与|比|较|同)(?P<base>[^。；;：:]{0,30}?)"
    rf"(?:相比|比较|{_WAYS}|持平|基本持平|没有变化|无变化)"
)
# An amount that only says with what is compared: 比 2030 年预算数 90 万元增加 10 万元.
COMPARED = re.compile(
    r"(?:与|比|较|同)(?P<base>(?:20\d\d年度?|上年度?|去年|上一年度?)[^，。；、]{0,12}?)(?:的|为)?$"
)
YEAR = re.compile(r"(?<!\d)(20\d\d)年")
LAST_YEAR = ("上年", "去年", "上一年")
# A measure at the end of the words before a figure; what stands before it is the thing.
MEASURES = (
    (
        re.compile(
            r"(?:支出|收入)?(?:年初|全年|当年|调整)?预算执行数?(?:为|是|共|共计|合计|总计)?$"
        ),
        Measure.ACCOUNT,
    ),
    (
        re.compile(
            r"(?<!收支总)(?<!总)(?<!一般公共)(?<!基金)(?<!经营)(?:年初|全年|当年|调整后?|部门)?预算"
            r"(?:安排|金额)?(?:数|额)?(?:为|是|共|共计|合计|总计)?$"
        ),
        Measure.BUDGET,
    ),
    (re.compile(r"(?:支出|收入)?(?:决算|执行)(?:数|额)(?:为|是|共|共计|合计)?$"), Measure.ACCOUNT),
    (re.compile(r"决算(?:为|是|共|共计|合计)?$"), Measure.ACCOUNT),
)
# Words between a thing and its figure that say nothing about which thing it is.
LINKS = re.compile(r"(?:金额|数额)?(?:为|是|共计|共|合计为|总计为|达到|达|约|近|超|科目|经费为)$")
# Things that only point back to what the paragraph speaks of.
POINTERS = ("", "项目", "资金", "本年", "本年度", "全年", "当年", "项目资金", "该项")
NUMBERING = re.compile(
    r"^(?:\(?[0-9]{1,2}\)|[0-9]{1,2}[.、．:：]|\([一二三四五六七八九十]{1,3}\)"
    r"|[一二三四五六七八九十]{1,3}、)"
)
OPENERS = re.compile(
    r"^(?:其中|包括|主要包括|具体为|具体包括|以及|及|和|本年度?|全年|共|分别为?|用于|财政拨款中"
    r"|预计|截至[^，,]*|20\d\d年度?(?:当年|全年)?|[：:、（(]|[“\"])+"
)
USED_FOR = re.compile(r".*?(?:主要用于|用于以下方面|安排用于)")
TOPIC = re.compile(r"\((?:\d{2,3})?[类款项]\)")
SUMMARY_TAIL = re.compile(r"(?:项目)?(?:绩效)?自评(?:综述|结果)$")


def way_of(word: str, other: str | None) -> Way:
    """Which way a direction word points; open where the template's second one was left."""
    if other:
        return Way.OPEN
    return Way.UP if word in UP_WORDS else Way.DOWN
