"""What filters of training corpora measure of a text, by the names that rules/evidence/filters.yaml has for it.

C4 (Raffel et al. 2020), Gopher (Rae et al. 2021) and FineWeb (Penedo et al. 2024) drop documents by such measures. Here
they are measures and nothing else: which of them a text fails is told beside what newslint finds in it.

    >>> failed("The council met.\\nSee you soon ...", frozenset({"the"}))["fineweb"]
    ('lines shorter than 30 characters',)
    >>> "words" in failed("The council met.", frozenset({"the"}))["gopher"]
    True
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import msgspec

from newslint.cache.compiled import compiled
from newslint.cache.store import pack, unpack
from newslint.model.errors import RuleError
from newslint.rules.home import home
from newslint.rules.utf8 import read_utf8


class Limit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Between what a measure is to lie."""

    at_least: float | None = None
    at_most: float | None = None

    def fails(self, value: float) -> bool:
        """Does a value lie outside?"""
        return (self.at_least is not None and value < self.at_least) or (
            self.at_most is not None and value > self.at_most
        )


class Read:
    """A text as the measures read it: its words and its lines that are not blank."""

    def __init__(self, text: str, stop_words: frozenset[str]) -> None:
        self.text = text
        self.words = text.split()
        self.lines = [line.strip() for line in text.split("\n") if line and not line.isspace()]
        self.stop_words = stop_words


class Filters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The filters: their measures by name, and between what these are to lie."""

    c4: dict[str, Limit]
    gopher: dict[str, Limit]
    fineweb: dict[str, Limit]


@cache
def filters() -> dict[str, dict[str, Limit]]:
    """The filters by name. Raises RuleError."""
    file = home() / "evidence" / "filters.yaml"

    def read() -> bytes:
        from newslint.rules.yaml import build, parse

        return pack(build(parse(read_utf8(file, RuleError), str(file)), Filters))

    found = compiled("filters", [file], read, lambda packed: unpack(packed, Filters))
    return {"c4": found.c4, "gopher": found.gopher, "fineweb": found.fineweb}


def failed(text: str, stop_words: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """For each filter the measures that a text fails. `stop_words` are the function words of its language."""
    read = Read(text, stop_words)
    if not read.words:
        return dict.fromkeys(filters(), ("no words",))
    values: dict[str, float] = {}
    for name in dict.fromkeys(name for listed in filters().values() for name in listed):
        values[name] = MEASURES[name](read)
    return {
        name: tuple(measure for measure, limit in listed.items() if limit.fails(values[measure]))
        for name, listed in filters().items()
    }


_C4_ENDS = (".", "!", "?", '"', "'", "”", "»", "…")
"""What a line must end with for C4, and what stands for it in other languages."""

C4_WORDS = (
    "javascript",
    "terms of use",
    "privacy policy",
    "cookie policy",
    "uses cookies",
    "use of cookies",
    "use cookies",
)
"""What no line may say for C4, as published."""

_SENTENCE = re.compile(r"[.!?…]+[\"'”»)]*(?:\s|$)")
_ENDS = (".", "!", "?", "…", ":", ";", '"', "'", "”", "»", ")")
_BULLETS = ("•", "●", "-", "*", "–", "‣", "▪")


def _sentences(read: Read) -> float:
    kept = (
        line
        for line in read.lines
        if line.endswith(_C4_ENDS)
        and not line.endswith("...")
        and line.count(" ") >= 2
        and not any(word in line.lower() for word in C4_WORDS)
    )
    return sum(len(_SENTENCE.findall(line)) for line in kept)


def _share(count: int, of: Sequence[object]) -> float:
    return count / max(1, len(of))


def _duplicates(read: Read) -> list[str]:
    seen, found = set[str](), list[str]()
    for line in read.lines:
        if line in seen:
            found.append(line)
        seen.add(line)
    return found


def _runs(words: Sequence[str], length: int) -> list[tuple[str, ...]]:
    return list(zip(*(words[at:] for at in range(length)), strict=False))


def _commonest(length: int) -> Callable[[Read], float]:
    """The share of characters in the run of words that is the commonest."""

    def share(read: Read) -> float:
        (run, times), *_ = Counter(_runs(read.words, length)).most_common(1) or [((), 0)]
        size = sum(map(len, run)) + length - 1
        return times * size / max(1, len(read.text)) if times > 1 else 0.0

    return share


def _repeated(length: int) -> Callable[[Read], float]:
    """The share of characters in runs of words that stood before; none counts twice."""

    def share(read: Read) -> float:
        seen, at, size = set[tuple[str, ...]](), 0, 0
        runs = _runs(read.words, length)
        if len(set(runs)) == len(runs):  # as in most articles
            return 0.0
        while at < len(runs):
            if runs[at] in seen:
                size += sum(map(len, runs[at]))
                at += length
            else:
                seen.add(runs[at])
                at += 1
        return size / max(1, len(read.text))

    return share


MEASURES: Mapping[str, Callable[[Read], float]] = {
    "sentences in kept lines": _sentences,
    "lorem ipsum": lambda read: read.text.lower().count("lorem ipsum"),
    "curly brackets": lambda read: read.text.count("{"),
    "words": lambda read: len(read.words),
    "mean word length": lambda read: _share(sum(map(len, read.words)), read.words),
    "hashes per word": lambda read: _share(read.text.count("#"), read.words),
    "ellipses per word": lambda read: _share(read.text.count("...") + read.text.count("…"), read.words),
    "bulleted lines": lambda read: _share(sum(line.startswith(_BULLETS) for line in read.lines), read.lines),
    "lines ending in an ellipsis": lambda read: _share(
        sum(line.endswith(("...", "…")) for line in read.lines), read.lines
    ),
    "words with a letter": lambda read: _share(sum(any(map(str.isalpha, word)) for word in read.words), read.words),
    "stop words": lambda read: sum(word.lower() in read.stop_words for word in read.words) if read.stop_words else 2,
    "duplicate lines": lambda read: _share(len(_duplicates(read)), read.lines),
    "characters in duplicate lines": lambda read: sum(map(len, _duplicates(read))) / max(1, len(read.text)),
    "characters in the commonest 2 words": _commonest(2),
    "characters in the commonest 3 words": _commonest(3),
    "characters in the commonest 4 words": _commonest(4),
    "characters in repeated 5 words": _repeated(5),
    "characters in repeated 10 words": _repeated(10),
    "lines ending in punctuation": lambda read: _share(sum(line.endswith(_ENDS) for line in read.lines), read.lines),
    "lines shorter than 30 characters": lambda read: _share(sum(len(line) < 30 for line in read.lines), read.lines),
}
"""What is measured: shares are between 0 and 1, the others are counts."""
