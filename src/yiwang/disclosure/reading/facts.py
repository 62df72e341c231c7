"""What a document is: its title, whether it promises or accounts, its year, whose it is."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yiwang.disclosure.document import Kind
from yiwang.disclosure.reading.clean import squeezed
from yiwang.disclosure.reading.marks import Mark, Strip, owner_of
from yiwang.disclosure.reading.numbering import numbered

_YEAR = re.compile(r"(20\d\d)\s*年?\s*(?:度|预算|决算|部门|单位|区级|市级)?")
_TITLED = re.compile(
    r"(?:预算|决算)(?:信息)?(?:公开)?(?:报告|说明|文本|情况)?$|部门[预决]算|单位[预决]算"
)
_SPOKEN = re.compile(r"(20\d\d)\s*年度?[^。，]{0,30}?(预算|决算)")
_ADDRESS = re.compile(r"https?:|www\.|[/\\]\S+\.\w{2,4}\b|^source", re.I)
_PRINTED_DAY = re.compile(r"^20\d\d\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?$")
_COVER = 15


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document says of itself."""

    title: str
    kind: Kind
    year: int | None
    unit_name: str


def facts_of(strips: Sequence[Strip], contents: range, table_titles: Sequence[str]) -> Facts:
    """What the cover says, or else the headings and titles of tables."""
    title = _title(strips, contents)
    said = [title] if title else []
    heads = [one.plain for one in strips if one.mark is Mark.HEADLINE]
    evidence = [*said, *heads, *table_titles]
    unit = _owner(strips) or _named(title)
    kind = _kind(said) if _kind(said) is not Kind.UNKNOWN else _kind(evidence)
    year = _year(said) or _year(evidence) or _year_spoken(strips)
    return Facts(title or _fallback(heads), kind, year, unit)


def _title(strips: Sequence[Strip], contents: range) -> str:
    """The lines of the cover that together name a budget or a final account."""
    cover: list[str] = []
    for strip in strips[: contents.start or _COVER * 2]:
        text = squeezed(strip.plain)
        if not text or _PRINTED_DAY.match(text) or _ADDRESS.search(text) or text == "目录":
            continue
        if strip.mark in (Mark.HEADLINE, Mark.ROW) or "。" in text or len(cover) >= _COVER:
            break
        if numbered(text) is not None or len(text) > 60:
            break
        cover.append(text)
    for at, text in enumerate(cover):
        if _TITLED.search(text):
            begin = at - 1 if at and not _YEAR.search(cover[at - 1]) and len(text) < 14 else at
            return squeezed("".join(cover[begin : at + 1]))
    return ""


def _fallback(heads: Sequence[str]) -> str:
    """Without a cover: what the heading of the part with the tables names."""
    for head in heads:
        one = numbered(head)
        if one and _YEAR.search(one.title) and re.search("预算|决算", one.title):
            return re.sub(r"表$|情况说明$", "", squeezed(one.title))
    return ""


def _kind(texts: Iterable[str]) -> Kind:
    counted = Counter[Kind]()
    for text in texts:
        counted[Kind.FINAL] += "决算" in text
        counted[Kind.BUDGET] += "预算" in text and "决算" not in text
    if not any(counted.values()):
        return Kind.UNKNOWN
    return max(counted, key=counted.__getitem__)


def _year(texts: Iterable[str]) -> int | None:
    years = Counter(int(found) for text in texts for found in _YEAR.findall(text))
    return years.most_common(1)[0][0] if years else None


def _year_spoken(strips: Sequence[Strip]) -> int | None:
    years = Counter(int(year) for one in strips for year, _ in _SPOKEN.findall(one.plain))
    return years.most_common(1)[0][0] if years else None


def _owner(strips: Sequence[Strip]) -> str:
    """The unit that most tables name as theirs."""
    owners = Counter(
        owner for one in strips if one.mark is Mark.HEADING and (owner := owner_of(one.plain))
    )
    return owners.most_common(1)[0][0] if owners else ""


def _named(title: str) -> str:
    """The unit in a title: what is left without the year and what is published."""
    text = re.sub(r"20\d\d\s*年度?", "", title)
    return squeezed(re.sub(r"(?:部门|单位)?(?:预算|决算).*$", "", text))
