"""The lists of the languages' files as rules name them: `{months}`, `{any.edit_links}`, `{wordings.window_notes}`.

`{name}` in a pattern stands for the language's own words or seen phrases of that name; `{any.name}` for the words of
all languages; `{wordings.name}` for phrases of all languages with signs, as formulas have them (formulas.py):

    opens in? a|an? new window|Window

`a|b` is one word or the other, `word?` one that may be missing, and a hyphen makes one of two words. The last word
stands as it is written, the others in any case: a page writes "(Opens in new window)".

Code that asks for words of all languages has them as a piece of a pattern, too: a German page has French captions and
English IDs, and of a short line nobody knows the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import regex

from newslint.model.languages import Language
from newslint.rules.languages import everywhere

_NAMED = regex.compile(r"(?<!\\[pPN])\{(?:(any|wordings)\.)?(\p{L}\w*)\}")
"""But not the braces of `\\p{L}` and `\\N{BULLET}`."""


def named(pattern: str) -> int:
    """How many lists of words a pattern names."""
    return len(_NAMED.findall(pattern))


def spelled(pattern: str, language: Language) -> str:
    """A pattern in verbose mode with the words that it names. Raises RuleError for a list that no language has."""
    full: str = _NAMED.sub(lambda match: _group(match[1], match[2], language), pattern)
    return full


def _group(where: str | None, name: str, language: Language) -> str:
    """What matches any of the words; nothing if there is none."""
    words = sorted(everywhere(name)) if where else _own(language, name)
    spell = wording if where == "wordings" else _escaped
    return f"(?:{'|'.join(map(spell, sorted(words, key=len, reverse=True))) or '(?!)'})"


def _own(language: Language, name: str) -> Iterable[str]:
    listed = language.under(name)
    if isinstance(listed, tuple):
        return listed
    return language.phrases[name].seen if name in language.phrases else ()


def words(written: Iterable[str]) -> Iterator[str]:
    """Words and phrases, with those of all languages in place of `{any.name}`, and the last ones of `{wordings.name}`.

    Raises RuleError for a list that no language has.
    """
    for one in written:
        match = _NAMED.search(one)
        if match is None or not match[1]:
            yield one
            continue
        for word in sorted(everywhere(match[2])):
            for way in _ways(word.rpartition(" ")[2]) if match[1] == "wordings" else (word,):
                yield one.replace(match[0], way)


def wording(written: str) -> str:
    r"""A phrase with signs as a pattern in verbose mode.

    >>> wording("opens in? a new window|Window")
    '(?i:opens\\ (?:in\\ )?a\\ new\\ )(?:window|Window)'
    """
    *before, last = written.split(" ")
    pieces = [f"{_one_of(sign.rstrip('?'))}\\ " for sign in before]
    optional = [f"(?:{piece})?" if sign.endswith("?") else piece for sign, piece in zip(before, pieces, strict=True)]
    return f"(?i:{''.join(optional)}){_one_of(last)}"


def _one_of(sign: str) -> str:
    ways = "|".join(map(_escaped, _ways(sign)))
    return f"(?:{ways})" if "|" in ways else ways


def _ways(sign: str) -> list[str]:
    return [way.replace("-", " ") for way in sign.split("|")]


def _escaped(word: str) -> str:
    escaped: str = regex.escape(word, special_only=True)
    return escaped


def one_of(words: Iterable[str]) -> str:
    """The piece of a pattern that matches one of the words; nothing if there are none.

    Where one word begins another, the longer one is tried first.

        >>> one_of(["p", "p.m."])
        '(?:p\\\\.m\\\\.|p)'
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else "(?!)"
