"""Words of all languages as pieces of patterns, for what may stand in a text whatever language it is in.

A German page has French captions and English IDs, and of a short line nobody knows the language. Patterns that are made
of such pieces are made when they are first asked for, and kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def one_of(words: Iterable[str]) -> str:
    """The piece of a pattern that matches one of the words; nothing if there are none.

    Where one word begins another, the longer one is tried first.

        >>> one_of(["p", "p.m."])
        '(?:p\\\\.m\\\\.|p)'
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else "(?!)"
