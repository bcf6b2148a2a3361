r"""The author's life at the end of a text: "Ana Ruiz is a reporter for the Port Herald. She lives in Ardmouth."

The page tells below the article who wrote it, and the text then seems to end with somebody's trade and home town. An
article says such things of the people in it, too; so a biography is told by its place, with nothing of the article
below it, and by what it says: a writer's trade, or another trade and what lives are made of. The heading above it goes
with it, and what goes on with "She" below. Under a heading that speaks of the author ("About the author"), or that has
the name of whom the next line tells ("About Ana Ruiz"), it may say anything.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> text = "The port is open.\nAbout the author\nAna Ruiz is a reporter for the Port Herald."
>>> [text[start:end] for start, end, *_ in find(sheet(Document(text), get("en")), Lists())]
['About the author\n', 'Ana Ruiz is a reporter for the Port Herald.']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

import msgspec
import regex

from newslint.evidence.lines.blocks import Lists, Part, whole
from newslint.evidence.lines.names import CAPITALIZED, particles
from newslint.evidence.lines.places import FOOT, is_prose
from newslint.evidence.lines.sheet import Row, Sheet
from newslint.evidence.phrases import for_language, words
from newslint.evidence.signs.capitals import CAPITAL
from newslint.evidence.signs.quotes import quotes_somebody
from newslint.evidence.tokens import tokens, tokens_of
from newslint.model.languages import Language
from newslint.model.needles import Needle

HEADING = 50
"""Characters of the line above a biography at most, where it has one. The bounds here are chosen; of the lines that
they find in 3,910 texts of dev pages the labels call nine left-overs and none the article's."""

VERB = 40
"""Characters after the name in which the verb ends."""

NEAR = 14
"""Words after the verb in which the trade is named."""

BELOW = 3
"""Lines under a heading that names the author, at most. Of 43 lines under such headings in extractors' outputs the
labels call none the article's (dev)."""

TOLD = 40
"""Characters of a line under such a heading, at least."""

_APART = re.compile(r",[^,.]{2,60},\s")


@lru_cache(maxsize=1)
def _name() -> regex.Pattern[str]:
    """A name at the start of a sentence."""
    return regex.compile(rf"{CAPITALIZED}(?:\s(?:{CAPITALIZED}|{CAPITAL}\.?|{particles()})){{0,4}}")


class Trades(msgspec.Struct, frozen=True):
    """A language's words of biographies; the verbs are phrases, those of `tells` name the trade themselves."""

    verbs: frozenset[tuple[str, ...]]
    tells: frozenset[tuple[str, ...]]
    writers: frozenset[str]
    others: frozenset[str]
    lives: frozenset[str]
    pronouns: frozenset[str]
    no_names: frozenset[str]
    headings: frozenset[str]
    titles: frozenset[str]
    about: frozenset[str]


@for_language
def trades(language: Language) -> Trades:
    """The words of a language that biographies are told by."""
    return Trades(
        verbs=frozenset(tuple(tokens(word)) for word in language.words.life_verbs),
        tells=frozenset(tuple(tokens(word)) for word in language.words.life_tells),
        writers=tokens_of(language.words.writers),
        others=tokens_of(language.words.trades),
        lives=frozenset(f" {' '.join(tokens(word))} " for word in language.words.lives),
        pronouns=tokens_of(language.words.life_pronouns),
        no_names=tokens_of(language.function_words),
        headings=tokens_of(words(language, "life_headings")),
        titles=frozenset(" ".join(tokens(title)) for title in words(language, "life_titles")),
        about=frozenset(" ".join(tokens(opening)) for opening in words(language, "life_about")),
    )


