"""Modules that weigh are loaded by whoever uses them first, and are then like all others."""

import sys
from importlib import import_module

import pytest

from yiwang.kernel.loading import library

PACKAGE = '"""Says what weighs."""\nfrom yiwang.kernel.loading import at_first_use\n'


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of which one module weighs."""
    folder = tmp_path / "weighing"
    folder.mkdir()
    (folder / "__init__.py").write_text(PACKAGE + 'at_first_use(__name__, "heavy")\n')
    (folder / "heavy.py").write_text("LIMIT = 3\ndef much():\n    return LIMIT\n")
    (folder / "user.py").write_text("from weighing import heavy\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield import_module("weighing.user")
    for name in [one for one in sys.modules if one.split(".")[0] == "weighing"]:
        del sys.modules[name]


def test_taking_a_module_from_its_package_does_not_load_it_and_using_it_does(package):
    assert "weighing.heavy" not in sys.modules
    assert package.heavy.much() == 3
    assert "weighing.heavy" in sys.modules


def test_a_name_set_on_it_is_seen_by_the_module_itself(package, monkeypatch):
    monkeypatch.setattr(package.heavy, "LIMIT", 7)
    assert package.heavy.much() == import_module("weighing.heavy").LIMIT == 7
    monkeypatch.undo()
    assert package.heavy.much() == 3


def test_what_it_does_not_have_is_told_as_of_any_module(package):
    with pytest.raises(AttributeError, match=r"weighing\.heavy.*nothing"):
        _ = package.heavy.nothing


def test_a_library_is_loaded_likewise(package):
    later = library("weighing.heavy")
    assert "weighing.heavy" not in sys.modules
    assert later.LIMIT == 3
