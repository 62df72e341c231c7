"""Phrases that say nothing by themselves: courtesy, receipt, and those that hide an answer.

Courtesy is fine and counts as nothing; the others are shown with what is missing beside them.
A phrase about what is going to be done is concrete where its sentence names a day, an amount or a
rhythm: then it is left alone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from yiwang.insight.replies.pieces import Span, sentences

_WORD = r"[^。！？；!?;\n，,：:]"
_SENT = r"[^。！？；!?;\n]"
_DAY = r"\d{4}\s?[年/.-]\s?\d{1,2}\s?[月/.-]\s?\d{1,2}\s?日?"


@dataclass(frozen=True)
class Kind:
    """One kind of phrase; without `missing` it is only courtesy and no fault."""

    key: str
    label: str
    patterns: tuple[str, ...]
    missing: str = ""
    # A day, an amount or a rhythm in the same sentence makes it say something.
    unless_concrete: bool = False


KINDS = (
    Kind(
        "courtesy",
        gettext_noop("礼貌用语"),
        (
            rf"(?:首先|最后|再次|非常|衷心|真诚|诚挚|十分|也)*(?:感谢|谢谢){_SENT}{{0,70}}",
            rf"(?:网名|网友|市民|网民|尊敬|“?UU\d|来信){_WORD}{{0,40}}?(?:[：:，,]|您好|你好|$)",
            r"(?:您|你)好(?:呀|啊)?[！!。，,：:]*",
            rf"(?:敬请|望(?:予以|您)?|请(?:您|予以)?){_WORD}{{0,6}}(?:谅解|理解|见谅)",
            rf"祝{_WORD}{{0,4}}(?:生活|工作|身体|好|您){_SENT}{{0,12}}",
            r"(?:特此|此复)(?:回复|答复|函复)?",
            rf"(?:欢迎|希望)(?:您|你|大家)?{_WORD}{{0,8}}(?:继续|一如既往|多提){_SENT}{{0,40}}",
            rf"{_DAY}\s*$",
            rf"^\s*{_DAY}",
        ),
    ),
    Kind(
        "receipt",
        gettext_noop("告知已收到"),
        (
            rf"{_SENT}{{0,90}}?(?:收悉|已收到|已经收到|获悉|知悉|阅悉|阅办|悉知)",
            rf"(?:已|我们)?(?:现|一并)(?:将|就|对)?{_SENT}{{0,40}}?(?:回复|答复|告知|说明|汇报)(?:如下|于下)",
            rf"{_WORD}{{0,30}}(?:回复|答复)如下",
        ),
    ),
    Kind(
        "restated",
        gettext_noop("复述诉求"),
        (
            rf"(?:关于|针对|对于)(?:您|你){_WORD}{{0,60}}(?:问题|事宜|情况|建议|诉求|咨询|留言|帖文)",
        ),
    ),
    Kind(
        "forwarded",
        gettext_noop("只说已转办"),
        (
            rf"{_WORD}{{0,24}}(?:已|将|现|予以|我们|及时)(?:将|把|经|由)?{_WORD}{{0,20}}(?:转|交办|移交|反馈给){_WORD}{{0,40}}",
            rf"(?:转|交办)(?:至|给|交|由|送){_WORD}{{0,30}}(?:处理|办理|核处|核实|调查|回复|办复|反馈){_WORD}{{0,12}}",
            rf"(?:如有|处理情况|办理情况|相关情况|结果){_SENT}{{0,24}}(?:及时|第一时间|会|将)"
            rf"{_WORD}{{0,8}}(?:反馈|回复|答复|告知){_WORD}{{0,6}}",
            rf"(?:请|敬请){_WORD}{{0,6}}(?:关注|等待|留意){_WORD}{{0,4}}(?:后续|回复|结果|消息){_WORD}{{0,6}}",
        ),
        gettext_noop("转给谁、何时办、何时再答复"),
    ),
    Kind(
        "earlier",
        gettext_noop("只说答复过"),
        (
            rf"{_SENT}{{0,70}}(?:已|曾)(?:经)?{_WORD}{{0,24}}(?:进行过|作了|作出|做出|明确)?"
            rf"(?:回复|答复)(?:过|了)?(?=[。，,；：:！\s]|$)",
            rf"{_SENT}{{0,90}}(?:帖|件|函|信)中(?:作了|作出|进行了|已)(?:详细|相应)?(?:的)?(?:回复|答复)",
            rf"{_WORD}{{0,20}}(?:不再|无效){_WORD}{{0,10}}(?:处理|受理|程序|答复){_WORD}{{0,6}}",
            rf"(?:详情|详见|链接)(?:请)?{_WORD}{{0,16}}[：:]?",
        ),
        gettext_noop("原答复的内容"),
    ),
    Kind(
        "studying",
        gettext_noop("只说研究"),
        (
            rf"{_WORD}{{0,40}}(?:研究|论证|考虑|参考|如实上报|向上(?:级)?(?:反映|汇报)){_SENT}{{0,16}}",
        ),
        gettext_noop("由谁研究、何时有结果"),
        unless_concrete=True,
    ),
    Kind(
        "attention",
        gettext_noop("只说重视"),
        (
            rf"{_WORD}{{0,30}}(?:高度|非常|十分|极其)重视{_WORD}{{0,20}}",
            rf"{_WORD}{{0,30}}一如既往{_WORD}{{0,40}}",
        ),
        gettext_noop("做了什么"),
    ),
    Kind(
        "strengthen",
        gettext_noop("只说加强"),
        (
            rf"(?:下一步|下步|今后|接下来|我们|我局|我办|我街道|将|会)[，,]?{_WORD}{{0,30}}"
            rf"(?:进一步|继续|不断|持续|切实|努力|积极|尽快|将|会){_WORD}{{0,10}}"
            rf"(?:加强|加大|强化|改进|提升|完善|做好|推进|落实|改善|协调){_SENT}{{0,50}}",
        ),
        gettext_noop("由谁、何时、做到什么程度"),
        unless_concrete=True,
    ),
    Kind(
        "elsewhere",
        gettext_noop("只请另行咨询"),
        (
            rf"(?:请|建议|可|可以|欢迎)(?:您|你|直接|具体|来电|到|前往|向|与|拨打)*{_WORD}{{0,40}}"
            rf"(?:咨询|联系|拨打|致电|反映|查询){_SENT}{{0,60}}",
        ),
        gettext_noop("能直接答复的内容"),
    ),
    Kind(
        "unchecked",
        gettext_noop("没有核查"),
        (
            rf"(?:因|由于)?{_SENT}{{0,30}}(?:未|没有|没|无)(?:能)?{_WORD}{{0,12}}"
            rf"(?:提供|留下|说明|指明|具名|注明|联系方式|联系到){_SENT}{{0,60}}"
            rf"(?:无法|不能|未能|不予)?{_SENT}{{0,30}}",
            rf"{_SENT}{{0,30}}(?:无法|暂无法|未能){_WORD}{{0,16}}"
            rf"(?:核查|核实|答复|回复|查找|登记|联系到|联系上){_SENT}{{0,30}}",
        ),
        gettext_noop("还缺什么信息、怎样补交、谁来联系"),
    ),
)
BY_KEY = {kind.key: kind for kind in KINDS}
ADDED = Kind("added", gettext_noop("本区认定的套话"), (), gettext_noop("由谁、何时、做了什么"))
_COMPILED = tuple((kind, re.compile("|".join(kind.patterns))) for kind in KINDS)
_CONCRETE = re.compile(
    r"(?<!\d)\d{1,9}\s?[年月日天个时小万元米平吨座处次人盏辆亩公千]|[年月]底|[上下]旬|[上下]半年|每[天日周月]|"
    r"[一二三四五六七八九十两]+(?:日|天|周|个月|次|处|名|盏|个)|本周|本月|今年|明年|即日"
)


@dataclass(frozen=True)
class Found:
    """A phrase where it stands."""

    kind: Kind
    span: Span


def found(text: str, added: Iterable[str] = ()) -> list[Found]:
    """Every phrase of every kind, sentence by sentence; the same signs may be of two kinds."""
    out: list[Found] = []
    for sentence in sentences(text):
        words = sentence.of(text)
        concrete = _CONCRETE.search(re.sub(_DAY + r"\s*$", "", words)) is not None
        for kind, pattern in _COMPILED:
            if kind.unless_concrete and concrete:
                continue
            out += [
                Found(kind, Span(sentence.start + one.start(), sentence.start + one.end()))
                for one in pattern.finditer(words)
                if one.group()
            ]
    return out + _added(text, added)


def _added(text: str, added: Iterable[str]) -> list[Found]:
    """The phrases that this district has named, word by word."""
    return [
        Found(ADDED, Span(*one.span()))
        for phrase in added
        if phrase
        for one in re.finditer(re.escape(phrase), text)
    ]
