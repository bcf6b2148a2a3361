"""Words of all languages as pieces of patterns, for what may stand in a text whatever language it is in.

A German page has French captions and English IDs, and of a short line nobody knows the language. Patterns that are made
of such pieces are made when they are first asked for, and kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from newslint.model import Language
from newslint.rules.languages import everywhere


def one_of(listed: Callable[[Language], Iterable[str]]) -> str:
    """The piece of a pattern that matches one of the words that any language's file lists; nothing if none does.

    Where one word begins another, the longer one is tried first.
    """
    words = sorted(everywhere(listed), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, words))})" if words else "(?!)"
