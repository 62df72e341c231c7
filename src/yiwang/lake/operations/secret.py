"""The key of pseudonyms: it never appears in the text of a query, nor where it is printed."""

import hashlib
import hmac
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from yiwang.kernel.refusals import Invalid

# basis: RFC 2104 — a block of SHA-256 and of SM3 is 64 bytes; keys shorter than half are weak.
BLOCK = 64
LEAST = 16
_INNER, _OUTER = 0x36, 0x5C


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """A key of at least 16 bytes. Raises `Invalid` for a shorter one."""

    key: bytes

    def __post_init__(self) -> None:
        if len(self.key) < LEAST:
            raise Invalid("脱敏密钥至少{least}字节", least=LEAST)

    def __repr__(self) -> str:
        return "Secret(…)"

    def of(self, domain: str) -> "Secret":
        """The key of one domain: equal values of two domains have unlike pseudonyms."""
        return Secret(hmac.digest(self.key, domain.encode(), "sha256"))

    def token(self, text: str, algorithm: str) -> str:
        """The HMAC of a text, in hexadecimal."""
        return hmac.digest(self.key, text.encode(), algorithm).hex()

    def pads(self) -> tuple[ir.Scalar, ir.Scalar]:
        """What stands before the message of the inner and of the outer hash.

        They lie in a table in memory of one row: the compiled query holds its name alone.
        """
        key = self.key if len(self.key) <= BLOCK else hashlib.sha256(self.key).digest()
        inner, outer = (
            bytes(byte ^ pad for byte in key.ljust(BLOCK, b"\0")) for pad in (_INNER, _OUTER)
        )
        row = ibis.memtable(pa.table({"inner": [inner], "outer": [outer]}))
        return row.inner.as_scalar(), row.outer.as_scalar()
