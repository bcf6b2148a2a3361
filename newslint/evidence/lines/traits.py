r"""What can be seen of a line without knowing its phrase: the named traits that the evidence for left-over lines sums.

Each trait is a short English phrase that is true or not. None names a site or a word: they speak of size, shape, place,
neighbours, and of the language's function words and interface phrases, so that what is learned on some sites holds on
others. Long lines that end as sentences are prose; they get no traits and only serve their neighbours.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> page = sheet(Document("The port is open.\nSubscribe to our newsletter\nShare 12\n"), get("en"))
>>> traits = of_lines(page, lexis(get("en")))[1]
>>> [trait for trait in traits if trait.startswith(("3 or 4 words,", "speaks"))]
['3 or 4 words, ends with nothing', '3 or 4 words, among the prose', 'speaks to the reader']
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain

import msgspec
import regex

from newslint.evidence.lines.credits import credit
from newslint.evidence.lines.dates import has_date, is_date
from newslint.evidence.lines.names import is_name
from newslint.evidence.lines.neighbours import SHAPED, Neighbours
from newslint.evidence.lines.places import graded, is_prose, place, places_of, where
from newslint.evidence.lines.sheet import FULL, SENTENCE_END, Row, Sheet
from newslint.evidence.lines.wording import Words, vocabulary
from newslint.evidence.phrases import ENGLISH, book, for_language, words
from newslint.evidence.signs.bullets import MARKDOWN
from newslint.evidence.signs.capitals import CAPITAL
from newslint.evidence.signs.quotes import LINE_OPENING
from newslint.evidence.tokens import NUMBER, tokens, tokens_of
from newslint.model.languages import Language

_STARTS = (
    (re.compile(rf"[{MARKDOWN}]\s*\S|\d{{1,2}}[.)]\s"), "bulleted"),
    (re.compile(f"[{LINE_OPENING}]"), "starts with a quote"),
    (re.compile(r"\d"), "starts with a digit"),
    (re.compile(r"[\[(]?\d{1,2}\s?[:.h]\s?\d{2}\b"), "starts with a clock time"),
)
_SYMBOL = re.compile(r"[|©→»›•@#<>{}=_\\]|https?:|www\.")
_TAIL = re.compile(rf"(?:{SENTENCE_END}\s+|\s[–—|-]\s|[(\[]|\s(?=©)|,\s(?=\S+:))")
_LETTERS = re.compile(r"[^\W\d_]+")
_LABEL = re.compile(r"[^\W\d_][^:.,!?]{1,28}:\s")
_CAPITAL = regex.compile(rf"\b{CAPITAL}")
_SIZES = ((1, "1 word"), (2, "2 words"), (4, "3 or 4 words"), (7, "5 to 7 words"), (11, "8 to 11 words"),
          (16, "12 to 16 words"), (24, "17 to 24 words"), (40, "25 to 40 words"))  # fmt: skip


class Lexis(msgspec.Struct, frozen=True):
    """The words of a language that traits are told by, in plain form."""

    language: str
    function: frozenset[str]
    reader: frozenset[str]
    interface: frozenset[str]
    english: frozenset[str]
    known: Words


@for_language
def lexis(language: Language) -> Lexis:
    """The words of a language that traits are told by.

    `interface` are the words of its phrase lists that are no function words: "subscribe", "kommentare", "newsletter".
    """
    function = tokens_of(language.function_words)
    words_of_english = frozenset(word for word in words(language, "english") if word not in function)
    listed = frozenset(chain.from_iterable(map(str.split, book(language).entries))) - function
    return Lexis(
        language=f"in {language.name}",
        function=function,
        reader=tokens_of(words(language, "reader")),
        interface=frozenset(token for token in listed if len(token) > 3),
        english=frozenset() if language.code == ENGLISH else words_of_english - function,
        known=vocabulary(language),
    )


Hopeless = Callable[[list[str]], bool]
"""What of a row's size and place says that nothing else could make it a left-over line."""


