"""Signs and words that surnames and given names are written with; the lists are `names.toml`."""

import tomllib
from pathlib import Path

_LISTS = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))

SURE = frozenset(_LISTS["sure"])
COMMON = frozenset(_LISTS["common"]) - SURE
SINGLE = SURE | COMMON | frozenset(_LISTS["rare"])
COMPOUND_WORDS = frozenset(_LISTS["compound_words"].split())
COMPOUND = frozenset(_LISTS["compound"].split()) | COMPOUND_WORDS
RUNNING = frozenset(_LISTS["running"])
WORDY = frozenset(_LISTS["wordy"]) - RUNNING
GIVEN = (frozenset(_LISTS["given"]) | WORDY) - RUNNING
FOREIGN = str(_LISTS["foreign"])
TITLES = frozenset(_LISTS["titles"].split())
NO_NAMES = frozenset(_LISTS["no_names"].split())
