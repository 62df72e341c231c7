"""From the label of a row to the functional class that it means."""

import re
from functools import cache

from yiwang.disclosure.codes import subjects

_NUMBERING = re.compile(r"^(?:\(?[一二三四五六七八九十廿卅]+(?:\)|、)、?|\(?[0-9]+[).、．])")
_TYPED = str.maketrans("（）", "()")


def plain(label: str) -> str:
    """A label without numbering, spaces, （类） and with one kind of brackets."""
    name = _NUMBERING.sub("", re.sub(r"\s+", "", label).translate(_TYPED))
    return re.sub(r"\([类款项]\)", "", name)


@cache
def class_code(label: str) -> str | None:
    """The functional class (类) of a row label: 一、一般公共服务支出 is 201; None if unknown."""
    name = plain(label).removesuffix("支出")
    return next(
        (
            one.code
            for one in subjects()
            if len(one.code) == 3
            and not one.economic
            and plain(one.name).removesuffix("支出") == name
        ),
        None,
    )
