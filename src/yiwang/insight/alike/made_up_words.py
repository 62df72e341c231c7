"""The words of `made_up.toml`: names, matters, ways of speaking and of mishearing."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

_READ = tomllib.loads(Path(__file__).with_name("made_up.toml").read_text(encoding="utf-8"))
FIRST, SECOND, LAST, ROADS = (_READ[key] for key in ("first", "second", "last", "roads"))
CHANNELS, GREETINGS = _READ["channels"], _READ["greetings"]
WISHES, OFTEN = _READ["wishes"], _READ["often"]
# Sounds alike: what a transcript of a call makes of it.
MISHEARD = [(right, wrong) for right, wrong in _READ["misheard"]]


@dataclass(frozen=True)
class Sort:
    """One sort of matter: its class, what it is about, what is wrong, what follows from it."""

    category: str
    things: list[str]
    faults: list[str]
    harms: list[str]


SORTS = [Sort(**sort) for sort in _READ["sort"]]
