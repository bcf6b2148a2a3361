"""What a short line is made of: a date, a name, a photo credit.

Each function answers for a whole line (or what a label leaves of it): every word must fit, so that a sentence that
merely mentions an agency or a date never does.
"""

from __future__ import annotations

import re

import msgspec

from newslint.model import Language
from newslint.phrases import NUMBER, book, calendar, dates, for_language, tokens, tokens_of, words

_CLOCK = re.compile(r"(?<!\d)\d{1,2}\s?(?:[:h]\s?\d{2}|[:.]\d{2}\s?(?:uhr|[ap]\.?m))(?!\d)", re.IGNORECASE)
_CALENDAR = re.compile(
    r"(?<!\d)(?:\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:19|20)?\d{2}|(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2})(?!\d)"
)
_SPLIT = re.compile(r"[\s/|,;:+&()\[\]–—-]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,3}-?(?:[^\W\d_]\.?)?")
_YEAR_OR_SITE = re.compile(r"(?:19|20)\d\d|[\w-]+\.(?:com|net|org|info|media|[a-z]{2})")

CAPITALIZED = r"[^\W\d_a-zß-ÿ][\w.’'-]+"
"""The pattern of a word with a capital letter, of two characters and more, as a part of a name is."""

SPEECH = re.compile(r"[\"“”„«»]")
"""A sign of quotation."""


class Words(msgspec.Struct, frozen=True):
    """A language's words that shapes are told by."""

    dates: frozenset[str]
    calendar: frozenset[str]
    agencies: frozenset[str]
    sure: frozenset[str]
    agency_starts: frozenset[str]
    credit: frozenset[str]
    joins: frozenset[str]
    platforms: frozenset[str]
    platform_starts: frozenset[str]
    networks: frozenset[str]
    follow: frozenset[str]
    subscribe: frozenset[str]
    labels: frozenset[str]
    photo_labels: frozenset[str]
    photo_label_starts: frozenset[str]
    stamps: frozenset[str]
    glued: re.Pattern[str]
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


@for_language
def vocabulary(language: Language) -> Words:
    """The words of a language (and of English) that shapes are told by."""
    agencies = words(language, "agencies") | words(language, "agencies_sure")
    sure = words(language, "agencies_sure")
    platforms = words(language, "platforms")
    starts = {
        _SPLIT.split(name)[0]
        for name in agencies
        if name.lower() not in platforms and (name in sure or name[0].isupper())
    }
    endings = "|".join(sorted((re.escape(start) for start in starts if len(start) > 1), key=len)[::-1])
    pictures = frozenset(phrase for phrase in _undated(language, "picture") if len(phrase) > 1)
    picture_labels = _undated(language, "picture_label")
    return Words(
        dates=dates(language),
        calendar=calendar(language),
        agencies=agencies,
        sure=sure,
        agency_starts=frozenset(_SPLIT.split(name)[0] for name in agencies),
        credit=frozenset(word.lower() for word in words(language, "credit_words")),
        joins=frozenset(word.lower() for word in words(language, "name_joins")),
        platforms=frozenset(" ".join(tokens(word)) for word in words(language, "platforms")),
        platform_starts=frozenset(tokens(word)[0] for word in words(language, "platforms")),
        networks=tokens_of(words(language, "networks")),
        follow=tokens_of(words(language, "follow")),
        subscribe=tokens_of(words(language, "subscribe")),
        labels=frozenset(p.split(" ")[-1] for p in book(language).lists.get("credit_label", {})),
        photo_labels=frozenset(book(language).lists.get("credit_label", {})),
        photo_label_starts=frozenset(p.split(" ")[0] for p in book(language).lists.get("credit_label", {})),
        stamps=frozenset(t for name in _STAMPS for p in book(language).lists.get(name, {}) for t in p.split(" ")),
        glued=re.compile(rf"([^\W\d_][\w’'-]*[^\W\d_A-Z])({endings})"),
        pictures=pictures,
        picture_labels=picture_labels,
        picture_starts=frozenset(tokens(word)[0] for word in (p[0] for p in pictures | picture_labels)),
        picture_words=tuple(sorted(words(language, "picture_words"))),
        side=_sides(words(language, "sides")),
        side_words=tuple(sorted(words(language, "side_words"))),
        scenes=tokens_of(language.words.get("scenes", ())),
        shown=frozenset(" ".join(tokens(word)) for word in language.words.get("shown", ())),
        reported=tokens_of(language.words.get("reported", ())),
    )


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


def is_date(text: str, line: list[str], known: Words, also: frozenset[str] = frozenset()) -> bool:
    """Is it a date, a time or both, and nothing else? `also` are words that may stand among them ("updated").

    A bare number, a score or a year is none: there must be a clock time, a full numeric date, or a number beside a
    month or a weekday.
    """
    if not 0 < len(line) <= 24 or not all(t == NUMBER or t in known.dates or t in also for t in line):
        return False
    if _CLOCK.search(text) or _CALENDAR.search(text):
        return True
    return NUMBER in line and any(token in known.calendar for token in line)


