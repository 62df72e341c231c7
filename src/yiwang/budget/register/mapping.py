"""Which column of the finance system's file means what, from a declared TOML file."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yiwang.budget.register.words import Phase, Side, Source
from yiwang.kernel.money import MoneyUnit
from yiwang.kernel.refusals import Invalid

SHIPPED = Path(__file__).parent / "mappings"
USUAL = "finance_entries"
MOST_BYTES = 65_536
FIELDS = (
    "unit_code", "unit_name", "year", "phase", "side", "functional", "functional_name", "economic",
    "economic_name", "project", "project_name", "source", "document", "on", "basis",
)  # fmt: skip
# Amounts under this key take their phase from the row.
ANY = "any"
_BRACKETS = re.compile(r"[（(【\[].*?[)）】\]]")
_UNITS = {"万元": MoneyUnit.WAN, "元": MoneyUnit.YUAN}


@dataclass(frozen=True)
class Mapping:
    """The headings of each field, the words of each closed list, and what holds without a word."""

    name: str
    label: str
    phase: str
    money: MoneyUnit
    headings: dict[str, tuple[str, ...]]
    amounts: dict[str, tuple[str, ...]]
    # By the word of the file: the key of our list.
    phases: dict[str, str]
    sides: dict[str, str]
    sources: dict[str, str]
    totals: frozenset[str]


def plain(heading: str) -> str:
    """A heading without blanks and without what stands in brackets."""
    return _BRACKETS.sub("", "".join(heading.split())).strip("：:*")


def unit_in(text: str) -> MoneyUnit | None:
    """元 or 万元 where a text names it as its unit: 金额（万元）, 单位：元."""
    found = re.search(r"(?:单位[：:]|[（(])\s*(?:人民币)?(万元|元)", "".join(text.split()))
    return _UNITS[found[1]] if found else None


def read(name: str = USUAL) -> Mapping:
    """The mapping of a name that is shipped, or in a file. Raises `Invalid`."""
    path = Path(name)
    found = path if path.is_file() else SHIPPED / f"{path.name}.toml"
    if not found.is_file() or found.stat().st_size > MOST_BYTES:
        raise Invalid("没有这个对照文件：{name}", name=path.name)
    try:
        return build(found.stem, tomllib.loads(found.read_text(encoding="utf-8-sig")))
    except (ValueError, RecursionError):
        raise Invalid("对照文件不是有效的TOML") from None


def build(name: str, content: dict[str, Any]) -> Mapping:
    """A mapping from its parsed TOML; whatever is not meant in it is refused."""
    headings = _lists(content, "headings", FIELDS)
    amounts = _lists(content, "amounts", (ANY, *Phase.values))
    phase, money = content.get("phase", Phase.PAYMENT), content.get("money", "yuan")
    if phase not in Phase.values or money not in ("yuan", "wan") or not amounts:
        raise Invalid("对照文件缺少“{at}”，或其值不认识", at="phase、money、amounts")
    return Mapping(
        name=name,
        label=str(content.get("label", name)),
        phase=phase,
        money=MoneyUnit.YUAN if money == "yuan" else MoneyUnit.WAN,
        headings={key: tuple(map(plain, words)) for key, words in headings.items()},
        amounts={key: tuple(map(plain, words)) for key, words in amounts.items()},
        phases=_words(content, "phases", Phase.values),
        sides=_words(content, "sides", Side.values),
        sources=_words(content, "sources", Source.values),
        totals=frozenset(content.get("totals", {}).get("words", ())),
    )


def _lists(content: dict[str, Any], at: str, known: tuple[str, ...]) -> dict[str, list[str]]:
    found = content.get(at)
    if not isinstance(found, dict) or found.keys() - set(known):
        raise Invalid("对照文件缺少“{at}”，或其值不认识", at=at)
    if not all(isinstance(words, list) for words in found.values()):
        raise Invalid("对照文件的“{at}”应为词的列表", at=at)
    return {key: [str(word) for word in words] for key, words in found.items()}


def _words(content: dict[str, Any], at: str, known: list[str]) -> dict[str, str]:
    found = _lists(content, at, tuple(known))
    return {word: key for key, words in found.items() for word in words}
