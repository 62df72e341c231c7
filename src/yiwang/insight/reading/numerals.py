"""Numbers as people write them: 三十二, 两百, 1.5万."""

import re

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_STEPS = {"十": 10, "百": 100, "千": 1000}
CHINESE = "零〇一二两三四五六七八九十百千"
NUMBER = rf"(?:\d{{1,9}}(?:\.\d{{1,4}})?|[{CHINESE}]{{1,9}})"


def value(written: str) -> float:
    """What a number amounts to; 三十多 counts as 30."""
    if re.fullmatch(r"[\d.]+", written):
        return float(written)
    total, digit = 0, 0
    for sign in written:
        if sign in _STEPS:
            total += (digit or 1) * _STEPS[sign]
            digit = 0
        else:
            digit = digit * 10 + _DIGITS[sign] if total == 0 and digit else _DIGITS[sign]
    return float(total + digit)
