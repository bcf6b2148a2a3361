"""What counts as a word, how frequent it is, and how word-like an unknown one looks: the evidence for glue.

Frequencies come from the wordfreq package (its largest list of a language; Zipf scale: log10 of occurrences per
billion words). From the same list a model of letter sequences is learned, which tells a name or a compound that no list
has from two words run together. Both are compiled into one file for each language and memory-mapped: opening costs a
fraction of a millisecond, and many processes share the pages. The files of the languages that newslint knows are made
when it is built, and come with it; those of the other lists of wordfreq are made in the cache folder where wordfreq is
installed.
"""

from __future__ import annotations

import os
import sys
import zlib
from binascii import crc32
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from math import log10
from pathlib import Path

import marisa_trie

from newslint.cache import shipped, store
from newslint.cache.compiled import file
from newslint.cache.libraries import releases
from newslint.cache.pack import opened, packed
from newslint.evidence.letters import LOG_STEP, Letters, Parting, letter_model, table
from newslint.model.errors import NewslintError
from newslint.rules.languages import UNWRITTEN, languages

FORMAT = "4"
"""Part of the files' names: raise it when what is compiled here changes."""

ZIPF_STEP = 0.04
"""Frequencies are stored in steps of 0.04 Zipf: 255 steps reach past the commonest word of any language (7.8)."""

_ZIPFS = tuple(step * ZIPF_STEP for step in range(256))

MIN_ZIPF = 2.0
"""Words rarer than this teach the letter model nothing: a third of them are typing errors and foreign words."""

REMEMBERED = 50_000
"""Words whose frequency is kept at hand, in each language."""


class Table:
    """Strings with a number between 0 and 255 each, memory-mapped."""

    def __init__(self, keys: memoryview, values: memoryview) -> None:
        self._trie = marisa_trie.Trie()
        self._trie.map(keys)
        self._values = values

    def get(self, key: str) -> int:
        """The number of a string, or -1."""
        try:
            at = self._trie.get(key, -1)
        except UnicodeEncodeError:  # a lone surrogate
            return -1
        return -1 if at < 0 else self._values[at]

    def continues(self, key: str) -> bool:
        """Does a string begin so?"""
        try:
            return next(self._trie.iterkeys(key), None) is not None
        except UnicodeEncodeError:  # a lone surrogate
            return False

    def beginnings(self, key: str) -> dict[int, float]:
        """For each string that another one begins with, by its length: its number in ZIPF_STEPs."""
        values = self._values
        try:
            return {len(found): _ZIPFS[values[at]] for found, at in self._trie.iter_prefixes_with_ids(key)}
        except UnicodeEncodeError:  # a lone surrogate
            return {}


AT_HAND = 16
"""Words of which it is kept which others they begin and end with: one is asked several times in a row."""


class Lexicon:
    """The words of one language. All arguments are in lower case.

    `begun` gives the frequencies of the words that a word begins with, by their length, `ended` those of the words of
    MIN_ZIPF or more that it ends with.
    """

    def __init__(self, words: Table, affixes: Table, backwards: Table, letters: Letters) -> None:
        self._words = words
        self._letters = letters
        self._affixes = affixes
        self._backwards = backwards
        self.zipf = lru_cache(maxsize=REMEMBERED)(self._zipf)
        self.begun = lru_cache(maxsize=AT_HAND)(words.beginnings)
        self.ended = lru_cache(maxsize=AT_HAND)(lambda word: backwards.beginnings(word[::-1]))
        self.likeness = letters.likeness

    def _zipf(self, word: str) -> float:
        """A word's frequency on the Zipf scale; 0 if the list does not have it."""
        step = self._words.get(word)
        return 0.0 if step < 0 else step * ZIPF_STEP

    def among(self, word: str) -> range:
        """Where a change in a word could make one of MIN_ZIPF or more of it: what is before begins one, and what comes
        two letters after ends one.
        """
        last = next((at for at in range(1, len(word)) if not self._words.continues(word[:at])), len(word))
        ends = (at for at in range(len(word) - 1, 0, -1) if not self._backwards.continues(word[: at + 1 : -1]))
        return range(next(ends, 0) + 1, last)

    def suffix(self, ending: str) -> float:
        """How productive an ending is: log10 of how many words are a word plus this ending."""
        return max(0, self._affixes.get("-" + ending)) * LOG_STEP if len(ending) <= MAX_AFFIX else 0.0

    def prefix(self, beginning: str) -> float:
        """How productive a beginning is: log10 of how many words are this beginning plus a word."""
        return max(0, self._affixes.get(beginning + "-")) * LOG_STEP if len(beginning) <= MAX_AFFIX else 0.0

    def parting(self, word: str) -> Parting:
        """What the letters say of each cut of a word."""
        return Parting(self._letters, word)


