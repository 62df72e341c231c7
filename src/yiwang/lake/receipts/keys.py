"""Keys that sign receipts: a private one in a file of its owner alone, public ones in a list.

The algorithm is named with every key and every signature, so that another can stand beside it.
Ed25519 is there; SM2 (GB/T 32918) is not, because the library we sign with does not have it.
"""

import base64
import hashlib
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from yiwang.kernel.refusals import Invalid

ED25519 = "ed25519"
_ID_SIGNS = 16
# A list of public keys is small; a larger file is something else.
MOST_BYTES = 10 * 1024**2


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Whose signatures are checked with it. `agent` keys may sign for parties without a key.

    `since` and `until` are moments as receipts write them; an empty text is no bound. A key is
    followed by another by giving the first an `until`: what it signed before stays good.
    """

    owner: str
    raw: bytes
    algorithm: str = ED25519
    agent: bool = False
    since: str = ""
    until: str = ""
    _loaded: list[Ed25519PublicKey] = field(default_factory=list, compare=False, repr=False)

    @property
    def id(self) -> str:
        """Its short name in signatures: the start of the digest of the key."""
        return hashlib.sha256(self.raw).hexdigest()[:_ID_SIGNS]

    def signed(self, message: bytes, signature: str) -> bool:
        """Whether this key made the signature (base64) over the message."""
        _known(self.algorithm)
        if not self._loaded:
            self._loaded.append(Ed25519PublicKey.from_public_bytes(self.raw))
        try:
            plain = base64.b64decode(signature, validate=True)
            self._loaded[0].verify(plain, message)
        except (InvalidSignature, ValueError):
            return False
        # The last sign of base64 has bits that mean nothing; they shall not be altered either.
        return base64.b64encode(plain).decode() == signature

    def plain(self) -> dict[str, Any]:
        """The same for a list of public keys."""
        told = {"id": self.id, "owner": self.owner, "algorithm": self.algorithm}
        bounds = {"since": self.since, "until": self.until, "agent": self.agent}
        return {**told, "public": base64.b64encode(self.raw).decode(), **bounds}


class SigningKey:
    """A private key with its public one. It is never printed and never leaves its file."""

    def __init__(self, private: Ed25519PrivateKey, public: PublicKey) -> None:
        self._private = private
        self.public = public

    def sign(self, message: bytes) -> str:
        """The signature over a message, in base64."""
        return base64.b64encode(self._private.sign(message)).decode()


def _known(algorithm: str) -> None:
    if algorithm != ED25519:
        raise Invalid("没有签名算法“{name}”：目前只有 ed25519，尚无 SM2", name=algorithm)


def made(path: Path, owner: str, *, agent: bool = False, algorithm: str = ED25519) -> SigningKey:
    """Make a key and its file, which only its owner may read; an existing file is refused."""
    _known(algorithm)
    private = Ed25519PrivateKey.generate()
    plain = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(plain)
    except FileExistsError as error:
        raise Invalid("文件“{path}”已存在，不覆盖原有密钥", path=str(path)) from error
    return _pair(private, owner, agent)


def loaded(path: Path, owner: str, *, agent: bool = False) -> SigningKey:
    """The key of a file. Raises `Invalid` where others may read it, or it is no such key."""
    try:
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise Invalid("密钥文件“{path}”可被他人读取，请先执行 chmod 600", path=str(path))
        private = serialization.load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise Invalid("密钥文件“{path}”读不出来", path=str(path)) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise Invalid("密钥文件“{path}”不是 ed25519 密钥", path=str(path))
    return _pair(private, owner, agent)


def _pair(private: Ed25519PrivateKey, owner: str, agent: bool) -> SigningKey:
    raw = private.public_key().public_bytes_raw()
    return SigningKey(private, PublicKey(owner, raw, agent=agent))


def written(keys: Iterable[PublicKey]) -> bytes:
    """The list of public keys as a file."""
    told = {"keys": [key.plain() for key in keys]}
    return orjson.dumps(told, option=orjson.OPT_INDENT_2) + b"\n"


def read(content: bytes) -> dict[str, PublicKey]:
    """Public keys by id out of a list of them. Raises `Invalid` for any other file."""
    try:
        if len(content) > MOST_BYTES:
            raise ValueError
        keys = [_one(told) for told in orjson.loads(content)["keys"]]
    except (ValueError, KeyError, TypeError) as error:
        raise Invalid("公钥文件读不出来") from error
    return {key.id: key for key in keys}


def _one(told: dict[str, Any]) -> PublicKey:
    raw = base64.b64decode(told["public"], validate=True)
    key = PublicKey(
        str(told["owner"]),
        raw,
        str(told["algorithm"]),
        told.get("agent") is True,
        str(told.get("since", "")),
        str(told.get("until", "")),
    )
    if key.id != told["id"] or len(raw) != 32:
        raise ValueError("a key whose id is another's")
    return key
