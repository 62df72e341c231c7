"""Checks one line of a file of receipts by itself: its writing, digests and signatures."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yiwang.kernel.refusals import Refusal
from yiwang.kernel.sentences import Sentence
from yiwang.lake.receipts.canonical import canonical, digest, marks
from yiwang.lake.receipts.keys import PublicKey
from yiwang.lake.receipts.receipt import FORMAT, Receipt, differences, parsed
from yiwang.lake.receipts.tallies import buckets_digest

Keys = dict[str, PublicKey]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: in which line of the file, of which receipt, in which field."""

    line: int
    receipt: str
    field: str
    says: Sentence


@dataclass(frozen=True, slots=True)
class Checked:
    """What a line says of its chain, and what is wrong in it. Nothing but faults if unreadable."""

    line: int
    faults: tuple[Fault, ...]
    ends: tuple[str, str] = ("", "")
    number: int = 0
    hash: str = ""
    previous: str = ""
    agreed: bool | None = None
    # Signatures that an agent made for a party without a key of its own.
    delegated: int = 0


def checked(line: int, content: bytes, keys: Keys) -> Checked:
    """Check one line; whatever it holds, faults are told and nothing is raised."""
    try:
        receipt = parsed(content)
        found = [(name, said) for name, said in _faults(receipt, content, keys)]
        said = receipt.content
        return Checked(
            line,
            tuple(Fault(line, _named(said), name, sentence) for name, sentence in found),
            (str(said["sender"]), str(said["receiver"])),
            int(said["number"]),
            receipt.hash,
            str(said["previous"]),
            receipt.agreed,
            _delegated(receipt, keys),
        )
    except (Refusal, KeyError, TypeError, ValueError, AttributeError):
        said_so = Sentence("这一行不是一张完整的回执")
        return Checked(line, (Fault(line, "", "", said_so),))


def _named(content: dict[str, Any]) -> str:
    return f"{content['sender']}→{content['receiver']} {content['number']}"


def _faults(receipt: Receipt, line: bytes, keys: Keys) -> Iterator[tuple[str, Sentence]]:
    if receipt.line() != line:
        yield "", Sentence("书写不合规范：多出、缺少或改动了字符")
    if receipt.content.get("format") != FORMAT:
        yield "format", Sentence("格式不是“{format}”", format=FORMAT)
    whole = digest(receipt.content["digest"], canonical([receipt.content, receipt.marks]))
    if whole != receipt.hash:
        yield from _altered("", receipt.content, receipt.marks, "hash")
    if receipt.sums and buckets_digest(receipt.sums) != receipt.content["buckets"]:
        yield "sums", Sentence("各分桶之和与回执正文的摘要不符")
    told = {"hash": receipt.hash, "signature": receipt.sent}
    yield from signed(told, receipt.content["sender"], receipt.content["at"], keys, "sent")
    if receipt.taken:
        yield from _answer(receipt, keys)


def _altered(
    place: str, content: dict[str, Any], named: dict[str, str], whole: str
) -> Iterator[tuple[str, Sentence]]:
    """The digest is not right: name the fields whose marks are not, else the digest itself."""
    right = marks(content)
    names = sorted(right.keys() | named.keys())
    wrong = [name for name in names if right.get(name) != named.get(name)]
    for name in wrong:
        yield place + name, Sentence("内容被改动过")
    if not wrong:
        yield place + whole, Sentence("摘要与内容不符")


def _answer(receipt: Receipt, keys: Keys) -> Iterator[tuple[str, Sentence]]:
    taken = receipt.taken
    statement = taken["statement"]
    if taken.keys() != {"statement", "marks", "hash", "signature"}:
        yield "taken", Sentence("书写不合规范：多出、缺少或改动了字符")
    whole = digest(receipt.content["digest"], canonical([statement, taken["marks"]]))
    if whole != taken["hash"]:
        yield from _altered("taken.", statement, taken["marks"], "hash")
    yield from signed(taken, statement["receiver"], statement["at"], keys, "taken.signature")
    if statement["receipt"] != receipt.hash:
        yield "taken.receipt", Sentence("回签的不是这张回执")
    if statement["receiver"] != receipt.content["receiver"]:
        yield "taken.receiver", Sentence("回签的不是接收方")
    right = differences(receipt.content, statement["counted"])
    if statement["differences"] != right or statement["agreed"] is not (not right):
        yield "taken.differences", Sentence("接收方所称的差异与两边的清点不一致")


def signed(
    told: dict[str, Any], owner: str, at: str, keys: Keys, place: str
) -> Iterator[tuple[str, Sentence]]:
    """What is wrong with the `signature` over the `hash` of what was told by an owner, if anything.

    The key must be known, the owner's or an agent's, and in force at that moment.
    """
    by = told["signature"]
    key = keys.get(by["key"])
    if by.keys() != {"key", "algorithm", "value"}:
        yield place, Sentence("书写不合规范：多出、缺少或改动了字符")
    if key is None:
        yield place, Sentence("没有公钥“{key}”", key=by["key"])
    elif key.algorithm != by["algorithm"]:
        yield place, Sentence("签名算法与公钥不符")
    elif key.owner != owner and not key.agent:
        yield place, Sentence("公钥“{key}”不是“{owner}”的", key=key.id, owner=owner)
    elif (key.since and at < key.since) or (key.until and at > key.until):
        yield place, Sentence("签名时公钥“{key}”不在有效期内", key=key.id)
    elif not key.signed(told["hash"].encode(), by["value"]):
        yield place, Sentence("签名不成立")


def _delegated(receipt: Receipt, keys: Keys) -> int:
    answer = receipt.taken.get("signature", {})
    pairs = ((receipt.content["sender"], receipt.sent), (receipt.content["receiver"], answer))
    found = ((owner, keys.get(one.get("key", ""))) for owner, one in pairs)
    return sum(1 for owner, key in found if key and key.agent and key.owner != owner)
