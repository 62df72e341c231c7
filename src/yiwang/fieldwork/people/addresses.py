"""Addresses as people write them, brought to one form in which they can be compared."""

import re
import unicodedata

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6,
           "七": 7, "八": 8, "九": 9}  # fmt: skip
# Only before such a word is 三 a number: 三阳路 stays a name.
_COUNTED = re.compile(
    r"[零〇一二两三四五六七八九十百]+(?=(?:号|栋|幢|座|单元|层|楼|室|门|弄|巷|组|户|#))"
)
_SIGNS = re.compile(r"[\s,，.。、;；:：'\"“”()（）\[\]【】·_]+")
_DASHES = re.compile(r"[‐‑‒–—―−─~－]+")
_BUILDING = re.compile(r"号楼|幢|座|#楼|(?<=\d)#")
_ROOM = re.compile(r"(?<=\d)(?:室|房|户)$")
_PARTS = re.compile(r"^(.*?\d+(?:栋|号(?!楼)))")
# 3栋2单元501 and 3-2-501 are the same door.
_BETWEEN = re.compile(r"(?<=\d)(?:栋|单元|层|楼|-)(?=\d)")


def key(address: str) -> str:
    """The form in which two ways to write one address are the same; of itself it is its own."""
    text = unicodedata.normalize("NFKC", address).lower()
    text = _DASHES.sub("-", _SIGNS.sub("", text))
    text = _COUNTED.sub(lambda found: str(_number(found[0])), text)
    text = _BUILDING.sub("栋", text)
    text = re.sub(r"(?<!\d)0+(?=\d)", "", text)
    text = _ROOM.sub("", text)
    return _BETWEEN.sub("-", text)


def building(address: str) -> str:
    """The part of an address that names the building; empty where none can be told."""
    text = unicodedata.normalize("NFKC", address)
    text = _COUNTED.sub(lambda found: str(_number(found[0])), _SIGNS.sub("", text))
    found = _PARTS.match(_BUILDING.sub("栋", text))
    return found[1] if found else ""


def _number(text: str) -> int:
    """二十三 → 23, 一百零五 → 105, 五〇一 → 501."""
    if not set(text) & {"十", "百"}:
        return int("".join(str(_DIGITS[sign]) for sign in text))
    total, last = 0, 0
    for sign in text:
        if sign in "十百":
            total += (last or 1) * (10 if sign == "十" else 100)
            last = 0
        else:
            last = _DIGITS[sign]
    return total + last
