"""Dangers to life first: what is told to be happening, not what is feared, denied or exercised."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

EMERGENCY, URGENT = "emergency", "urgent"
# The clause before: it denies, hopes to prevent, or tells of long ago.
_DENIED = re.compile(
    r"(?:没有|没|未|无|并非|不是|不会|避免|防止|以免|预防|杜绝|谨防|严防|防范|防|消除|禁止|不曾|并未|排除)"
    r"(?:再|发生|出现|任何|造成|导致|过|再次|发现|引起|引发)?$"
)
_FEARED = re.compile(
    r"(?:怕|担心|害怕|万一|如果|假如|要是|一旦|可能|容易|易|会不会|有可能|恐|以防|若|真(?!的)|存在|造成|导致|引发|引起)"
    r"[^,。;!?\s]{0,6}$"
)
_PAST = re.compile(r"(?:去年|前年|前些年|曾经|曾|以前|历史上|多年前|当年|上次|此前)[^,。;!?]{0,8}$")
_TRAINED = re.compile(r"^[^,。;!?]{0,6}?(?:演练|演习|培训|知识讲座|宣传|预案|隐患排查|安全教育)")


@dataclass(frozen=True)
class Kind:
    """One kind of danger and how it is looked for."""

    name: str
    level: str
    words: re.Pattern[str]
    never_after: re.Pattern[str] | None
    never_before: re.Pattern[str] | None


@dataclass(frozen=True)
class Danger:
    """A danger that a text tells of; only feared ones are urgent at most."""

    name: str
    level: str
    start: int
    end: int
    word: str


def _kinds() -> tuple[Kind, ...]:
    told = tomllib.loads(Path(__file__).with_name("dangers.toml").read_text(encoding="utf-8"))
    return tuple(
        Kind(
            row["name"],
            row["level"],
            re.compile(_any(row["words"])),
            re.compile(_any(row["never_after"])) if "never_after" in row else None,
            re.compile(_any(row["never_before"]) + "$") if "never_before" in row else None,
        )
        for row in told["danger"]
    )


def _any(words: str) -> str:
    return f"(?:{'|'.join(sorted(words.split(), key=len, reverse=True))})"


KINDS = _kinds()


def find(text: str) -> list[Danger]:
    """Every kind once, where it is told first; those to life before those that are urgent."""
    found = [danger for kind in KINDS if (danger := _first(kind, text)) is not None]
    return sorted(found, key=lambda danger: (danger.level != EMERGENCY, danger.start))


def _first(kind: Kind, text: str) -> Danger | None:
    feared: Danger | None = None
    for hit in kind.words.finditer(text):
        before, after = text[max(0, hit.start() - 12) : hit.start()], text[hit.end() :][:12]
        if _is_none(kind, before, after):
            continue
        if not _FEARED.search(before):
            return Danger(kind.name, kind.level, hit.start(), hit.end(), hit.group())
        feared = feared or Danger(kind.name, URGENT, hit.start(), hit.end(), hit.group())
    return feared


def _is_none(kind: Kind, before: str, after: str) -> bool:
    """Whether it is a word of another meaning, denied, long ago, or an exercise."""
    if kind.never_after and kind.never_after.match(after):
        return True
    if kind.never_before and kind.never_before.search(before):
        return True
    return bool(_DENIED.search(before) or _PAST.search(before) or _TRAINED.match(after))
