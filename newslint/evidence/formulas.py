"""Formulas: phrases with alternatives and gaps, found in a text by their rarest words.

A notice has a thousand wordings of a few forms: "By submitting you agree to our terms", "By pressing Send, you consent
to our use of your data". A list of phrases misses each that it has not seen; a formula says the form:

    by submitting|pressing .. you agree|consent

`a|b` is one word or the other, `word?` one that may be missing, `word*` and `*word` any that begins or ends so, `..` up
to GAP words of the same sentence, `^` the start of a sentence, `.. ^ ..` the rest of one and the
start of the next. A hyphen makes one of two words (`sign-up|subscribe`).
Formulas and lines are compared in one plain form, as phrases are (phrases.py); a phrase is a formula without any sign.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache

import msgspec

from newslint.evidence.phrases import for_language, sources
from newslint.evidence.tokens import tokens
from newslint.evidence.vocabulary import vocabulary
from newslint.model.documents import Document
from newslint.model.languages import Language

GAP = 8
"""Words that a gap may hold: enough for what a form is called, or a newsletter. Chosen, not measured."""

BREAK = "|"
"""Stands between two sentences in the plain form."""

_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]*]*\s+|[|•·»]")
_LETTERS = re.compile(r"[^\W\d_]+")
_SIGN = re.compile(r"\.\.|\^|[^\s^]+")

Ways = tuple[str, ...]
"""The alternatives of one word of a formula, as a text in lower case has them."""


class Formula(msgspec.Struct, frozen=True, gc=False):
    """As it is `written`, and whether a page was `seen` with it.

    A text that it stands in has one way of each of `words` as a word, and of each of `parts` in a word.
    """

    written: str
    seen: bool
    words: tuple[Ways, ...]
    parts: tuple[Ways, ...]

    def may_be_in(self, folded: str, words: Container[str]) -> bool:
        """Has a text in lower case, which has these words, what the formula needs?"""
        return _has_each(words, self.words) and _has_each(folded, self.parts)

    def is_in(self, plain: str) -> bool:
        """Does it stand in a text of this plain form?"""
        return _compiled(self.written).search(plain) is not None


def _has_each(text: Container[str], every: tuple[Ways, ...]) -> bool:
    """Has a text one way of each? In loops: this is asked a thousand times of each text."""
    for ways in every:
        for way in ways:
            if way in text:
                break
        else:
            return False
    return True


class Formulary(msgspec.Struct, frozen=True):
    """Formulas by the word that they are looked for by; a text with none of these `words` has none of them."""

    by_word: dict[str, list[Formula]]
    words: frozenset[str]

    def among(self, folded: str, words: frozenset[str]) -> Iterator[tuple[str, list[Formula]]]:
        """The formulas that a text may have, with the word to look for them by."""
        for word in sorted(self.words & words):
            near = [formula for formula in self.by_word[word] if formula.may_be_in(folded, words)]
            if near:
                yield word, near


def plain(text: str) -> str:
    """The plain form that formulas are looked for in: the tokens of each sentence, and breaks around sentences.

    >>> plain("Like it? Sign up!")
    '| like it | sign up |'
    """
    return f"{BREAK} {f' {BREAK} '.join(' '.join(tokens(part)) for part in _SENTENCE.split(text))} {BREAK}"


class Shelf(msgspec.Struct, frozen=True):
    """A language's commonest words, and its formularies by lists, as far as they were asked for."""

    common: frozenset[str]
    made: dict[tuple[str, ...], Formulary]


@for_language
def _shelf(language: Language) -> Shelf:
    return Shelf(frozenset(word for source in sources(language) for word in source.function_words), {})


def formulary(language: Language, lists: tuple[str, ...]) -> Formulary:
    """The phrases and formulas of the lists, those of the language and the English ones."""
    shelf = _shelf(language)
    if lists not in shelf.made:
        shelf.made[lists] = _formulary(_listed(language, lists), shelf.common)
    return shelf.made[lists]


@for_language
def diction(language: Language) -> frozenset[str]:
    """Every word that a phrase or a formula of the language, or an English one, is made of."""
    entries = (e for s in sources(language) for lists in (s.phrases, s.formulas) for e in lists.values())
    return frozenset(_spellings(_LETTERS.findall(" ".join(w for e in entries for w in (*e.seen, *e.more)).lower())))


