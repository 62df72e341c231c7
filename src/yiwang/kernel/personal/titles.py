"""Somebody of whom only the surname is told: 李女士, 周处长, 张某某, and 林工 behind a cue."""

import re
from collections.abc import Iterator

from yiwang.kernel.personal.name_signs import COMPOUND, SINGLE, SURE
from yiwang.kernel.personal.spans import Kind, Span
from yiwang.kernel.personal.words import Words

_SURNAME = f"(?:{'|'.join(sorted(COMPOUND))}|[{''.join(sorted(SINGLE))}])"
_KNOWN = f"(?:{'|'.join(sorted(COMPOUND))}|[{''.join(sorted(SURE))}])"
# Whole words; a surname right before them is one, whatever else the sign may mean.
_TITLES = (
    "先生|女士|小姐|同志|厅长|省长|乡长|老师傅|师傅|阿姨|大爷|大妈|大姐|老师|医生|大夫|护士|警官|法官|律师|教授|处长|局长|科长|股长|所长|站长"
    "|书记|主任|经理|队长|组长|村长|镇长|校长|院长|厂长|主席|会长|园长|片长|河长|街长|总监|部长|市长|区长|县长|董事长|工程师|会计|姓"
)
_WHOLE = re.compile(f"{_SURNAME}(?:副|某|总)?(?:{_TITLES})")
_NOBODY = re.compile(f"{_KNOWN}(?:某某|某[甲乙丙丁]?|[XＸ*]{{1,2}})(?![A-Z*])|{_SURNAME}某某?")
# One sign alone is a title only where a person is expected on both sides.
_SHORT = re.compile(
    f"(?:(?<=[:(,、员人长与系向由])|(?<=联系)|(?<=找到))({_SURNAME}(?:工|总|姐|哥|局|处|科|所|队|书记|某))"
    r"(?=[\s:,、。;()（）\d]|$|联系|电话|手机|对接|沟通|协调|负责)"
)
# What ends in such a sign and is no person.
_WORDS = re.compile(r"(?:[员施完竣开监][工]|有关|相关|公安|安全|经常|单位|任何|管理|全体)")


def find(text: str) -> Iterator[Span]:
    """Each once; what is a word of another kind is left."""
    words: Words | None = None
    for pattern, why in ((_NOBODY, "hidden"), (_WHOLE, "title"), (_SHORT, "title")):
        for found in pattern.finditer(text):
            words = words or Words(text)
            start = found.start(found.re.groups and 1)
            if words.at(start)[0] == start and not _WORDS.match(text[start : start + 2]):
                yield Span(start, found.end(), Kind.SURNAME_ONLY, why, 0.9)
