"""`read(text)`: everything that a text says, in one bounded look; nothing is kept."""

from dataclasses import dataclass, field
from datetime import datetime

from yiwang.insight.reading import amounts, dangers, gazetteer, queries, times
from yiwang.insight.reading.amounts import Amount
from yiwang.insight.reading.dangers import Danger
from yiwang.insight.reading.gazetteer import Known
from yiwang.insight.reading.times import Time
from yiwang.kernel import personal
from yiwang.kernel.personal import Kind, Span
from yiwang.kernel.personal.spans import fold

# What is typed at a desk has 4,000 signs at most; of a longer text the rest is not read.
MOST_SIGNS = 8_000


@dataclass(frozen=True)
class Reading:
    """What a text says. Places in it count signs of the text as it was given."""

    text: str
    dangers: tuple[Danger, ...] = ()
    place: Known | None = None
    units: tuple[Known, ...] = ()
    addresses: tuple[str, ...] = ()
    personal: tuple[Span, ...] = ()
    times: tuple[Time, ...] = ()
    money: tuple[Amount, ...] = ()
    people: Amount | None = None
    named: tuple[gazetteer.Named, ...] = field(default=(), repr=False)

    @property
    def urgency(self) -> str:
        """`emergency` where life is in danger, else `urgent` or nothing."""
        return self.dangers[0].level if self.dangers else ""

    @property
    def phones(self) -> tuple[str, ...]:
        """The telephones as they are written."""
        return self._said(Kind.PHONE)

    @property
    def persons(self) -> tuple[str, ...]:
        """Who is named, those of whom only the surname is told among them."""
        return self._said(Kind.NAME, Kind.SURNAME_ONLY)

    def _said(self, *kinds: Kind) -> tuple[str, ...]:
        spans = (span for span in self.personal if span.kind in kinds)
        return tuple(dict.fromkeys(self.text[span.start : span.end] for span in spans))


def read(text: str, *, at: datetime) -> Reading:
    """What the text says, read on the day `at`; four small queries at most."""
    text = text[:MOST_SIGNS]
    plain = fold(text)
    named = queries.gazetteer().find(text)
    units = (known for row in named for known in row.meant if known.kind == "unit")
    return Reading(
        text=text,
        dangers=tuple(dangers.find(plain)),
        place=gazetteer.closest(named),
        units=tuple(dict.fromkeys(units)),
        addresses=tuple(text[start:end] for start, end in gazetteer.addresses(plain)),
        personal=tuple(_besides(personal.find(text), named)),
        times=tuple(times.find(plain, at)),
        money=tuple(amounts.money(plain)),
        people=amounts.people(plain),
        named=tuple(named),
    )


def _besides(spans: list[Span], named: list[gazetteer.Named]) -> list[Span]:
    """Without names that are those of a place or unit of the district."""
    known = [(row.start, row.end) for row in named]
    return [
        span
        for span in spans
        if span.kind not in (Kind.NAME, Kind.SURNAME_ONLY)
        or not any(start < span.end and span.start < end for start, end in known)
    ]
