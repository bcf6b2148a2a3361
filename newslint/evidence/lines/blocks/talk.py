r"""What readers say under an article, with no heading over it and nothing between it: told by how they speak.

"Thanks for this!", "Hi Ana, love the photos :)", "I agree with Tom". No such line alone tells anything: a blog is
written in the first person, an interview has both persons. So a whole stretch is judged, to the end of the text: each
way of readers' speech has a share of lines there and one above, and what counts is how far they are apart.

>>> from newslint.evidence.language import get
>>> from newslint.evidence.lines.sheet import sheet
>>> from newslint.model.documents import Document
>>> article = ["The first boats left at dawn, the office said in the evening. " * 2] * 6
>>> said = ["Thank you for this, I waited for days!", "I love your pictures of the quay :)", "Hi Ana, mine is blue."]
>>> text = "\n".join([*article, *said, "You're welcome, Tom!", "I agree with Tom, it was high time."])
>>> parts = list(find(sheet(Document(text), get("en")), Lists()))
>>> len(parts), text[parts[0].start : parts[0].end], parts[0].names[:2]
(5, 'Thank you for this, I waited for days!\n', ('some replies', 'reply'))
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import log
from operator import add

import msgspec
import regex

from newslint.evidence.lines.blocks import Lists, Part, whole
from newslint.evidence.lines.names import above_comment
from newslint.evidence.lines.places import SHORT_ARTICLE, paragraph
from newslint.evidence.lines.sheet import Row, Sheet
from newslint.evidence.phrases import for_language
from newslint.evidence.signs import quotes
from newslint.evidence.signs.capitals import CAPITAL
from newslint.evidence.tokens import tokens, tokens_of
from newslint.model.languages import Language
from newslint.model.needles import Needle

REPLIES, SMILES, SPEECHES = 2, 1, 4
"""Lines that a stretch must have: two that answer, thank or praise, another that does so or smiles, four in all. The
bounds here are chosen; of the lines that they find in 3,910 texts of dev pages the labels call 261 left-overs and
none the article's."""

SPOKEN_ABOVE = 8
"""Lines of any kind that are speech, above a stretch, that do for an article's paragraphs. Of those the last may be the
first thing that a reader says."""

SURE = 10.0
"""The score from which a stretch is readers' talk. From 8 on, of 36 (dev) two begin a line early, all others are."""

SHARE = 0.06
"""The share of its lines that answer, thank, praise or smile, at least."""

TURNS = 8
"""Lines above and below in which the questions of an interview stand."""

OPENING = 6
"""Lines at its start of which a second one must answer, thank, praise or smile, too."""

SHORTEST = 25
"""Characters from which a line without a sentence end is speech; shorter ones are names, buttons, headings."""

NEAR = 10
"""Lines above the stretch whose speech is looked at on its own: a blog's last lines turn to the reader."""

Signs = tuple[bool, ...]

WAYS = ("reply", "first person", "second person", "exclamation", "pictograph", "carelessness")
_SPOKEN = (0.30, 0.45, 0.35, 0.35, 0.08, 0.22)
_WRITTEN = (0.01, 0.03, 0.06, 0.04, 0.004, 0.06)
"""In what share of lines readers and articles have each of the ways."""

_REPLY, _PICTOGRAPH = WAYS.index("reply"), WAYS.index("pictograph")

_PRIOR, _PRIOR_NEAR = 8, 4
"""How many lines above what is known of articles in general is worth."""

_QUOTED = re.compile(rf"[{quotes.OPENING}][^{quotes.DOUBLE}’]*[{quotes.CLOSING}]")
_LOUD = re.compile(r"!|\?\?|\.\.\.|…")
_FACE = re.compile(r"[\U0001F300-\U0001FAFF☹-☻❤]|(?<![\w(])[:;]-?[)(DP](?!\w)|<3\b")
_CALLS = regex.compile(rf"\W*\w+\s+@?{CAPITAL}[\w.]*(?:\s{CAPITAL}[\w.]*)?\s?(?:[,!]|$)")
"""A greeting and a name: "Hi Ana,"."""


Openings = dict[str, dict[tuple[str, ...], bool]]


class Manners(msgspec.Struct, frozen=True):
    """How a language's readers speak, in plain form. Openings, by their first word: `replies` (True) and what merely
    looks so ("thanks to"; False); `praise`, which stands before a `praised` word. `firsts` are all first words."""

    replies: Openings
    praise: Openings
    praised: frozenset[str]
    greetings: frozenset[str]
    never: frozenset[str]
    first: frozenset[str]
    second: frozenset[str]
    firsts: frozenset[str]


@for_language
def manners(language: Language) -> Manners:
    """The words of a language, and of no other, that readers' talk is told by."""

    def plain(name: str) -> frozenset[str]:
        return tokens_of(getattr(language.words, name))

    def openings(name: str, but: str = "") -> Openings:
        found: Openings = {}
        for phrase, is_so in (*((p, True) for p in phrases(name)), *((p, False) for p in phrases(but))):
            found.setdefault(phrase[0], {})[tuple(phrase)] = is_so
        return found

    def phrases(name: str) -> Iterator[list[str]]:
        return map(tokens, getattr(language.words, name) if name else ())

    replies, praise, greetings = openings("reply", "no_reply"), openings("praise"), plain("greetings")
    return Manners(
        replies=replies,
        praise=praise,
        praised=plain("praised"),
        greetings=greetings,
        never=plain("thanked_for"),
        first=plain("first_person"),
        second=plain("second_person"),
        firsts=greetings.union(replies, praise),
    )


MANY = 8
"""Replies from which a stretch can be nothing else."""


