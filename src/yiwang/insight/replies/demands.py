"""What an appeal asks for (诉求点), and which of it a reply takes up."""

import re
from dataclasses import dataclass

from yiwang.insight.replies.pieces import Span, sentences, signs
from yiwang.insight.replies.rarity import Rarity, features

_QUESTION = re.compile(
    r"(?:请问|咨询|想问|想知道|想了解|问一下)[^。！]{4,}|"
    r"(?:是否|能否|可否|可不可以|能不能|有没有|何时|什么时候|什么时间|多久|多少|几时|为什么|为何|怎么办理|如何|"
    r"哪[里些个家]|什么(?:标准|手续|材料|资料|条件|政策|原因|程序|规划))[^。！；]*(?:[?？]|吗|呢|$)|"
    r"^[^。]{4,}(?:吗|呢)?[?？]"
)
_DIRECT = re.compile(
    r"(?:是否|能否|可否|能不能|可不可以|怎么办理|如何|哪[里些个]|什么(?:标准|手续|材料|资料|条件|政策))[^。！；]*[?？]"
)
_RHETORIC = re.compile(
    r"难道|岂|何在|凭什么|谁(?:来|能|敢|不|的责任)|怎么(?:能|会|敢|可能|活|过)|何况|[你您]们[^？]{0,16}吗|还有没有|"
    r"有没有人|就不能|不就|试问|敢问|何必|何苦|又会如何|就该|会怎样|成何体统|是不是[^？]{0,12}(?:后台|保护伞|关系)"
)
_REQUEST = re.compile(
    r"请求|恳请|恳求|希望|要求|建议|呼吁|强烈反对|请(?=[^问。]{0,12}(?:尽快|解决|处理|安排|修|查|给|"
    r"协调|督促|核实|恢复|增加|拆|管))|望(?=[^。]{0,10}(?:解决|处理|修|查|给|协调))"
)
_WHEN = re.compile(r"何时|什么时候|多久|几时|什么时间|哪天|哪年|几月")
_MANY = re.compile(r"多少|几[个次条辆家]|比例|标准是")
_CLAUSE = re.compile(r"[^，,、：:]{2,}[，,、：:]?")
_NUMBER = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,2}|\d{1,2}|[①-⑨])\s*[、.．:：）)]")
_POLITE = re.compile(
    r"(?:请|望|希望|恳请|盼|诚盼|期盼|敬请)?[^。，]{0,10}?(?:领导|书记|政府|部门|有关部门|县长|市长|你们)?们?"
    r"(?:能|予以|给予|高度|百忙之中|尽快|早日|抽空|引起)*"
    r"(?:重视|关注|回复|答复|批示|为[我老]\S{0,6}做主|给个说法|解答|谢谢|感谢|指点)[^。，]{0,8}"
)
_TIME_SAID = re.compile(
    r"\d{1,4}\s?[年月日]|[年月季]底|[上中下]旬|[上下]半年|\d{1,4}\s?个?(?:工作日|天|小时|月)|今年|明年|本周|本月|"
    r"届时|适时|尚未|未定|暂[不无未]|待|已(?:经|于)?(?:完成|开|通|办|发|启|修|恢复)|正在"
)
_NUMBER_SAID = re.compile(r"\d|[一二三四五六七八九十百千万]{1,4}[个条辆家元户人%]|免费|百分之")
MOST = 8
LEAST_SIGNS = 6
# Of the weight of a demand's words, how much must come back for it to be taken up.
TAKEN_UP = 0.10
UNTOUCHED = 0.02
LEAST_TELLING = 8
_SAID = {"when": _TIME_SAID, "many": _NUMBER_SAID}


@dataclass(frozen=True)
class Demand:
    """One thing that is asked for."""

    text: str
    span: Span
    kind: str = "request"
    # A question or a numbered point, not a wish or a complaint in the form of one.
    direct: bool = False

    @property
    def short(self) -> str:
        """As it is named in a sentence."""
        words = self.text.strip("，,、：:。！？?!； \n")
        return words if len(words) <= 40 else words[:39] + "…"


