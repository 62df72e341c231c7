"""Which texts belong together: near neighbours by rare features, groups round the densest text."""

from dataclasses import dataclass

import numpy as np

from yiwang.insight.topics.vectors import Numbers, Rows

# Neighbours are looked for by features of at most so many texts: what many say finds nobody.
RARE = 500
MOST_NEIGHBOURS = 80
# Of a text the most telling features that neighbours are looked up by; all are compared afterwards.
ASKED = 28
# Of a centre so many features are compared with other centres.
TOLD = 160
Centre = tuple[dict[int, float], float]
Near = list[tuple[Numbers, Numbers]]


@dataclass(frozen=True)
class Lines:
    """How near texts must be: to be neighbours, to follow a leader, to stay; groups to be one."""

    near: float = 0.22
    follow: float = 0.26
    merge: float = 0.42
    stay: float = 0.30
    least: int = 3


class _Postings:
    """Who holds a feature; scores are added up in arrays that are cleaned after each text."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        owners = np.repeat(np.arange(len(rows), dtype=np.int32), np.diff(rows.starts))
        order = np.argsort(rows.features, kind="stable")
        self.owners, self.weights = owners[order], rows.weights[order]
        counts = np.bincount(rows.features, minlength=len(rows.spread))
        self.starts = np.concatenate(([0], np.cumsum(counts)))
        self.scores = np.zeros(len(rows), np.float32)
        self.asked = np.zeros(len(rows.spread), np.float32)

    def near(self, row: int, line: float) -> tuple[Numbers, Numbers]:
        """The nearest other texts with their likeness."""
        features, weights = self.rows.of(row)
        found = self._candidates(features, weights, line)
        found = found[found != row]
        likeness = self._exact(features, weights, found)
        keep = likeness >= line
        found, likeness = found[keep], likeness[keep]
        order = np.lexsort((found, -likeness))[:MOST_NEIGHBOURS]
        return found[order], likeness[order]

    def _candidates(self, features: Numbers, weights: Numbers, line: float) -> Numbers:
        """Those that share rare features to a third of what is asked for."""
        touched = [np.zeros(0, np.int32)]
        asked = zip(features[:ASKED].tolist(), weights[:ASKED].tolist(), strict=True)
        for feature, weight in asked:
            start, end = self.starts[feature], self.starts[feature + 1]
            if end - start <= RARE:
                holders = self.owners[start:end]
                self.scores[holders] += weight * self.weights[start:end]
                touched.append(holders)
        seen = np.unique(np.concatenate(touched))
        found = seen[self.scores[seen] >= line / 3]
        self.scores[seen] = 0
        return found

    def _exact(self, features: Numbers, weights: Numbers, found: Numbers) -> Numbers:
        """The cosine with each of these rows, all features counted."""
        starts = self.rows.starts[found]
        lengths = self.rows.starts[found + 1] - starts
        ahead = np.cumsum(lengths) - lengths
        at = np.repeat(starts - ahead, lengths) + np.arange(lengths.sum())
        self.asked[features] = weights
        products = self.asked[self.rows.features[at]] * self.rows.weights[at]
        self.asked[features] = 0
        return np.bincount(
            np.repeat(np.arange(len(found)), lengths), products, minlength=len(found)
        )


def groups(rows: Rows, lines: Lines) -> list[Numbers]:
    """Groups of rows, the largest first; the same rows give the same groups in the same order."""
    if not len(rows.features):
        return []
    postings = _Postings(rows)
    near = [postings.near(row, lines.near) for row in range(len(rows))]
    found = _merged(rows, _led(near, lines), lines)
    found = _settled(rows, found, near, lines)
    large = [group for group in found if len(group) >= lines.least]
    return sorted(large, key=lambda group: (-len(group), group[0]))


def _led(near: Near, lines: Lines) -> list[Numbers]:
    """Round the text with the most and nearest neighbours first: all free ones that follow it."""
    weight = np.array([likeness.sum() for _, likeness in near])
    taken = np.zeros(len(near), bool)
    found = []
    for row in np.lexsort((np.arange(len(near)), -weight)):
        if not taken[row]:
            others, likeness = near[row]
            mine = others[(likeness >= lines.follow) & ~taken[others]]
            if len(mine):
                group = np.sort(np.append(mine, row))
                taken[group] = True
                found.append(group)
    return found


def _merged(rows: Rows, found: list[Numbers], lines: Lines) -> list[Numbers]:
    """Groups whose centres are near become one; each joins the nearest of the larger ones."""
    found = sorted(found, key=lambda one: (-len(one), one[0]))
    postings = _Postings(_centres(rows, found))
    kept: dict[int, list[Numbers]] = {}
    for name, group in enumerate(found):
        others, _ = postings.near(name, lines.merge)
        best = next((other for other in others.tolist() if other in kept), None)
        kept.setdefault(name if best is None else best, []).append(group)
    return [np.sort(np.concatenate(parts)) for parts in kept.values()]


def _centres(rows: Rows, found: list[Numbers]) -> Rows:
    """The centres of groups as rows, each by its most telling features."""
    starts, features, weights = [0], [], []
    for group in found:
        total, _ = centre(rows, group)
        top = sorted(total, key=lambda feature: (-total[feature], feature))[:TOLD]
        values = np.array([total[feature] for feature in top], np.float32)
        features.append(np.array(top, np.int32))
        weights.append(values / max(1e-9, float(np.sqrt((values**2).sum()))))
        starts.append(starts[-1] + len(top))
    if not found:
        return Rows(np.zeros(1, np.int64), rows.features[:0], rows.weights[:0], rows.spread)
    flat = (np.concatenate(features), np.concatenate(weights))
    return Rows(np.array(starts, np.int64), *flat, rows.spread)


def centre(rows: Rows, group: Numbers) -> Centre:
    """The sum of a group's rows, and its length."""
    total: dict[int, float] = {}
    for row in group:
        features, weights = rows.of(row)
        for feature, weight in zip(features.tolist(), weights.tolist(), strict=True):
            total[feature] = total.get(feature, 0.0) + weight
    return total, sum(value * value for value in total.values()) ** 0.5


def _settled(rows: Rows, found: list[Numbers], near: Near, lines: Lines) -> list[Numbers]:
    """Each text goes to the group among its neighbours' that it is nearest to, or to none."""
    group_of = np.full(len(rows), -1)
    for name, group in enumerate(found):
        group_of[group] = name
    centres = [centre(rows, group) for group in found]
    chosen = np.full(len(rows), -1)
    for row in range(len(rows)):
        own = int(group_of[row])
        names = sorted({int(name) for name in (*group_of[near[row][0]], own) if name >= 0})
        closeness = {name: _closeness(rows, row, centres[name], name == own) for name in names}
        best = max(names, key=lambda name: (closeness[name], -name), default=-1)
        if best >= 0 and closeness[best] > lines.stay:
            chosen[row] = best
    return [np.flatnonzero(chosen == name) for name in range(len(found))]


def _closeness(rows: Rows, row: int, to: Centre, own: bool) -> float:
    """The cosine with a centre; with its own, the text itself is left out of it."""
    features, weights = rows.of(row)
    pairs = zip(features.tolist(), weights.tolist(), strict=True)
    product = sum(weight * to[0].get(feature, 0.0) for feature, weight in pairs)
    if not own:
        return product / to[1]
    rest = to[1] ** 2 - 2 * product + 1.0
    return (product - 1.0) / rest**0.5 if rest > 1e-9 else 0.0
