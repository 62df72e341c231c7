"""Puts a draft together from approved wording and earlier answers; it invents nothing.

What belongs to another case is taken out: names, numbers, days and places become blanks that
somebody must fill. Every line says where it is from.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yiwang.insight.replies.demands import Demand
from yiwang.insight.replies.form import blanks
from yiwang.insight.replies.grounds import CHECKED, tells
from yiwang.insight.replies.phrases import found
from yiwang.insight.replies.pieces import sentences, signs, uncovered
from yiwang.kernel import personal
from yiwang.kernel.personal import Kind

_DAY = re.compile(
    r"(?:\d{4}\s?[年/.-]\s?)?\d{1,2}\s?[月/.-]\s?\d{1,2}\s?日?(?:[上下]午|凌晨|晚上?)?(?:\d{1,2}[时点:：]\d{0,2}分?)?|"
    r"\d{4}\s?年(?:\d{1,2}月)?|\d{1,2}月(?:份|底|初)?|(?:昨|今|前)[天日]|[本上]周[一-日]?"
)
_AMOUNT = re.compile(
    r"(?<!\d)\d{1,9}(?:\.\d{1,4})?\s?(?:%|％|平方米|公里|千米|米|厘米|亩|万元|元|分贝|户|人|次|处|盏|辆|台|栋|座|吨|小时|分钟|天|个工作日|个月|个|条|号)"
)
_USER = re.compile(r"网友“[^”]{1,20}”")
_PHONE = re.compile(
    r"(?:\d{3,4}[-－—]\d{3,8}(?:[-－—]\d{1,8})?|\d{2,12}\*{1,12}\d{0,4}|(?<!\d)\d{7,12}(?!\d))"
)
_LONG_NUMBER = re.compile(
    r"(?<![\d〔\[（(号])(?!12345|12315|12319|12333|110|119|120)\d{2,}(?![\d〕\]）)]|号)"
)
WHEN, AMOUNT, PERSON, CONTACT, PLACE, UNIT, RESULT = (
    "【办理时间】",
    "【相关数据】",
    "【相关人员】",
    "【联系电话】",
    "【相关地点】",
    "【责任单位】",
    "【办理情况和结果】",
)
_TEMPLATE_BLANK = re.compile(r"\{([^{}]{1,12})\}")
MOST_SENTENCES = 6
_LEFT_OUT = frozenset({"courtesy", "receipt", "restated", "elsewhere", "forwarded", "attention"})


@dataclass(frozen=True)
class Source:
    """Where wording may be taken from: a template, an article, an earlier answer."""

    kind: str
    label: str
    text: str
    # The number of the earlier case or of the article, to be looked up.
    key: str = ""
    # Whether it is of another case, whose facts must not come along, nor the name of its unit.
    foreign: bool = False
    unit: str = ""


@dataclass(frozen=True)
class Line:
    """One line of the draft and where it is from."""

    text: str
    source: Source


@dataclass(frozen=True)
class Draft:
    """A reply to begin with."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """As it is put into the form."""
        return "\n".join(line.text for line in self.lines)

    @property
    def blanks(self) -> int:
        """How many blanks are to be filled."""
        return len(blanks(self.text))


FORM = Source("form", "答复格式", "")
DEMAND = Source("demand", "诉求内容", "")


def compose(
    title: str, asked: Sequence[Demand], sources: Iterable[Source], places: Sequence[str]
) -> Draft:
    """A greeting, what the best source says, one line for each demand, a closing."""
    lines = [Line(f"您好！您反映的“{title}”已收悉，现答复如下：", FORM)]
    body = [line for source in sources for line in _lines(source, places)]
    lines += _once(body)[:MOST_SENTENCES]
    lines += [Line(f"关于“{one.short}”：{RESULT}", DEMAND) for one in asked]
    if not asked:
        lines.append(Line(f"{WHEN}经现场核查：{RESULT}", FORM))
    lines.append(Line(f"如有疑问，请拨打{CONTACT}。感谢您对我们工作的监督与支持。", FORM))
    return Draft(tuple(lines))


def _lines(source: Source, places: Sequence[str]) -> list[Line]:
    """The sentences of a source that say something, without the facts of another case."""
    courtesies = [one.span for one in found(source.text) if one.kind.key in _LEFT_OUT]
    rest = uncovered(source.text, courtesies)
    kept = []
    for span in sentences(rest):
        words = re.sub(r"\s+", "", span.of(rest)).strip("，,：:。 ")
        if signs(words) < 6:
            continue
        text = _own(words, source, places) if source.foreign else f"{_filled(words)}。"
        kept.append(Line(text, source))
    return kept


def _own(words: str, source: Source, places: Sequence[str]) -> str:
    """What was found or done in another case is no fact of this one: it must be confirmed."""
    text = blanked(words.replace(source.unit, UNIT) if source.unit else words, places)
    if tells(words) or CHECKED.search(words):
        inside = text.translate(str.maketrans("【】", "〔〕"))
        return f"【核查属实再保留：{inside}】"
    return f"{text}。"


def _once(lines: list[Line]) -> list[Line]:
    """Earlier answers say the same again and again: the first of them stands."""
    seen: set[str] = set()
    return [line for line in lines if line.text not in seen and not seen.add(line.text)]  # type: ignore[func-returns-value]


def _filled(text: str) -> str:
    """Blanks of an approved template in the way in which drafts show them."""
    return _TEMPLATE_BLANK.sub(lambda one: f"【相关{one.group(1)}】", text)


def blanked(text: str, places: Sequence[str]) -> str:
    """A sentence of another case with its names, numbers, days and places as blanks."""
    text = _USER.sub(PERSON, _hidden(text))
    text = _PHONE.sub(CONTACT, text)
    for place in sorted((one for one in places if len(one) > 1), key=len, reverse=True):
        text = text.replace(place, PLACE)
    text = _AMOUNT.sub(AMOUNT, _DAY.sub(WHEN, text))
    return _LONG_NUMBER.sub(AMOUNT, text)


def _hidden(text: str) -> str:
    """Persons, and every number that is somebody's."""
    for one in reversed(personal.find(text)):
        words = text[one.start : one.end]
        if words.isdigit() and len(words) < 6:
            continue
        blank = CONTACT if one.kind is Kind.PHONE else PERSON
        text = text[: one.start] + blank + text[one.end :]
    return text
