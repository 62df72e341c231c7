"""Somebody of whom only the surname is told: 李女士, 邱处长, 张某某, and 林工 behind a cue."""

import re
from collections.abc import Iterator

from yiwang.kernel.personal.name_signs import COMPOUND, SURE, UNSURE
from yiwang.kernel.personal.spans import Kind, Span

_SURNAME = f"(?:{'|'.join(COMPOUND)}|[{''.join(sorted(SURE | UNSURE))}])"
_KNOWN = f"(?:{'|'.join(COMPOUND)}|[{''.join(sorted(SURE))}])"
# Whole words; a surname right before them is one, whatever else the sign may mean.
_TITLES = (
    "先生|女士|小姐|师傅|阿姨|大爷|大妈|大姐|老师|医生|大夫|护士|警官|法官|律师|教授|处长|局长|科长|股长|所长|站长"
    "|书记|主任|经理|队长|组长|村长|镇长|校长|院长|厂长|主席|会长|园长|片长|河长|街长|总监|部长|市长|区长|县长|董事长|工程师|会计|姓"
)
_WHOLE = re.compile(f"{_SURNAME}(?:副|某|总)?(?:{_TITLES})")
_NOBODY = re.compile(f"{_KNOWN}(?:某某|某[甲乙丙丁]?|[XＸ*]{{1,2}})(?![A-Z*])|{_SURNAME}某某?")
# One sign alone is a title only where a person is expected on both sides.
_SHORT = re.compile(
    f"(?:(?<=[:(,、员人长与系向由])|(?<=联系)|(?<=找到))({_SURNAME}(?:工|总|姐|哥|局|处|科|所|队|书记|某))"
    r"(?=[\s:,、。;()（）\d]|$|联系|电话|手机|对接|沟通|协调|负责)"
)
# What ends in such a sign and is no person.
_WORDS = re.compile(r"(?:[员施完竣开监][工]|有关|相关|公安|安全|经常|单位|任何|管理|全体)")


def find(text: str) -> Iterator[Span]:
    """Each once; what is a word of another kind is left."""
    for pattern, why in ((_NOBODY, "hidden"), (_WHOLE, "title"), (_SHORT, "title")):
        for found in pattern.finditer(text):
            start = found.start(found.re.groups and 1)
            if not _WORDS.match(text[start : start + 2]) and not _continues(text, start):
                yield Span(start, found.end(), Kind.SURNAME_ONLY, why, 0.9)


def _continues(text: str, start: int) -> bool:
    """Whether the sign ends a word that begins before it: 常务 副主任, 施工 方经理."""
    return text[max(0, start - 1) : start + 1] in _ENDINGS


_ENDINGS = frozenset(
    "对方 厂方 校方 警方 院方 施方 工方 我方 贵方 甲方 乙方 双方 地方 官方 街道 项目 部门 门卫 保安 社区 主管 总管 物管 城管 交管 "
    "监管 主席 酒店 单位 防卫 最高 公安 治安 平安 西安 上海 黄石 公司 上司 土石 何时 及时 当时 有时 小时 临时 平时 随时 同时 "
    "学习 青年 副总 公路 铁路 马路 道路 网路 农林 园林 森林 台江 长江 松江 内江 浦江 晋江 市水 河水 自来水 用水 污水 排水 供水 "
    "现任 前任 原任 历任 责任 主任 信任 党支 会计 设计 统计 审计 合计 共计 大连 小连 公共 党党 政党 共党 小车 公车 汽车 停车 动车 "
    "铁路 安全 完全 齐全 保全 健全 民政 行政 财政 农水 路路 班车 客车 货车 火车 全国 中国 我国 祖国".split()
)
