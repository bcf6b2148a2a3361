"""`kind: hole`: a word that needs another one after it stands before a blank and a comma, full stop or closing bracket.

Extractors that delete links, mentions or formulas with their text leave `the cast of , a comedy` behind. What stood
there is lost: no fix can bring it back, and closing the gap would hide the loss.

The blank before the mark is the trace; the word before it decides. Articles and most prepositions end no clause, so
that they tell a hole for sure. Others may, and then count only beside a sure hole, or where no other word of the text
has a blank before its comma: else blanks there are somebody's style of typing. The same goes for a month whose year is
gone (`on 3 October , the`).

    - name: lost-link
      kind: hole
      message: a word is missing here
      why: The link was deleted with its text.
      bound: {en: [the, of], de: [der, die, das]}
      joining: {en: [and, or]}
      loose: {en: [from, with]}
      particles: [de]
      examples:
        - {lang: en, bad: "He left the cast ⟦of ,⟧ a comedy, and went home."}
      clean:
        - {lang: en, text: "He left the cast , and went home ."}
        - {lang: de, text: "Das ist alles, was er mitnahm."}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set
from typing import NamedTuple

import regex

from newslint.model.documents import Document
from newslint.model.findings import Hit
from newslint.model.languages import Holes, Language, Setting
from newslint.model.rules import Matcher, Rule

SURE = 0.95
"""A word that never ends a clause. In 814,736 words of clean articles (dev) there is one such hole, and eight that are
LIKELY; how the three compare is chosen and not measured."""

DATED = 5
"""Letters of a month's name, at least: of the shorter ones some are other words, too."""

LIKELY = 0.85
"""A word that may end one, in a text where the blanks before punctuation come from holes."""

LONE = 0.7
"""Such a word alone: "the one you can see yourself growing with ." is somebody's style of typing."""

MOST = 200
"""Blanks before punctuation that are looked at in one text: more of them are a table or the style of the page."""


class Hole(Rule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words are those of the language's file (`holes`). A rule that gives `bound` has words of its own, by
    language, and `joining`, `loose` and `particles` (codes of languages) with them.

    What is loose counts where another hole is found in the text, or where no other word has a blank before its comma or
    full stop; in a language of particles only the former.
    """

    bound: dict[str, list[str]] = {}
    joining: dict[str, list[str]] = {}
    loose: dict[str, list[str]] = {}
    particles: list[str] = []

    def needles(self, setting: Setting) -> frozenset[str]:
        return frozenset(blank + mark for blank in " \u00a0" for mark in ",;.)")

    def bind(self, setting: Setting) -> Matcher:
        words = self._words(setting.language)
        if not set(words.bound) - setting.accept:
            return lambda document: ()
        bound, joining, loose = (
            frozenset(listed) - setting.accept for listed in (words.bound, words.joining, words.loose)
        )
        months = frozenset(month for month in setting.language.months if len(month) >= DATED)
        sorting = Sorting(bound, joining, loose, months, ";" in setting.language.tight_marks)
        alone = not words.particles

        def hits(document: Document) -> Iterator[Hit]:
            places = defaultdict[str, list[tuple[int, int]]](list)
            for count, match in enumerate(_GAP.finditer(document.text)):
                places[sorting.of(match)].append(match.span())
                if count == MOST:
                    return
            yield from (Hit(start, end, None, SURE) for start, end in places["sure"])
            yield from (Hit(start, end, None, LIKELY) for start, end in places["opening"])
            sure, maybe = len(places["sure"]) + len(places["opening"]), places["maybe"]
            if not places["stray"]:
                yield from (Hit(start, end, None, LONE) for start, end in places["date"])
            if sure or (alone and not places["stray"]):
                weight = LIKELY if sure + len(maybe) > 1 else LONE
                yield from (Hit(start, end, None, weight) for start, end in maybe)

        return hits

    def _words(self, language: Language) -> Holes:
        """The language's words, or the rule's own."""
        if not self.bound:
            return language.holes
        code = language.code
        bound, joining, loose = (tuple(listed.get(code, ())) for listed in (self.bound, self.joining, self.loose))
        return Holes(bound, joining, loose, code in self.particles)


class Sorting(NamedTuple):
    """Which word before a blank and a mark tells what."""

    bound: Set[str]
    joining: Set[str]
    loose: Set[str]
    months: Set[str]
    tight: bool

    def of(self, match: regex.Match[str]) -> str:
        """How sure it is that a word is lost there, or `stray` for a blank that tells of somebody's typing."""
        word, mark = _word(match), match["mark"]
        if word in self.bound or (word in self.joining and mark != ","):
            return "sure"
        if mark == ";" and not self.tight:
            return "usual"  # there, a blank before it is the rule
        if word in self.loose or word in self.joining:
            return "opening" if word in self.loose and _begins(match) else "maybe"
        if word in self.months and mark in ",.":
            return "date"
        return "usual" if mark == ")" else "stray"


_GAP = regex.compile(
    r"""
    (?<![\p{L}\p{N}'’.@/\#_\N{SOFT HYPHEN}-])
    (?P<word>\p{L}+)
    [\ \N{NO-BREAK SPACE}]+
    (?P<mark>[,;)]|\.(?!\ ?\.))
    (?=[\s”"»’),.]|\Z)
    """,
    regex.VERBOSE | regex.VERSION1,
)

_STARTS = regex.compile(r"(?:\n|[.!?…]['\"’”»)]?\s)['\"“„«]?\Z", regex.VERSION1)
_GOES_ON = regex.compile(r",\s\p{Ll}", regex.VERSION1)

_BEFORE = regex.compile(r"\p{Ll}{2}[’”»\"]?[,;]?[ \u00a0]\Z", regex.VERSION1)


def _word(match: regex.Match[str]) -> str:
    """The word in lower case; nothing for words in capitals and for single letters that may be variables.

    A capital that begins a sentence which goes on in small letters is a word: `À , le canal …`.
    """
    word: str = match["word"]
    if len(word) > 1:
        return word.lower() if word[1:].islower() else ""
    before = match.string[max(0, match.start() - 8) : match.start()]
    if word.islower():
        return word if _BEFORE.search(before) else ""
    return word.lower() if _begins(match) else ""


def _begins(match: regex.Match[str]) -> bool:
    """Does a sentence begin with the word and a comma, and go on in small letters? No particle stands so."""
    text, at = match.string, match.start()
    if not match["word"][0].isupper() or not _GOES_ON.match(text, match.start("mark")):
        return False
    return at == 0 or _STARTS.search(text[max(0, at - 4) : at]) is not None
