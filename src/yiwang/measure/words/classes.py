"""Classes of matters as one condition of a plan."""

from collections.abc import Iterable

from yiwang.measure.dimensions import Dimension
from yiwang.measure.words.senses import Only
from yiwang.measure.words.vocabulary import Matter

LEVELS = {2: Dimension.CATEGORY, 4: Dimension.CATEGORY_2, 6: Dimension.CATEGORY_3}


def only(every: Iterable[Matter], chosen: Iterable[Matter]) -> Only | None:
    """Some classes of any level: at the deepest level, with all that lies below the others."""
    matters, known = list(chosen), list(every)
    if not matters:
        return None
    depth = max(len(one.code) for one in matters)
    codes: list[str] = []
    for one in matters:
        below = (m.code for m in known if m.code.startswith(one.code))
        codes += [one.code] if len(one.code) == depth else [c for c in below if len(c) <= depth]
    label = "、".join(dict.fromkeys(one.name for one in matters))
    return Only(LEVELS[depth], tuple(sorted(codes)), label)
