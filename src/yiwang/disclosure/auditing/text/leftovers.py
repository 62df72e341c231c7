"""Words of the template that were meant for the writer and were left standing."""

import re
from collections.abc import Iterator

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule, Severity
from yiwang.disclosure.auditing.text.passages import found, passages

_BLANK = r"(?<![A-Za-z0-9])[XＸ×]{2,}(?![A-Za-z0-9])"
# What templates of budgets and accounts say to the writer, and what is to be done with it.
INSTRUCTIONS: tuple[tuple[str, str], ...] = (
    (r"[（(]?不涉及的不列[）)]?", "删去模板说明"),
    (r"[（(]?如持平[，,]?作持平表述[）)]?", "删去模板说明"),
    (
        r"[（(][^（()）]*请(?:依据|根据|结合|按照?)[^（()）]*(?:解释|填写|说明|填列)[^（()）]*[）)]",
        "删去模板说明",
    ),
    (r"[（(]?参考《[^》]*》[^。（()）]*(?:解释|说明)[）)]?", "按科目逐项解释后删去"),
    (r"[（(]?根据本(?:部门|单位)使用的[^。（()）]*补充解释[）)]?", "补充名词解释或删去"),
    (r"重点工作事项标题", "写出该项重点工作的名称"),
    (r"附件\s*\d*\s*[:：][^。，]{0,30}模板", "删去“模板”字样"),
    (r"由主管部门根据[^。]*填写", "写出主要职能"),
    (r"按上述格式依次说明[^。]*", "删去模板说明"),
    (r"[^。]{0,40}作下述说明\s*[:：]", "删去模板说明"),
    (r"[（(][^（()）]*只需说明本(?:部门|单位)[^（()）]*[）)]", "删去模板说明"),
    (r"[（(](?:制度|文件|项目|单位)名称[）)]", "写出名称"),
    (r"(?:大于[（(]小于[）)]|小于[（(]大于[）)])(?=预算)", "选定“大于”或“小于”"),
)
_INSTRUCTIONS = tuple((re.compile(pattern), advice) for pattern, advice in INSTRUCTIONS)


def blanks(audited: Audited) -> Iterator[Finding]:
    """Places where XX stands instead of a figure or a name."""
    for passage in passages(audited.document):
        matches = list(re.finditer(_BLANK, passage.text))
        if matches:
            text = f"此段有 {len(matches)} 处占位符没有填写"
            span = matches[0].span()
            yield found("text-blank", Severity.ERROR, passage, span, "填写实际内容", text)


def instructions(audited: Audited) -> Iterator[Finding]:
    """Instructions to the writer."""
    for passage in passages(audited.document):
        for pattern, advice in _INSTRUCTIONS:
            for one in pattern.finditer(passage.text):
                text = f"模板中写给编制人的话没有处理：{advice}"
                yield found("text-template", Severity.WARNING, passage, one.span(), advice, text)


RULES = (
    Rule(
        key="text-blank",
        label="占位符未填写",
        explanation="公开文件中不应再有模板的“XX”“××”。",
        basis="部门预算、决算公开模板",
        example=("支出合计 XXX 万元。", "支出合计 100 万元。"),
        check=blanks,
    ),
    Rule(
        key="text-template",
        label="模板说明未删",
        explanation="模板中写给编制人的话，如“（不涉及的不列）”“（如持平作持平表述）”，公开前应处理并删去。",
        basis="部门预算、决算公开模板",
        example=("其他收入 3 万元（不涉及的不列）。", "其他收入 3 万元。"),
        check=instructions,
    ),
)
