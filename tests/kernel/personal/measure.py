"""Counts what was found of what should have been, sign by sign and kind by kind."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.kernel.personal.made_up import Made
from yiwang.kernel import personal

KINDS = {
    "mobile": "phone",
    "landline": "phone",
    "identity": "identity_card",
    "bank": "bank_card",
    "passport": "travel_document",
    "permit": "travel_document",
    "wechat": "account",
    "qq": "account",
}


@dataclass
class Score:
    """How many there were, how many of them were found whole, and what was found beside them."""

    there: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    def recall(self, kind: str) -> float:
        """Of what was there, the share that lies wholly within what was found."""
        return self.found[kind] / self.there[kind]

    def precision(self, kind: str) -> float:
        """Of what was taken for this kind, the share that was of it or of another kind."""
        right = self.found[kind]
        return right / (right + self.wrong[kind]) if right + self.wrong[kind] else 1.0


def score(rows: Iterable[Made]) -> Score:
    """A span counts as found when every sign of it is covered; as wrong when it touches none."""
    told = Score()
    for row in rows:
        spans = [s for s in personal.find(row.text) if s.kind is not personal.Kind.SURNAME_ONLY]
        covered = {place for span in spans for place in range(span.start, span.end)}
        wanted = {place for start, end, _kind in row.personal for place in range(start, end)}
        for start, end, slot in row.personal:
            kind = KINDS.get(slot, slot)
            told.there[kind] += 1
            if covered.issuperset(range(start, end)):
                told.found[kind] += 1
            else:
                told.missed.append(f"{kind}: {row.text[start:end]} in {row.text}")
        for span in spans:
            # A name that swallows a sign of its sentence is wrong too; an extension is not.
            beside = set(range(span.start, span.end)) - wanted
            if len(beside) == span.end - span.start or (beside and span.kind == "name"):
                told.wrong[span.kind] += 1
                told.extra.append(f"{span.kind}: {row.text[span.start : span.end]} in {row.text}")
    return told
