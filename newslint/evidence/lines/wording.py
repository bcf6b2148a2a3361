"""The words that a language has for what short lines are made of: months, agencies, labels of credits, networks.

A date, a name or a credit is told by its form and by such words. They stand in rules/languages/; here they become the
sets and patterns that lines are compared with, once for each language. English ones serve every language.

>>> from newslint.rules.languages import languages
>>> known = vocabulary(languages()["de"])
>>> "dpa" in {agency.lower() for agency in known.agencies}, "instagram" in known.platforms
(True, True)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

import msgspec

from newslint.evidence.phrases import book, calendar, dates, for_language, words
from newslint.evidence.tokens import tokens, tokens_of
from newslint.model.languages import Language

SEPARATOR = re.compile(r"[\s/|,;:+&()\[\]–—-]+")
"""What stands between the parts of a name or of a credit."""


REMEMBERED = 4_000
"""Lines of which it is kept whether they are a credit, or a caption, half a megabyte: several rules ask for each."""

T = TypeVar("T")


class Words(msgspec.Struct, frozen=True, eq=False, weakref=True):
    """A language's words that shapes are told by. They are made once, and equal to none but themselves, so that what is
    kept by them is found at once.
    """

    dates: frozenset[str]
    calendar: frozenset[str]
    agencies: frozenset[str]
    sure: frozenset[str]
    agency_starts: frozenset[str]
    credit: frozenset[str]
    joins: frozenset[str]
    platforms: frozenset[str]
    targets: frozenset[str]
    target_starts: frozenset[str]

    entries: frozenset[str]
    also: frozenset[str]
    networks: frozenset[str]
    follow: frozenset[str]
    subscribe: frozenset[str]
    labels: frozenset[str]
    photo_labels: frozenset[str]
    photo_label_starts: frozenset[str]
    stamps: frozenset[str]
    ages: frozenset[str]
    roles: frozenset[str]
    glued: frozenset[str]
    pictures: frozenset[tuple[str, ...]]
    picture_labels: frozenset[tuple[str, ...]]
    picture_starts: frozenset[str]
    picture_words: tuple[str, ...]
    side: re.Pattern[str] | None
    side_words: tuple[str, ...]
    scenes: frozenset[str]
    shown: frozenset[str]
    reported: frozenset[str]


_STAMPS = ("byline", "updated_label", "reading_time", "comment_heading", "source_label")
"""Lists whose words stand beside the date of an article: "By Ana Ruiz | Updated 14 May 2024 | 3 min read"."""


_MENUS = ("legal", "related_heading", "share", "paywall", "newsletter", "comment", "read_more", "follow", "gallery")
"""Lists of what entries of menus and buttons say."""


@for_language
def vocabulary(language: Language) -> Words:
    """The words of a language (and of English) that shapes are told by."""
    agencies, sure = _agencies(language)
    platforms = words(language, "platforms")
    targets = _targets(language, _plain(platforms))
    pictures = frozenset(phrase for phrase in _undated(language, "picture") if len(phrase) > 1)
    picture_labels = _undated(language, "picture_label")
    return Words(
        dates=dates(language),
        calendar=calendar(language),
        agencies=agencies,
        sure=sure,
        agency_starts=frozenset(SEPARATOR.split(name)[0] for name in agencies),
        credit=frozenset(word.lower() for word in words(language, "credit_words")),
        joins=frozenset(word.lower() for word in words(language, "name_joins")),
        platforms=_plain(platforms),
        targets=targets,
        target_starts=frozenset(target.split(" ")[0] for target in targets),
        entries=_plain(words(language, "sections")).union(*(book(language).lists.get(name, {}) for name in _MENUS)),
        also=tokens_of(words(language, "also")),
        networks=tokens_of(words(language, "networks")),
        follow=tokens_of(words(language, "follow")),
        subscribe=tokens_of(words(language, "subscribe")),
        labels=frozenset(p.split(" ")[-1] for p in book(language).lists.get("credit_label", {})),
        photo_labels=frozenset(book(language).lists.get("credit_label", {})),
        photo_label_starts=frozenset(p.split(" ")[0] for p in book(language).lists.get("credit_label", {})),
        stamps=frozenset(t for name in _STAMPS for p in book(language).lists.get(name, {}) for t in p.split(" ")),
        ages=frozenset(book(language).lists.get("relative_time", {})),
        roles=tokens_of(words(language, "writers")),
        glued=_glued(agencies, sure, platforms),
        pictures=pictures,
        picture_labels=picture_labels,
        picture_starts=frozenset(tokens(word)[0] for word in (p[0] for p in pictures | picture_labels)),
        picture_words=tuple(sorted(words(language, "picture_words"))),
        side=_sides(words(language, "sides")),
        side_words=tuple(sorted(words(language, "side_words"))),
        scenes=tokens_of(language.words.scenes),
        shown=frozenset(" ".join(tokens(word)) for word in language.words.shown),
        reported=tokens_of(language.words.reported),
    )


def _agencies(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    """All agencies, and those that mean nothing else."""
    sure = words(language, "agencies_sure")
    return words(language, "agencies") | sure, sure


def _glued(agencies: frozenset[str], sure: frozenset[str], platforms: frozenset[str]) -> frozenset[str]:
    """The first words of agencies that a name may have run into it, of two letters and more."""
    named = (name for name in agencies if name.lower() not in platforms and (name in sure or name[0].isupper()))
    return frozenset(start for start in (SEPARATOR.split(name)[0] for name in named) if len(start) > 1)


def _targets(language: Language, platforms: frozenset[str]) -> frozenset[str]:
    """The labels of share buttons: names of networks, phrases, those that name one also with any other, "Follow us"."""
    known = tokens_of(words(language, "networks"))
    follow = book(language).lists.get("follow", {})
    shared = [phrase.split(" ") for phrase in book(language).lists.get("share", {})]
    shared += [said for said in (phrase.split(" ") for phrase in follow) if said[-1] in known]
    phrases = [said for said in shared if sum(word in known for word in said) < len(said)]
    named = (
        (*said[:at], platform, *said[at + 1 :])
        for said in phrases
        for at, word in enumerate(said)
        if word in known
        for platform in platforms
    )
    heads = (phrase for phrase in follow if phrase.count(" ") <= 1)
    return platforms.union(map(" ".join, phrases), map(" ".join, named), heads)


LABEL = 12
"""Tokens of a share button's label at most; the note that links open a window has eleven."""


