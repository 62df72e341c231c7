"""Number plates: ordinary, new energy, police, trailer, learner, embassy and armed police."""

import re
from collections.abc import Iterator

from yiwang.kernel.personal.spans import Kind, Span

_PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_SIGN = "[A-HJ-NP-Z0-9]"
_PLATE = re.compile(
    rf"[{_PROVINCE}] ?[A-HJ-Z] ?[-·•.]? ?"
    rf"(?:\d{{5}}[A-HJK]|[A-HJK]{_SIGN}\d{{4}}|{_SIGN}{{4}}[警挂学港澳领试超使]|{_SIGN}{{5}})"
    r"(?![A-Z0-9])"
    r"|(?<![A-Z])WJ ?[-·•]? ?(?:[" + _PROVINCE + r"]\d{4}|\d{2}[-·•]?\d{4})[\dA-Z](?![A-Z\d])"
    r"|(?:(?<=车牌)|(?<=车号)|(?<=牌号)|(?<=[为是:]))使 ?\d{6}(?!\d)"
)


def find(text: str) -> Iterator[Span]:
    """A plate has at most three letters behind its province and place."""
    for found in _PLATE.finditer(text):
        if sum(sign.isdigit() for sign in found.group()) >= 3:
            yield Span(found.start(), found.end(), Kind.PLATE, "form", 0.95)
