"""How long a question in plain words takes over the registers of a large district."""

from datetime import date
from itertools import product
from time import perf_counter

import django

from bench.measure import Figure, latency, times

django.setup()

from yiwang.analytics.asking import vocabulary as words_of  # noqa: E402
from yiwang.analytics.asking.registers import ClassRow, Registers  # noqa: E402
from yiwang.measure.words.asking import understand  # noqa: E402
from yiwang.measure.words.lexicon import words  # noqa: E402

TODAY = date(2026, 6, 17)
STREETS, COMMUNITIES, GRIDS, UNITS, PEOPLE = 16, 12, 10, 300, 500
QUESTIONS = {
    "understood: 上个月各街道受理量排名": "上个月各街道受理量排名",
    "understood, a grid: 春3夏4社区第2网格上个月受理量": "春3夏4社区第2网格上个月受理量",
    "asked back: 常用词12上个月受理量": "常用词12上个月受理量",
    "a slip offered: 江潭街道上月受理量": "江潭街道上月受理量",
    "not understood: 今天天气怎么样啊": "今天天气怎么样啊",
}


def figures() -> list[Figure]:
    """The words of one worker built from rows at hand, and questions read with them."""
    registers = _registers()
    started = perf_counter()
    known = words_of._built(registers, words_of.Scope(1, "", people=True))
    lexicon = words(known)
    built = perf_counter() - started
    more = {"areas": len(registers.areas), "classes": len(registers.classes)}
    found = [
        Figure(name="words of one worker", value=len(lexicon.senses), unit="words", more=more),
        Figure(name="built once a version of the registers", value=round(built, 3), unit="s"),
    ]
    for name, text in QUESTIONS.items():
        taken = times(lambda text=text: understand(text, known, TODAY), rounds=200)
        found.append(latency(name, taken))
    return found


def _registers() -> Registers:
    areas = []
    for s in range(1, STREETS + 1):
        street = f"420199{s:03}"
        areas.append((street, f"春{s}街道" if s > 1 else "江滩街道", "street", "420199"))
        for c in range(1, COMMUNITIES + 1):
            community = f"{street}{c:03}"
            areas.append((community, f"春{s}夏{c}社区", "community", street))
            for g in range(1, GRIDS + 1):
                areas.append((f"{community}{g:03}", f"第{g}网格", "grid", community))
    classes = [
        ClassRow(
            f"{a}{b}{c}", f"类{a}分{b}细{c}", "appeals", (f"常用词{c}", f"俗称{a}{b}"), (), True
        )
        for a, b, c in product(range(10, 20), repeat=3)
    ]
    return Registers(
        areas=tuple(areas),
        units=tuple((u, f"区第{u}局", "department", f"/1/{u}/", None) for u in range(UNITS)),
        people=tuple((p, f"人员{p}", "单位", "/1/") for p in range(PEOPLE)),
        channels=(("phone", "来电"),),
        classes=tuple(classes),
        procedures=(("appeals", "群众诉求", ()),),
        choices=(("nature", "complaint", "投诉"),),
        with_nature=("appeals",),
        holidays=(),
        agreed=(),
    )
