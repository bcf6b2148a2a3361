"""Article text made fit for a terminal: what can't be seen is named, what would drive the terminal is defused."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NAMED = {
    "\N{NO-BREAK SPACE}": "\N{SHOULDERED OPEN BOX}",
    "\N{NARROW NO-BREAK SPACE}": "\N{SHOULDERED OPEN BOX}",
    "\t": "\N{RIGHTWARDS ARROW}",
    "\n": "\N{RETURN SYMBOL}",
    "\x7f": "\N{SYMBOL FOR DELETE}",
    **{chr(code): chr(0x2400 + code) for code in range(32) if code not in (9, 10)},
}
"""Characters that another one stands for."""

# Controls, format characters (zero-width, direction), separators other than the space, private use, surrogates,
# U+FFFE and U+FFFF, which are no characters and whose width Pythons disagree on.
_ODD = (
    "[\\x00-\\x1f\\x7f-\\xa0\\xad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180e\\u2000-\\u200f"
    "\\u2028-\\u202f\\u205f-\\u206f\\u3000\\u3164\\ud800-\\udfff\\ue000-\\uf8ff\\ufe00-\\ufe0f\\ufeff\\uffa0"
    "\\ufff9-\\ufffb\\ufffe\\uffff\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a"
    "\\U000e0000-\\U000e0fff\\U000f0000-\\U0010ffff]"
)
_DRIVING = "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]"


@lru_cache(maxsize=2)
def _any(characters: str) -> re.Pattern[str]:
    """Any of the characters. To compile these takes a millisecond, and most runs meet none."""
    return re.compile(characters)


def visible(text: str) -> str:
    """Text on one line with everything in it visible."""
    if text.isascii() and text.isprintable():
        return text
    return _any(_ODD).sub(lambda match: NAMED.get(match[0]) or f"<U+{ord(match[0]):04X}>", text)


def defused(text: str) -> str:
    """Text of several lines in which nothing drives the terminal; other odd characters stay."""
    return _any(_DRIVING).sub(lambda match: NAMED.get(match[0]) or f"<U+{ord(match[0]):04X}>", text)


def escaped(json: str) -> str:
    """JSON that means the same and in which nothing drives the terminal."""
    return _any(_DRIVING).sub(lambda match: f"\\u{ord(match[0]):04x}", json)


def width(text: str) -> int:
    """How many columns visible text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