def find(page: Sheet, lists: Lists) -> Iterator[Part]:
    """The lines of the biographies at the end, with their headings and what goes on below them."""
    known = trades(page.language)
    done = -1
    for number in range(max(1, len(page.rows) - FOOT), len(page.rows)):
        if number <= done:
            continue
        rows, names = _headed(page, number, known) or _untitled(page, number, known)
        rows = [row for row in rows if row.number > done]
        done = max(done, *(row.number for row in rows)) if rows else done
        yield from (whole(row, *names) for row in rows)


def _untitled(page: Sheet, number: int, known: Trades) -> tuple[list[Row], tuple[str, ...]]:
    """The biography that begins in a row, told by what it says, with its heading."""
    told = _told(page.rows[number], known)
    if told is None or not _is_over(page.rows[number + 1 :], known):
        return [], ()
    above = page.rows[number - 1]
    headed = _heads(above, page.rows[number], known)
    rows = [*([above] if headed else []), page.rows[number], *_goes_on(page.rows[number + 1 :], known)]
    return rows, (*told, "heading above") if headed else told


def _headed(page: Sheet, number: int, known: Trades) -> tuple[list[Row], tuple[str, ...]] | None:
    """The heading in a row and what stands under it, where the heading says that this is the author's."""
    heading = page.rows[number]
    if heading.ends or len(heading.text) > HEADING or page.rows[number - 1].text.endswith(":"):
        return None
    under = list(takewhile(lambda row: row.ends and not row.is_phrase, page.rows[number + 1 : number + 1 + BELOW]))
    if not under or len(under[0].text) < TOLD:
        return None
    below = page.rows[under[-1].number + 1 :]
    if not (below and below[0].is_phrase) and any(map(is_prose, below)):
        return None
    said = " ".join(heading.words)
    if said in known.titles:
        return [heading, *under], ("author's heading",)
    length = next((n for n in (3, 2, 1) if " ".join(heading.words[:n]) in known.about), 0)
    name = heading.text.split(" ", length)[-1].strip(" :") if length else ""
    if " " in name and _name().fullmatch(name) and name.split(" ")[-1] in under[0].text:
        return [heading, *under], ("name in its heading",)
    return None


def needles(language: Language) -> frozenset[Needle] | None:
    """None: a trade's words stand in most texts."""
    return None


def _told(row: Row, known: Trades) -> tuple[str, ...] | None:
    """What a line says of somebody whose name it begins with; None if it is no such line."""
    if not row.ends or row.first in known.no_names:
        return None
    name = _name().match(row.text)
    if name is None or quotes_somebody(row.text):
        return None
    apart = _APART.match(row.text, name.end())
    after = row.text[apart.end() if apart else name.end() :]
    verb = tokens(after[:VERB])  # of most lines no more need be read
    length = next((n for n in (3, 2, 1) if tuple(verb[:n]) in known.verbs or tuple(verb[:n]) in known.tells), 0)
    if not length:
        return None
    said = tokens(after)
    pieces = ["full name"] if " " in name[0] else ["name"]
    near = said[length : length + NEAR]
    if tuple(said[:length]) in known.tells or not known.writers.isdisjoint(near):
        pieces.append("writer")
    elif not known.others.isdisjoint(near):
        pieces.append("trade")
    else:
        return None
    plain = f" {' '.join(said)} "
    return (*pieces, "life") if any(phrase in plain for phrase in known.lives) else tuple(pieces)


def _is_over(rows: Sequence[Row], known: Trades) -> bool:
    """Is nothing of the article below: no paragraph but other lives and what goes on with this one?"""
    return all(not is_prose(row) or row.first in known.pronouns or _told(row, known) is not None for row in rows)


def _goes_on(rows: Sequence[Row], known: Trades) -> Iterator[Row]:
    for row in rows:
        if row.first not in known.pronouns or not row.ends:
            return
        yield row


def _heads(above: Row, row: Row, known: Trades) -> bool:
    """Is the line above a heading ("About the author"), or the name and no more?"""
    if len(above.text) > HEADING or above.ends:
        return False
    return above.first in known.headings or (above.first == row.first and above.text.count(" ") < 4)
