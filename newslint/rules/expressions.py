"""Regular expressions that rules bring along: compiled, or told why not, and never for minutes."""

from __future__ import annotations

from functools import lru_cache

import regex

from newslint.model.errors import RuleError

MOST_SIGNS = 10_000
"""How long a pattern may be. To compile so many takes 0.1 to 0.5 s, and 3 s for ranges in any case; 4,500,000 took
202 s. The longest of newslint's own has 847."""

MOST_GROWN = 80_000
"""How long it may be when the words of a language are put in, which are newslint's own."""


def compiled(pattern: str, flags: int = 0, *, most: int = MOST_SIGNS) -> regex.Pattern[str]:
    """A pattern made ready. Raises RuleError."""
    if len(pattern) > most:
        raise RuleError(f"bad pattern: has more than {most:,} signs; make several rules of it")
    try:
        return _compiled(pattern, flags)
    except regex.error as error:
        raise RuleError(f"bad pattern at character {error.pos}: {error.msg}") from error
    except (RecursionError, OverflowError, MemoryError) as error:
        raise RuleError("bad pattern: nested too deeply, or too large") from error


@lru_cache(maxsize=4096)
def _compiled(pattern: str, flags: int) -> regex.Pattern[str]:
    return regex.compile(pattern, flags)
