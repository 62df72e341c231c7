"""Numbers that follow a rule: phones, identity cards, social credit codes, grids, parts."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from yiwang.kernel.refusals import Invalid

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"0[1-9][0-9]{1,2}-?[0-9]{7,8}")
_SERVICE = re.compile(r"1[0-9]{2}|1[0-9]{4}|[48]00-?[0-9]{3}-?[0-9]{4}")
_FROM_ABROAD = re.compile(r"(?:\+86|0086|86(?=-?1[3-9][0-9]{9}))-?")
# Behind whole numbers only: a landline, a mobile or hidden number (隐私号), a 400 number.
_EXTENSION = re.compile(
    r"(0[1-9][0-9]{1,2}-?[0-9]{7,8}|1[3-9][0-9]{9}|[48]00-?[0-9]{3}-?[0-9]{4})"
    r"(?:-|,|#|x|ext:?|转|分机号?:?|转分机:?)([0-9]{1,6})"
)
# From abroad the area is dialled without its zero.
_WITHOUT_ZERO = re.compile(r"(?:10|2[0-9]|[3-9][0-9]{2})-?[0-9]{7,8}(?![0-9])")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−─", "-"))
_BETWEEN = re.compile(r"[\s()./·]")


def phone(text: str) -> str:
    """A Chinese phone number in its plain form; an extension follows after a hyphen.

    However it was typed: full width, spaces and brackets, +86, 转801. Raises `Invalid`.
    """
    plain = _typed(text)
    extended = _EXTENSION.fullmatch(plain)
    number, extension = extended.groups() if extended else (plain, "")
    digits = number.replace("-", "")
    if any(form.fullmatch(digits) for form in (_MOBILE, _LANDLINE, _SERVICE)):
        return f"{digits}-{extension}" if extension else digits
    raise Invalid("“{text}”不是有效的电话号码", text=text[:30])


def _typed(text: str) -> str:
    """What was typed, with one form of each sign and without the country's number."""
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign.isprintable())
    plain = _BETWEEN.sub("", seen).translate(_DASHES).lower()
    abroad = _FROM_ABROAD.match(plain)
    if abroad is None:
        return plain
    rest = plain[abroad.end() :]
    return f"0{rest}" if _WITHOUT_ZERO.match(rest) else rest


@dataclass(frozen=True)
class IdentityCard:
    """An identity card number (居民身份证) taken apart; basis: GB 11643."""

    number: str
    division: str
    born: date
    male: bool


_CARD = re.compile(r"([0-9]{6})([0-9]{8})([0-9]{3})([0-9X])$")
_CARD_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def check_sign(first: str) -> str:
    """The 18th sign of an identity card number, which belongs to its first 17 digits."""
    total = sum(int(d) * w for d, w in zip(first, _CARD_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def identity_card(text: str) -> IdentityCard:
    """An 18-digit identity card number. Raises `Invalid` with what is wrong."""
    number = unicodedata.normalize("NFKC", text).strip().upper()
    parts = _CARD.match(number)
    if parts is None:
        raise Invalid("身份证号码应为18位，末位可为X")
    if check_sign(number[:17]) != number[17]:
        raise Invalid("身份证号码的校验位不符")
    written = parts[2]
    try:
        born = date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        raise Invalid("身份证号码中的出生日期不存在") from None
    if not 1880 <= born.year <= 2049:
        raise Invalid("身份证号码中的出生日期不存在")
    return IdentityCard(number, parts[1], born, int(parts[3]) % 2 == 1)


_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def social_credit_code(text: str) -> str:
    """An 18-character unified social credit code (GB 32100). Raises `Invalid`."""
    code = unicodedata.normalize("NFKC", text).strip().upper()
    if len(code) != 18 or any(sign not in _CREDIT_SIGNS for sign in code):
        raise Invalid("统一社会信用代码应为18位，且不含I、O、S、V、Z")
    total = sum(_CREDIT_SIGNS.index(s) * pow(3, i, 31) for i, s in enumerate(code[:17]))
    if _CREDIT_SIGNS[(31 - total % 31) % 31] != code[17]:
        raise Invalid("统一社会信用代码的校验位不符")
    return code


@dataclass(frozen=True)
class GridCode:
    """A grid code with its segments kept apart."""

    code: str
    segments: tuple[str, ...]


def grid_code(text: str, *, lengths: tuple[int, ...] = (6, 3, 3, 3)) -> GridCode:
    """A grid code; by default 15 digits: district, street, community, sequence.

    The segments' lengths differ between cities and are a setting. Raises `Invalid`.
    """
    code = text.strip()
    if not _digits(code, sum(lengths)):
        raise Invalid("网格编码应为{digits}位数字", digits=sum(lengths))
    return GridCode(code, _cut(code, lengths))


@dataclass(frozen=True)
class PartCode:
    """The code of a part (部件编码) with its segments: district, class, kind, sequence."""

    code: str
    segments: tuple[str, ...]


def part_code(text: str, *, lengths: tuple[int, ...] = (6, 2, 2, 6)) -> PartCode:
    """A part code; by default 16 digits: district, class (大类), kind (小类), sequence.

    The segments' lengths differ between cities and are a setting. Raises `Invalid`.
    """
    code = unicodedata.normalize("NFKC", text).strip()
    if not _digits(code, sum(lengths)):
        raise Invalid("部件编码应为{digits}位数字", digits=sum(lengths))
    return PartCode(code, _cut(code, lengths))


def _digits(code: str, length: int) -> bool:
    return code.isascii() and code.isdigit() and len(code) == length


def _cut(code: str, lengths: tuple[int, ...]) -> tuple[str, ...]:
    ends = list(accumulate(lengths))
    return tuple(code[end - length : end] for end, length in zip(ends, lengths, strict=True))
