"""Tokens: the words and marks that phrases, formulas and lines are read by, in plain form."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache

NUMBER = "#"
"""Stands for any number in the plain form, so that "54 Kommentare" is listed once."""


_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,:/]\d+)*")


_PLAIN: dict[int, int | str] = {ord("ß"): "ss"} | str.maketrans(
    "àáâãäåāăąçćĉčďđèéêëēĕėęěğĝģìíîïĩīįıķĺļľłñńņňòóôõöøōőŕřśŝşšșţťțùúûüũūŭůűųŵýÿŷźżž",
    "aaaaaaaaaccccddeeeeeeeeegggiiiiiiiikllllnnnnoooooooorrssssstttuuuuuuuuuuwyyyzzz",
)


def tokens(text: str) -> list[str]:
    """The words of a text in plain form: lower case, no accents, numbers as `#`; everything else is left out.

    >>> tokens("• À LIRE AUSSI :")
    ['a', 'lire', 'aussi']
    """
    text = text.lower()
    if text.isascii():
        return [token if token[0] > "9" else NUMBER for token in _TOKEN.findall(text)]
    text = text.replace("\N{COMBINING DOT ABOVE}", "")
    return [
        NUMBER if token[0] <= "9" else token if token.isascii() else _plain(token) for token in _TOKEN.findall(text)
    ]


def labels(said: Sequence[str], listed: Container[str], longest: int) -> tuple[int, ...]:
    """The lengths of the listed labels that some tokens begin with, one after the other, each as long as can be.

    >>> labels("share on facebook print port".split(), {"share", "share on facebook", "print"}, 3)
    (3, 1)
    """
    found: list[int] = []
    at = 0
    while at < len(said):
        lengths = range(min(longest, len(said) - at), 0, -1)
        length = next((n for n in lengths if " ".join(said[at : at + n]) in listed), 0)
        if not length:
            break
        found.append(length)
        at += length
    return tuple(found)


_SOLID = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]")
WORDS = 4
"""Signs from which a token of a script without blanks is more than a word. Chosen."""


def is_solid(text: str) -> bool:
    """Is it in a script whose words no blank parts, so that a token is a phrase?

    >>> is_solid("続きを読む"), is_solid("계속 읽기")
    (True, False)
    """
    return not text.isascii() and _SOLID.search(text) is not None


def is_word(token: str) -> bool:
    """Is a token one word, and not a phrase of a script that has no blanks?"""
    return len(token) < WORDS or not is_solid(token)


def first_token(text: str) -> str:
    """The first of a text's tokens; "" if it has none."""
    match = None if "\N{COMBINING DOT ABOVE}" in text else _TOKEN.search(text)
    return _token(match[0]) if match else next(iter(tokens(text)), "")


@lru_cache(maxsize=5_000)
def _token(word: str) -> str:
    """The first token of a word."""
    return next(iter(tokens(word)), "")


def tokens_of(words: Iterable[str]) -> frozenset[str]:
    """The tokens of all the words, or of phrases."""
    return frozenset(token for word in words for token in tokens(word))


@lru_cache(maxsize=20_000)
def _plain(token: str) -> str:
    return token.translate(_PLAIN)


def places(text: str) -> Iterator[tuple[int, int]]:
    """Where each of a text's tokens lies."""
    return (match.span() for match in _TOKEN.finditer(text))
