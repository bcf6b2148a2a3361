"""How word-like letters are: a model of letter sequences, which tells a name or a compound from two words run together.

The model knows the letters of the words of a list. Of the commonest letters every sequence has its place in one table
that is memory-mapped; what has a rarer letter is looked up, and looked up one letter shorter where it never occurred.
"""

from __future__ import annotations

import mmap
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from math import log10
from operator import add
from pathlib import Path

ORDER = 4
"""The model looks at three letters before each letter."""

LOG_STEP = 0.025
BACKOFF = -0.4
"""log10 probabilities are stored in steps of 0.025; a sequence never seen costs 0.4 and is looked up one letter shorter
(stupid backoff, Brants et al. 2007: factor 0.4)."""

EDGE = "\n"
"""Stands for the edge of a word in the model."""

UNSEEN = -6.0
"""log10 probability of a letter that the language does not have."""

MOST = 36
"""Letters, the edge among them, that have places in the table: 3 MB. The others make one word in 200 in English, one in
50 in Russian."""

REMEMBERED = 20_000
"""Sequences with a rarer letter whose probability is kept at hand, in each language."""

_HEAD = 4 * MOST
"""Bytes at the start of a table that say which letters it is for."""

_LOST = 256
"""What a place in the table counts for each letter that had to be left away; the rest is the number of steps."""


def _values() -> tuple[float, ...]:
    """For what stands at a place of the table, its log10 probability."""
    values, penalty = [], 0.0
    for _ in range(ORDER):
        values += [penalty - step * LOG_STEP for step in range(_LOST)]
        penalty += BACKOFF
    return (*values, penalty + UNSEEN)


_VALUES = _values()


class Letters:
    """The model of one language. `find` gives the steps of a sequence, or -1."""

    def __init__(self, table: Path, find: Callable[[str], int]) -> None:
        with table.open("rb") as file:
            content = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        letters = bytes(content[:_HEAD]).decode("utf-32-le").rstrip("\0")
        self.numbers = {letter: number for number, letter in enumerate(letters)}
        self.count = len(letters)
        self.contexts = len(letters) ** (ORDER - 1)
        self.places = content[_HEAD:].cast("H")
        self._find = find
        self.sought = lru_cache(maxsize=REMEMBERED)(self._seek)

    def likeness(self, word: str) -> float:
        """log10 of the probability that the model gives to the word, its end included."""
        try:
            numbers = [self.numbers[letter] for letter in word]
        except KeyError:
            text = EDGE * (ORDER - 1) + word + EDGE
            sought: list[float] = [self.sought(text[at : at + ORDER]) for at in range(len(word) + 1)]
            return sum(sought)
        numbers.append(0)
        places, count, contexts, at = self.places, self.count, self.contexts, 0
        found: list[float] = [_VALUES[places[(at := at % contexts * count + number)]] for number in numbers]
        return sum(found)

    def _seek(self, sequence: str) -> float:
        penalty = 0.0
        while sequence:
            step = self._find(sequence)
            if step >= 0:
                return penalty - step * LOG_STEP
            sequence = sequence[1:]
            penalty += BACKOFF
        return penalty + UNSEEN


class Parting:
    """How much likelier than one word two are by their letters, for each cut of a word.

    `letters(at)` is likeness(left) + likeness(right) - likeness(whole), but for rounding: only the letters beside the
    cut have other letters before them, so nothing else needs adding up.
    """

    __slots__ = ("_model", "_numbers", "_text")

    def __init__(self, model: Letters, word: str) -> None:
        self._model = model
        self._text = text = EDGE * (ORDER - 1) + word + EDGE
        numbers = [model.numbers.get(letter, -1) for letter in text]
        self._numbers = [] if -1 in numbers else numbers

    def letters(self, at: int) -> float:
        """log10 of how much likelier."""
        model, numbers, reach = self._model, self._numbers, ORDER - 1
        if not numbers:
            return self._slowly(at)
        places, count, contexts = model.places, model.count, model.contexts
        whole, right = 0, 0
        for number in numbers[at : at + reach]:
            whole = whole * count + number
        summed = _VALUES[places[whole * count]]
        for number in numbers[at + reach : at + reach + reach]:
            whole, right = whole % contexts * count + number, right * count + number
            summed += _VALUES[places[right]] - _VALUES[places[whole]]
        return summed

    def _slowly(self, at: int) -> float:
        text, sought, reach = self._text, self._model.sought, ORDER - 1
        right = EDGE * reach + text[at + reach : at + reach + reach]
        summed = sought(text[at : at + reach] + EDGE)
        for place in range(min(reach, len(text) - reach - at)):
            summed += sought(right[place : place + ORDER]) - sought(text[at + place : at + place + ORDER])
        return summed


def letter_model(words: Iterable[tuple[str, float]]) -> dict[str, int]:
    """For each sequence of up to ORDER letters, how improbable its last letter is after the others (in LOG_STEPs).

    Each word counts by its Zipf frequency, not by its frequency: the shapes of words are learned, not "the".
    """
    counts: Counter[str] = Counter()
    for sequence, weight in _sequences(words).items():
        for length in range(1, ORDER + 1):
            counts[sequence[-length:]] += weight  # type: ignore[assignment]
    contexts: Counter[str] = Counter()
    for sequence, count in counts.items():
        contexts[sequence[:-1]] += count
    return {
        sequence: min(255, round(-log10(count / contexts[sequence[:-1]]) / LOG_STEP))
        for sequence, count in counts.items()
    }


def _sequences(words: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The sequences of ORDER letters in the words, edges among them, each with the sum of its words' weights.

    A list has many words of one weight: they are counted together, which is three times as fast.
    """
    alike = defaultdict[float, list[str]](list)
    for word, weight in words:
        alike[weight].append(word)
    found = defaultdict[str, float](float)
    edge = EDGE * (ORDER - 1)
    for weight, some in alike.items():
        text = edge + edge.join(some) + edge
        pairs = list(map(add, text, text[1:]))
        for sequence, count in Counter(map(add, pairs, pairs[2:])).items():
            found[sequence] += count * weight
    return {sequence: weight for sequence, weight in found.items() if not sequence.endswith(_BETWEEN)}


_BETWEEN = EDGE * 2
"""Sequences that end so lie between two words: a word has one edge behind it."""


def table(model: Mapping[str, int]) -> bytes:
    """The model's sequences of the commonest letters, each at its place."""
    common = sorted((step, letter) for letter, step in model.items() if len(letter) == 1 and letter != EDGE)
    letters = [EDGE, *(letter for _, letter in common[: MOST - 1])]
    numbers = {letter: number for number, letter in enumerate(letters)}
    places = array("H", (model.get(letter, _LOST) for letter in letters))
    for length in range(2, ORDER + 1):
        places = array("H", (lost + _LOST for lost in places)) * len(letters)
        for sequence, step in model.items():
            if len(sequence) == length and all(letter in numbers for letter in sequence):
                at = 0
                for letter in sequence:
                    at = at * len(letters) + numbers[letter]
                places[at] = step
    return "".join(letters).encode("utf-32-le").ljust(_HEAD, b"\0") + places.tobytes()
