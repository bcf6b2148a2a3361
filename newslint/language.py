"""Which language a text is in, from its function words alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from newslint.model import UNKNOWN, Language
from newslint.rules import languages

SAMPLE = 20_000
"""Characters looked at, from the start: on news text the first 20 words mostly decide."""

MIN_HITS = 2
MIN_SHARE = 0.10
MIN_LEAD = 1.15
"""At least 2 function words, at least a tenth of all words, and 15 % more than the runner-up; else the language is
unknown and only rules that need no language run."""


@lru_cache(maxsize=1)
def _owners() -> Mapping[str, tuple[str, ...]]:
    owners: dict[str, tuple[str, ...]] = {}
    for code, language in languages().items():
        for word in language.function_words:
            owners[word] = (*owners.get(word, ()), code)
    return owners


def detect(text: str) -> str | None:
    """The code of the text's language, or None where its function words do not decide.

    A word that several languages share counts for each of them by its share.
    """
    words = text[:SAMPLE].lower().replace("’", "'").replace("'", " ").split()
    owners, scores = _owners(), Counter[str]()
    hits = 0
    for word, times in Counter(words).items():
        mine = owners.get(word.strip('.,;:!?"«»“”()'), ())
        hits += times if mine else 0
        for code in mine:
            scores[code] += times / len(mine) ** 0.5
    if not scores or hits < MIN_HITS or hits < MIN_SHARE * len(words):
        return None
    (best, score), *rest = scores.most_common(2)
    if rest and score < MIN_LEAD * rest[0][1]:
        return None
    return best


def get(code: str | None) -> Language:
    """The data of a language; of one that has no file, an empty one."""
    if code is None:
        return UNKNOWN
    known = languages().get(code)
    return known if known is not None else Language(code=code, name=code)
