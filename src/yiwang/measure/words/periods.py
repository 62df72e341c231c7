"""Of when a question is, and with when it compares."""

from dataclasses import dataclass, field

from yiwang.measure.dimensions import Dimension
from yiwang.measure.period import Grain, Period, around
from yiwang.measure.plan import Compare
from yiwang.measure.words.draft import Draft
from yiwang.measure.words.outcome import Asked, Assumed, Option, Role
from yiwang.measure.words.senses import Against, And, Change, Now, Only, Until, Versus, When
from yiwang.measure.words.spans import days
from yiwang.measure.words.why import Why

_STEPS = (Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR)
# Where both would do, this year is set against last year.
_COMPARES = (Compare.YEAR_BEFORE, Compare.BEFORE)
Place = tuple[int, When]


@dataclass
class Timing:
    """A period, with what it is compared, and by which time several periods are divided."""

    period: Period | None = None
    compare: set[Compare] = field(default_factory=set)
    by: Dimension | None = None
    until: Period | None = None
    # The length of the present period that a comparison implies.
    implied: Grain | None = None

    @property
    def compares(self) -> tuple[Compare, ...]:
        """In the order in which they are always told."""
        return tuple(compare for compare in Compare if compare in self.compare)


def timing(draft: Draft) -> Timing:
    """Reads every word that tells a time."""
    found = Timing()
    target = _target(draft)
    _periods(draft, found, [one for one in draft.all(When) if one != target])
    _until(draft, found)
    _against(draft, found)
    if target is not None:
        _compare_with(draft, found, *target)
    return found


def _target(draft: Draft) -> Place | None:
    """The period that is only compared with: 比4月, 与4月相比."""
    whens = dict(draft.all(When))
    for at, _ in draft.all(Versus):
        behind, before = draft.near(at, 1), draft.near(at, -1)
        if any(isinstance(draft.beside(at, step), Against) for step in (1, -1)):
            draft.read(at, Role.COMPARE)
        elif _between_names(draft, before):
            continue
        elif behind in whens and behind is not None:
            draft.read(at, Role.COMPARE)
            return behind, whens[behind]
        elif before in whens and before is not None and _is_joined(draft, before, whens):
            draft.read(at, Role.COMPARE)
            return before, whens[before]
    return None


def _between_names(draft: Draft, at: int | None) -> bool:
    """江滩街道与青桥街道对比: the names are set against each other."""
    if at is None or not isinstance(draft.senses[at], Only):
        return False
    joined = draft.near(at, -1)
    if joined is None or not isinstance(draft.senses[joined], And):
        return False
    return isinstance(draft.beside(joined, -1), Only)


def _is_joined(draft: Draft, at: int, whens: dict[int, When]) -> bool:
    return len(whens) > 1 and isinstance(draft.beside(at, -1), And)


def _periods(draft: Draft, found: Timing, whens: list[Place]) -> None:
    former: When | None = None
    for at, when in whens:
        joined = when if former is None else _joined(draft, found, former, when)
        if joined is None:
            draft.refuse(at, Why.ONE_PERIOD)
            continue
        if when.guessed:
            draft.assumed.append(Assumed.LAST_YEAR)
        former = joined
        draft.read(at, Role.PERIOD, when.period.label)
    found.period = former.period if former else None


def _joined(draft: Draft, found: Timing, former: When, when: When) -> When | None:
    """Two periods as one: one within the other, a part of a year, or one after the other."""
    for outer, inner in ((former, when), (when, former)):
        if outer.period.grain is Grain.YEAR and inner.floats:
            inner = draft.dates.again(inner, outer.period.first.year)
        if outer.period.first <= inner.period.first and inner.period.until <= outer.period.until:
            return inner
    one, two = sorted((former.period, when.period), key=lambda period: period.first)
    grain = when.period.grain
    alike = former.period.grain is grain or found.by == grain.value
    if grain not in _STEPS or not alike or one.until != two.first:
        return None
    found.by = Dimension(grain.value)
    return When(days(one.first, two.last), former.text)


def _until(draft: Draft, found: Timing) -> None:
    for at, until in draft.all(Until):
        last = until.period.last
        if found.period is None and found.until is None:
            found.until = until.period
        elif found.period and found.period.first <= last:
            found.period = found.period.up_to(last)
        else:
            draft.refuse(at, Why.ONE_PERIOD)
            continue
        if until.guessed:
            draft.assumed.append(Assumed.LAST_YEAR)
        draft.read(at, Role.PERIOD, f"{last.year}年{last.month}月{last.day}日")


def _against(draft: Draft, found: Timing) -> None:
    for at, against in draft.all(Against):
        if against.grain and found.period and found.period.grain is not against.grain:
            draft.refuse(at, Why.OTHER_PERIOD)
            continue
        if found.period is None:
            month = Grain.MONTH if against.compare is Compare.BEFORE else None
            found.implied = against.grain or found.implied or month
        found.compare.add(against.compare)
        draft.read(at, Role.COMPARE, against.compare.label)


def _compare_with(draft: Draft, found: Timing, at: int, target: When) -> None:
    for compare in _COMPARES:
        period = found.period
        if period is None:
            grain = target.period.grain
            if grain not in _STEPS:
                break
            period = around(grain, draft.today).up_to(draft.today)
        if _same(compare.of(period), target.period):
            found.implied = found.implied or (None if found.period else period.grain)
            found.compare.add(compare)
            draft.read(at, Role.COMPARE, compare.label)
            return
    draft.refuse(at, Why.OTHER_PERIOD)


def _same(one: Period, other: Period) -> bool:
    return one == other or (one.grain is other.grain and one.whole == other.whole)


def change(draft: Draft, found: Timing) -> None:
    """A change of what is compared with nothing is asked about: since when?"""
    changes = draft.all(Change)
    if changes and not found.compare:
        options = tuple(
            Option(f"how:{one.value}", one.label, Role.COMPARE.label) for one in Compare
        )
        word = draft.tokens[changes[0][0]].text
        chosen = draft.ask(word, Asked.AGAINST_WHAT, options).removeprefix("how:")
        found.compare |= {one for one in Compare if one.value == chosen}
    for at, _ in changes:
        draft.read(at, Role.COMPARE)


def assumed(draft: Draft, found: Timing, *, still: bool) -> Period:
    """The period, or the usual one where none was said; what is assumed is told."""
    today = around(Grain.DAY, draft.today)
    now = draft.all(Now)
    for at, _ in now:
        draft.read(at, Role.PERIOD, today.label if still else "")
    if found.period is not None:
        return found.period
    if found.until is not None:
        last = found.until.last
        return around(Grain.DAY, last) if still else around(Grain.YEAR, last).up_to(last)
    if found.implied:
        draft.assumed.append(Assumed.THIS_PERIOD)
        return around(found.implied, draft.today).up_to(draft.today)
    if still:
        draft.assumed += [] if now else [Assumed.AT_PRESENT]
        return today
    draft.assumed.append(Assumed.YEAR_TO_DATE)
    return around(Grain.YEAR, draft.today).up_to(draft.today)
