"""WeChat and QQ numbers behind the words that say so."""

import re
from collections.abc import Iterator

from yiwang.kernel.personal.spans import Kind, Span

_WECHAT = re.compile(
    r"(?:微信|威信|薇信|WECHAT|(?<![A-Z])(?:VX|WX|V信)|(?<=加)V)(?:号码?|ID|账号|同号)?[\s:为是(\"“]{0,4}"
    r"([A-Z][A-Z0-9_-]{5,19}|\d{6,12})(?![A-Z0-9_])"
)
_QQ = re.compile(
    r"(?:(?<![A-Z])QQ|扣扣|企鹅号)(?:号码?|账号)?[\s:为是(\"“]{0,4}([1-9]\d{4,11})(?![\dA-Z])"
)
# What may stand behind the word and is no account.
_PLAIN_WORDS = frozenset({"WECHAT", "PAY", "CHAT"})


def find(text: str) -> Iterator[Span]:
    """Only the account itself, not the word before it."""
    for pattern, why in ((_WECHAT, "wechat"), (_QQ, "qq")):
        for found in pattern.finditer(text):
            if found.group(1) not in _PLAIN_WORDS:
                yield Span(found.start(1), found.end(1), Kind.ACCOUNT, why)
