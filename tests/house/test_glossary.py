"""One word for one thing: every declared key stands in the glossary beside its Chinese label."""

import re

import pytest
from tests.house.source import ROOT

from yiwang.engine import register
from yiwang.engine.duties import Duty
from yiwang.engine.language import Procedure

# The words of all, and those of each procedure beside it.
PAGES = [ROOT / "GLOSSARY.md", *sorted(ROOT.glob("src/yiwang/procedures/*/GLOSSARY.md"))]
GLOSSARIES = [page.read_text(encoding="utf-8") for page in PAGES]
ROW = re.compile(r"^\| ([^|]+?) \| `([a-z_]+)` \|", re.M)


def written(heading: str) -> set[tuple[str, str]]:
    """(key, label) of every row under one heading."""
    found = re.compile(rf"^## {heading}\n(.*?)(?=^## |\Z)", re.M | re.S)
    parts = [part[1] for text in GLOSSARIES if (part := found.search(text))]
    assert parts, f"GLOSSARY.md has no part '{heading}'"
    return {(key, label) for part in parts for label, key in ROW.findall(part)}


def procedures() -> tuple[Procedure, ...]:
    found = register.procedures()
    assert found, "no procedure is registered, so nothing was checked"
    return found


def declared(heading: str) -> set[tuple[str, str]]:
    """(key, label) of everything of one kind in every registered procedure."""
    found = set()
    for procedure in procedures():
        actions = (procedure.opening, *procedure.actions)
        parts = {
            "Procedures": (procedure,),
            "States": procedure.states,
            "Actions": actions,
            "Needs": tuple(need for action in actions for need in action.needs),
            "Time limits": procedure.limits,
        }
        found |= {(part.key, part.label) for part in parts[heading]}
    return found


@pytest.mark.parametrize("heading", ["Procedures", "States", "Actions", "Needs", "Time limits"])
def test_every_declared_word_is_in_the_glossary(heading):
    missing = declared(heading) - written(heading)
    rows = "\n".join(f"| {label} | `{key}` | … |" for key, label in sorted(missing))
    assert not missing, f"Add to GLOSSARY.md under '{heading}':\n{rows}"


@pytest.mark.parametrize("heading", ["Procedures", "States", "Actions", "Needs", "Time limits"])
def test_no_word_in_the_glossary_is_gone_from_the_declarations(heading):
    assert not written(heading) - declared(heading)


def test_every_duty_is_in_the_glossary():
    assert written("Duties") == {(str(duty), duty.label) for duty in Duty}