def demands(appeal: str) -> tuple[Demand, ...]:
    """The questions and requests of an appeal, in their order; courtesies are none."""
    found: list[Demand] = []
    for sentence in sentences(appeal):
        found += _of(appeal, sentence)
    return tuple(_distinct(found)[:MOST])


def _of(appeal: str, sentence: Span) -> list[Demand]:
    words = sentence.of(appeal)
    if not _asks(words):
        return []
    if signs(words) <= 60:
        return _one(appeal, sentence)
    found: list[Demand] = []
    for clause in _CLAUSE.finditer(words):
        if _asks(clause.group()):
            end = min(len(words), clause.end() + _rest(words, clause.end()))
            found += _one(appeal, Span(sentence.start + clause.start(), sentence.start + end))
    return found


def _asks(words: str) -> bool:
    """A question that only complains asks for nothing."""
    asked = _QUESTION.search(words) or _REQUEST.search(words)
    return asked is not None and _RHETORIC.search(words) is None


def _rest(words: str, at: int) -> int:
    """A request goes on behind its comma, where it says what is wanted; up to the next sign."""
    after = _CLAUSE.match(words, at)
    return after.end() - at if after and signs(words[:at]) < 200 else 0


def _one(appeal: str, span: Span) -> list[Demand]:
    words = span.of(appeal)
    core = _POLITE.sub("", words) if len(words) < 40 else words
    if signs(core) < LEAST_SIGNS:
        return []
    kind = "request"
    if _WHEN.search(words):
        kind = "when"
    elif _MANY.search(words):
        kind = "many"
    elif _QUESTION.search(words):
        kind = "question"
    return [Demand(words, span, kind, _DIRECT.search(words) is not None)]


def _distinct(found: list[Demand]) -> list[Demand]:
    """A title that is said again in the text counts once."""
    kept: list[Demand] = []
    for demand in found:
        words = features(demand.text)
        if words and all(_share(words, features(one.text)) < 0.6 for one in kept):
            kept.append(demand)
    return kept


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


@dataclass(frozen=True)
class Taken:
    """A demand and whether the reply takes it up; `None` where that is not certain."""

    demand: Demand
    answered: bool | None
    # What kind of answer is missing: a time, a figure, or the matter itself.
    lacks: str = ""


def taken_up(
    found: tuple[Demand, ...], reply: str, rarity: Rarity, *, empty: bool = False
) -> tuple[Taken, ...]:
    """For each demand whether the reply (its part that says something) takes it up.

    That one is left out is certain where nothing is said at all; where a time or an amount is
    asked for and none is told; and of a direct question where others beside it are taken up.
    """
    if empty:
        return tuple(Taken(demand, False, "matter") for demand in found)
    words = features(reply)
    shares = [_share_of(demand, words, rarity) for demand in found]
    others = sum(1 for share in shares if share is not None and share >= TAKEN_UP)
    points = sum(1 for one in sentences(reply) if _NUMBER.match(one.of(reply)))
    matched = len(found) > 1 and points >= len(found)
    return tuple(
        _taken(demand, reply, share, (matched, others > 0))
        for demand, share in zip(found, shares, strict=True)
    )


def _share_of(demand: Demand, words: frozenset[str], rarity: Rarity) -> float | None:
    """How much of what tells in a demand comes back; `None` where too little tells anything."""
    telling = [one for one in features(demand.text) if rarity.telling(one)]
    weight = rarity.total(telling)
    if not weight:
        return None
    share = rarity.total(one for one in telling if one in words) / weight
    return None if len(telling) < LEAST_TELLING and share < TAKEN_UP else share


def _taken(demand: Demand, reply: str, share: float | None, beside: tuple[bool, bool]) -> Taken:
    matched, others = beside
    if demand.kind in _SAID and not _SAID[demand.kind].search(reply):
        return Taken(demand, False, demand.kind)
    if matched or (share is not None and share >= TAKEN_UP):
        return Taken(demand, True)
    # A wish may be met in other words, and so may the only question: then nothing is said.
    if demand.direct and others and share is not None and share < UNTOUCHED:
        return Taken(demand, False, "matter")
    return Taken(demand, None)
