"""Texts as rows of weights: tf-idf in flat arrays, with nothing but numpy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from yiwang.insight.topics.texts import SPACE

Numbers = np.ndarray
# Of a text the most telling features are kept: memory stays bounded whatever its length.
KEPT = 64
# What more than this share of all texts has tells nothing; in few texts anything may be common.
SHARE, FEW = 0.15, 50
PARCEL = 2000


@dataclass(frozen=True)
class Rows:
    """Rows of a sparse matrix, each of length one (or empty), the largest weights first."""

    starts: Numbers
    features: Numbers
    weights: Numbers
    # In how many texts each feature stands, all texts counted.
    spread: Numbers

    def __len__(self) -> int:
        return len(self.starts) - 1

    def of(self, row: int) -> tuple[Numbers, Numbers]:
        """The features and weights of one row."""
        part = slice(self.starts[row], self.starts[row + 1])
        return self.features[part], self.weights[part]


def rows_of(texts: Iterable[Mapping[int, float]]) -> Rows:
    """Weigh features by how rare they are; those of one text only and of very many are dropped."""
    parcels, counts, features, halves = [], [], [], bytearray()
    spread = np.zeros(SPACE, np.int32)
    for found in texts:
        features.extend(found)
        # Weights are halves: one byte each, and what is beyond 127 is 127.
        halves.extend(min(255, round(2 * weight)) for weight in found.values())
        counts.append(len(found))
        if len(counts) % PARCEL == 0:
            parcels.append(_parcel(features, halves, spread))
            features, halves = [], bytearray()
    parcels.append(_parcel(features, halves, spread))
    return _weighed(np.array(counts, np.int32), parcels, spread)


def _parcel(features: list[int], halves: bytearray, spread: Numbers) -> tuple[Numbers, Numbers]:
    flat = np.array(features, np.int32)
    np.add.at(spread, flat, 1)
    return flat, np.frombuffer(bytes(halves), np.uint8)


def _weighed(counts: Numbers, parcels: list[tuple[Numbers, Numbers]], spread: Numbers) -> Rows:
    texts = len(counts)
    idf = np.log((1 + texts) / (1 + spread)).astype(np.float32)
    idf[(spread < 2) | (spread > max(FEW, SHARE * texts))] = 0
    kept = []
    for at, (flat, halves) in enumerate(parcels):
        kept.append(_kept(counts[at * PARCEL : (at + 1) * PARCEL], flat, halves, idf))
        parcels[at] = (flat[:0], halves[:0])
    lengths = np.concatenate([lengths for lengths, _, _ in kept])
    return Rows(
        np.concatenate(([0], np.cumsum(lengths))).astype(np.int64),
        np.concatenate([features for _, features, _ in kept]),
        np.concatenate([weights for _, _, weights in kept]),
        spread,
    )


def _kept(counts: Numbers, flat: Numbers, halves: Numbers, idf: Numbers) -> tuple[Numbers, ...]:
    """The most telling features of some texts; of equal ones those with the smaller number."""
    value = (1 + np.log(np.maximum(halves, 1) / 2)).clip(min=0.3).astype(np.float32) * idf[flat]
    owners = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    order = np.lexsort((flat, -value, owners))
    owners, flat, value = owners[order], flat[order], value[order]
    begins = np.concatenate(([0], np.cumsum(counts)))
    keep = (np.arange(len(flat)) - begins[owners] < KEPT) & (value > 0)
    owners, flat, value = owners[keep], flat[keep], value[keep]
    length = np.sqrt(np.bincount(owners, value.astype(np.float64) ** 2, minlength=len(counts)))
    return (
        np.bincount(owners, minlength=len(counts)),
        flat,
        (value / length[owners]).astype(np.float32),
    )
