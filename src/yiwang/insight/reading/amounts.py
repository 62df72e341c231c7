"""How many people a text speaks of, and which sums of money."""

import re
from dataclasses import dataclass

from yiwang.insight.reading.numerals import NUMBER, value

MOST_PEOPLE = 100_000
_MONEY = re.compile(rf"({NUMBER})[余多]?([万亿千百]{{0,2}})(?:元|块钱|块|圆)")
_PEOPLE = re.compile(
    rf"({NUMBER})[余多几]?(万)?[余多]?(?:名|位|个)?"
    r"(户(?:居民|业主|人家|村民|家庭|人)?|人(?!民|行|次|员|大|均|才|间|工)|居民|业主|村民|职工|工人|家长|学生|住户|群众|乘客|老人|孩子)"
)
_GROUP = re.compile(r"(?:我们|全体|涉及|影响|联名|共|约|近|大约|有|受害|代表|被拖欠|等|共计|超过)$")
_TIMES = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "亿": 10**8,
    "百万": 10**6,
    "千万": 10**7,
}


@dataclass(frozen=True)
class Amount:
    """A number of something, and where it stands."""

    start: int
    end: int
    value: float
    what: str


def money(text: str) -> list[Amount]:
    """Sums in yuan."""
    return [
        Amount(hit.start(), hit.end(), value(hit.group(1)) * _TIMES.get(hit.group(2), 1), "元")
        for hit in _MONEY.finditer(text)
    ]


def people(text: str) -> Amount | None:
    """The most people that are told to be concerned; a household counts as one."""
    found = []
    for hit in _PEOPLE.finditer(text):
        count = value(hit.group(1)) * (10_000 if hit.group(2) else 1)
        told = _GROUP.search(text[max(0, hit.start() - 4) : hit.start()])
        if 2 <= count <= MOST_PEOPLE and count == int(count) and (told or hit.group(3) != "人"):
            what = "户" if hit.group(3).startswith("户") else "人"
            found.append(Amount(hit.start(), hit.end(), count, what))
    return max(found, key=lambda amount: amount.value, default=None)
