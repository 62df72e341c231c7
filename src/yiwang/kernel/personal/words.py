"""Where the words of the dictionary begin and end in a text."""

from yiwang.kernel.loading import library

# Its dictionary takes 34 MB; who hides or cuts no text does not load it.
rjieba = library("rjieba")


class Words:
    """The text cut into words that the dictionary knows; single signs where it knows none."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._people: set[tuple[int, int]] | None = None
        self._start, self._end = [0] * len(text), [0] * len(text)
        end = 0
        for word in rjieba.cut(text, hmm=False):
            start, end = end, end + len(word)
            self._start[start:end] = [start] * len(word)
            self._end[start:end] = [end] * len(word)

    def at(self, place: int) -> tuple[int, int]:
        """From where to where the word of a sign reaches."""
        return self._start[place], self._end[place]

    def is_person(self, start: int, end: int) -> bool:
        """Whether the model of unknown words, too, takes exactly this for a person."""
        if self._people is None:
            self._people, reached = set(), 0
            for word, sort in rjieba.tag(self._text):
                if sort.startswith("nr"):
                    self._people.add((reached, reached + len(word)))
                reached += len(word)
        return (start, end) in self._people
