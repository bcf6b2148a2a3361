"""Chunks without a seam, told at a glance: a word that the list knows, with the marks that may touch it.

Nine of ten chunks of a text are such. `is_plain` says nothing that `seams` would not say (a test holds it to that); it
only says it twenty times as fast.

    >>> from newslint.evidence.glue.judge import lore_of
    >>> from newslint.rules.languages import languages
    >>> english = lore_of(languages()["en"])
    >>> [is_plain(chunk, english) for chunk in ("(bridge,", "bridge.The", "victoryat")]
    [True, False, False]
"""

from __future__ import annotations

import re

from newslint.evidence.glue.seams.cuts import FUNCTION_PAIR, KNOWN, is_pair
from newslint.evidence.glue.seams.runs import MAX_RUN
from newslint.evidence.glue.seams.seam import Lore
from newslint.evidence.glue.seams.solid import solid
from newslint.evidence.lexicon import Lexicon

_BEFORE = '(“"„[‘'
_AFTER = ".,;:!?…)]»”\"’'"
"""Marks that touch a word on the side where they belong; a closing one before a word may be glue."""

_NUMBER = re.compile(r"[-+]?\d+(?:[.,:]\d+)*%?", re.ASCII)

_SHORT = 3
"""Letters; no seam is looked for in shorter runs."""


def is_bare(chunk: str) -> bool:
    """Is it letters and nothing else, but for marks that touch them on the side where they belong?"""
    return chunk.lstrip(_BEFORE).rstrip(_AFTER).isalpha()


def is_plain(chunk: str, lore: Lore) -> bool:
    """Has the chunk no seam, for a reason that is quickly seen? False where a closer look is needed."""
    core = chunk.lstrip(_BEFORE).rstrip(_AFTER)
    if core.isalpha():
        return _is_word(core, lore.words, ends=core == chunk or chunk[-1] not in "'’")
    if "-" in core:
        return all(_is_part(part, lore.words) for part in core.split("-"))
    if "’" in core or "'" in core:
        return _is_elided(core, lore.words)
    return not core or _NUMBER.fullmatch(core) is not None


def _is_part(part: str, words: Lexicon | None) -> bool:
    return part.isalpha() and _is_word(part, words, ends=True)


def _is_elided(core: str, words: Lexicon | None) -> bool:
    """A word with a small one before or after an apostrophe: l'eau, qu’il, don't, Anna's."""
    left, _, right = core.replace("’", "'").partition("'")
    if left.lower() in solid().elided and len(left) <= _SHORT:
        return right.isalpha() and _is_word(right, words, ends=True)
    small = right.islower() and right.isalpha() and len(right) <= _SHORT
    return small and left.isalpha() and _is_word(left, words, ends=False)


def _is_word(word: str, words: Lexicon | None, *, ends: bool) -> bool:
    """A run of letters in which no seam is looked for, or none found because the word list has it.

    `ends`: no apostrophe follows it, so that it does not end in an elided word.
    """
    if len(word) <= _SHORT:
        return True
    if len(word) > MAX_RUN or not (word.islower() or word[1:].islower() or word.isupper()):
        return False
    if words is None:
        return not word.isupper()
    low = word.lower()
    if len(low) != len(word):
        return False
    known = words.zipf(low)
    if known >= FUNCTION_PAIR[1]:
        return True
    return known >= KNOWN and ends and not is_pair(low, words)
