"""Lists of words: matters, forms of speech, what names of places end with; all our own."""

from importlib.resources import files

_LISTS = files("yiwang.insight.topics").joinpath("lists")


def _read(name: str) -> tuple[str, ...]:
    return tuple(_LISTS.joinpath(name).read_text("utf-8").split())


# What people complain of or ask for, wherever it happens.
MATTERS = frozenset(_read("matters.txt"))
# Too wide to tell a matter by themselves, but good beside another word.
WIDE = frozenset(_read("wide.txt"))
# Forms of speech; what is common without being speech is weighed down by itself.
SPEECH = frozenset(_read("speech.txt"))
PLACE_ENDS = _read("places.txt")
