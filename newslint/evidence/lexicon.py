"""What counts as a word, how frequent it is, and how word-like an unknown one looks: the evidence for glue.

Frequencies come from the wordfreq package (its largest list of a language; Zipf scale: log10 of occurrences per
billion words). From the same list a model of letter sequences is learned, which tells a name or a compound that no list
has from two words run together. Both are compiled once per language and version into the cache folder and memory-mapped
from there: opening costs a fraction of a millisecond, and many processes share the pages.
"""

from __future__ import annotations

import os
from binascii import crc32
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from math import log10
from pathlib import Path

import marisa_trie

from newslint.cache.compiled import file
from newslint.cache.libraries import releases
from newslint.evidence.letters import LOG_STEP, Letters, Parting, letter_model, table

FORMAT = "3"
"""Part of the cache key: raise it when what is compiled here changes."""

ZIPF_STEP = 0.04
"""Frequencies are stored in steps of 0.04 Zipf: 255 steps reach past the commonest word of any language (7.8)."""

_ZIPFS = tuple(step * ZIPF_STEP for step in range(256))

MIN_ZIPF = 2.0
"""Words rarer than this teach the letter model nothing: a third of them are typing errors and foreign words."""

REMEMBERED = 50_000
"""Words whose frequency is kept at hand, in each language."""


class Table:
    """Strings with a number between 0 and 255 each, memory-mapped."""

    def __init__(self, keys: Path, values: Path) -> None:
        self._trie = marisa_trie.Trie()
        self._trie.mmap(str(keys))
        self._values = values.read_bytes()

    def get(self, key: str) -> int:
        """The number of a string, or -1."""
        try:
            at = self._trie.get(key, -1)
        except UnicodeEncodeError:  # a lone surrogate
            return -1
        return -1 if at < 0 else self._values[at]

    def beginnings(self, key: str) -> dict[int, float]:
        """For each string that another one begins with, by its length: its number in ZIPF_STEPs."""
        values = self._values
        try:
            return {len(found): _ZIPFS[values[at]] for found, at in self._trie.iter_prefixes_with_ids(key)}
        except UnicodeEncodeError:  # a lone surrogate
            return {}


class Lexicon:
    """The words of one language. All arguments are in lower case."""

    def __init__(self, words: Table, affixes: Table, backwards: Table, letters: Letters) -> None:
        self._words = words
        self._letters = letters
        self._affixes = affixes
        self._backwards = backwards
        self.zipf = lru_cache(maxsize=REMEMBERED)(self._zipf)
        self.likeness = letters.likeness

    def _zipf(self, word: str) -> float:
        """A word's frequency on the Zipf scale; 0 if the list does not have it."""
        step = self._words.get(word)
        return 0.0 if step < 0 else step * ZIPF_STEP

    def begun(self, word: str) -> dict[int, float]:
        """The frequencies of the words that a word begins with, by their length."""
        return self._words.beginnings(word)

    def ended(self, word: str) -> dict[int, float]:
        """The frequencies of the words of MIN_ZIPF or more that a word ends with, by their length."""
        return self._backwards.beginnings(word[::-1])

    def suffix(self, ending: str) -> float:
        """How productive an ending is: log10 of how many words are a word plus this ending."""
        return max(0, self._affixes.get("-" + ending)) * LOG_STEP

    def prefix(self, beginning: str) -> float:
        """How productive a beginning is: log10 of how many words are this beginning plus a word."""
        return max(0, self._affixes.get(beginning + "-")) * LOG_STEP

    def parting(self, word: str) -> Parting:
        """What the letters say of each cut of a word."""
        return Parting(self._letters, word)


@cache
def lexicon(code: str) -> Lexicon | None:
    """The lexicon of a language, or None where wordfreq has no list for it."""
    code = SAME.get(code, code)
    if not available(code):
        return None
    key = f"{code}-{FORMAT}-{_stamp(code)}"
    compiled = cache(lambda: _compile(code))
    words, affixes, backwards, letters = (
        _opened(name, key, compiled) for name in ("words", "affixes", "backwards", "letters")
    )
    places = file("letters-places", key, lambda: compiled()["places"][0])
    return Lexicon(words, affixes, backwards, Letters(places, letters.get))


