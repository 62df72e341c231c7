"""What was learned, as plain arrays: asked here without the library that learned it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from yiwang.insight.classes.grams import (
    KINDS,
    Example,
    folded,
    number_of,
    numbered_signs,
    told_of,
    words_of,
)
from yiwang.kernel.refusals import Invalid

FORM = "yiwang-classes-1"
MOST_BYTES = 64 * 1024 * 1024
MOST_REASONS = 4
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Guess:
    """One answer: what it may be, how sure (0–1, calibrated), and the words that spoke for it."""

    label: str
    confidence: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Learned:
    """A linear model: a weight of each gram for each label.

    `names[kind]` are the grams of one kind in the order of their rows; `scale` says how much a
    gram counts at all; `steepness`, `lift` and `doubt` turn sums into honest probabilities, `doubt`
    being how often an answer is another one however clear the text; below `least` nothing is said.
    """

    labels: tuple[str, ...]
    names: dict[str, tuple[str, ...]]
    scale: Floats
    weights: NDArray[np.float16]
    bias: Floats
    steepness: float
    lift: Floats
    doubt: float
    least: float

    @cached_property
    def first_rows(self) -> dict[str, int]:
        """In which row the grams of each kind begin."""
        found, first = {}, 0
        for kind, names in self.names.items():
            found[kind] = first
            first += len(names)
        return found

    @cached_property
    def rows(self) -> dict[str, dict[str, int]]:
        """Kind → gram → its row, but for signs: those are found by their numbers."""
        return {
            kind: {name: first + i for i, name in enumerate(self.names[kind])}
            for kind, first in self.first_rows.items()
            if kind != "sign"
        }

    @cached_property
    def signs(self) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """The numbers of all signs in rising order, and the row of each."""
        numbers = np.array([number_of(sign) for sign in self.names["sign"]], dtype=np.uint64)
        order = np.argsort(numbers)
        return numbers[order], order + self.first_rows["sign"]

    def chances(self, example: Example) -> Floats:
        """The probability of each label, in the order of `labels`."""
        numbers, values = self._counted(example)
        return self._probable(self._sums(numbers, values))

    def all_chances(self, examples: Sequence[Example]) -> Floats:
        """The same for many: (texts, labels)."""
        return np.array([self.chances(one) for one in examples], dtype=np.float32)

    def guess(self, example: Example, *, most: int = 3) -> list[Guess]:
        """The likeliest labels with their reasons; empty where the best is not sure enough."""
        numbers, values = self._counted(example)
        chances = self._probable(self._sums(numbers, values))
        best = np.argsort(-chances)[:most]
        if not numbers.size or chances[best[0]] < self.least:
            return []
        found = [
            Guess(self.labels[k], float(chances[k]), self._reasons(numbers, values, int(k)))
            for k in best
        ]
        # What nobody could be told a reason for is better not said.
        return found if found[0].reasons else []

    def _counted(self, example: Example) -> tuple[NDArray[np.int64], Floats]:
        """The rows of the grams in an example and how much each counts in it."""
        text = folded(example.text)
        found = [self._weighed(self._known(kind, text, example)) for kind in self.names]
        numbers = np.concatenate([number for number, _ in found])
        return numbers, np.concatenate([value for _, value in found])

    def _known(self, kind: str, text: str, example: Example) -> NDArray[np.int64]:
        """The rows of the grams of one kind that the model knows, as often as they stand there."""
        if kind == "sign":
            return self._known_signs(text)
        some = words_of(text) if kind == "word" else told_of(example.told)
        known = [row for row in map(self.rows[kind].get, some) if row is not None]
        return np.array(known, dtype=np.int64)

    def _known_signs(self, text: str) -> NDArray[np.int64]:
        numbers, rows = self.signs
        if len(text) < 2 or not numbers.size:
            return np.empty(0, np.int64)
        wanted = np.sort(numbered_signs(text))
        places = np.minimum(np.searchsorted(numbers, wanted), numbers.size - 1)
        return rows[places[numbers[places] == wanted]]

    def _weighed(self, known: NDArray[np.int64]) -> tuple[NDArray[np.int64], Floats]:
        """Each row once, with how much it counts; together of length 1."""
        if not known.size:
            return known, np.empty(0, np.float32)
        numbers, times = np.unique(known, return_counts=True)
        values = (1 + np.log(times)).astype(np.float32) * self.scale[numbers]
        length = float(np.sqrt(values @ values))
        return numbers, values / length if length else values

    def _sums(self, numbers: NDArray[np.int64], values: Floats) -> Floats:
        return values @ self.weights[numbers].astype(np.float32) + self.bias

    def _probable(self, sums: Floats) -> Floats:
        raised = self.steepness * sums + self.lift
        powers = np.exp(raised - raised.max(axis=-1, keepdims=True))
        chances: Floats = powers / powers.sum(axis=-1, keepdims=True)
        return (1 - self.doubt) * chances + self.doubt / len(self.labels)

    def _reasons(self, numbers: NDArray[np.int64], values: Floats, label: int) -> tuple[str, ...]:
        """The words that spoke for one label rather than for the others, the strongest first."""
        rows = self.weights[numbers].astype(np.float32)
        spoke = values * (rows[:, label] - rows.mean(axis=1))
        strongest = (int(numbers[i]) for i in np.argsort(-spoke) if spoke[i] > 0)
        found: list[str] = []
        for name in self._told(strongest):
            if not any(name in other for other in found):
                found.append(name)
            if len(found) == MOST_REASONS:
                break
        return tuple(found)

    def _told(self, numbers: Iterator[int]) -> Iterator[str]:
        """Grams that a person would take for a reason: whole words, and what is known."""
        for number in numbers:
            for kind, first in self.first_rows.items():
                place = number - first
                if kind != "sign" and 0 <= place < len(self.names[kind]):
                    name = self.names[kind][place]
                    if kind == "told" or len(name) > 1:
                        yield name

    def to_bytes(self) -> bytes:
        """The model as one file without code in it."""
        kept: dict[str, Any] = {
            "form": _packed([FORM]),
            "labels": _packed(self.labels),
            "scale": self.scale,
            "weights": self.weights,
            "bias": self.bias,
            "lift": self.lift,
            "numbers": np.array([self.steepness, self.doubt, self.least], dtype=np.float64),
        }
        kept |= {f"names_{kind}": _packed(names) for kind, names in self.names.items()}
        file = BytesIO()
        np.savez_compressed(file, **kept)
        return file.getvalue()


def from_bytes(content: bytes) -> Learned:
    """The model of a file. Raises `Invalid` for whatever is none; runs nothing of it."""
    if len(content) > MOST_BYTES:
        raise Invalid("模型文件超过{megabytes} MB", megabytes=MOST_BYTES // 1024**2)
    try:
        with np.load(BytesIO(content), allow_pickle=False) as kept:
            found = _read(kept)
    except (BadZipFile, ValueError, KeyError, OSError, EOFError):
        raise Invalid("模型文件已损坏或不是模型") from None
    return found


def _read(kept: Any) -> Learned:
    if _unpacked(kept["form"]) != (FORM,):
        raise ValueError("another form")
    named = {kind: f"names_{kind}" for kind in KINDS if f"names_{kind}" in kept}
    steepness, doubt, least = (float(number) for number in kept["numbers"])
    found = Learned(
        labels=_unpacked(kept["labels"]),
        names={kind: _unpacked(kept[name]) for kind, name in named.items()},
        scale=kept["scale"],
        weights=kept["weights"],
        bias=kept["bias"],
        lift=kept["lift"],
        steepness=steepness,
        doubt=doubt,
        least=least,
    )
    rows, columns = sum(len(names) for names in found.names.values()), len(found.labels)
    shapes = (found.weights.shape, found.scale.shape, found.bias.shape, found.lift.shape)
    if shapes != ((rows, columns), (rows,), (columns,), (columns,)):
        raise ValueError("arrays that do not fit")
    return found


def _packed(words: Sequence[str]) -> NDArray[np.uint8]:
    """Words as bytes with a line end between them; none of them holds one."""
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def _unpacked(packed: NDArray[np.uint8]) -> tuple[str, ...]:
    text = packed.tobytes().decode()
    return tuple(text.split("\n")) if text else ()
