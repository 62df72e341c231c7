"""PDFs are set in a process of its own."""

import subprocess
import sys

import pytest

from yiwang.kernel import typesetting
from yiwang.kernel.refusals import NotNow

ONE_PAGE = '#set page(width: 5cm, height: 3cm)\n#sys.inputs.at("word")'


def test_the_same_source_gives_the_same_bytes():
    first, second = (typesetting.pdf(ONE_PAGE, {"word": "one"}) for _ in range(2))
    assert first.startswith(b"%PDF-") and first == second


def test_what_is_handed_in_is_never_read_as_markup():
    typesetting.pdf(ONE_PAGE, {"word": "#panic()"})


def test_a_picture_is_a_png():
    assert typesetting.picture(ONE_PAGE, {"word": "one"}, 72.0).startswith(b"\x89PNG")


def test_a_source_with_a_mistake_is_told_with_its_words():
    with pytest.raises(RuntimeError, match="unknown variable"):
        typesetting.pdf("#nothing", {})


def test_what_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(typesetting, "LONGEST", 0.01)
    with pytest.raises(NotNow):
        typesetting.pdf(ONE_PAGE, {"word": "one"})


def test_who_asks_for_a_document_does_not_load_what_sets_it():
    asked = "import sys, yiwang.disclosure.writing.files.pdf\n"
    command = [sys.executable, "-c", asked + "assert 'typst' not in sys.modules"]
    assert subprocess.run(command, check=False).returncode == 0
