"""Audits a document before and after each change and tells what was noticed and what was lost."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from tests.disclosure.mutation.breaking import lone
from tests.disclosure.mutation.changes import Change, Typist
from yiwang.disclosure.auditing import audit
from yiwang.disclosure.auditing.finding import Finding, Severity
from yiwang.disclosure.reading import read

SHARES = {
    "digit": 320, "sign": 60, "swap": 60, "percent": 60, "amount": 60, "unit": 15, "score": 45,
}  # fmt: skip


@dataclass
class Result:
    """What came of all changes of one document; the lists hold them in words."""

    made: Counter[str] = field(default_factory=Counter)
    counted: Counter[str] = field(default_factory=Counter)
    noticed: Counter[str] = field(default_factory=Counter)
    only_rounding: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    crashed: list[str] = field(default_factory=list)
    left_out: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def share(self) -> float:
        """How many of the changes that break a rule were noticed, in hundredths."""
        return 100 * self.noticed.total() / max(1, self.counted.total())

    def told(self) -> str:
        """A table of the figures by kind, then what was missed, lost and left out."""
        lines = ["kind      made  counted  noticed  only rounding"]
        for kind in self.made:
            row = (self.made, self.counted, self.noticed, self.only_rounding)
            lines.append(f"{kind:<10}" + "  ".join(f"{one[kind]:>7}" for one in row))
        lines.append(f"noticed {self.share:.2f} % of {self.counted.total()}")
        lines += [f"missed: {one}" for one in self.missed]
        lines += [f"lost: {one}" for one in self.lost]
        lines += [f"crashed: {one}" for one in self.crashed]
        lines += [f"not counted, {why}: {len(found)}" for why, found in self.left_out.items()]
        return "\n".join(lines)


def run(text: str, name: str, seed: int = 1, shares: dict[str, int] | None = None) -> Result:
    """Every change of a document, one at a time."""
    document = read(text.encode(), name)
    before = audit(document)
    result = Result()
    for change in Typist(text, document, seed).changes(shares or SHARES):
        result.made[change.kind] += 1
        try:
            after = audit(read(change.made(text).encode(), name))
        except Exception as error:
            result.crashed.append(f"{change.told}: {error!r}")
            continue
        _judged(result, change, before, after, lone(change, document, text))
    return result


def _judged(
    result: Result,
    change: Change,
    before: tuple[Finding, ...],
    after: tuple[Finding, ...],
    why: str | None,
) -> None:
    result.lost += [
        f"{change.told}: {one.rule} {one.message[:120]}" for one in _lost(change, before, after)
    ]
    if why is not None:
        result.left_out[why].append(change.told)
        return
    result.counted[change.kind] += 1
    known = {_told(one) for one in before}
    new = [one for one in after if _told(one) not in known]
    if not new:
        result.missed.append(change.told)
        return
    result.noticed[change.kind] += 1
    if all(one.severity is Severity.ROUNDING for one in new):
        result.only_rounding[change.kind] += 1


def _told(one: Finding) -> tuple[str, ...]:
    return one.rule, one.severity, one.where, one.printed, one.expected


def _lost(change: Change, before: tuple[Finding, ...], after: tuple[Finding, ...]) -> list[Finding]:
    """Findings that nothing ties to the changed lines and that are gone."""
    still = {(one.rule, one.quote, one.place.line) for one in after}
    return [
        one
        for one in before
        if (one.rule, one.quote, one.place.line) not in still and not _tied(one, change)
    ]


def _tied(one: Finding, change: Change) -> bool:
    """Whether a finding stands on, or was reckoned from, a line that was changed."""
    lines = {number for number, _text in change.lines} | set(change.region)
    own = set(range(one.place.line, one.place.end_line + 1))
    own |= {cell.place.line for cell in one.cells}
    told, old = (text.replace(",", "") for text in (one.message, change.old))
    return bool(own & lines) or old in told