def _opened(name: str, key: str, compiled: Callable[[], Mapping[str, tuple[bytes, bytes]]]) -> Table:
    """One table of a language, compiled if it is not in the cache yet."""
    keys = file(name, key, lambda: compiled()[name][0])
    return Table(keys, file(f"{name}-values", key, lambda: compiled()[name][1]))


LISTED = frozenset(
    "ar bg bn bs ca cs da de el en es fa fi fil fr he hi hr hu id is it ko lt lv mk ms nb nl pl pt ro ru"
    " sh sk sl sr sv ta tr uk ur vi".split()
)
"""Languages of wordfreq 3.1 whose words white space parts (it also has ja and zh); `no` is Norwegian Bokmål there."""


SAME = {"no": "nb"}
"""wordfreq lists Norwegian as Bokmål."""


def available(code: str) -> bool:
    """Is there a word list for this language?"""
    return code in LISTED


def _stamp(code: str) -> str:
    """What tells one release of wordfreq's list, and of what compiles it, from another without importing it (0.1 s)."""
    from importlib.util import find_spec

    spec = find_spec("wordfreq")
    places = spec.submodule_search_locations if spec else None
    folder = Path(places[0] if places else "", "data")
    listed = ";".join(_check_sum(file) for file in sorted(folder.glob(f"*_{code}.msgpack.gz")))
    made = f"{listed} {releases(('marisa_trie',))}"
    return f"{crc32(made.encode('utf-8', 'replace')):08x}"


def _check_sum(file: Path) -> str:
    """What gzip writes at the end of a file: the check sum of what is packed, and its size (RFC 1952, 2.3.1)."""
    with file.open("rb") as packed:
        packed.seek(-8, os.SEEK_END)
        return packed.read().hex()


def _compile(code: str) -> Mapping[str, tuple[bytes, bytes]]:
    import wordfreq

    frequencies = wordfreq.get_frequency_dict(code, wordlist="best")
    zipfs = {word: log10(share) + 9 for word, share in frequencies.items() if word.isalpha()}
    steps = {word: round(zipf / ZIPF_STEP) for word, zipf in zipfs.items()}
    model = letter_model((word, zipf) for word, zipf in zipfs.items() if zipf >= MIN_ZIPF)
    return {
        "words": _table(steps),
        "letters": _table(model),
        "places": (table(model), b""),
        "affixes": _table(affixes(word for word, zipf in zipfs.items() if zipf >= MIN_ZIPF)),
        "backwards": _table({word[::-1]: step for word, step in steps.items() if step * ZIPF_STEP >= MIN_ZIPF}),
    }


def affixes(words: Iterable[str]) -> dict[str, int]:
    """How many words are `word + ending` and `beginning + word` (words of 3 letters or more), as log10 in LOG_STEPs.

    Keys are `-ending` and `beginning-`, of at most 8 letters and at least 3 uses. German compounds, Romance enclitics
    and the inflections of every language show up here, so that they are not taken for two words.
    """
    known = {word for word in words if len(word) >= MIN_STEM}
    uses: Counter[str] = Counter()
    for word in known:
        for cut in range(1, len(word)):
            if cut >= MIN_STEM and len(word) - cut <= MAX_AFFIX and word[:cut] in known:
                uses["-" + word[cut:]] += 1
            if cut <= MAX_AFFIX and len(word) - cut >= MIN_STEM and word[cut:] in known:
                uses[word[:cut] + "-"] += 1
    return {affix: round(log10(count) / LOG_STEP) for affix, count in uses.items() if count >= MIN_USES}


MIN_STEM, MAX_AFFIX, MIN_USES = 3, 8, 3
"""Letters of a stem at least and of an affix at most, and words that must have the affix. Chosen, not measured."""


def _table(values: Mapping[str, int]) -> tuple[bytes, bytes]:
    trie = marisa_trie.Trie(list(values))
    numbers = bytearray(len(values))
    for key, value in values.items():
        numbers[trie[key]] = max(0, min(255, value))
    return trie.tobytes(), bytes(numbers)
