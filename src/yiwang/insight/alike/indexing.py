"""Follows the log: takes texts of cases into the index, some hundred at a time."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from yiwang.cases import appended, texts
from yiwang.insight.alike import table
from yiwang.insight.alike.models import Entry, Mark
from yiwang.insight.alike.sketch import Sketch, packed, sketch, words_of

CHUNK = 400
# So many words of places and so many others, the rarest ones, make a case findable.
PLACES, OTHERS = 16, 20
_COLUMNS = [
    "procedure", "category", "area", "longitude", "latitude", "opened_at", "open", "pairs", "words",
]  # fmt: skip
_KEPT = [column for column in _COLUMNS if column not in ("pairs", "words")]
Tell = Callable[[list[int]], None]


@dataclass(frozen=True)
class Taken:
    """Cases of which something changed that matters here, and how many texts were new."""

    changed: list[int]
    texts: int


def follow(tell: Tell) -> int:
    """Bring the index up to date with the log; how many cases changed. `tell` hears which."""
    mark, _ = Mark.objects.get_or_create(pk=1)
    if not mark.built:
        return _build(mark)
    settled = appended.settled_event()
    if settled is None or settled == mark.event:
        return 0
    # The database may have been put back to a former day.
    cases = appended.cases_since(min(mark.event, settled))
    done = 0
    for start in range(0, len(cases), CHUNK):
        taken = take_in(cases[start : start + CHUNK])
        tell(taken.changed)
        done += len(taken.changed)
    Mark.objects.filter(pk=1).update(event=settled)
    return done


def _build(mark: Mark) -> int:
    """The first time: all cases by their numbers; what happens meanwhile is followed afterwards."""
    if not mark.built_to:
        settled = appended.settled_event()
        if settled is None:
            return 0
        Mark.objects.filter(pk=1).update(event=settled)
    done = 0
    for some in _in_order(mark.built_to):
        done += len(take_in(some).changed)
        Mark.objects.filter(pk=1).update(built_to=some[-1])
    Mark.objects.filter(pk=1).update(built=True)
    return done


def _in_order(last: int) -> Iterator[list[int]]:
    while True:
        some = texts.following(last, CHUNK)
        if not some:
            return
        yield some
        last = some[-1]


def begin_anew() -> None:
    """Forget the index; what people said of cases stays."""
    with transaction.atomic():
        table.empty()
        Entry.objects.all().delete()
        Mark.objects.update_or_create(
            pk=1, defaults={"event": 0, "built_to": 0, "built": False, "texts": 0}
        )


def take_in(cases: Iterable[int]) -> Taken:
    """Look at these cases again. A confidential one is in no index."""
    rows = texts.texts(cases)
    leaving = [row["id"] for row in rows if row["confidential"]]
    return put([row for row in rows if not row["confidential"]], leaving)


@transaction.atomic
def put(rows: list[dict[str, Any]], leaving: list[int]) -> Taken:
    """Write these cases into the index, and take the others out of it."""
    mark = Mark.objects.select_for_update().get_or_create(pk=1)[0]
    known = Entry.objects.in_bulk([*(row["id"] for row in rows), *leaving])
    read = {row["id"]: _read(row) for row in rows}
    entries = [_entry(row, read[row["id"]]) for row in rows]
    said_anew = [e for e in entries if e.case not in known or _other_text(e, known[e.case])]
    fresh = {entry.case for entry in said_anew}
    gone = [known[case] for case in (*fresh, *leaving) if case in known]
    _count([read[entry.case] for entry in said_anew], gone)
    _post(said_anew, read, gone)
    moved = [e for e in entries if e.case in fresh or _moved(e, known[e.case])]
    Entry.objects.bulk_create(
        [e for e in moved if e.case in fresh],
        update_conflicts=True,
        unique_fields=["case"],
        update_fields=_COLUMNS,
    )
    Entry.objects.bulk_update([e for e in moved if e.case not in fresh], _KEPT)
    out = Entry.objects.filter(case__in=leaving).delete()[0]
    Mark.objects.filter(pk=1).update(texts=mark.texts + len(said_anew) - len(gone))
    changed = [entry.case for entry in moved] + (leaving if out else [])
    return Taken(changed, len(said_anew))


def _read(row: dict[str, Any]) -> Sketch:
    return sketch(str(row["title"]), str(row["content"]), str(row["address"]))


def _entry(row: dict[str, Any], read: Sketch) -> Entry:
    kept = {column: row[column] for column in _KEPT if column != "open"}
    unfinished = row["closed_at"] is None and not row["main_case"]
    return Entry(case=row["id"], open=unfinished, pairs=read.blob, **kept)


def _other_text(entry: Entry, known: Entry) -> bool:
    return entry.pairs != bytes(known.pairs)


def _moved(entry: Entry, known: Entry) -> bool:
    return any(getattr(entry, column) != getattr(known, column) for column in _KEPT)


def _count(come: list[Sketch], gone: list[Entry]) -> None:
    """In how many texts each word and each pair stands, with these."""
    seen: Counter[int] = Counter()
    for read in come:
        seen.update(read.pairs)
        seen.update(read.words.keys())
    for entry in gone:
        seen.subtract(pair & ~(3 << 30) for pair in _numbers(entry.pairs))
        seen.subtract(words_of(entry.words))
    table.add_counts(seen)


def _numbers(blob: bytes) -> list[int]:
    return memoryview(bytes(blob)).cast("I").tolist()


def _post(come: list[Entry], read: dict[int, Sketch], gone: list[Entry]) -> None:
    """Make texts findable by their rarest words, those of places apart."""
    known = table.counts({word for entry in come for word in read[entry.case].words})
    for entry in come:
        words = read[entry.case].words
        rarest = sorted(words, key=lambda word: known.get(word, 0))
        places = [word for word in rarest if words[word][1]][:PLACES]
        others = [word for word in rarest if not words[word][1]][:OTHERS]
        entry.words = packed(words, (*places, *others))
    table.unpost((w, e.case) for e in gone for w in words_of(e.words, posted=True))
    table.post((w, e.case) for e in come for w in words_of(e.words, posted=True))
