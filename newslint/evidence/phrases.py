"""The phrasebook: the interface phrases of a language and of English, found in a line by dictionary.

A page's furniture speaks in stock phrases ("Lire aussi", "54 Kommentare", "Story continues below advertisement").
They come back with other capitals, other apostrophes, a bullet before and a colon after, so phrases and lines are
compared in one plain form, `tokens`. A lookup costs about a microsecond a line however many phrases there are: no
regular expression per phrase. English phrases serve every language (half of the German pages say "Skip to content").
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from newslint.cache import store
from newslint.cache.compiled import compiled
from newslint.evidence.tokens import tokens, tokens_of
from newslint.model.languages import Language
from newslint.rules.languages import everywhere, files, languages

T = TypeVar("T")

ENGLISH = "en"
"""The language that pages speak beside their own: its phrases and words of lines serve every language."""


class Mark(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A phrase that starts a line: of which list, how many tokens long, and whether a real page stands behind it."""

    list: str
    length: int
    seen: bool


class Book(msgspec.Struct):
    """All phrases that serve one language.

    `entries` maps a phrase's plain form to the lists it is in; `lengths` maps its first token to the lengths, longest
    first, of the phrases that start with it; `lists` keeps each list's plain forms, and which were seen.
    """

    entries: dict[str, tuple[Mark, ...]]
    lengths: dict[str, tuple[int, ...]]
    lists: dict[str, dict[str, bool]]

    def begins(self, token: str) -> bool:
        """Does a phrase begin with this token?"""
        return token in self.lengths

    def marks(self, line: Sequence[str]) -> tuple[Mark, ...]:
        """The phrases that the line starts with or is, the longest of each list, longest first."""
        lengths = self.lengths.get(line[0]) if line else None
        if lengths is None:
            return ()
        found: dict[str, Mark] = {}
        for length in lengths:
            if length <= len(line):
                for mark in self.entries.get(" ".join(line[:length]), ()):
                    found.setdefault(mark.list, mark)
        return tuple(found.values())


def for_language(make: Callable[[Language], T]) -> Callable[[Language], T]:
    """Keep what is made from a language's data for as long as the same data is asked for."""
    made: dict[str, tuple[Language, T]] = {}

    def get(language: Language) -> T:
        known = made.get(language.code)
        if known is None or known[0] is not language:
            known = made[language.code] = (language, make(language))
        return known[1]

    return get


Forms = Mapping[str, msgspec.Raw]
"""What is compiled of each language, packed."""


def compiled_for_language(name: str, form: type[T], make: Callable[[Language], T]) -> Callable[[Language], T]:
    """What `make` makes of a language's data: of newslint's own languages, once for all processes."""
    made: list[tuple[Mapping[str, Language], Forms]] = []

    def packed() -> bytes:
        return store.pack({code: msgspec.Raw(store.pack(make(one))) for code, one in languages().items()})

    def forms() -> Forms:
        if not made or made[0][0] is not languages():
            sources = [*files(), *(Path(inspect.getfile(one)) for one in (make, tokens))]
            read = compiled(name, sources, packed, lambda form: store.unpack(form, dict[str, msgspec.Raw]))
            made[:] = [(languages(), read)]
        return made[0][1]

    def get(language: Language) -> T:
        if languages().get(language.code) is not language:
            return make(language)
        return store.unpack(forms()[language.code], form)

    return for_language(get)


def _bound(language: Language) -> Book:
    """The phrases that a language's file lists."""
    lists: dict[str, dict[str, bool]] = {}
    for name, phrases in language.phrases.items():
        mine = lists.setdefault(name, {})
        for phrase, seen in (*((p, True) for p in phrases.seen), *((p, False) for p in phrases.more)):
            plain = " ".join(tokens(phrase))
            mine[plain] = mine.get(plain, False) or seen
    entries: dict[str, list[Mark]] = {}
    for name, mine in lists.items():
        for plain, seen in mine.items():
            if plain:
                entries.setdefault(plain, []).append(Mark(name, plain.count(" ") + 1, seen))
    return Book({plain: tuple(marks) for plain, marks in entries.items()}, _lengths(entries), lists)


_own_book = compiled_for_language("phrases", Book, _bound)


@for_language
def book(language: Language) -> Book:
    """The phrasebook of a language: its own phrases and the English ones."""
    own, *others = map(_own_book, sources(language))
    return _together(own, others[0]) if others else own


def _together(own: Book, english: Book) -> Book:
    names = dict.fromkeys((*own.lists, *english.lists))
    lists = {name: _either(own.lists.get(name, {}), english.lists.get(name, {})) for name in names}
    entries = english.entries | own.entries
    for plain in english.entries.keys() & own.entries.keys():
        found = ((name, lists[name][plain]) for name in names if plain in lists[name])
        entries[plain] = tuple(Mark(name, plain.count(" ") + 1, seen) for name, seen in found)
    lengths = english.lengths | own.lengths
    for first in english.lengths.keys() & own.lengths.keys():
        lengths[first] = tuple(sorted({*english.lengths[first], *own.lengths[first]}, reverse=True))
    return Book(entries, lengths, lists)


def _either(one: dict[str, bool], other: dict[str, bool]) -> dict[str, bool]:
    """The phrases of two lists, and whether a page was seen with them."""
    return other | one | {plain: one[plain] or other[plain] for plain in one.keys() & other.keys()}


def words(language: Language, name: str) -> frozenset[str]:
    """A language's words of one name, and the English ones, as they are written."""
    return frozenset(word for source in sources(language) for word in getattr(source.words, name))


@for_language
def dates(language: Language) -> frozenset[str]:
    """Every token that a date, a time or a span of time is written with, in plain form."""
    listed = (
        word
        for source in sources(language)
        for word in (*source.months, *source.weekdays, *source.time_words, *source.words.zones)
    )
    return tokens_of(listed)


@for_language
def calendar(language: Language) -> frozenset[str]:
    """Months and weekdays in plain form: what tells a date from a mere number."""
    return tokens_of(word for s in sources(language) for word in (*s.months, *s.weekdays))


def all_calendars() -> frozenset[str]:
    """Months and weekdays of all languages, in plain form."""
    return tokens_of(everywhere("months") | everywhere("weekdays"))


def sources(language: Language) -> Iterator[Language]:
    """What serves a language: itself and English."""
    yield language
    english = languages().get(ENGLISH)
    if english is not None and language.code != ENGLISH:
        yield english


def _lengths(entries: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for plain in entries:
        first, *rest = plain.split(" ")
        lengths.setdefault(first, set()).add(len(rest) + 1)
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
