"""What stands around a name and speaks for or against a person; words are in a file beside."""

import re
import tomllib
from pathlib import Path

_LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _any(key: str) -> str:
    """Any of the words of a list, the longer ones first."""
    return f"(?:{'|'.join(sorted(set(_LISTS[key].split()), key=len, reverse=True))})"


_TOLD = re.compile(_any("told") + r"(?:姓名)?[\s:为是叫(\"“]{0,3}$")
_FIELD = re.compile(
    r"(?:姓名|户名|户主|人|法人代表|代表|名字|叫|本人|原告|被告)(?:姓名)?\s*[:为是(]{1,2}\s*$"
)
_ROLE = re.compile(_any("roles") + r"(?:[:“\"(]\s*)?$")
_WEAK_ROLE = re.compile(_any("weak_roles") + r"(?:[:“\"(]\s*)?$")
_JOINT = re.compile(_any("joints") + "$")
_EDGE = re.compile(r"(?:^|[\s,。;:!?、()“”\"《》])$")
_TITLE = re.compile(
    _any("called") + r"|等[人\d二三四五六七八九十]|[,(\s]*[男女](?:[,\s)性]|$)"
    r"|[(]?\s*(?:身份证|电话|手机|联系|1[3-9]\d)"
)
_DOES = re.compile(_any("does"))
_STOP = re.compile(r"(?:$|[\s,。;:!?、()“”\"0-9A-Z])")
_PLACE = re.compile(_any("places"))
_PLACE_AHEAD = re.compile(r"[^的在把被将说称,。、]{1,2}" + _any("places_ahead"))
_AFTER_PLACE = re.compile(r"(?:省|市|县|区|镇|乡|村|街道|路|街|站|位于|地处|至|到)$")
# From here on what stands before says for itself that a person is named.
CLEAR = 1.6
PLACE_ENDS = frozenset(_LISTS["place_ends"])


def left(told: str) -> tuple[float, str]:
    """How much what stands before speaks for a person, and in what way."""
    for pattern, weight, why in (
        (_TOLD, 1.9, "told"),
        (_ROLE, 1.6, "role"),
        (_WEAK_ROLE, 0.9, "role"),
        (_JOINT, 0.6, "joint"),
        (_EDGE, 0.4, "edge"),
        (_AFTER_PLACE, -0.5, "place"),
    ):
        if pattern.search(told):
            return weight, why
    return 0.0, ""


def right(following: str) -> float:
    """How much what stands after speaks for a person, or for a place."""
    for pattern, weight in (
        (_TITLE, 1.0),
        (_STOP, 0.4),
        (_PLACE, -2.0),
        (_DOES, 0.6),
        (_PLACE_AHEAD, -1.5),
    ):
        if pattern.match(following):
            return weight
    return -0.2


def is_field(told: str) -> bool:
    """Whether a form is filled in here: the word for the person, a colon, the name."""
    return _FIELD.search(told) is not None


def is_closed(following: str) -> bool:
    """Whether the name ends here for sure."""
    return _STOP.match(following) is not None
