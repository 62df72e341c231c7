"""The rule on subjects: one code has one name in all tables, and it is a name of that code."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from yiwang.disclosure.auditing.books import Book, Shelf
from yiwang.disclosure.auditing.books.book import code, label
from yiwang.disclosure.auditing.books.shelf import FUNCTIONAL
from yiwang.disclosure.auditing.finding import Audited, Finding, Severity
from yiwang.disclosure.codes import subjects
from yiwang.disclosure.codes.labels import plain
from yiwang.disclosure.forms import Form
from yiwang.disclosure.tables import Cell, Entry, Place

_FORMS = (*FUNCTIONAL, Form.BASIC_SPENDING)
Named = tuple[Book, Entry]


def wrong_names(audited: Audited) -> Iterator[Finding]:
    """Codes that are printed with two names, and names that differ from the official one."""
    for number, names in _printed(audited).items():
        usual = _usual(number, names)
        for name, places in names.items():
            if name != usual:
                yield _unlike(number, name, usual, names, places[0])
        yield from _unofficial(number, usual, names[usual][0])


def _printed(audited: Audited) -> dict[str, dict[str, list[Named]]]:
    """For each code of a classification the names it is printed with, and where."""
    found: defaultdict[str, dict[str, list[Named]]] = defaultdict(dict)
    for book in Shelf(audited.document).of(*_FORMS):
        for entry in book.entries:
            number = code(entry)
            if number.isdigit() and len(number) in {3, 5, 7} and number[0] in "23" and label(entry):
                found[number].setdefault(plain(label(entry)), []).append((book, entry))
    return found


def _official(number: str) -> list[str]:
    return [plain(one.name) for one in subjects() if one.code == number]


def _usual(number: str, names: dict[str, list[Named]]) -> str:
    official = _official(number)
    counted = Counter({name: len(places) for name, places in names.items()})
    return max(names, key=lambda name: (name in official, counted[name]))


def _inner(one: str, other: str) -> bool:
    """Whether two names begin and end alike: mistyped, rather than cut off in reading."""
    alike = one[:1] == other[:1] and one[-1:] == other[-1:]
    return alike and abs(len(one) - len(other)) <= 3 and min(len(one), len(other)) > 2


def _unlike(
    number: str, name: str, usual: str, names: dict[str, list[Named]], where: Named
) -> Finding:
    other = names[usual][0][0].title
    official = _official(number)
    hint = f"（规范名称为“{official[-1]}”）" if official else ""
    return _finding(
        where,
        # Economic items are printed with shortened names in many forms.
        Severity.ERROR if _inner(name, usual) and number[0] == "2" else Severity.WARNING,
        name,
        official[-1] if official else usual,
        f"科目 {number} 在{where[0].title}印为“{name}”，在{other}印为“{usual}”，"
        f"名称不一致{hint}，请核对。",
    )


def _unofficial(number: str, name: str, where: Named) -> Iterator[Finding]:
    official = _official(number)
    if not official or name in official or not any(_inner(name, one) for one in official):
        return
    yield _finding(
        where,
        Severity.WARNING,
        name,
        official[-1],
        f"科目 {number} 印为“{name}”，规范名称为“{official[-1]}”，请核对。",
    )


def _finding(
    where: Named, severity: Severity, printed: str, expected: str, message: str
) -> Finding:
    book, entry = where
    cell = _label_cell(book, entry)
    return Finding(
        "subject-names",
        severity,
        cell.place if cell else _first(entry),
        cell.text if cell else label(entry),
        printed,
        expected,
        message,
        book.where(entry, None),
        (cell,) if cell else (),
    )


def _label_cell(book: Book, entry: Entry) -> Cell | None:
    row = book.table.rows[entry.row] if entry.row < len(book.table.rows) else {}
    return next((one for one in row.values() if one.text.strip() == entry.label.strip()), None)


def _first(entry: Entry) -> Place:
    return entry.place
