r"""Consent dialogues: the cookies that a site sets, each with its name, its life and its purpose, line by line.

Such a dialogue lies over the page, and a text of the whole page has it in the middle. Its sentences differ from site to
site, but its words come back every few lines ("cookie", "consent"), beside names that no article has (`__utmz`,
`connect.sid`) and spans of time ("1 month"). An article about cookies, of bakers or of browsers, has the words in
paragraphs and none of the rest.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> lines = ["The port is open.", "_ga", "2 years", "This cookie counts visits.", "connect.sid", "1 month"]
>>> text = "\n".join([*lines, "This cookie keeps you logged in.", "This one is a cookie, too."])
>>> [text[start:end] for start, end, *_ in find(sheet(Document(text), get("en")), Lists())][:2]
['_ga\n', '2 years\n']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from newslint.evidence.lines.blocks import Lists, Part, whole
from newslint.evidence.lines.runs import runs
from newslint.evidence.lines.sheet import Row, Sheet
from newslint.evidence.phrases import book, dates, for_language, words
from newslint.evidence.tokens import NUMBER, labels, tokens, tokens_of
from newslint.model.languages import Language
from newslint.model.needles import Folded, Needle

Sign = Literal["word", "phrase", "label", "name", "life"]

APART = 3
"""Rows from one sign to the next at most. The bounds here are chosen; of the lines that they find in 3,910 texts of dev
pages the labels call 97 left-overs and none the article's."""

SIGNS, KINDS = 5, 3
"""Signs that a run must have: five, three of them words or phrases of consent."""

_NAME = re.compile(r"_{1,2}\w{2,40}|[a-zA-Z][\w.-]*[_.][\w.-]*[a-zA-Z0-9]|[a-z]+(?:-[a-z]+){2,}")


class Terms(msgspec.Struct, frozen=True):
    """A language's words of consent, as written, and labels of dialogues and words of time, in plain form."""

    consent: frozenset[str]
    labels: frozenset[str]
    spans: frozenset[str]


@for_language
def terms(language: Language) -> Terms:
    """The words of a language that consent dialogues are told by."""
    ages = {token for phrase in book(language).lists.get("relative_time", {}) for token in phrase.split(" ")}
    return Terms(
        consent=words(language, "consent"),
        labels=frozenset(" ".join(tokens(label)) for label in words(language, "consent_labels")),
        spans=(dates(language) | ages) - tokens_of(language.function_words),
    )


class Dialogue(msgspec.Struct, frozen=True):
    """A run of a consent dialogue's lines: the numbers of its first and last row, and what tells it."""

    first: int
    last: int
    phrases: int
    names: int
    lives: int
    labels: int = 0
    signs: frozenset[int] = frozenset()


BUTTONS = 3
"""Labels and phrases of dialogues from which a run is one, and no article on consent. Chosen."""

TABLE = 3
"""Names of cookies, and spans of time, from which a dialogue is a table of them."""


def find(page: Sheet, lists: Lists) -> Iterator[Part]:
    """The lines of each consent dialogue."""
    for found in dialogues(page, terms(page.language)):
        kind = "table of cookies" if found.names >= TABLE and found.lives >= TABLE else "consent phrases"
        more = ("buttons",) if found.labels + found.phrases >= BUTTONS else ()
        for row in page.rows[found.first : found.last + 1]:
            yield whole(row, kind, *(more if row.number in found.signs else ()))


def needles(language: Language) -> frozenset[Needle] | None:
    """The words of consent, in any case; None in a language without any."""
    return frozenset(Folded(word) for word in terms(language).consent) or None


def dialogues(page: Sheet, mine: Terms) -> Iterator[Dialogue]:
    """The consent dialogues of a page."""
    said = page.holding(mine.consent)
    if not said:
        return
    for run in runs(page.rows, lambda row: _sign(row, mine, said), APART):
        yield from _dialogue(run)


def _dialogue(run: list[tuple[int, str]]) -> Iterator[Dialogue]:
    signs = [sign for _, sign in run]
    phrases, names, lives, labels = (signs.count(sign) for sign in ("phrase", "name", "life", "label"))
    said = phrases + signs.count("word")
    told = phrases >= 2 or (names >= 2 and lives >= 2)
    if len(run) >= SIGNS and told and (said >= KINDS or (said and said + labels >= SIGNS)):
        numbers = frozenset(number for number, _ in run)
        yield Dialogue(run[0][0], run[-1][0], phrases, names, lives, labels, numbers)


def _sign(row: Row, mine: Terms, said: frozenset[int]) -> Sign | None:
    """What a row is in a consent dialogue; None for any other line."""
    if any(mark.list in ("cookie", "cookie_notice") for mark in row.marks):
        return "phrase"
    if row.whole and len(row.text) <= LABEL and _is_label(row, mine.labels):
        return "label"
    if " " not in row.text and _NAME.fullmatch(row.text):
        return "name"
    if row.number in said:
        return "word"
    if row.whole and len(row.words) <= 6 and NUMBER in row.words[:1] and not mine.spans.isdisjoint(row.words[1:]):
        return "life"
    return None


LABEL = 80
"""Characters of a line of labels at most."""

_DOUBLED = re.compile(r"(.{4,40}?)\s?\1")


def _is_label(row: Row, listed: frozenset[str]) -> bool:
    """Is it a label or several, each perhaps twice: "FunctionalFunctional Always active"?"""
    said = tokens(_DOUBLED.sub(r"\1", row.text)) if _DOUBLED.match(row.text) else row.words
    return bool(said) and sum(labels(said, listed, LONGEST)) == len(said)


LONGEST = 7
"""Words of a label at most."""