def of_lines(page: Sheet, lex: Lexis, hopeless: Hopeless | None = None) -> list[list[str] | None]:
    """The traits of each row; None for prose.

    Size and place are read first: a row that is `hopeless` by these alone is not read further and has None, too.
    """
    rows = page.rows
    traits: list[list[str] | None] = [None] * len(rows)
    prose = [row for row in rows if is_prose(row)]
    if len(prose) == len(rows):
        return traits
    common = list(_document(rows, len(prose)))
    if common[0] not in LITTLE_PROSE:  # lists look alike in all languages
        common.append(lex.language)
    seen, kept = Counter(row.text for row in rows), _kept(page.language)
    told: str | None = None
    for around, judged in _contexts(rows, seen):
        places = places_of([is_prose(row) for row in around])
        neighbours = Neighbours(around, lex.known)
        for i in judged:
            row = around[i]
            size = list(_size(row, lex))
            mine = [*common, *size, f"{size[0]}, {where(places, i)}", *place(places, around, i)]
            if hopeless is not None and hopeless(mine):
                continue
            if told is None:
                told = "\n".join(near.text for near in prose)[:TOLD].lower()
            mine += [*_own(row, lex, kept), *_told(row, lex, told)]
            mine += neighbours.traits(i, before_prose=i < places.first)
            if seen[row.text] > 1:
                mine.append("stands here more than once")
            traits[row.number] = mine
    return traits


KEPT = 4_000
"""Lines of which it is kept what they say by themselves, 1 MB in a language: after a fix most are as they were."""


@for_language
def _kept(_: Language) -> dict[str, tuple[str, ...]]:
    return {}


