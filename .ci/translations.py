"""Keeps the English words of the screens: `update`, `check` or `compile`, in pure Python.

The message ids are the Chinese sentences in the source. GNU gettext is not needed: Django turns a
template into Python-like text, and Babel reads that, the Python files and the procedures' labels.
"""

import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import labels
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "yiwang"
LOCALE = PACKAGE / "locale"
PROCEDURES = PACKAGE / "procedures"
LANGUAGES = ("en",)
CREATED = datetime(2026, 11, 21, tzinfo=UTC)
PLACE = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")
CLASS = re.compile(r"^class (\w+)\((\w+)\):", re.M)
WORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "Sentence": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def main() -> int:
    """Do one of the three; 1 when `check` finds a sentence without English."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    if wanted not in ("update", "check", "compile"):
        sys.exit("Say one of: update, check, compile")
    return {"update": update, "check": check, "compile": compile_all}[wanted]()


def collect() -> Catalog:
    """Every sentence that the program may show, with the file that it stands in."""
    catalog = Catalog(domain="django", project="yiwang", fuzzy=False)
    for path, text in sorted(_sources()):
        for _line, word, message, comments in _extract(text):
            message, context = _message(word, message)
            if message:
                where = [(str(path.relative_to(ROOT)), 0)]
                catalog.add(message, locations=where, auto_comments=comments, context=context)
    for label in labels.of_the_pure_floors():
        catalog.add(label, locations=[("engine", 0)])
    return catalog


def collect_all() -> dict[Path, Catalog]:
    """The sentences of each `locale` folder: ours, and what only one procedure says."""
    ours = collect()
    found = {LOCALE: ours}
    for key, texts in labels.of_procedures().items():
        own = found[PROCEDURES / key / "locale"] = Catalog(domain="django", fuzzy=False)
        for text in texts:
            if text not in ours:
                own.add(text, locations=[(f"procedures/{key}", 0)])
    return found


def _sources() -> Iterator[tuple[Path, str]]:
    for path in PACKAGE.rglob("*.py"):
        if "migrations" not in path.parts:
            yield path, path.read_text()
    for path in (PACKAGE / "web").rglob("templates/**/*.*"):
        if path.suffix in (".html", ".txt", ".xml"):
            marked = templatize(path.read_text(), origin=str(path))
            yield path, "\n".join(line.lstrip() for line in marked.splitlines())


def _extract(text: str) -> Iterator[tuple[int, str, object, list[str]]]:
    words = WORDS | dict.fromkeys(_refusals())
    return extract_python(io.BytesIO(text.encode()), words, ["Translators:"], {})


@cache
def _refusals() -> frozenset[str]:
    """The names of all refusals: their first argument is the sentence for the person."""
    parents = {}
    for path in PACKAGE.rglob("*.py"):
        parents |= dict(CLASS.findall(path.read_text()))
    known = {"Refusal"}
    while more := {name for name, parent in parents.items() if parent in known} - known:
        known |= more
    return frozenset(known)


def _message(word: str, found: object) -> tuple[object, str | None]:
    """(message or (one, many), context) from the arguments of one call; nothing for a variable."""
    given = found if isinstance(found, tuple) else (found,)
    if word.startswith("pgettext"):
        return given[1], given[0]
    if word.startswith("ngettext"):
        return (given[:2] if all(given[:2]) else None), None
    return given[0], None


def update() -> int:
    """Write new sentences into each .po file, keep the translations there are, drop the unused."""
    catalogues = _catalogues()
    known = [message for path in catalogues for message in _read(path) if message.string]
    for path, found in catalogues.items():
        catalog = _read(path)
        # A date that changes each time would be a conflict between any two branches.
        catalog.update(found, no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        _take_over(catalog, known)
        # The same text for the same sentences, so that two people's changes do not collide.
        catalog.creation_date = CREATED
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as target:
            write_po(target, catalog, width=100, sort_output=True, include_lineno=False)
        print(f"  {path.relative_to(ROOT)}: {len(catalog)} sentences")
    return compile_all()


def _take_over(catalog: Catalog, known: list[Message]) -> None:
    """A sentence that moved from one folder to another brings its translation along."""
    translated = {(message.id, message.context): message.string for message in known}
    for message in catalog:
        if message.id and not message.string:
            message.string = translated.get((message.id, message.context), "")


def check() -> int:
    """Say which sentences have no English yet, and which translations lost a placeholder."""
    catalogues, faults = _catalogues(), []
    for path, found in catalogues.items():
        faults += [f"{path.relative_to(ROOT)}: {fault}" for fault in _faults(found, _read(path))]
    for fault in faults:
        print(f"  {fault}")
    print(f"  {sum(map(len, catalogues.values()))} sentences, {len(faults)} faults")
    return 1 if faults else 0


def _faults(found: Catalog, catalog: Catalog) -> Iterator[str]:
    for message in found:
        known = message.id and catalog.get(message.id, message.context)
        if message.id and not (known and known.string and all(_forms(known.string))):
            yield f"no translation of {message.id!r}"
        elif message.id and not _same_places(message.id, known.string):
            yield f"{message.id!r} and {known.string!r} have different placeholders"


def _forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _same_places(source: str | tuple[str, ...], translation: str | tuple[str, ...]) -> bool:
    """Whether both take the same values: a lost or misspelt name breaks the sentence."""
    wanted = {place for form in _forms(source) for place in PLACE.findall(form)}
    return all(set(PLACE.findall(form)) <= wanted for form in _forms(translation)) and wanted == {
        place for form in _forms(translation) for place in PLACE.findall(form)
    }


def compile_all() -> int:
    """Turn each .po file into the .mo file that Django reads."""
    for path in sorted(PACKAGE.rglob("locale/*/LC_MESSAGES/*.po")):
        with path.with_suffix(".mo").open("wb") as target:
            write_mo(target, _read(path))
        print(f"  {path.relative_to(ROOT)} compiled")
    return 0


def _catalogues() -> dict[Path, Catalog]:
    """The sentences that each .po file must translate."""
    return {
        folder / language / "LC_MESSAGES" / "django.po": found
        for folder, found in collect_all().items()
        for language in LANGUAGES
    }


def _read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale=path.parts[-3], domain="django", project="yiwang", fuzzy=False)
    with path.open("rb") as source:
        return read_po(source, locale=path.parts[-3], domain="django")


if __name__ == "__main__":
    settings.configure()
    sys.exit(main())