class Talk(msgspec.Struct, frozen=True):
    """A stretch of readers' talk to the end of the text: its first row, its replies, and what sets it apart."""

    first: int
    replies: int
    ways: tuple[str, ...]


def find(page: Sheet, lists: Lists) -> Iterator[Part]:
    """What readers say at the end of the text, with the name above the first of them."""
    found = talk(page.rows, manners(page.language))
    if found is not None:
        size = "many replies" if found.replies >= MANY else "some replies"
        yield from (whole(row, size, *found.ways) for row in page.rows[above_comment(page.rows, found.first) :])


def needles(language: Language) -> frozenset[Needle] | None:
    """None: that no line answers is seen fast enough by the lines' first words."""
    return None


def talk(rows: Sequence[Row], mine: Manners) -> Talk | None:
    """The readers' talk at the end of the rows, if there is any."""
    may_reply = [row for row in rows if row.first in mine.firsts]
    if len(may_reply) < REPLIES or sum(is_reply(row, mine) for row in may_reply) < REPLIES:
        return None
    spoken = [(row.number, signs) for row in rows if (signs := _signs(row, mine)) is not None]
    return _stretch(rows, spoken, paragraph(rows, SHORT_ARTICLE))


def is_reply(row: Row, mine: Manners) -> bool:
    """Does it answer, thank or praise: "You're welcome", "Great article", "Hi Ana,", "Awesome!"?"""
    if row.text.endswith(":") or row.text[0] in quotes.LINE_OPENING:
        return False
    if row.first in mine.replies and _opening(row.words, mine.replies):
        return mine.never.isdisjoint(row.words)
    if row.first in mine.greetings:
        return _CALLS.match(row.text) is not None and mine.never.isdisjoint(row.words)
    if row.first in mine.praise and (length := _opening(row.words, mine.praise)):
        return row.text.endswith("!") or not mine.praised.isdisjoint(row.words[length : length + 1])
    return False


def _opening(words: Sequence[str], openings: Openings) -> int:
    """How many words the longest opening has that the words start with; 0 if there is none, or it merely looks so."""
    known = openings[words[0]]
    longest = max((each for each in known if tuple(words[: len(each)]) == each), key=len, default=())
    return len(longest) if known.get(longest) else 0


def _signs(row: Row, mine: Manners) -> Signs | None:
    """Which of the ways of readers' speech a row has; None for names, buttons and other rows that are no speech."""
    own = _QUOTED.sub(" ", row.text)
    face = _FACE.search(own, 1) is not None
    if (len(row.text) < SHORTEST and not row.ends and not face) or not row.words or row.is_phrase:
        return None
    words = tokens(own)
    return (
        is_reply(row, mine),
        not mine.first.isdisjoint(words),
        not mine.second.isdisjoint(words),
        _LOUD.search(own) is not None,
        face,
        row.text[0].islower() or (len(row.text) >= 60 and not row.ends and row.text[-1] not in ':"”»)'),
    )


def _stretch(rows: Sequence[Row], spoken: list[tuple[int, Signs]], begin: int) -> Talk | None:
    """The best stretch from a row at or below `begin` to the end. It starts with a reply or a smile."""
    sums = list(accumulate((signs for _, signs in spoken), _added, initial=(0,) * len(WAYS)))
    best, found = SURE, None
    for at, (number, signs) in enumerate(spoken):
        count = len(spoken) - at
        if (number < begin and at < SPOKEN_ABOVE) or count < SPEECHES or not (signs[_REPLY] or signs[_PICTOGRAPH]):
            continue
        if sum(signs[_REPLY] or signs[_PICTOGRAPH] for _, signs in spoken[at : at + OPENING]) < 2:
            continue
        replies = sum(signs[_REPLY] for _, signs in spoken[at:])
        smiles = sum(signs[_PICTOGRAPH] and not signs[_REPLY] for _, signs in spoken[at:])
        if replies < REPLIES or replies + smiles < max(REPLIES + SMILES, SHARE * count):
            continue
        if _is_interview(rows, spoken, at):
            continue
        scores = _scores(sums, at)
        if sum(scores) >= best:
            best = sum(scores)
            ways = tuple(way for way, score in zip(WAYS, scores, strict=True) if score > 1)
            found = Talk(number, replies + smiles, ways)
    return found


def _added(so_far: tuple[int, ...], signs: Signs) -> tuple[int, ...]:
    return tuple(map(add, so_far, signs))


def _scores(sums: list[tuple[int, ...]], at: int) -> list[float]:
    """For each way, the log-odds that the lines from `at` on are readers' and no more of the article."""
    below, near = len(sums) - 1 - at, min(at, NEAR)
    scores = []
    for way, (spoken, written) in enumerate(zip(_SPOKEN, _WRITTEN, strict=True)):
        above, close = sums[at][way], sums[at][way] - sums[at - near][way]
        article = max(
            (above + written * _PRIOR) / (at + _PRIOR), (close + written * _PRIOR_NEAR) / (near + _PRIOR_NEAR)
        )
        readers = max(spoken, article)
        having = sums[-1][way] - above
        scores.append(having * log(readers / article) + (below - having) * log((1 - readers) / (1 - article)))
    return scores


def _is_interview(rows: Sequence[Row], spoken: list[tuple[int, Signs]], at: int) -> bool:
    """Do questions stand above and below, three or more in all? An article may well end in one."""
    above, below = (
        sum(rows[number].text.endswith("?") for number, _ in part)
        for part in (spoken[max(0, at - TURNS) : at], spoken[at : at + TURNS])
    )
    return above > 0 and below > 0 and above + below > 2
