"""On what a reply rests: rules, what was found, what was done, by whom, by when, whom to ask."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from yiwang.insight.replies.pieces import Span


@dataclass(frozen=True)
class Ground:
    """One kind of ground and how much it counts towards 100."""

    key: str
    label: str
    points: int
    pattern: re.Pattern[str]


GROUNDS = (
    Ground(
        "rule",
        gettext_noop("法规、文件或标准依据"),
        30,
        re.compile(
            r"《[^》]{3,60}》|[〔\[【（(]\d{4}[〕\]】）)]\s?第?\d{1,6}号|第[一二三四五六七八九十百\d]+条|"
            r"(?:GB|gb|DB|CJJ|cjj)[/T]?\d{3,}"
        ),
    ),
    Ground(
        "checked",
        gettext_noop("核查情况"),
        25,
        re.compile(
            r"(?:经|进行|现场|实地|多次|联合|前往|到)[^。，；]{0,14}"
            r"(?:核实|核查|调查|查勘|查看|勘察|检查|检测|走访|了解|调阅|排查)|经查|据查|查实|情况属实|基本属实"
        ),
    ),
    Ground(
        "done",
        gettext_noop("已采取的措施"),
        25,
        re.compile(
            r"(?:已|已经|现已|已于)[^。；]{0,24}"
            r"(?:修复|清理|清运|拆除|整改|责令|要求|安装|更换|完成|约谈|下达|处罚|立案|恢复|开工|竣工|启动|"
            r"修剪|疏通|补装|退还|补发|安排|增加|施划|停工|停产|纳入|列入|受理|协调|督促|设置|加装|检修)|"
            r"责令|约谈|下达了?《|处以|罚款|拆除了|清理了|维修了"
        ),
    ),
    Ground(
        "by_when",
        gettext_noop("何时完成"),
        15,
        re.compile(
            r"(?:将|拟|预计|计划|争取|力争|确保|限期?|于|待|明年|今年)[^。；]{0,24}"
            r"(?:\d{1,4}\s?年|\d{1,2}\s?月|\d{1,2}\s?日|[年月季]底|[上中下]旬|\d{1,3}个?工作日|\d{1,3}天|本周|本月)"
            r"[^。；]{0,16}"
        ),
    ),
    Ground(
        "measured",
        gettext_noop("具体数据"),
        15,
        re.compile(
            r"(?<!\d)\d{1,9}(?:\.\d{1,4})?\s?(?:%|％|米|公里|千米|平方米|亩|元|万元|分贝|户|人|次|处|盏|辆|台|栋|座|吨|小时|分钟|个)"
        ),
    ),
    Ground(
        "unit",
        gettext_noop("责任单位"),
        15,
        re.compile(
            r"[一-鿿A-Z0-9]{1,12}(?:局|委|办|街道|镇政府|乡政府|镇|公司|大队|支队|中队|社区|村委会|中心|派出所|"
            r"医院|管委会|指挥部|工作人员)"
        ),
    ),
    Ground(
        "contact",
        gettext_noop("联系方式"),
        10,
        re.compile(
            r"(?:电话|热线|致电|拨打|联系人)[^。；]{0,16}[\d－—-]{5,}|12345|12315|12319|12333"
        ),
    ),
)
CHECKED = next(ground.pattern for ground in GROUNDS if ground.key == "checked")
# Any of these makes a reply rest on something.
FIRM = frozenset({"rule", "checked", "done", "measured", "by_when"})


@dataclass(frozen=True)
class Grounds:
    """What was found of each kind, and what was not."""

    score: int
    found: dict[str, tuple[Span, ...]]
    missing: tuple[str, ...]

    @property
    def firm(self) -> bool:
        """Whether it rests on anything at all."""
        return bool(FIRM & self.found.keys())


def tells(text: str) -> bool:
    """Whether a few words tell at least what was done, found or fixed: then they are terse only."""
    told = ("done", "rule", "measured", "by_when")
    return any(ground.pattern.search(text) for ground in GROUNDS if ground.key in told)


def grounds(reply: str) -> Grounds:
    """Which grounds stand in a reply; at most three places of each are shown."""
    found: dict[str, tuple[Span, ...]] = {}
    for ground in GROUNDS:
        places = tuple(Span(*one.span()) for one in ground.pattern.finditer(reply))[:3]
        if places:
            found[ground.key] = places
    score = min(100, sum(ground.points for ground in GROUNDS if ground.key in found))
    missing = tuple(ground.key for ground in GROUNDS if ground.key not in found)
    return Grounds(score, found, missing)
