"""Keyed pseudonyms: equal values stay equal, and without the key nobody comes back."""

import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import ClassVar, Self

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from yiwang.kernel.identifiers import check_sign
from yiwang.kernel.refusals import Missing
from yiwang.lake.operations.dialects import hmac_sha256
from yiwang.lake.operations.numbers import CARD, MOBILE
from yiwang.lake.operations.operation import Operation, one_of, short, within
from yiwang.lake.operations.secret import Secret

ALGORITHMS = ("sha256", "sm3")
# A balanced network over decimal halves; basis: as FF1 of NIST SP 800-38G, which has ten.
ROUNDS = 10
_FIRST_DAY, _DAYS = date(1900, 1, 1), 73_049
_SEQUENCES = 1000
_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Keyed(Operation):
    """An operation that needs a key; it is no part of the declaration."""

    secret: Secret | None = field(default=None, repr=False, compare=False, kw_only=True)

    def under(self, secret: Secret) -> Self:
        """The same with a key."""
        return replace(self, secret=secret)

    def _key(self, domain: str) -> Secret:
        if self.secret is None:
            raise Missing("没有密钥，不能生成假名")
        return self.secret.of(domain)


@dataclass(frozen=True, slots=True)
class Pseudonym(Keyed):
    """The first signs of an HMAC in hexadecimal: the same in every table of a domain.

    Nothing and an empty text have no pseudonym, so that those without a number are not one person.
    SM3 is reckoned in Python, SHA-256 by the engine.
    """

    domain: str
    length: int = 32
    algorithm: str = "sha256"
    key: ClassVar[str] = "pseudonym"
    label: ClassVar[str] = "假名"

    def __post_init__(self) -> None:
        short("domain", self.domain, least=1)
        within("length", self.length, 16, 64)
        one_of("algorithm", self.algorithm, ALGORITHMS)

    def on(self, value: str | None) -> str | None:
        """The pseudonym."""
        if not value:
            return None
        return self._key(self.domain).token(value, self.algorithm)[: self.length]

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        there = column.nullif("")
        if self.algorithm == "sm3":
            return _in_python(self.on, there)
        token = hmac_sha256(there, self._key(self.domain).pads())
        return token if self.length == 64 else token.substr(0, self.length)


def _in_python(
    meaning: Callable[[str | None], str | None], column: ir.StringValue
) -> ir.StringValue:
    """A function of Python that engines call for each row; slow, and equal by its nature."""

    # DuckDB takes nothing for an answer only where nothing was asked.
    def pseudonym(value: str | None) -> str:
        return meaning(value) or ""

    udf = ibis.udf.scalar.python(pseudonym, signature=((dt.string,), dt.string))
    return udf(column).nullif("")


@dataclass(frozen=True, slots=True)
class KeepFormat(Keyed):
    """A keyed permutation that keeps the form, so that no two values meet.

    `digits`: 4 to 18 digits become as many others. `phone`: a mobile keeps its first three.
    `identity_card`: the division stays, birth day (1900-2099) and sequence change, the check sign
    is right. What has another form becomes empty.
    """

    form: str = "digits"
    key: ClassVar[str] = "keep_format"
    label: ClassVar[str] = "保留格式的假名"

    def __post_init__(self) -> None:
        one_of("form", self.form, tuple(_FORMS))

    def on(self, value: str | None) -> str | None:
        """The pseudonym of the same form."""
        return _FORMS[self.form](value or "", self._key(f"keep_format:{self.form}").key)

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine, in Python."""
        self._key(self.form)
        return _in_python(self.on, column)


def _digits(text: str, key: bytes) -> str | None:
    if not re.fullmatch(f"[0-9]{{4,{_MOST_DIGITS}}}", text):
        return None
    half = len(text) // 2
    first, last = _permuted(int(text[:half]), int(text[half:]), _sizes(len(text)), key)
    return f"{first:0{half}d}{last:0{len(text) - half}d}"


def _sizes(length: int) -> tuple[int, int]:
    return 10 ** (length // 2), 10 ** (length - length // 2)


def _phone(text: str, key: bytes) -> str | None:
    if not re.fullmatch(MOBILE[1:-1], text):
        return None
    return text[:3] + str(_digits(text[3:], key))


def _card(text: str, key: bytes) -> str | None:
    if not re.fullmatch(CARD[1:-1], text) or check_sign(text[:17]) != text[17]:
        return None
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return None
    day = (born - _FIRST_DAY).days
    if not 0 <= day < _DAYS:
        return None
    day, sequence = _permuted(day, int(text[14:17]), (_DAYS, _SEQUENCES), key)
    first = f"{text[:6]}{_FIRST_DAY + timedelta(day):%Y%m%d}{sequence:03d}"
    return first + check_sign(first)


def _permuted(first: int, last: int, sizes: tuple[int, int], key: bytes) -> tuple[int, int]:
    """A Feistel network: each round adds to one half what the key makes of the other."""
    for turn in range(ROUNDS):
        other = last if turn % 2 == 0 else first
        message = f"{sizes[0]}:{sizes[1]}:{turn}:{other}".encode()
        added = int.from_bytes(hmac.digest(key, message, "sha256")[:16])
        if turn % 2 == 0:
            first = (first + added) % sizes[0]
        else:
            last = (last + added) % sizes[1]
    return first, last


_FORMS: dict[str, Callable[[str, bytes], str | None]] = {
    "digits": _digits,
    "phone": _phone,
    "identity_card": _card,
}
