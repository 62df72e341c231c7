"""Bank cards: known beginnings with the right check digit, or what is told to be an account."""

import re
from collections.abc import Iterator

from yiwang.kernel.personal.cues import before, is_thing
from yiwang.kernel.personal.spans import Kind, Span

_NUMBER = re.compile(
    r"(?<![\dA-Z.])[1-9]\d{3}(?:[- ]?\d{4}){3}(?:[- ]?\d{1,3})?(?![\dA-Z]|\.\d)"
    r"|(?<![\dA-Z.])[1-9]\d{5}[- ]\d{10,13}(?![\dA-Z])"
)
# What cards begin with: UnionPay, old numbers of Chinese banks, and the international brands.
_KNOWN = re.compile(r"(?:62|60|65|68|69|9558|9559|103)\d{14,17}|(?:4|5[1-5]|35)\d{14,15}|4\d{18}")
_CUE = re.compile(
    r"(?:银行卡|卡号|储蓄卡|借记卡|信用卡|工资卡|账号|帐号|账户|帐户|[工建农中交招邮商信]行卡?)"
    r"(?:号码|号)?[\s:为是(]{0,3}$"
)
# Cards that no bank issued.
_OTHER = re.compile(r"(?:医保|社保|水|电|气|燃气|公交|地铁|会员|充值|饭|校园|一)(?:卡|通)")


def luhn(digits: str) -> bool:
    """Whether the check digit is right; that of an order number is once in ten times."""
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2]]
    return (sum(int(digit) for digit in digits[-1::-2]) + sum(doubled)) % 10 == 0


def find(text: str) -> Iterator[Span]:
    """By beginning and check digit, or by the word before."""
    for found in _NUMBER.finditer(text):
        start = found.start()
        told = before(text, start)
        cue = _CUE.search(told) is not None and _OTHER.search(told) is None
        if cue or (_right(found.group()) and not is_thing(text, start)):
            yield Span(start, found.end(), Kind.BANK_CARD, "cue" if cue else "check", 0.95)


def _right(found: str) -> bool:
    digits = re.sub(r"[- ]", "", found)
    return _KNOWN.fullmatch(digits) is not None and luhn(digits)
