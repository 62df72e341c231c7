"""Reads the Chinese labels out of the pure floors, so that they can be translated.

What decides and what declares knows no gettext: its labels are plain Chinese, translated where
they are shown.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from types import ModuleType

from yiwang.lake.masking.presets import PRESETS
from yiwang.lake.operations import OPERATIONS
from yiwang.measure.facts import VIEWS
from yiwang.measure.language import Indicator
from yiwang.measure.standard import STANDARD
from yiwang.startup.apps import FOLDERS

SHOWN = ("label", "help", "stages")
"""The fields of a declaration that a person reads."""


def of_the_pure_floors() -> list[str]:
    """Every text that a closed list of the engine or of the measures shows, each once."""
    operations = (one.label for one in (*OPERATIONS.values(), *PRESETS))
    return list(dict.fromkeys((*_of_closed_lists(), *_of_measures(), *operations)))


def of_procedures() -> dict[str, list[str]]:
    """Every text that a declared procedure shows, each once, by the key of the procedure."""
    return {folder.PROCEDURE.key: list(dict.fromkeys(_of_folder(folder))) for folder in FOLDERS}


def _of_folder(folder: ModuleType) -> Iterator[str]:
    yield from _texts(folder.PROCEDURE, set())
    for indicator in folder.INDICATORS:
        yield from of_indicator(indicator)


def _of_closed_lists() -> Iterator[str]:
    for floor in ("kernel", "engine", "measure"):
        package = importlib.import_module(f"yiwang.{floor}")
        for found in pkgutil.walk_packages(package.__path__, f"yiwang.{floor}."):
            for thing in vars(importlib.import_module(found.name)).values():
                if isinstance(thing, type) and issubclass(thing, Enum) and hasattr(thing, "label"):
                    yield from (member.label for member in thing)


def _of_measures() -> Iterator[str]:
    for indicator in STANDARD:
        yield from of_indicator(indicator)
    for view in VIEWS:
        yield from (view.label, view.row, *(column.label for column in view.columns))


def of_indicator(indicator: Indicator) -> tuple[str, ...]:
    """What a page shows of one indicator, and every word that its formula says."""
    said: list[str] = []

    def say(text: str) -> str:
        said.append(text)
        return text

    indicator.formula(say)
    return (indicator.label, *said, indicator.note, indicator.basis)


def _texts(thing: object, visited: set[int]) -> Iterator[str]:
    if id(thing) in visited:
        return
    visited.add(id(thing))
    if is_dataclass(thing):
        yield from _own_texts(thing, visited)
    elif isinstance(thing, dict):
        yield from _texts(tuple(thing.values()), visited)
    elif isinstance(thing, (tuple, list, set, frozenset)):
        for part in thing:
            yield from _texts(part, visited)


def _own_texts(declared: object, visited: set[int]) -> Iterator[str]:
    for field in fields(declared):
        value = getattr(declared, field.name)
        if field.name in SHOWN:
            yield from (text for text in ((value,) if isinstance(value, str) else value) if text)
        elif not isinstance(value, str):
            yield from _texts(value, visited)