def spoken(document: Document, language: Language) -> frozenset[str]:
    """The words of a document that phrases and formulas of a language are made of; found once for each language."""
    # By identity: a document may be looked at with two languages of one code, as in tests of a language's file.
    return document.once(f"spoken {id(language)}", lambda: vocabulary(document).among(diction(language)))


def _listed(language: Language, lists: tuple[str, ...]) -> Iterator[Formula]:
    """The lists' formulas; a short word alone is none, nor is a number: they say nothing inside a line."""
    seen: dict[str, bool] = {}
    for source in sources(language):
        for entries in (source.phrases, source.formulas):
            for listed in (entries[name] for name in lists if name in entries):
                for written, met in (*((one, True) for one in listed.seen), *((one, False) for one in listed.more)):
                    seen[written] = seen.get(written, False) or met
    formulas = (formula(written, met) for written, met in seen.items() if " " in written or len(written) > 9)
    return (formula for formula in formulas if formula.words)


@lru_cache(maxsize=100_000)
def formula(written: str, seen: bool = True) -> Formula:
    """A formula as a language file has it.

    >>> formula("by submitting|pressing .. you agree*").words
    (('by',), ('submitting', 'pressing'), ('you',))
    """
    words: list[Ways] = []
    parts: list[Ways] = []
    for sign in _signs(written.lower()):
        ways = tuple(_spellings(max(_LETTERS.findall(way), key=len, default="") for way in sign.split("|")))
        if all(ways) and not sign.endswith("?"):
            (parts if "*" in sign else words).append(ways)
    return Formula(written, seen, tuple(words), tuple(parts))


def _spellings(words: Iterable[str]) -> Iterator[str]:
    """The words, and those with an ß also with ss: so they stand in capitals, and everywhere in Switzerland."""
    for word in words:
        yield word
        if "ß" in word:
            yield word.replace("ß", "ss")


def _formulary(formulas: Iterable[Formula], common: Container[str]) -> Formulary:
    """Formulas by their rarest words: long ones, and such as other formulas are looked for by, too."""
    formulas = list(formulas)
    uses = Counter(word for formula in formulas for word in {way for ways in formula.words for way in ways})
    found: dict[str, list[Formula]] = {}
    for formula in formulas:
        costs = {ways: sum(1 / uses[word] + _commonness(word, common) for word in ways) for ways in formula.words}
        for word in min(costs, key=costs.__getitem__):
            found.setdefault(word, []).append(formula)
    return Formulary(found, frozenset(found))


def _commonness(word: str, common: Container[str]) -> float:
    """How many texts have a word, as a guess: half as many with each letter more."""
    return 600.0 if word in common else 600 * 0.5 ** len(word)


@lru_cache(maxsize=5_000)
def _compiled(written: str) -> re.Pattern[str]:
    """A formula as a pattern; compiled when a line has all of its words, as few have."""
    return re.compile("".join(_pieces(_signs(written))))


def _pieces(signs: list[str]) -> Iterator[str]:
    """Each word takes the blank after it along, and the end of its sentence; only a gap stays within one."""
    for at, sign in enumerate(signs):
        if sign == "^":
            yield "[|] "
        elif sign == "..":
            yield rf"(?:[^ |]+ ){{0,{GAP}}}?"
        else:
            ways = "|".join(_way(way) for way in sign.rstrip("?").split("|"))
            over = "" if at + 1 == len(signs) or signs[at + 1] == ".." else "(?:[|] )?"
            yield f"{'' if at else '(?<= )'}(?:(?:{ways}) {over}){'?' if sign.endswith('?') else ''}"


def _way(way: str) -> str:
    """One alternative of a word."""
    word = " ".join(map(re.escape, tokens(way)))
    return f"{'[^ |]*' if way[0] == '*' else ''}{word}{'[^ |]*' if way[-1] == '*' else ''}"


def _signs(written: str) -> list[str]:
    """A formula's words, gaps and starts."""
    return [sign for sign in _SIGN.findall(written) if sign in ("..", "^") or tokens(sign)]
