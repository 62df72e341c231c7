"""Telephones: mobiles, landlines with their area code, local numbers where the text says so."""

import re
from collections.abc import Iterator

from yiwang.kernel.personal.cues import before, is_thing
from yiwang.kernel.personal.spans import Kind, Span

_CUT = r"(?: ?[-.·] ?| {1,2})?"
_TOLD = r"(?:(?<=TEL)|(?<=PHONE)|(?<=MOBILE)|(?<![\dA-Z.])(?<!\d-))"
_MEASURED = (
    r"(?!\d|[A-Z]\d|\.\d|-\d{7}|[余多]?[万亿千]?(?:元|吨|平|米|户|人|度|股|个|斤|立方|公里))"
)
_EXTENSION = r"(?:[- ]?(?:转|分机|EXT\.?)[- :]?\d{1,6}|-\d{1,5}(?!\d))?"
_MOBILE = re.compile(
    _TOLD + r"(?:\(?(?:\+|00)?86\)?[- ]?)?1[3-9](?:"
    rf"\d{_CUT}\d{{4}}{_CUT}\d{{4}}|\d{_CUT}\d{{3}}{_CUT}\d{{5}}|\d{_CUT}\d{{2}}{_CUT}\d{{3}}{_CUT}\d{{3}}"
    rf"|\d{{2}}{_CUT}\d{{3}}{_CUT}\d{{4}}|\d{{3}}{_CUT}\d{{3}}{_CUT}\d{{3}}|(?:[ -]?\d){{9}})"
    + _MEASURED
)
_AREA = r"(?:10|2[0-57-9]|[3-9]\d{2})"
_LANDLINE = re.compile(
    _TOLD + rf"(?:\(0{_AREA}\)|0{_AREA}|(?:\+|00)?86[- ]\(?0?{_AREA}\)?)"
    rf" ?[-/.]? ?[1-9]\d{{2,3}}[- ]?\d{{4}}" + _EXTENSION + r"(?!\d|[A-Z]\d)"
)
_LOCAL = re.compile(
    r"(?<![\dA-Z.#])(?<!\d[-/])[2-9]\d{2,3}[- ]?\d{4}"
    + _EXTENSION
    + _MEASURED
    + r"(?![年号幢栋室页])"
)
_DATE = re.compile(r"(?:19|20)\d{2}-?(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?$|20[0-3]\d-?20[0-4]\d$")
# Words after which a short number is a telephone wherever it stands in the clause …
_STRONG = re.compile(
    r"电话|致电|来电|回电|热线|座机|固话|传真|手机|号码|拨打|请拨|TEL|联系方式|分机"
)
# … and those after which it must stand at once, or in brackets.
_CLOSE = re.compile(
    r"(?:(?:值班室?|联系人?)[\s:(]{0,2}|(?:咨询|反映|人|[工总长任理员师士生姐哥记某])\s?\(\s?)$"
)
_OTHER_NUMBER = re.compile(r"\d{5}")
_AFTER_PHONE = re.compile(r"\d{4}[\s)]{0,2}[/、,;或和及][\s(]{0,2}$")


def find(text: str) -> Iterator[Span]:
    """Mobiles and landlines by their form, local numbers by the words before them."""
    ends: set[int] = set()
    for pattern, why in ((_MOBILE, "mobile"), (_LANDLINE, "landline")):
        for found in pattern.finditer(text):
            if not is_thing(text, found.start()):
                ends.add(found.end())
                yield Span(found.start(), found.end(), Kind.PHONE, why)
    for found in _LOCAL.finditer(text):
        if _is_local(text, found, ends):
            ends.add(found.end())
            yield Span(found.start(), found.end(), Kind.PHONE, "local", 0.9)


def _is_local(text: str, found: re.Match[str], ends: set[int]) -> bool:
    start = found.start()
    if _DATE.match(found.group()) or is_thing(text, start):
        return False
    told = before(text, start)
    follows = _AFTER_PHONE.search(told)
    if follows and any(start - gap in ends for gap in range(1, 5)):
        return True
    strong = list(_STRONG.finditer(told))
    if strong and _OTHER_NUMBER.search(told, strong[-1].end()) is None:
        return True
    return _CLOSE.search(told) is not None
