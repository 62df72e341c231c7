"""The first line of a file of receipts: which chains it holds, from where to where, signed.

Without it nobody could see that lines at the end, or a whole chain, were left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import orjson

from yiwang.kernel.refusals import Refusal
from yiwang.kernel.sentences import Sentence
from yiwang.lake.receipts import keys as key_lists
from yiwang.lake.receipts.canonical import canonical, digest
from yiwang.lake.receipts.checking import Fault, Keys, signed
from yiwang.lake.receipts.keys import PublicKey, SigningKey
from yiwang.lake.receipts.receipt import Receipt, signature

FORMAT = "yiwang-receipts-1"


@dataclass(frozen=True, slots=True)
class Chain:
    """From which number to which a chain is in the file; `before` and `head` are hashes."""

    sender: str
    receiver: str
    first: int
    before: str
    last: int
    head: str
    unanswered: list[int]

    def __post_init__(self) -> None:
        numbers = (self.first, self.last, *self.unanswered)
        if not all(isinstance(one, int) for one in numbers):
            raise TypeError("a number of a receipt is a whole number")


def chained(receipts: Iterable[Receipt]) -> list[Chain]:
    """The chains that these receipts are of, which are in the order of their chains."""
    chains: dict[tuple[str, str], Chain] = {}
    for one in receipts:
        said = one.content
        ends = said["sender"], said["receiver"]
        begun = Chain(*ends, said["number"], said["previous"], 0, "", [])
        chain = chains.get(ends, begun)
        waiting = chain.unanswered if one.taken else [*chain.unanswered, said["number"]]
        chains[ends] = replace(chain, last=said["number"], head=one.hash, unanswered=waiting)
    return list(chains.values())


def cover(
    chains: Sequence[Chain], keys: Sequence[PublicKey], key: SigningKey, *, at: str, by: str
) -> bytes:
    """The line that comes before the receipts of these chains, in their order."""
    content = {
        "format": FORMAT,
        "at": at,
        "by": by,
        "chains": [asdict(one) for one in chains],
        "keys": [one.plain() for one in keys],
    }
    name = digest("sha256", canonical(content))
    return canonical({"cover": content, "hash": name, "signature": signature(key, name)})


@dataclass(frozen=True, slots=True)
class Cover:
    """What a cover says: chains by their ends in their order, keys, and what is wrong with it."""

    chains: dict[tuple[str, str], Chain]
    keys: Keys
    faults: tuple[Fault, ...] = ()


def opened(line: bytes, keys: Keys | None) -> Cover:
    """Read and check a cover; without keys of the reader's own, those it brings along."""
    try:
        told = orjson.loads(line)
        content = told["cover"]
        brought = key_lists.read(canonical({"keys": content["keys"]}))
        known = brought if keys is None else keys
        chains = {(one["sender"], one["receiver"]): Chain(**one) for one in content["chains"]}
        wrong = list(_wrong(told, line, known))
    except (ValueError, KeyError, TypeError, AttributeError, Refusal):
        return Cover({}, keys or {}, (_fault("", Sentence("第一行不是回执文件的封面")),))
    return Cover(chains, known, tuple(_fault(name, said) for name, said in wrong))


def _wrong(told: dict[str, Any], line: bytes, keys: Keys) -> Iterator[tuple[str, Sentence]]:
    content = told["cover"]
    if canonical(told) != line or told.keys() != {"cover", "hash", "signature"}:
        yield "", Sentence("书写不合规范：多出、缺少或改动了字符")
    if content["format"] != FORMAT:
        yield "format", Sentence("格式不是“{format}”", format=FORMAT)
    if digest("sha256", canonical(content)) != told["hash"]:
        yield "hash", Sentence("摘要与内容不符")
    yield from signed(told, content["by"], content["at"], keys, "signature")


def _fault(name: str, says: Sentence) -> Fault:
    return Fault(1, "", name, says)
