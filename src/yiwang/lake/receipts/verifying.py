"""Verifies a file of receipts: every byte of it, each signature, each chain without a gap."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from multiprocessing import get_context

from yiwang.kernel.sentences import Sentence
from yiwang.lake.receipts import keys as key_lists
from yiwang.lake.receipts.checking import Checked, Fault, Keys, checked
from yiwang.lake.receipts.covers import Cover, opened

# A line holds some eight thousand signs with its buckets; a longer one is something else.
MOST_LINE = 1024**2
_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file of receipts is worth; without faults every byte of it is as it was signed.

    `trusted` is false where the keys came from the file itself: then it agrees with itself, and
    who signed it is not shown.
    """

    receipts: int
    chains: int
    agreed: int
    refused: int
    unanswered: int
    delegated: int
    trusted: bool
    faults: tuple[Fault, ...]


def verify(lines: Iterable[bytes], keys: Keys | None = None, *, processes: int = 1) -> Verdict:
    """Verify the lines of a file, each with its end; `keys` are those the reader trusts."""
    numbered = enumerate(lines, 1)
    _number, first = next(numbered, (1, b""))
    cover = opened(first.removesuffix(b"\n"), keys)
    ends = [] if first.endswith(b"\n") else [1]
    walk = _Walk(cover)
    for one in _all_checked(numbered, cover.keys, processes):
        walk.step(one)
    return walk.verdict(trusted=keys is not None, ends=ends)


def _all_checked(
    numbered: Iterator[tuple[int, bytes]], keys: Keys, processes: int
) -> Iterator[Checked]:
    groups = iter(lambda: list(islice(numbered, _TOGETHER)), [])
    work = partial(_group, key_lists.written(keys.values()))
    if processes == 1:
        yield from chain.from_iterable(map(work, groups))
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        yield from chain.from_iterable(pool.map(work, groups))


def _group(keys: bytes, lines: Sequence[tuple[int, bytes]]) -> list[Checked]:
    known = key_lists.read(keys)
    return [_whole(number, line, known) for number, line in lines]


def _whole(number: int, line: bytes, keys: Keys) -> Checked:
    if len(line) > MOST_LINE or not line.endswith(b"\n"):
        says = Sentence("这一行过长，或在中途断开")
        return Checked(number, (Fault(number, "", "", says),))
    return checked(number, line[:-1], keys)


class _Walk:
    """Goes along the chains in the order of the cover and notes where they are broken."""

    def __init__(self, cover: Cover) -> None:
        self._cover = cover
        self._order = list(cover.chains)
        self._at = dict.fromkeys(self._order, (0, ""))
        for ends, one in cover.chains.items():
            self._at[ends] = (one.first - 1, one.before)
        self._chain = 0
        self._count: Counter[str] = Counter()
        self._faults: list[Fault] = list(cover.faults)

    def step(self, one: Checked) -> None:
        """The next line of the file."""
        self._faults.extend(one.faults)
        self._count["receipts"] += 1
        self._count["delegated"] += one.delegated
        if not one.hash:
            return
        self._count[{True: "agreed", False: "refused", None: "unanswered"}[one.agreed]] += 1
        listed = self._cover.chains.get(one.ends)
        if listed is None:
            self._broken(one, "sender", Sentence("封面没有列出这条链"))
            return
        self._in_order(one)
        if (one.agreed is None) != (one.number in listed.unanswered):
            self._broken(one, "taken", Sentence("有没有回签，与封面所列的不一致"))

    def _in_order(self, one: Checked) -> None:
        place = self._order.index(one.ends)
        number, hash_ = self._at[one.ends]
        if place < self._chain:
            self._broken(one, "number", Sentence("这张回执不在应有的位置"))
        elif one.number != number + 1:
            self._broken(
                one, "number", Sentence("前一张是第 {number} 号，编号不连续", number=number)
            )
        elif one.previous != hash_:
            self._broken(one, "previous", Sentence("与前一张回执接不上"))
        self._chain = max(place, self._chain)
        self._at[one.ends] = (one.number, one.hash)

    def _broken(self, one: Checked, field: str, says: Sentence) -> None:
        named = f"{one.ends[0]}→{one.ends[1]} {one.number}"
        self._faults.append(Fault(one.line, named, field, says))

    def verdict(self, *, trusted: bool, ends: Sequence[int]) -> Verdict:
        """What it comes to once the file is over."""
        for line in ends:
            self._faults.append(Fault(line, "", "", Sentence("这一行过长，或在中途断开")))
        for (sender, receiver), one in self._cover.chains.items():
            if self._at[sender, receiver] != (one.last, one.head):
                named = f"{sender}→{receiver} {one.last}"
                says = Sentence("封面列到第 {number} 号，文件没有到那里", number=one.last)
                self._faults.append(Fault(1, named, "chains", says))
        count = self._count
        return Verdict(
            count["receipts"],
            len(self._order),
            count["agreed"],
            count["refused"],
            count["unanswered"],
            count["delegated"],
            trusted,
            tuple(sorted(self._faults, key=lambda fault: fault.line)),
        )
