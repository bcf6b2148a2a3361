"""Which language a text is in, from its function words alone."""

from __future__ import annotations

from collections import Counter, defaultdict
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

MARKS = '.,;:!?"«»“”()'
"""What may touch a word."""


@lru_cache(maxsize=1)
def _owners() -> Mapping[str, tuple[float, tuple[str, ...]]]:
    """For each function word, the languages that have it, and by what its count is divided for each of them."""
    owners: dict[str, tuple[str, ...]] = {}
    for code, language in languages().items():
        for word in language.function_words:
            owners[word] = (*owners.get(word, ()), code)
    return {word: (len(codes) ** 0.5, codes) for word, codes in owners.items()}


def detect(text: str) -> str | None:
    """The code of the text's language, or None where its function words do not decide.

    A word that several languages share counts for each of them by its share.
    """
    words = text[:SAMPLE].lower().replace("’", "'").replace("'", " ").split()
    owners = _owners()
    found = Counter(filter(owners.__contains__, words))
    found.update(filter(owners.__contains__, (word.strip(MARKS) for word in words if not word.isalpha())))
    if not MIN_HITS <= found.total() >= MIN_SHARE * len(words):
        return None
    scores: dict[str, float] = defaultdict(float)
    for word, times in found.items():
        share, codes = owners[word]
        for code in codes:
            scores[code] += times / share
    (best, score), *rest = sorted(scores.items(), key=lambda item: item[1], reverse=True)
    if rest and score < MIN_LEAD * rest[0][1]:
        return None
    return best


def get(code: str | None) -> Language:
    """The data of a language; of one that has no file, an empty one."""
    if code is None:
        return UNKNOWN
    known = languages().get(code)
    return known if known is not None else Language(code=code, name=code)
