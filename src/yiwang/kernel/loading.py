"""Modules that are loaded when they are first used: engines weigh more than the server itself.

A package says once, in its `__init__`, which of its modules weigh. Whoever takes one of them from
the package gets it as always, and the first thing asked of it loads it:

    at_first_use(__name__, "paging", "sql")            # in gate/__init__.py
    from yiwang.hub.catalogue.gate import paging       # anywhere: nothing is loaded yet
    paging.page(...)                                   # now it is

What is named otherwise (`from ….gate.paging import page`) is loaded at once, so only modules that
weigh themselves do that. Why this exception to plain imports is made: docs/decisions/0015.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class _Later(ModuleType):
    """Stands for a module that may not be loaded yet; import's own lock lets only one load it."""

    @property
    def __dict__(self) -> dict[str, Any]:  # type: ignore[override]
        """The names of the module itself, so that whoever looks through them finds them."""
        return vars(import_module(self.__name__))

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self.__name__), name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(import_module(self.__name__), name, value)

    def __delattr__(self, name: str) -> None:
        delattr(import_module(self.__name__), name)


def at_first_use(package: str, *names: str) -> None:
    """Let these modules of a package be loaded by whoever uses them first."""
    for name in names:
        setattr(sys.modules[package], name, _Later(f"{package}.{name}"))


def library(name: str) -> Any:
    """The same for a library that weighs, where one module alone uses it."""
    return _Later(name)
