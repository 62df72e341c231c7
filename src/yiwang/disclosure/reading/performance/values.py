"""What a target promises and what an actual value says, out of the ways forms print them."""

import re
import unicodedata
from decimal import Decimal

from yiwang.disclosure.performance import Actual, Operator, Target

_SIGNS = (
    # Longer wordings first: 大于或等于 before 大于. What stands behind a number is tried apart.
    (Operator.AT_LEAST, r"\\geq|\\ge|>=|≧|≥|大于或?等于|不小于|不少于|不低于|至少|最少"),
    (
        Operator.AT_MOST,
        r"\\leq|\\le|<=|≦|≤|小于或?等于|不大于|不多于|不高于|不超过|不超出|至多|最多",
    ),
    (Operator.MORE, r">|大于|超过|高于|多于"),
    (Operator.LESS, r"<|小于|低于|少于"),
    (Operator.EQUAL, r"=|等于"),
)
_SIGN = re.compile("|".join(f"(?P<{one.name}>{words})" for one, words in _SIGNS))
_NUMBER = r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|-?[0-9]+(?:\.[0-9]+)?"
_LEAD = r"(?P<lead>[^0-9≥≤<>=;:()]*?)"
_UNIT = r"(?P<unit>[^0-9≥≤<>=;:,*~-]*(?:[²³][^0-9≥≤<>=;:,*~-]*)?)"
_PLAIN = re.compile(rf"{_LEAD}(?P<number>{_NUMBER}){_UNIT}")
_RANGE = re.compile(
    rf"(?P<low>{_NUMBER})(?P<first>[^0-9≥≤<>=;:~-]*)[-~至到](?P<high>{_NUMBER}){_UNIT}"
)
_DATE = re.compile(r"[0-9]+年[0-9]+月|[0-9]+月[0-9]*|[0-9]{4}年|[0-9]+\.[0-9]+\.[0-9]+")
_UPWARD = re.compile(r"(?:及|或)?以上$")
_DOWNWARD = re.compile(r"(?:及|或)?(?:以下|以内|之内)$")
_DASHES = str.maketrans("–—−－～〜﹣", "---" + "-" + "~~-")
_SUPERSCRIPTS = str.maketrans("²³", "\ue002\ue003")
_RESTORED = str.maketrans("\ue002\ue003", "²³")
_ZERO = re.compile(r"(?:均|都|全年)?(?:未发生|没有发生|无发生|零发生|零|未出现|没有)")
_WEIGHT = re.compile(r"[(（]\s*([0-9]+(?:\.[0-9]+)?)\s*分\s*[)）]")
_PERCENT = ("百分比", "百分之", "%")


def target(text: str) -> Target:
    """What `text` promises; words where it holds no single number. Never fails.

    A number alone binds as “=”. An operator behind its number (5%≤) is read as that sign before
    the number and marked as misprinted: nobody promises the other direction on purpose.
    """
    plain = _plain(text)
    if not plain or _DATE.search(plain):
        return Target(text, Operator.WORDS)
    operator, rest, behind = _without_sign(plain)
    between = _RANGE.fullmatch(rest) if operator is None else None
    if between:
        return _between(text, between)
    found = _PLAIN.fullmatch(rest)
    if found is None or (operator is None and found["lead"] and not _named(found)):
        return Target(text, Operator.WORDS)
    kind, unit = _operator(operator, found["unit"])
    return Target(text, kind, _number(found["number"]), None, _unit(unit), behind)


def actual(text: str) -> Actual:
    """What was reached; 未发生 is 0, an operator that was copied from the target is kept."""
    if _ZERO.fullmatch(_plain(text)):
        return Actual(text, Decimal(0))
    read = target(text)
    if read.operator in {Operator.WORDS, Operator.RANGE}:
        return Actual(text)
    printed = _without_sign(_plain(text))[0]
    return Actual(text, read.value, read.unit, printed)


def parts(text: str) -> tuple[tuple[str, Target], ...]:
    """A target of several promises, 网站考评>85分;公开考评>80分, as (name, target); else empty."""
    pieces = [one for one in re.split(r"[;；、，]", _plain(text)) if one]
    read = []
    for piece in pieces:
        name = re.match(r"[^0-9≥≤<>=]*", piece)
        read.append((name[0] if name else "", target(piece[name.end() if name else 0 :])))
    whole = all(name and one.value is not None for name, one in read)
    return tuple(read) if whole and len(read) > 1 else ()


def printed_weight(text: str) -> Decimal | None:
    """The weight that is printed behind a name: 15 of 机房巡查次数（15分）."""
    found = _WEIGHT.search(text)
    return Decimal(found[1]) if found else None


def without_weight(text: str) -> str:
    """A name without the weight behind it, and without spaces."""
    return re.sub(r"\s+", "", _WEIGHT.sub("", text))


def _plain(text: str) -> str:
    kept = text.translate(_SUPERSCRIPTS)
    folded = unicodedata.normalize("NFKC", kept).translate(_DASHES).translate(_RESTORED)
    return re.sub(r"[\s$]+", "", folded)


def _without_sign(plain: str) -> tuple[Operator | None, str, bool]:
    """The one sign, the text without it, and whether it stood behind the number."""
    signs = list(_SIGN.finditer(plain))
    if len(signs) != 1:
        return None, plain, False
    sign = signs[0]
    before, after = plain[: sign.start()], plain[sign.end() :]
    operator = next(one for one in Operator if sign.lastgroup == one.name)
    if after:
        # A name before the sign says what is counted, not how much: 办结率≥95%.
        return (operator, after, False) if not re.search(r"[0-9]", before) else (None, plain, False)
    return operator, before, True


def _named(found: re.Match[str]) -> bool:
    """Whether words before a number only name it: 办结率100%, and not 每周5."""
    return found["lead"].endswith(("率", "度", "数", "量", "数量", "达", "达到", "为")) and bool(
        found["unit"] or found["lead"].endswith(("数", "量", "为", "达", "达到"))
    )


def _operator(printed: Operator | None, unit: str) -> tuple[Operator, str]:
    if _UPWARD.search(unit):
        return Operator.AT_LEAST, _UPWARD.sub("", unit)
    if _DOWNWARD.search(unit):
        return Operator.AT_MOST, _DOWNWARD.sub("", unit)
    return printed or Operator.EQUAL, unit


def _between(text: str, found: re.Match[str]) -> Target:
    low, high = _number(found["low"]), _number(found["high"])
    if low > high:
        return Target(text, Operator.WORDS)
    return Target(text, Operator.RANGE, low, high, _unit(found["unit"]))


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _unit(text: str) -> str:
    return "%" if text.startswith(_PERCENT) else text
