"""How a reply is written: greeting, length, personal data, copies, the appeal said back."""

import hashlib
import re

from yiwang.insight.replies.pieces import Span, merged, signs
from yiwang.kernel import personal

_GREETING = re.compile(r"(?:您|你)好|尊敬的|网友|市民|先生|女士|同志")
_COURTESY = re.compile(r"感谢|谢谢|谅解|理解|祝您|欢迎")
_CONTACT = re.compile(
    r"(?:(?:电话|热线|致电|拨打|联系方式|联系人|负责人|运维人员|咨询|邮箱|邮件|微信号)|"
    r"请[^。；]{0,20}联系)[^。；\d@]{0,14}"
    r"(?:[\d－—()（）\s-]{5,14}[、或，,/及和]\s?){0,3}$"
)
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}|1[3-9]\d[- ]\d{4}[- ]\d{4}")
_OF_SOMEBODY = re.compile(
    r"(?:诉求人|举报人|投诉人|来电人|当事人|反映人|业主|住户|租户|商户|邻居|本人|其|他|她)的?[^。；，]{0,8}$"
)
_BLANK = re.compile(r"【(?:核查|办理|完成|责任|联系|相关)[^】]{1,120}】")
_FOLDED = re.compile(r"[^㐀-鿿]+")
_OPENING = re.compile(r"^.{0,120}?(?:如下|收悉|您好|你好)[：:，,。！!]*", re.DOTALL)
# So many signs in a row that stand in the appeal are said back, not answered.
PARROTED_RUN = 14
LEAST, MOST = 30, 1500


def greets(reply: str) -> bool:
    """Whether somebody is addressed at the beginning."""
    return _GREETING.search(reply[:60]) is not None


def is_polite(reply: str) -> bool:
    """Whether a word of courtesy stands in it."""
    return _COURTESY.search(reply) is not None


def blanks(reply: str) -> tuple[Span, ...]:
    """Blanks of a draft that nobody has filled: 【核查时间】."""
    return tuple(Span(*one.span()) for one in _BLANK.finditer(reply))


def personal_data(reply: str) -> tuple[Span, ...]:
    """Numbers of persons in a public reply; a telephone that is given to call is none."""
    found = personal.find(reply, kinds=personal.NUMBERS)
    return tuple(Span(one.start, one.end) for one in found if not _to_call(reply, one))


def names(reply: str) -> tuple[Span, ...]:
    """Names of persons; a surname with a title names nobody."""
    found = personal.find(reply, kinds={personal.Kind.NAME})
    return tuple(Span(one.start, one.end) for one in found)


def _to_call(reply: str, found: personal.Span) -> bool:
    """A mobile is to be called where that is said; another number unless it is somebody's."""
    if found.kind not in (personal.Kind.PHONE, personal.Kind.EMAIL):
        return False
    start = max(0, found.start - 60)
    told = _CONTACT.search(reply[start : found.start])
    if told is None and _MOBILE.search(reply[found.start : found.end]):
        return False
    at = start + told.start() if told else found.start
    return _OF_SOMEBODY.search(reply[max(0, at - 20) : at]) is None


def parroted(appeal: str, reply: str) -> tuple[Span, ...]:
    """Long runs of the appeal that come back word by word."""
    runs = {appeal[at : at + PARROTED_RUN] for at in range(len(appeal) - PARROTED_RUN + 1)}
    hits = (
        Span(at, at + PARROTED_RUN)
        for at in range(len(reply) - PARROTED_RUN + 1)
        if reply[at : at + PARROTED_RUN] in runs
    )
    return tuple(merged(hits))


def digest(reply: str) -> str:
    """The same for replies that differ in greeting, numbers, dates and signs only."""
    body = _OPENING.sub("", reply)
    return same(body) if signs(_FOLDED.sub("", body)) >= LEAST else ""


def same(text: str) -> str:
    """The same for texts that differ in numbers and signs only."""
    return hashlib.sha256(_FOLDED.sub("", text).encode()).hexdigest()[:16]
