"""How fast personal data is found, and how much of it in made-up sentences."""

from time import perf_counter

from tests.kernel.personal.made_up import Made, made
from tests.kernel.personal.measure import score

from bench.measure import Figure
from yiwang.kernel import masking
from yiwang.kernel.personal import Kind

TIMES, SEED = 40, 7
# Surnames alone are recognised and left: they tell nobody's name.
COUNTED = [kind for kind in Kind if kind is not Kind.SURNAME_ONLY]


def figures() -> list[Figure]:
    """Signs a second for both ways of hiding; recall and precision by kind."""
    rows = list(made("held_out.txt", seed=SEED, times=TIMES))
    told = score(rows)
    quality = [
        Figure(
            name=f"{kind}: recall",
            value=round(told.recall(kind), 4),
            unit="of 1",
            target="≥ 0.98",
            more={"there": told.there[kind], "precision": round(told.precision(kind), 4)},
        )
        for kind in COUNTED
        if told.there[kind]
    ]
    negatives = list(made("hard_negatives.txt", seed=SEED, times=TIMES))
    wrong = sum(score(negatives).wrong.values())
    more = {"sentences": len(negatives)}
    left = Figure(name="spans in sentences without a person", value=wrong, unit="spans", more=more)
    return [*quality, left, *_speed(rows)]


def _speed(rows: list[Made]) -> list[Figure]:
    texts = [row.text for row in rows] * 5
    signs = sum(map(len, texts))
    found = []
    for name, hide in (("numbers", masking.numbers), ("numbers and names", masking.free_text)):
        began = perf_counter()
        for text in texts:
            hide(text)
        rate = round(signs / (perf_counter() - began))
        found.append(Figure(name=f"{name} hidden", value=rate, unit="signs/s"))
    return found
