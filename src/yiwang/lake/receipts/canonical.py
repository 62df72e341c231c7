"""One way of writing a receipt down, so that equal receipts are equal bytes, and its digests."""

import hashlib
from typing import Any

import orjson

from yiwang.kernel.refusals import Invalid

# SM3 (GB/T 32905-2016) comes with OpenSSL, where its builder did not leave it out.
DIGESTS = ("sha256", "sm3")
_MARK_SIGNS = 8


def canonical(plain: Any) -> bytes:
    """JSON in UTF-8, keys in order, no blanks. Amounts are texts, so nothing is rounded."""
    return orjson.dumps(plain, option=orjson.OPT_SORT_KEYS)


def digest(name: str, content: bytes) -> str:
    """The hexadecimal digest. Raises `Invalid` where this computer has none of that name."""
    if name == "sha256":
        return hashlib.sha256(content).hexdigest()
    if name not in DIGESTS or name not in hashlib.algorithms_available:
        raise Invalid("这台计算机没有摘要算法“{name}”", name=name)
    return hashlib.new(name, content).hexdigest()


def marks(content: dict[str, Any]) -> dict[str, str]:
    """A short mark of each field: it proves nothing, it names the field that was altered."""
    return {
        name: hashlib.sha256(canonical(value)).hexdigest()[:_MARK_SIGNS]
        for name, value in content.items()
    }