@cache
def lexicon(code: str) -> Lexicon | None:
    """The lexicon of a language, or None where there is no list for it.

    Raises NewslintError in a checkout where the lists of newslint's languages are not there and can't be made.
    """
    code = SAME.get(code, code)
    path = _file(code)
    if path is None:
        return None
    pieces = opened(path)
    words, affixes, backwards, letters = (
        Table(pieces[name], pieces[f"{name} values"]) for name in ("words", "affixes", "backwards", "letters")
    )
    places = file("places", path.name, lambda: zlib.decompress(pieces["places"]), told=False)
    return Lexicon(words, affixes, backwards, Letters(places, letters.get))


def _file(code: str) -> Path | None:
    """The file with the lists of a language: what came with newslint, else what is compiled here."""
    if not available(code):
        return None
    came = shipped.starting(f"words-{code}-{FORMAT}-") if sys.byteorder == "little" else None
    if came is not None:
        return came
    if find_spec("wordfreq") is not None:
        return file(f"words-{code}", f"{FORMAT}-{stamp(code)}", lambda: compiled(code))
    if code in known():
        raise NewslintError(f"no words of {code!r}: not compiled; 'pip install -e .' again, or 'pip install wordfreq'")
    return None


def known() -> tuple[str, ...]:
    """The languages whose lists come with newslint: those that it has data for, by wordfreq's codes."""
    return tuple(sorted({SAME.get(code, code) for code in (*languages(), *UNWRITTEN)} & LISTED))


LISTED = frozenset(
    "bg bn bs ca cs da de el en es fa fi fil fr he hi hr hu id is it lt lv mk ms nb nl pl pt ro ru"
    " sh sk sl sr sv ta tr uk ur vi".split()
)
"""Languages of wordfreq 3.1 whose words white space parts (it also has ja and zh, and ar and ko, in which small words
are written at the next one); `no` is Norwegian Bokmål there."""

UNPARTED = frozenset({"ar", "ja", "ko", "zh"})
"""Languages with a file and no list: no blank parts their words, or small ones are written at the next."""


SAME = {"no": "nb"}
"""wordfreq lists Norwegian as Bokmål."""


def available(code: str) -> bool:
    """Is there a word list for this language?"""
    return code in LISTED


def stamp(code: str) -> str:
    """What tells one release of wordfreq's list, and of what compiles it, from another without importing it (0.1 s)."""
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


def build(code: str, path: Path) -> None:
    """Write the file with the lists of a language, as newslint is built. Raises OSError."""
    store.write(path, compiled(code))


def compiled(code: str) -> bytes:
    """The file with all that is learned from wordfreq's list of a language: 1 to 5 MB, in 1 to 8 seconds."""
    import wordfreq

    shares = wordfreq.get_frequency_dict(code, wordlist="best")
    scale = {share: log10(share) + 9 for share in set(shares.values())}
    zipfs = {word: scale[share] for word, share in shares.items() if word.isalpha()}
    steps = {word: round(zipf / ZIPF_STEP) for word, zipf in zipfs.items()}
    frequent = [(word, zipf) for word, zipf in zipfs.items() if zipf >= MIN_ZIPF]
    model = letter_model(frequent)
    tables = {
        "words": steps,
        "letters": model,
        "affixes": affixes(word for word, _ in frequent),
        "backwards": {word[::-1]: step for word, step in steps.items() if step * ZIPF_STEP >= MIN_ZIPF},
    }
    pieces: dict[str, bytes] = {}
    for name, values in tables.items():
        pieces[name], pieces[f"{name} values"] = _table(values)
    return packed({**pieces, "places": zlib.compress(table(model), PACKING)})


PACKING = 6
"""How hard zlib tries: the places of the letters, 3.4 MB, come to a quarter; they are mapped from the cache folder."""


def affixes(words: Iterable[str]) -> dict[str, int]:
    """How many words are `word + ending` and `beginning + word` (words of 3 letters or more), as log10 in LOG_STEPs.

    Keys are `-ending` and `beginning-`, of at most 8 letters and at least 3 uses. German compounds, Romance enclitics
    and the inflections of every language show up here, so that they are not taken for two words.
    """
    known = {word for word in words if len(word) >= MIN_STEM}
    uses: Counter[str] = Counter()
    for length in range(1, MAX_AFFIX + 1):
        long = [word for word in known if len(word) >= MIN_STEM + length]
        uses.update(["-" + word[-length:] for word in long if word[:-length] in known])
        uses.update([word[:length] + "-" for word in long if word[length:] in known])
    return {affix: round(log10(count) / LOG_STEP) for affix, count in uses.items() if count >= MIN_USES}


MIN_STEM, MAX_AFFIX, MIN_USES = 3, 8, 3
"""Letters of a stem at least and of an affix at most, and words that must have the affix. Chosen, not measured."""


def _table(values: Mapping[str, int]) -> tuple[bytes, bytes]:
    trie = marisa_trie.Trie(list(values))
    numbers = bytearray(len(values))
    for key, value in values.items():
        numbers[trie[key]] = max(0, min(255, value))
    return trie.tobytes(), bytes(numbers)