def _plain(written: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(tokens(word)) for word in written)


def _undated(language: Language, name: str) -> frozenset[tuple[str, ...]]:
    """A list's phrases without the words that dates are written with, which may stand anywhere in them."""
    known = dates(language)
    phrases = book(language).lists.get(name, {})
    return frozenset(tuple(token for token in phrase.split(" ") if token not in known) for phrase in phrases)


def _sides(names: frozenset[str]) -> re.Pattern[str] | None:
    """The names of a picture's sides where they stand for one: between commas or in brackets, beside a word."""
    if not names:
        return None
    longest = "|".join(sorted((re.escape(name) for name in names), key=lambda name: (-len(name), name)))
    return re.compile(rf"(?:(?<=\w),\s|(?<=\w)\s\()(?:{longest})(?=[,;)])")


def remembered(read: Callable[[str, Words], T]) -> Callable[[str, Words], T]:
    """What is read of a line with the words of a language, kept for the last REMEMBERED lines."""
    kept = WeakKeyDictionary[Words, dict[str, T]]()

    @wraps(read)
    def get(text: str, known: Words) -> T:
        lines = kept.setdefault(known, {})
        if text not in lines:
            if len(lines) >= REMEMBERED:
                lines.clear()
            lines[text] = read(text, known)
        return lines[text]

    return get
