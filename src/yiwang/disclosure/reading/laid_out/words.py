"""Headings of official forms: where one is whole, what stands below it is another."""

import re

from yiwang.disclosure.reading.clean import bare

WHOLE = frozenset(
    (
        "项目", "合计", "小计", "收入", "支出", "预算数", "决算数", "金额", "科目名称",
        "科目编码", "基本支出", "项目支出", "人员经费", "公用经费", "本年收入", "本年支出",
        "收入预算", "支出预算", "财政拨款收入", "财政拨款支出", "事业收入", "经营收入",
        "事业单位经营收入", "其他收入", "经营支出", "上级补助收入", "上缴上级支出",
        "功能分类科目编码", "功能分类科目名称", "一般公共预算", "政府性基金预算",
        "国有资本经营预算", "一般公共预算支出", "政府性基金预算支出", "国有资本经营预算支出",
        "一般公共预算基本支出", "公务接待费", "因公出国(境)费", "公务用车购置费",
        "公务用车运行费", "公务用车运行维护费", "公务用车购置及运行费",
        "公务用车购置及运行维护费", "购置费", "运行费", "运行维护费", "经济分类科目编码",
        "部门经济分类科目名称", "经济分类科目名称", "“三公”经费预算数", "“三公”经费",
        "财政拨款“三公”经费", "三公经费预算数", "财政拨款三公经费", "一般公共预算财政拨款",
        "政府性基金预算财政拨款", "国有资本经营预算财政拨款",
    )
)  # fmt: skip
_ENDS = re.compile(r"分类科目(?:编码|名称)$|^年[初末](?:财政拨款)?结转和结余$")


def is_whole(text: str) -> bool:
    """Whether a text is a heading of its own, not a part of a broken one."""
    plain = bare(text)
    return plain in WHOLE or _ENDS.search(plain) is not None


def begins_whole(text: str) -> bool:
    """Whether a text is how a known heading begins."""
    plain = bare(text)
    return any(word.startswith(plain) for word in WHOLE)
