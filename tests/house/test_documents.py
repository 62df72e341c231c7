"""What the documents promise is there: commands, settings, decisions, links, the change list."""

import re

import pytest
from tests.house.source import PACKAGE, ROOT, named, tracked, with_suffix

from yiwang.startup.command import ALONE

OPERATE = ROOT / "docs" / "operate.md"
DECISIONS = ROOT / "docs" / "decisions"
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s#]+)")


def makefile_targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.M))


def management_commands() -> set[str]:
    found = PACKAGE.rglob("management/commands/*.py")
    return {path.stem for path in found if not path.stem.startswith("_")}


def test_every_command_is_documented_for_those_who_operate():
    text = OPERATE.read_text()
    assert not {c for c in management_commands() if f"`yiwang {c}" not in text}


def test_every_setting_from_the_environment_is_documented():
    used = {
        word
        for path in with_suffix(".py")
        if not named(path).startswith("tests/")
        for word in re.findall(r"[\"'](YIWANG_[A-Z0-9_]+)[\"']", path.read_text())
    }
    assert "YIWANG_DATA" in used
    assert not {word for word in used if f"`{word}`" not in OPERATE.read_text()}


def test_no_document_names_a_setting_or_command_that_is_gone():
    text = OPERATE.read_text()
    source = "".join(p.read_text() for p in with_suffix(".py"))
    assert not {w for w in re.findall(r"`(YIWANG_[A-Z0-9_]+)`", text) if w not in source}
    own = management_commands()
    told = set(re.findall(r"^\| `yiwang ([a-z_-]+)", text, re.M))
    assert not told - own - {"migrate", "check", "shell", *ALONE}
    assert set(ALONE) <= told


def test_decisions_are_numbered_without_a_gap_and_listed():
    files = sorted(p for p in DECISIONS.glob("[0-9]*.md"))
    assert [p.name[:4] for p in files] == [f"{n:04}" for n in range(1, len(files) + 1)]
    listed = (DECISIONS / "README.md").read_text()
    assert not [p.name for p in files if p.name not in listed]


@pytest.mark.parametrize("path", sorted(DECISIONS.glob("[0-9]*.md")), ids=lambda p: p.name)
def test_every_decision_tells_its_reason_and_its_price(path):
    text = path.read_text()
    assert text.startswith(f"# {path.name[:4]}. ")
    assert re.search(r"^Date: \d{4}-\d{2}-\d{2}$", text, re.M)
    for part in ("## Context", "## Decision", "## Consequences"):
        assert part in text


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"])
def test_every_command_that_a_first_page_names_exists(name):
    text = (ROOT / name).read_text()
    told = set(" ".join(re.findall(r"(?:`|^)make ([a-z -]+)", text, re.M)).split())
    assert {"demo", "test"} <= told
    assert told <= makefile_targets()


def test_every_target_is_listed_by_help():
    text = (ROOT / "Makefile").read_text()
    silent = [t for t in makefile_targets() if not re.search(rf"^{t}:.*## \w", text, re.M)]
    assert not silent


def test_every_link_between_documents_leads_somewhere():
    broken = [
        f"{named(path)} → {target}"
        for path in tracked()
        if path.suffix == ".md"
        for target in LINK.findall(path.read_text())
        if not (path.parent / target).exists()
    ]
    assert not broken


def test_the_change_list_has_something_unreleased():
    text = (ROOT / "CHANGELOG.md").read_text()
    assert re.search(r"^## Unreleased\n+(?:.*\n)*?- \w", text, re.M)