def has_date(text: str, line: list[str], known: Words) -> bool:
    """Is there a date or a clock time in it?"""
    if _CLOCK.search(text) or _CALENDAR.search(text):
        return True
    return any(
        token == NUMBER
        and (line[i - 1 : i] + line[i + 1 : i + 2])
        and not known.calendar.isdisjoint(line[max(0, i - 1) : i + 2])
        for i, token in enumerate(line)
    )


def has_clock(text: str) -> bool:
    """Is there a clock time or a date all in figures in it?"""
    return bool(_CLOCK.search(text) or _CALENDAR.search(text))


def is_name(text: str, known: Words, most: int = 6) -> bool:
    """Is it one or more people's names: capitalised words, joined by nothing but "and", "de", "von"?"""
    parts = [part for part in _SPLIT.split(text.strip(" .")) if part]
    if not 0 < len(parts) <= most or any(character.isdigit() for character in text):
        return False
    capitals = 0
    for part in parts:
        if _is_capitalised(part):
            capitals += 1
        elif part.lower().rstrip(".'’") not in known.joins:
            return False
    return capitals > 0 and parts[-1].lower() not in known.joins


def is_full_name(text: str) -> bool:
    """Does a name start with two capitalised words ("Anna Berg", not "von der Leyen")?"""
    parts = [part for part in _SPLIT.split(text.strip(" .")) if part]
    return len(parts) > 1 and _is_capitalised(parts[0]) and _is_capitalised(parts[1])


def _is_capitalised(part: str) -> bool:
    bare = part.strip(".'’\"“”«»*@")
    return bool(bare) and bare[0].isupper() and all(c.isalnum() or c in "'’.-" for c in bare)


class Credit(msgspec.Struct, frozen=True):
    """A line that is a photo credit. `sure`: an agency that means nothing else is in it; `marked`: "/", "©" or "("."""

    sure: bool
    marked: bool
    glued: bool = False
    names: int = 0


_BULLETS = " \t*•·-–—|"


def may_be_credit(text: str) -> bool:
    """Is a line no longer than a credit, and does it end like one?"""
    text = text.strip(_BULLETS)
    return len(text) <= 120 and not text.endswith(("!", "?", ":"))


def credit(text: str, known: Words) -> Credit | None:
    """The line as a photo credit: names, agencies and what joins them ("Nathan Alliard / Photononstop / AFP")."""
    text = text.strip(_BULLETS)
    if not may_be_credit(text):
        return None
    parts = [part.strip(".'\"“”«»*©®") for part in _SPLIT.split(text)]
    parts = [part for part in parts if part]
    if not 0 < len(parts) <= 12:
        return None
    marked = "©" in text or "/" in text or " | " in text or text[0] == "("
    for number, part in enumerate(parts):
        if part in known.agency_starts and _agency(parts, number, known.agencies):
            return _weigh(parts, known, marked)
        if part[0].isupper() and (glued := known.glued.fullmatch(part)) and len(glued.group(1)) > 2:
            return _glued(parts, number, glued.groups(), known, marked)
    return None


def _glued(parts: list[str], at: int, halves: tuple[str, ...], known: Words, marked: bool) -> Credit | None:
    """A name with an agency run into it ("PitalevAP", "PitalevGetty Images"), among names and nothing else."""
    apart = [*parts[:at], *halves, *parts[at + 1 :]]
    length = _agency(apart, at + 1, known.agencies)
    names = [*apart[: at + 1], *apart[at + 1 + length :]]
    if not length or not is_name(" ".join(names), known, 8):
        return None
    return Credit(True, marked, glued=True, names=len(names))


def _agency(parts: list[str], at: int, agencies: frozenset[str]) -> int:
    """How many parts from `at` on are an agency's name; 0 if none."""
    for length in range(min(4, len(parts) - at), 0, -1):
        name = " ".join(parts[at : at + length])
        if name in agencies:
            return length
    return 0


def _weigh(parts: list[str], known: Words, marked: bool) -> Credit | None:
    """Does every part fit into a credit?"""
    at, sure, names = 0, False, 0
    while at < len(parts):
        length = _agency(parts, at, known.agencies)
        if length:
            sure = sure or " ".join(parts[at : at + length]) in known.sure
            at += length
            continue
        part = parts[at]
        if part.lower() not in known.credit and part.lower() not in known.joins:
            if not (_is_capitalised(part) or _INITIALS.fullmatch(part) or _YEAR_OR_SITE.fullmatch(part)):
                return None
            names += 1
        at += 1
    return Credit(sure, marked, names=names)