def _own(row: Row, lex: Lexis, kept: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What a line says by itself."""
    if row.text not in kept:
        if len(kept) >= KEPT:
            kept.clear()
        kept[row.text] = (*_form(row), *_kind(row, lex))
    return kept[row.text]


REFRAIN = 3
"""Times from which a listed phrase that comes back is no neighbour."""


def _contexts(rows: list[Row], seen: Counter[str]) -> Iterator[tuple[list[Row], list[int]]]:
    """The rows among which each row is seen, and which of them are: all that are no prose, each once.

    Between two paragraphs "Advertisement" may stand, or "Article content" between any two lines. A caption or a
    heading has the paragraphs for neighbours, not the refrain; only the refrain itself is seen among all rows.
    """
    refrains = {row.number for row in rows if row.is_phrase and (seen[row.text] >= REFRAIN or row.is_one_of(ADS))}
    around = [row for row in rows if row.number not in refrains] if refrains else rows
    yield around, [i for i, row in enumerate(around) if not is_prose(row)]
    yield rows, sorted(refrains)


ADS = ("ad_label", "ad_continue")
"""Lists of phrases that stand anywhere between paragraphs, be it once."""


TOLD = 100_000
"""Characters of prose in which a line's words are looked for: more than an article has, and no line costs more."""


def _told(row: Row, lex: Lexis, told: str) -> Iterator[str]:
    """How many of its words the prose has too, as words or in words: other articles' titles speak of other things."""
    mine = [w for w in _LETTERS.findall(row.text[:FULL].lower()) if len(w) > 3 and w not in lex.function]
    if len(mine) < 2 or not told:
        return
    share = sum(word in told for word in mine) / len(mine)
    yield (
        "none of its words in the prose"
        if share == 0
        else "few of its words in the prose"
        if share < 0.35
        else ("many of its words in the prose" if share < 0.75 else "its words are in the prose")
    )


def _size(row: Row, lex: Lexis) -> Iterator[str]:
    """How long it is, how it ends, and how many function words it has."""
    count = row.size
    size = next((name for most, name in _SIZES if count <= most), "more than 40 words")
    yield size
    last = row.text[-1]
    end = "sentence" if row.ends else last if last in ":,;" else "ellipsis" if row.text.endswith("...") else "nothing"
    yield f"{size}, ends with {end}"
    if count < 3:
        return
    function = sum(word in lex.function for word in row.words)
    share = function / len(row.words) if row.words else 0.0
    grade = "no" if not function else "few" if share < 0.25 else "some" if share < 0.4 else "many"
    yield f"{grade} function words"
    if row.ends or count >= 8:
        yield f"{grade} function words, {'a' if row.ends else 'no'} sentence end"


_SIGNS = (
    (",", "has commas"),
    ("!", "has an exclamation mark"),
    ("?", "has a question mark"),
    ("(", "has brackets"),
    ("/", "has a slash"),
    (" - ", "has a dash inside"),
    (" – ", "has a dash inside"),
    (" — ", "has a dash inside"),
)
_CASES = ((0.99, "every word a capital"), (0.6, "most words a capital"), (0.34, "half the words a capital"))
_DIGITS = ((0.5, "mostly digits"), (1 / 6, "many digits"), (0.0, "digits"))


def _form(row: Row) -> Iterator[str]:
    """Its letters and signs."""
    text, first = row.text, row.text[0]
    count = text.count(" ") + 1
    if text.isupper():
        yield "all capitals"
    elif first.islower():
        yield "starts in lower case"
    if count > 1:
        yield graded(len(_CAPITAL.findall(text)) / count, _CASES, "few capitals")
    yield from (name for pattern, name in _STARTS if pattern.match(text))
    digits = sum(character.isdigit() for character in text[:FULL])
    if digits:
        yield graded(digits / len(text), _DIGITS)
    if first not in LINE_OPENING and any(quote in text for quote in LINE_OPENING):
        yield "has a quote"
    if ": " in text:
        yield "starts with a label" if _LABEL.match(text) else "has a colon inside"
    yield from dict.fromkeys(f"has {match.group()}" for match in _SYMBOL.finditer(text))
    yield from dict.fromkeys(name for sign, name in _SIGNS if sign in text)


def _kind(row: Row, lex: Lexis) -> Iterator[str]:
    """What it is made of: phrases, interface words, dates, names, agencies."""
    for mark in row.marks:
        if row.whole and mark.length == len(row.words):
            yield f"is a phrase of {mark.list}"
        elif mark.length > 1:
            yield f"starts with a phrase of {mark.list}"
    if row.marks and row.is_phrase:
        yield "is a listed phrase"
    if not row.words:
        yield "no words"
        return
    interface = sum(word in lex.interface for word in row.words) / len(row.words)
    if interface:
        yield graded(interface, _INTERFACE)
    if sum(word in lex.english for word in row.words) > 1:
        yield "English words"
    if not lex.reader.isdisjoint(row.words):
        yield "speaks to the reader"
    if len(row.text) <= SHAPED:
        yield from _shape(row, lex.known)


_INTERFACE = ((0.6, "mostly interface words"), (0.3, "many interface words"), (0.0, "some interface words"))


def _shape(row: Row, known: Words) -> Iterator[str]:
    """Is it a date, a credit or a name, or does it have one?"""
    if NUMBER in row.words and has_date(row.text, row.words, known):
        yield "is a date" if is_date(row.text, row.words, known) else "has a date"
    elif credit(row.text, known):
        yield "is a credit"
    elif is_name(row.text, known, 4):
        yield NAMED
    if ends_in_credit(row.text, known):
        yield "ends in a credit"


def ends_in_credit(text: str, known: Words) -> bool:
    """Is what follows its last full stop, dash, bracket or bar a photo credit ("... in Madrid. EFE / Ana Ruiz")?"""
    parts = _TAIL.split(text.rstrip(" )].")[-90:])
    tail = parts[-1].strip() if len(parts) > 1 else ""
    if not tail or tail == text:
        return False
    label, colon, rest = tail.partition(":")
    if colon and rest.strip() and tokens(label)[-1:] and tokens(label)[-1] in known.labels:
        return True
    found = credit(tail, known)
    return found is not None and (found.sure or found.marked)


NAMED = "could be a name"

_PROSE_SHARE = ((0.75, "nearly all prose"), (0.45, "much prose"), (0.2, "some prose"), (0.0, "little prose"))
LITTLE_PROSE = frozenset({"text: little prose", "text: no prose"})
"""The first trait of each line of a text of which no more than a fifth of the lines are prose."""

_PHRASE_SHARE = ((0.12, "many listed phrases"), (0.04, "some listed phrases"), (0.0, "few listed phrases"))


def _document(rows: list[Row], prose: int) -> Iterator[str]:
    """What kind of text the line is in, of which so many rows are prose: an article, or a page with one in it."""
    count = len(rows)
    yield "text: " + graded(prose / count, _PROSE_SHARE, "no prose")
    yield "text: " + graded(sum(row.is_phrase for row in rows) / count, _PHRASE_SHARE, "no listed phrase")
    yield "text: " + ("short" if count < 12 else "medium" if count < 60 else "long" if count < 200 else "very long")
