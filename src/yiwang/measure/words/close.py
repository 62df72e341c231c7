"""What a word that nobody knows was perhaps meant to be: offered, never taken."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from yiwang.measure.words.lexicon import Words
from yiwang.measure.words.outcome import Asked, Doubt, Option, Role
from yiwang.measure.words.senses import Figure, Only, Token, key
from yiwang.measure.words.vocabulary import Vocabulary

ALIKE_ENOUGH = 0.6
# 江滩社区 begins like the street 江滩.
BEGINS_ALIKE = 0.9
MOST_OFFERED = 4
LONGEST_NEIGHBOUR = 6


def meant(tokens: tuple[Token, ...], at: int, words: Words, vocabulary: Vocabulary) -> Doubt | None:
    """The closest names and figures to an unknown word, with what stands beside it or without."""
    best: tuple[float, Doubt] | None = None
    for text, said in _windows(tokens, at):
        found = _offers(text, words, vocabulary, said)
        if found and (best is None or found[0] > best[0]):
            best = found
    return best[1] if best else None


def _windows(tokens: tuple[Token, ...], at: int) -> Iterator[tuple[str, frozenset[str]]]:
    """The word, alone and with a neighbour, and what the neighbour means by itself."""
    text = tokens[at].text
    yield text, frozenset()
    for place, joined in ((at - 1, "{0}{1}"), (at + 1, "{1}{0}")):
        if 0 <= place < len(tokens) and len(tokens[place].text) <= LONGEST_NEIGHBOUR:
            senses = frozenset(key(sense) for sense in tokens[place].senses)
            yield joined.format(tokens[place].text, text), senses
    if 0 < at < len(tokens) - 1:
        # 按时办节率: the slip stands in the middle of the name.
        around = (tokens[at - 1], tokens[at + 1])
        if all(len(one.text) <= LONGEST_NEIGHBOUR for one in around):
            both = frozenset(key(sense) for one in around for sense in one.senses)
            yield f"{around[0].text}{text}{around[1].text}", both
    # A word that was cut apart: 受里量.
    end = at + 1
    while end < len(tokens) and end < at + 3 and len(tokens[end].text) == 1:
        text += tokens[end].text
        end += 1
        yield text, frozenset()


def _offers(
    text: str, words: Words, vocabulary: Vocabulary, said: frozenset[str]
) -> tuple[float, Doubt] | None:
    if not 2 <= len(text) <= 20:
        return None
    scored: dict[str, tuple[float, Option]] = {}
    for word, ratio in _alike(text, words):
        for sense in words.senses[word]:
            option = _option(sense, vocabulary)
            if (
                option
                and option.key not in said
                and ratio > scored.get(option.key, (0.0, option))[0]
            ):
                scored[option.key] = (ratio, option)
    if not scored:
        return None
    best = sorted(scored.values(), key=lambda pair: (-pair[0], pair[1].key))[:MOST_OFFERED]
    return best[0][0], Doubt(text, Asked.MEANT, tuple(option for _, option in best))


def _alike(text: str, words: Words) -> Iterator[tuple[str, float]]:
    """The words that are alike enough, and how much."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(text)
    signs = set(text)
    for word, its_signs in words.naming:
        # No more than the signs that both have can be in the same order.
        if 2 * len(signs & its_signs) < ALIKE_ENOUGH * min(len(signs) + len(its_signs), len(text)):
            continue
        begins = word in words.shortened and text.startswith(word)
        matcher.set_seq1(word)
        ratio = max(matcher.ratio(), BEGINS_ALIKE * begins)
        if ratio >= ALIKE_ENOUGH:
            yield word, ratio


def _option(sense: object, vocabulary: Vocabulary) -> Option | None:
    if isinstance(sense, Figure):
        found = vocabulary.indicator(sense.indicator)
        return Option(key(sense), found.label, Role.FIGURE.label) if found else None
    if isinstance(sense, Only):
        above = vocabulary.named(sense.within) if sense.within else None
        label = f"{sense.label}（{above.name}）" if above else sense.label
        return Option(key(sense), label, sense.dimension.label)
    return None
